package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.StaleFenceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What every sentence of the contract is tried with: the repository, people to put into it, and a look at all that it
 * holds.
 *
 * <p>The sentences are spread over a chain of classes, one concern each, rather than over nested ones: a nested test
 * class that is inherited does not see what the host's class is annotated with, such as the configuration of its
 * container.
 */
@Execution(ExecutionMode.SAME_THREAD)
abstract class RepositoryWorkbench {

    static final DirectoryName STAFF = DirectoryName.of("staff");
    static final DirectoryName PARTNERS = DirectoryName.of("partners");

    static final Instant MONDAY = Instant.parse("2024-03-04T08:15:30.123Z");
    static final Instant TUESDAY = Instant.parse("2024-03-05T23:59:59.999Z");

    /** What the engine hands over at a time. */
    static final int BATCH = 200;

    static final OptionalLong NO_LIMIT = OptionalLong.empty();
    static final Set<String> NO_FIELDS = Set.of();

    private final Set<AccountId> known = ConcurrentHashMap.newKeySet();
    private @Nullable UserRepository opened;
    private String sentence;
    private TestReporter reporter;

    abstract UserRepository emptyRepository();

    abstract Set<String> fields();

    abstract String valueOf(String field, int n);

    abstract Optional<String> valueThatDoesNotFit(String field);

    abstract boolean knowsEveryField();

    abstract boolean remembersFences();

    abstract boolean allowsConcurrentRuns();

    abstract UserRepository reopened();

    abstract void editBehindBack(AccountId account);

    abstract void removeBehindBack(AccountId account);

    abstract AccountId createBehindBack(String username, boolean active);

    abstract List<AuditEvent> storedEvents();

    abstract long statementsSent();

    abstract int statementsPerChange();

    abstract void breakNextCommit(boolean made);

    abstract void stopStore();

    @BeforeEach
    void rememberTheSentence(TestInfo test, TestReporter reporter) {
        this.reporter = reporter;
        sentence = test.getDisplayName();
        opened = null;
        known.clear();
    }

    /**
     * The repository under test. Opened at first use, so that whatever the host's class sets up before each test is
     * there.
     */
    final UserRepository repository() {
        UserRepository repository = opened;
        if (repository == null) {
            repository = emptyRepository();
            opened = repository;
        }
        return repository;
    }

    /** What a failure says first: the sentence that is broken, and where in the adapter to look. */
    final String guide(String lookAt) {
        return "The contract of UserRepository is broken: \"" + sentence + "\". Look at " + lookAt + ".";
    }

    /** Says in the report of the build what could not be checked, where a part of a test is left out. */
    final void reportUnchecked(String why) {
        reporter.publishEntry("not checked", why);
    }

    /** One of the mapped fields, always the same one. */
    final String field(int number) {
        List<String> names = List.copyOf(new TreeSet<>(fields()));
        assertThat(names).as("fields() must name two mapped fields or more").hasSizeGreaterThan(1);
        return names.get(number);
    }

    // Writing

    /** Hands these changes over in one batch that belongs to no run. */
    final List<ChangeResult> apply(Change... changes) {
        return apply(repository(), Fence.none(STAFF), List.of(changes));
    }

    final List<ChangeResult> apply(UserRepository target, Fence fence, List<? extends Change> changes) {
        return applyWrites(target, fence, writes(changes));
    }

    /** The changes with events like those that the engine would send. */
    static List<Write> writes(List<? extends Change> changes) {
        return changes.stream().map(ContractEvents::write).toList();
    }

    final List<ChangeResult> applyWrites(UserRepository target, Fence fence, List<Write> batch) {
        List<ChangeResult> results;
        try {
            results = target.apply(fence, batch);
        } catch (StaleFenceException e) {
            throw new AssertionError(
                    guide("the fence, which is not stale: " + fence
                            + ". Only a token that is lower than the highest of its"
                            + " directory is stale, and an act without token never; apply threw " + e),
                    e);
        } catch (UnsupportedOperationException e) {
            throw new AssertionError(
                    guide("apply, which is not written yet for " + kinds(batch) + "; it threw " + e), e);
        } catch (RuntimeException e) {
            String lookAt = "how apply turns what the database says into a result; it threw " + e;
            throw new AssertionError(guide(lookAt), e);
        }
        assertThat(results)
                .as(guide("the list that apply returns: one result per change, whatever became of it"))
                .hasSameSizeAs(batch);
        results.forEach(result -> known.addAll(result.versions().keySet()));
        return results;
    }

