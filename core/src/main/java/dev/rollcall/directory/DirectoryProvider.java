package dev.rollcall.directory;

import dev.rollcall.identity.ExternalId;
import java.util.List;

/**
 * Reads the people of one directory: the SPI that a new kind of directory implements.
 *
 * <p>A provider is configured once, checks its configuration when it is built (all errors at once, without connecting),
 * and is then immutable. {@link #read} is called once per run, plan, explanation or relink; never twice at a time for
 * one engine; one provider may serve several engines. It runs on a thread of the engine, not on the caller's:
 * thread-locals of the host are not there. The engine interrupts that thread when it gives the read up, so blocking
 * calls should have finite time limits and answer to interruption.
 */
public interface DirectoryProvider {

    /**
     * Reads everybody in scope and delivers them to {@code people}.
     *
     * <p>In this order: open a fresh connection; look up every chosen group and unit, failing with
     * {@link DirectoryConfigurationException} if one is not found or found twice (R3); deliver each person; check the
     * evidence that nobody is missing; close every connection; call {@link PersonSink#complete} and return its result.
     * Whatever casts doubt on the read is an exception, never a short result: an error, a page that failed, a size
     * limit, a count that does not fit.
     *
     * <p>When this method returns or throws, it holds no connection, open request, cursor or file (R7); a pool that
     * closes its idle connections by itself may remain. A provider that is interrupted restores the interrupt flag and
     * calls {@link PersonSink#checkpoint}, which throws.
     *
     * @param request what to read; never null
     * @param people where to deliver it; valid during this call only
     * @return what {@code people.complete} returned
     * @throws DirectoryException if the directory cannot be read completely: {@link DirectoryUnavailableException} when
     *     it did not answer, {@link SnapshotIncompleteException} when it answered, but not with everything. Any other
     *     exception is taken for an incomplete read too, but is reported by its type alone, because its message may
     *     hold a secret
     */
    Completion read(ReadRequest request, PersonSink people);

    /**
     * Tries out what a read would need, without any effect (R45): the connection, the credentials, the rights, each
     * chosen group and unit with the number of its people. Called by an administrator's tool, on the caller's thread.
     *
     * @return one finding per thing that was checked, also for those that are fine; what is wrong is a finding, not an
     *     exception
     */
    Validation validate(ReadRequest request);

    /**
     * Tells by which chosen groups and units one person is in scope, for whoever asks why. Called after a read, by
     * {@link dev.rollcall.SyncEngine#explain}, on the caller's thread; opens connections of its own and closes them.
     *
     * @param request what the read was asked for
     * @param person somebody who was read
     * @return a path each, from the chosen group or unit to the person, in words for an administrator; none where that
     *     is all that can be told, as it is unless a provider says more
     * @throws DirectoryException if the directory cannot be asked
     */
    default List<String> scopePaths(ReadRequest request, ExternalId person) {
        return List.of();
    }
}
