package dev.rollcall.engine;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.run.InMemoryRunJournal;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.Accounts;
import dev.rollcall.testkit.ScriptedDirectory;
import dev.rollcall.testkit.SettableClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A host with a user table and a directory, whose clock stands still: everything that an engine is made of. */
final class Host {

    static final DirectoryName STAFF = DirectoryName.of(Accounts.DIRECTORY);

    /** Maps the title; every guard is off. */
    static final Policy UNGUARDED = unguarded();

    /** Maps the title; every guard is as it comes. */
    static final Policy GUARDED =
            Policy.builder().field("title", ValueSource.attribute("title")).build();

    final SettableClock clock = SettableClock.at("2026-03-01T07:00:00Z");
    final InMemoryUserRepository table;
    final WatchedRepository repository;
    final ScriptedDirectory directory;
    final InMemoryAuditLog audit = new InMemoryAuditLog();
    final InMemoryRunJournal journal = new InMemoryRunJournal();
    final LocalRunLock lock = new LocalRunLock(clock);
    private final AtomicInteger lastRun = new AtomicInteger();
    private Policy policy = GUARDED;
    private LicenceLimit licence = LicenceLimit.unlimited();
    private UnaryOperator<SyncEngine.Builder> parts = UnaryOperator.identity();

    private Host(InMemoryUserRepository table, ScriptedDirectory directory) {
        this.table = table;
        this.repository = new WatchedRepository(table);
        this.directory = directory;
    }

    static Host of(ScriptedDirectory directory, Accounts.Row... rows) {
        return new Host(Accounts.table(rows), directory);
    }

    static Host of(ScriptedDirectory directory, List<Accounts.Row> rows) {
        return of(directory, rows.toArray(Accounts.Row[]::new));
    }

    private static Policy unguarded() {
        Policy.Builder policy = Policy.builder().field("title", ValueSource.attribute("title"));
        for (GuardKind kind : GuardKind.values()) {
            policy.guard(kind, Guard.off());
        }
        return policy.build();
    }

    Host policy(Policy value) {
        policy = value;
        return this;
    }

    Host seats(long limit) {
        return licence(LicenceLimit.of(limit));
    }

    Host licence(LicenceLimit value) {
        licence = value;
        return this;
    }

    /** Makes the engine of other parts than these. */
    Host with(UnaryOperator<SyncEngine.Builder> value) {
        parts = value;
        return this;
    }

    SyncEngine engine() {
        return parts.apply(SyncEngine.builder(STAFF.value(), directory, repository)
                        .policy(policy)
                        .licence(licence)
                        .audit(audit)
                        .journal(journal)
                        .lock(lock)
                        .clock(clock)
                        .runIds(() -> "run-" + lastRun.incrementAndGet()))
                .build();
    }

    SyncReport run() {
        return engine().run();
    }

    SyncReport run(RunRequest request) {
        return engine().run(request);
    }

    /** The account with this username, which must be there. */
    Account account(String username) {
        return table.find(username).orElseThrow(() -> new AssertionError("There is no account '" + username + "'"));
    }

    AccountId idOf(String username) {
        return account(username).id();
    }

    List<AuditEvent> events(AuditAction action) {
        return audit.events().stream().filter(event -> event.action() == action).toList();
    }

    /** The table without ids, versions and dates: what two nights have in common if they ended alike. */
    List<String> rows() {
        return rows(table);
    }

    static List<String> rows(InMemoryUserRepository table) {
        return table.all().stream().map(Host::row).sorted().toList();
    }

    private static String row(Account account) {
        return account.username() + " of "
                + account.owner().map(Object::toString).orElse("nobody") + " as "
                + account.externalId().map(Object::toString).orElse("-") + ": "
                + (account.isActive()
                        ? "ACTIVE"
                        : account.blockReason().map(Enum::name).orElse("BLOCKED"))
                + (account.absentSince().isPresent() ? " absent" : "") + " " + account.fields();
    }

    /** The table to the last byte, to see that nothing at all was written. */
    List<Account> everything() {
        return table.all();
    }
}