    private static Set<Change.Kind> kinds(List<Write> batch) {
        return batch.stream().map(write -> write.change().kind()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Makes one change and tells how it ended. */
    final ChangeResult tryTo(Change change) {
        return apply(change).get(0);
    }

    /** Makes one change that has to succeed, and returns the account as it is afterwards. */
    final Account make(Change change) {
        ChangeResult result = tryTo(change);
        assertStatus(result, ChangeResult.Status.APPLIED, "apply for a change of the kind " + change.kind());
        assertThat(result.versions())
                .as(guide("the ids in the result: exactly the account that was written"))
                .hasSize(1);
        return reread(result.versions().keySet().iterator().next());
    }

    /** An active account of a directory, with an external id and a value in each field. */
    final Account person(DirectoryName owner, String name) {
        return make(personCreation(owner, name).change());
    }

    final Account person(String name) {
        return person(STAFF, name);
    }

    final Creation personCreation(DirectoryName owner, String name) {
        Creation creation = Creation.of(owner, name);
        fields().forEach(field -> creation.field(field, valueOf(field, 1)));
        return creation;
    }

    /** So many active accounts of {@link #STAFF}, in the order of their names, put there in batches as a run does. */
    final List<Account> manyPeople(String prefix, int number) {
        List<Account> people = new ArrayList<>();
        for (int from = 0; from < number; from += BATCH) {
            List<Change> creations = IntStream.range(from, Math.min(from + BATCH, number))
                    .<Change>mapToObj(
                            i -> personCreation(STAFF, prefix + (10_000 + i)).change())
                    .toList();
            List<AccountId> ids = new ArrayList<>();
            for (ChangeResult result : apply(repository(), Fence.none(STAFF), creations)) {
                assertStatus(result, ChangeResult.Status.APPLIED, "apply for " + creations.size() + " creations");
                ids.addAll(result.versions().keySet());
            }
            Map<AccountId, Account> loaded = new HashMap<>();
            repository().load(Set.copyOf(ids), fields()).forEach(account -> loaded.put(account.id(), account));
            assertThat(loaded.keySet())
                    .as(guide("load, which has to return the accounts that apply wrote a moment ago"))
                    .containsExactlyInAnyOrderElementsOf(ids);
            ids.forEach(id -> people.add(loaded.get(id)));
        }
        return people;
    }

    /** An active account that no directory owns; it keeps the id that it had in {@link #STAFF}. */
    final Account formerPerson(String name) {
        return make(reassign(person(name), null));
    }

    /** An active account that no directory owns and that has no external id. */
    final Account local(String name) {
        return make(reassign(unlinked(PARTNERS, name), null));
    }

    /** An active account of a directory that has no external id yet. */
    final Account unlinked(DirectoryName owner, String name) {
        return make(reassign(person(owner.equals(STAFF) ? PARTNERS : STAFF, name), owner));
    }

    final Account blocked(Account account, BlockReason reason, Instant since) {
        return make(block(account, reason, since));
    }

    static Change.Block block(Account account, BlockReason reason, Instant since) {
        return new Change.Block(account.id(), account.version(), reason, since);
    }

    static Change.Activate activate(Account account) {
        return new Change.Activate(account.id(), account.version(), null, NO_LIMIT);
    }

    static Change.Activate activate(Account account, long seatLimit) {
        return new Change.Activate(account.id(), account.version(), null, OptionalLong.of(seatLimit));
    }

    static Change.Reassign reassign(Account account, @Nullable DirectoryName owner) {
        return new Change.Reassign(account.id(), account.version(), owner, null);
    }

    static Change.Reassign reassign(Account account, @Nullable DirectoryName owner, String newName) {
        return new Change.Reassign(account.id(), account.version(), owner, Username.of(newName));
    }

    /** An account that the host makes in the table of the repository under test. */
    final AccountId hostMade(String username, boolean active) {
        repository();
        return createBehindBack(username, active);
    }

    // Looking

    final Account reread(Account account) {
        return reread(account.id());
    }

    final Account reread(AccountId id) {
        List<Account> loaded = repository().load(Set.of(id), fields());
        assertThat(loaded)
                .as(guide("load, which has to return the account " + id + " that apply wrote a moment ago"))
                .hasSize(1);
        return loaded.get(0);
    }

    /** Everything of an account but its version, in a form whose differences can be read. */
    static Map<String, Object> picture(Account account) {
        Map<String, Object> picture = new LinkedHashMap<>();
        picture.put("username", account.username().value());
        picture.put("owner", shown(account.owner()));
        picture.put("external id", shown(account.externalId()));
        picture.put("external id of", shown(account.externalIdOf()));
        picture.put("status", account.status());
        picture.put("block reason", shown(account.blockReason()));
        picture.put("blocked since", shown(account.blockedSince()));
        picture.put("absent since", shown(account.absentSince()));
        picture.put("fields", account.fields());
        return picture;
    }

    private static Object shown(Optional<?> part) {
        return part.isPresent() ? part.get() : "(none)";
    }

    /** Everything of an account with its version. */
    static Map<String, Object> fullPicture(Account account) {
        Map<String, Object> picture = picture(account);
        picture.put("version", account.version());
        return picture;
    }

    /** All that a test can know of the table: every account with its version, and how many are active. */
    final Map<String, Object> table() {
        return table(repository());
    }

    final Map<String, Object> table(UserRepository view) {
        Map<String, Object> table = new TreeMap<>();
        for (DirectoryName directory : List.of(STAFF, PARTNERS)) {
            view.scan(directory, fields(), account -> table.put(account.id().value(), fullPicture(account)));
        }
        view.load(known, fields()).forEach(account -> table.put(account.id().value(), fullPicture(account)));
        table.put("active accounts", view.activeAccounts());
        return table;
    }

    /** What the repository under test has stored of events by now. */
    final List<AuditEvent> auditLog() {
        repository();
        return storedEvents();
    }

    // Claims

    final void assertStatus(ChangeResult result, ChangeResult.Status expected, String lookAt) {
        String reason = result.reason().isEmpty() ? "" : " (the reason it gave: " + result.reason() + ")";
        assertThat(result.status()).as(guide(lookAt + reason)).isEqualTo(expected);
    }

    final void assertStatuses(List<ChangeResult> results, String lookAt, ChangeResult.Status... expected) {
        assertThat(results).extracting(ChangeResult::status).as(guide(lookAt)).isEqualTo(Arrays.asList(expected));
    }

    /** The account is now as said; its version may be any. */
    final void assertNow(Account expected, String lookAt) {
        assertThat(picture(reread(expected))).as(guide(lookAt)).isEqualTo(picture(expected));
    }

    /** Nothing at all was written since the table was looked at. */
    final void assertNothingWritten(Map<String, Object> before, String lookAt) {
        assertThat(table()).as(guide(lookAt)).isEqualTo(before);
    }
}
