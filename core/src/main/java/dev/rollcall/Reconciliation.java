package dev.rollcall;

import dev.rollcall.account.Account;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.internal.planning.HashKey;
import dev.rollcall.internal.planning.PlanningContext;
import dev.rollcall.internal.planning.Reading;
import dev.rollcall.internal.spool.ListWorkspace;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.reading.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rules applied to a handful of people and accounts: the same rules as in a run, without an engine, a directory or
 * a repository. For unit tests of a policy. Not safe for use by several threads.
 *
 * <pre>{@code
 * SyncPlan plan = Reconciliation.of("staff", policy)
 *         .person(DirectoryUser.active("1", "ann").build())
 *         .account(Account.builder("17", "bob").owner(DirectoryName.of("staff")).externalId(ExternalId.of("2")).build())
 *         .plan();
 * }</pre>
 */
public final class Reconciliation {

    private final DirectoryName directory;
    private final Policy policy;
    private final List<Entry> people = new ArrayList<>();
    private final InMemoryUserRepository accounts = new InMemoryUserRepository();
    private LicenceLimit licence = LicenceLimit.unlimited();
    private Instant now = Instant.parse("2026-01-01T07:00:00Z");
    private final Set<ExternalId> ignored = new HashSet<>();
    private final EnumMap<GuardKind, Guard> raised = new EnumMap<>(GuardKind.class);
    private boolean emptySnapshotBelieved;
    private boolean schemeChangeApproved;

    private Reconciliation(DirectoryName directory, Policy policy) {
        this.directory = directory;
        this.policy = Objects.requireNonNull(policy, "policy");
    }

    /** Starts with nobody on either side. */
    public static Reconciliation of(String directory, Policy policy) {
        return new Reconciliation(DirectoryName.of(directory), policy);
    }

    /** Adds a person to the snapshot. */
    public Reconciliation person(DirectoryUser person) {
        people.add(new Entry(person, null));
        return this;
    }

    /** Adds people to the snapshot. */
    public Reconciliation people(Collection<DirectoryUser> persons) {
        persons.forEach(this::person);
        return this;
    }

    /** Adds somebody whom the provider could not read, with what is known (R5). */
    public Reconciliation unreadable(DirectoryUser known, String why) {
        people.add(new Entry(known, why));
        return this;
    }

    /**
     * Adds an account of the host: of the directory, of another one, or a local one.
     *
     * @throws IllegalArgumentException if another account has its username
     */
    public Reconciliation account(Account account) {
        accounts.put(account);
        return this;
    }

    /** Adds accounts of the host. */
    public Reconciliation accounts(Collection<Account> several) {
        several.forEach(this::account);
        return this;
    }

    /** Sets the licence limit; none unless said. */
    public Reconciliation licence(LicenceLimit limit) {
        this.licence = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /** Sets the moment of the run; 1 January 2026, 07:00 UTC unless said. */
    public Reconciliation at(Instant moment) {
        this.now = Objects.requireNonNull(moment, "moment");
        return this;
    }

    /** Puts a person on the administrators' ignore list. */
    public Reconciliation ignoring(ExternalId person) {
        ignored.add(person);
        return this;
    }

    /** Believes a snapshot with nobody in it, as one run may be allowed to (R2). */
    public Reconciliation believingEmptySnapshot() {
        this.emptySnapshotBelieved = true;
        return this;
    }

    /** Approves a change of the id scheme, as one run may be allowed to (R15). */
    public Reconciliation approvingSchemeChange() {
        this.schemeChangeApproved = true;
        return this;
    }

    /** Puts another guard in the place of the policy's, as one run may be allowed to (R33). */
    public Reconciliation raising(GuardKind kind, Guard guard) {
        raised.put(kind, guard);
        return this;
    }

    /**
     * Decides. The plan need not be closed.
     *
     * @throws IllegalArgumentException if the snapshot cannot be believed (R6); a run would fail
     */
    public SyncPlan plan() {
        Set<ExternalId> left = new HashSet<>(policy.ignored());
        left.addAll(ignored);
        PlanningContext context = new PlanningContext(
                directory,
                policy,
                licence,
                accounts,
                now,
                left,
                PlanningContext.KnownRefusals.NONE,
                new PlanningContext.Permissions(
                        emptySnapshotBelieved,
                        schemeChangeApproved ? PlanningContext.NewIds.ALL : PlanningContext.NewIds.NONE,
                        Map.copyOf(raised)),
                new ListWorkspace(),
                HashKey.FIXED,
                () -> {});
        Reading reading = new Reading(context);
        reading.scan();
        people.forEach(reading::add);
        reading.complete().ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return reading.plan(List.of());
    }
}
