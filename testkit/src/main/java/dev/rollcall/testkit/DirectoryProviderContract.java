package dev.rollcall.testkit;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Assumptions;

/**
 * The contract of {@link DirectoryProvider} and of how it uses a {@link PersonSink}, one test or more for each of its
 * sentences. Whoever writes a provider extends it:
 *
 * <pre>{@code
 * class StaffServiceProviderTest extends DirectoryProviderContract {
 *
 *     @Override
 *     protected DirectoryProvider provider(List<DirectoryUser> people) {
 *         StaffService service = new FakeStaffService();
 *         people.forEach(service::add);
 *         return StaffServiceProvider.at(service.address()).build();
 *     }
 * }
 * }</pre>
 *
 * <p>That is enough to begin with. The other methods let more be checked, or say what kind of directory it is. A test
 * that cannot be made without one of them is reported as skipped, with what nobody knows then.
 *
 * <p>Each directory that a method makes is one of its own: those that were made before, in the same test too, stay as
 * they are. The tests run one after another, and some use a second thread.
 */
public abstract class DirectoryProviderContract extends ProviderFailureContract {

    /** For subclasses. */
    protected DirectoryProviderContract() {}

    /**
     * Returns a provider for a directory with these people, all of them in scope, with all attributes that they carry.
     * If they are in groups, the directory need not know.
     */
    @Override
    protected abstract DirectoryProvider provider(List<DirectoryUser> people);

    /**
     * Starts an active person of such a directory, with the external id and the match key that the provider is expected
     * to deliver. Unless overridden the id is a UUID with this number, and the match key is the name.
     *
     * @param number another one for each person
     * @param name a word, or a text made to be awkward
     */
    @Override
    protected DirectoryUser.Builder person(int number, String name) {
        return DirectoryUser.builder()
                .externalId(String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", number))
                .matchKey(name)
                .activity(Activity.ACTIVE);
    }

    /**
     * Whether the directory can hold somebody like that at all. Asked for people without external id or match key, of
     * unknown activity, with several values of one attribute, and with awkward values and match keys. Unless overridden
     * it can.
     */
    @Override
    protected boolean canHold(DirectoryUser person) {
        return true;
    }

    /**
     * The names of two text attributes that people of the directory may carry, or not. Unless overridden {@code title}
     * and {@code department}.
     */
    @Override
    protected List<String> attributeNames() {
        return List.of("title", "department");
    }

    /** Returns a provider whose scope is there and has nobody in it. Unless overridden a directory without people. */
    @Override
    protected DirectoryProvider emptyScope() {
        return provider(List.of());
    }

    /**
     * The name by which a provider chooses a group, such as a distinguished name made from this word. Unless overridden
     * the word.
     */
    @Override
    protected String group(String word) {
        return word;
    }

    /**
     * Returns a provider that chooses groups of a directory with these people, who are in the groups that they carry.
     * Unless overridden nothing about groups is checked.
     *
     * @param existing the groups that the directory has; somebody may be in each of them, or nobody
     * @param chosen the groups that the provider is configured to choose; one of them may be missing in the directory
     */
    @Override
    protected DirectoryProvider choosing(List<DirectoryUser> people, Set<String> existing, Set<String> chosen) {
        return Assumptions.abort("choosing is not overridden: what the provider makes of chosen groups is not known");
    }

    /**
     * Whether the directory can tell a group with nobody in it from one that is not there; a file cannot, and its
     * provider warns of both. Unless overridden it can, and choosing one that is not there is a
     * {@link DirectoryConfigurationException}.
     */
    @Override
    protected boolean seesEmptyGroups() {
        return true;
    }

    /**
     * Returns a provider for a directory with these people and one more, of whom something is so damaged that the
     * provider cannot read that person: a row with too few cells, an id that is no id. Unless overridden this is not
     * checked.
     *
     * @param damaged the one more, before the damage
     */
    @Override
    protected DirectoryProvider withUnreadable(List<DirectoryUser> people, DirectoryUser damaged) {
        return Assumptions.abort("withUnreadable is not overridden: what becomes of somebody unreadable is not known");
    }

    /**
     * Returns a provider for a directory with these people whose answer breaks off, or fails, once so many of them were
     * sent, if not before: a connection that ends, a page that fails, a file without an end. Unless overridden this is
     * not checked.
     *
     * @param place from 0, before the first person, to the number of people, where only the evidence of completeness is
     *     missing
     */
    @Override
    protected DirectoryProvider brokenAt(List<DirectoryUser> people, int place) {
        return Assumptions.abort(
                "brokenAt is not overridden: whether a read that breaks is taken for a complete one is not known");
    }

    /**
     * Returns a provider for a directory with these people that stops answering, without an error, once so many of them
     * were sent. Unless overridden this is not checked.
     *
     * @param place 1 or more
     */
    @Override
    protected DirectoryProvider hangingAt(List<DirectoryUser> people, int place) {
        return Assumptions.abort(
                "hangingAt is not overridden: whether a read of a directory that does not answer can be ended is not known");
    }

    /**
     * Returns a provider for a directory that is not where the provider looks for it. Unless overridden this is not
     * checked.
     */
    @Override
    protected DirectoryProvider unreachable() {
        return Assumptions.abort("unreachable is not overridden: what an unreachable directory leads to is not known");
    }

    /** Returns a provider whose credentials the directory refuses. Unless overridden this is not checked. */
    @Override
    protected DirectoryProvider wrongCredentials() {
        return Assumptions.abort("wrongCredentials is not overridden: what refused credentials lead to is not known");
    }

    /**
     * The passwords, tokens and other secrets that the providers are configured with. Unless overridden it is not
     * checked whether they are told.
     */
    @Override
    protected Collection<String> secrets() {
        return Assumptions.abort("secrets is not overridden: whether the provider tells its secrets is not known");
    }

    /**
     * Returns a way to count the connections, requests, cursors and files that the provider made last holds open,
     * without those that a pool may keep. Unless overridden it is not checked whether any are left.
     */
    @Override
    protected LongSupplier openResources() {
        return Assumptions.abort(
                "openResources is not overridden: whether the provider leaves anything open is not known");
    }

    /**
     * How long a read may take to end when it is interrupted, or to come to its first person. Unless overridden 30
     * seconds.
     */
    @Override
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }
}
