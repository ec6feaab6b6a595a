package dev.rollcall.ldap.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.InMemoryRunJournal;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.SyncReport;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A host whose accounts follow a directory, whichever way that is read. No guard hides what a run would do. */
final class SyncHost {

    private static final Policy POLICY = policy();

    private final InMemoryUserRepository accounts = new InMemoryUserRepository();
    private final LocalRunLock lock = new LocalRunLock(Clock.systemUTC());
    private final InMemoryRunJournal journal = new InMemoryRunJournal();
    private Policy policy = POLICY;

    private static Policy policy() {
        Policy.Builder policy = Policy.builder().field("title", ValueSource.attribute("title"));
        for (GuardKind kind : GuardKind.values()) {
            policy.guard(kind, Guard.off());
        }
        return policy.build();
    }

    /** Leaves the guards as they come. */
    SyncHost guarded() {
        policy = Policy.builder().field("title", ValueSource.attribute("title")).build();
        return this;
    }

    SyncReport run(DirectoryProvider provider) {
        return SyncEngine.builder("staff", provider, accounts)
                .policy(policy)
                .lock(lock)
                .journal(journal)
                .audit(new InMemoryAuditLog())
                .build()
                .run();
    }

    /** A run that applies everything. */
    SyncReport completes(DirectoryProvider provider) {
        SyncReport report = run(provider);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.COMPLETED);
        return report;
    }

    /** A run that fails for this cause, with these words in its reason, and changes nobody. */
    SyncReport fails(DirectoryProvider provider, FailureCause cause, String... words) {
        Map<String, Account> before = byName();
        SyncReport report = run(provider);
        assertThat(report.outcome()).as(report.toString()).isEqualTo(Outcome.FAILED);
        assertThat(report.cause()).as(report.toString()).contains(cause);
        for (String word : words) {
            assertThat(report.message()).contains(word);
        }
        assertThat(byName()).as("the accounts after a run that failed").isEqualTo(before);
        return report;
    }

    /** The usernames of the active. */
    Set<String> active() {
        Set<String> names = new TreeSet<>();
        accounts.all().stream().filter(Account::isActive).forEach(account -> names.add(name(account)));
        return names;
    }

    /** The blocked, with the reason. */
    Map<String, BlockReason> blocked() {
        Map<String, BlockReason> reasons = new TreeMap<>();
        accounts.all().stream()
                .filter(account -> !account.isActive())
                .forEach(account ->
                        reasons.put(name(account), account.blockReason().orElseThrow()));
        return reasons;
    }

    /** Everybody, by username. */
    Map<String, Account> byName() {
        Map<String, Account> all = new TreeMap<>();
        accounts.all().forEach(account -> all.put(name(account), account));
        return all;
    }

    private static String name(Account account) {
        return account.username().value();
    }
}
