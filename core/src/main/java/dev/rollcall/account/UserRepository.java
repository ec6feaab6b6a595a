package dev.rollcall.account;

import dev.rollcall.lock.Fence;
import dev.rollcall.lock.StaleFenceException;
import java.util.List;

/**
 * The host's user table: the SPI that a host implements to be kept in step. {@code UserRepositoryContract} of the
 * testkit checks every sentence of this contract.
 *
 * <p>All methods are called on the thread that called {@code run()}, so thread-locals (tenant, security, transaction)
 * are as the caller left them. The engine opens no transaction. Runs of several directories and administrators' acts
 * may call at once, each on its own thread.
 */
public interface UserRepository extends AccountReader {

    /**
     * Makes these changes, in this order, each on its own: one that is refused leaves no trace and does not harm the
     * others (R39). They may share one transaction as long as that holds; after an error the batch may be halved, or
     * done again one by one.
     *
     * <ul>
     *   <li><b>Durable.</b> Answer after the commit: what is answered with {@code APPLIED} survives a crash. In a host
     *       that calls {@code run()} inside a transaction of its own, open a separate one, and with an object mapper a
     *       separate session too: that of a web request shows the accounts as the request has read them. After an error
     *       of the database a session or transaction is of no further use: do the batch again in fresh ones, one per
     *       change.
     *   <li><b>Version.</b> A change that names a version is made only if the account still has it; otherwise nothing
     *       is written: {@code CONFLICT} (R40). Every write that changes something gives the account a new version. It
     *       must change with writes that go around the repository too: a trigger, or a hash of just the columns that
     *       the engine reads and writes, does that; a counter in an object mapper does not.
     *   <li><b>Seats.</b> A change with a seat limit is made only if, in its own transaction, fewer accounts of the
     *       whole host are active than that; otherwise nothing is written: {@code NO_SEAT} (R32). Two runs at once must
     *       not both take the last one: lock one row of the whole host before counting. Under that lock it is enough to
     *       count once per batch. The host's own activation screen takes the same lock.
     *   <li><b>Refused or down.</b> {@code REFUSED} is for what the database says about this one change: a constraint,
     *       a value that does not fit. A deadlock or a lock that was not given in time is tried again once and then
     *       {@code CONFLICT}. Anything else is thrown: a repository that is down must not look like ten thousand
     *       refusals.
     *   <li><b>Which answer.</b> {@code CONFLICT} comes first: a change whose account is not as it was read is that,
     *       whatever else is wrong with it. One that has no seat and would be refused too is {@code REFUSED} or
     *       {@code NO_SEAT}, as you like.
     *   <li><b>Names.</b> A username that another account of the host holds, as
     *       {@link dev.rollcall.identity.Username#equals} compares, is {@code REFUSED} with the reason; so is an
     *       external id that another account of the directory has.
     *   <li><b>Only what is named.</b> Fields and columns that a change does not name keep their value to the byte.
     *   <li><b>Events.</b> {@link Write#events()} are stored with the change if the repository keeps an audit log.
     *   <li><b>Repeats.</b> A batch may be tried a second time, by the repository or the host, because its answer was
     *       lost. The ids of its events are the same then: nothing is made twice, and no event is stored twice.
     * </ul>
     *
     * @param fence checked in each transaction where the repository can: it remembers the highest token of each
     *     directory and writes nothing for a lower one (R37). A token may be any positive {@code long}, and those of
     *     Rollcall's own locks begin with the microseconds since 1970: store and compare them as integers of 64 bits
     * @param batch at most a few hundred changes, no account twice
     * @return one result per change, in the order of the batch
     * @throws StaleFenceException if the fence is stale; nothing more was written
     * @throws RuntimeException if the repository is down; what the batch wrote is then unknown, and the next run finds
     *     out. The message of a {@link RepositoryException} is shown, so it quotes nothing of the batch
     */
    List<ChangeResult> apply(Fence fence, List<Write> batch);
}
