package dev.rollcall.testkit;

import dev.rollcall.Reconciliation;
import dev.rollcall.account.Account;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.testkit.People.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A host and its directory at one moment: a policy, a licence, accounts, and the people in scope. Made by
 * {@link Worlds}. Immutable. {@link #toString()} says all of it in short, with the seeds that make it again, for a
 * test's failure message.
 */
public final class World {

    private final String origin;
    private final Policy policy;
    private final LicenceLimit licence;
    private final List<Account> accounts;
    private final List<Person> people;
    private final Instant now;

    World(
            String origin,
            Policy policy,
            LicenceLimit licence,
            Collection<Account> accounts,
            Collection<Person> people,
            Instant now) {
        this.origin = origin;
        this.policy = policy;
        this.licence = licence;
        this.accounts = List.copyOf(accounts);
        this.people = List.copyOf(people);
        this.now = now;
    }

    /** The calls that make this world again: {@code Worlds.random(42, 10).nextDay(7)}. */
    public String origin() {
        return origin;
    }

    /** The directory that is reconciled; others own some accounts. */
    public DirectoryName directory() {
        return DirectoryName.of(Accounts.DIRECTORY);
    }

    /** What the host wants. */
    public Policy policy() {
        return policy;
    }

    /** How many seats there are. */
    public LicenceLimit licence() {
        return licence;
    }

    /** The accounts of the host: of the directory, of others, and local ones. */
    public List<Account> accounts() {
        return accounts;
    }

    /** The people in scope, as the provider delivers them: with repeats, and some whom it cannot read. */
    public List<Person> people() {
        return people;
    }

    /** The moment. */
    public Instant now() {
        return now;
    }

    /** Returns a clock that stands at the moment. */
    public SettableClock clock() {
        return SettableClock.at(now);
    }

    /** Returns a directory with the people; each call makes another. */
    public ScriptedDirectory provider() {
        return ScriptedDirectory.of(people);
    }

    /** Returns a user table with the accounts; each call makes another. */
    public InMemoryUserRepository table() {
        InMemoryUserRepository table = new InMemoryUserRepository();
        accounts.forEach(table::put);
        return table;
    }

    /** Returns the rules, ready to plan, with the people as the provider would deliver them. */
    public Reconciliation reconciliation() {
        Reconciliation reconciliation = Reconciliation.of(Accounts.DIRECTORY, policy)
                .accounts(accounts)
                .licence(licence)
                .at(now);
        Scope scope = new Scope(people, Set.of(), Set.of());
        ReadRequest request = ReadRequest.of(directory(), policy.attributes()).withGroups(policy.usesGroups());
        for (Person person : people) {
            String why = person.whyUnreadable();
            if (why == null) {
                reconciliation.person(scope.as(person, request));
            } else {
                reconciliation.unreadable(scope.as(person, request), why);
            }
        }
        return reconciliation;
    }

    /** A copy with another policy. */
    public World withPolicy(Policy other) {
        return new World(origin + " with another policy", other, licence, accounts, people, now);
    }

    /** A copy with another licence. */
    public World withLicence(LicenceLimit other) {
        return new World(origin + " with another licence", policy, other, accounts, people, now);
    }

    /** A copy with other accounts: those that a run has left. */
    public World withAccounts(Collection<Account> others) {
        return new World(origin + " after a run", policy, licence, others, people, now);
    }

    /**
     * A copy in which the accounts have other ids, those that are protected (R27) as well: for a table that gives its
     * rows ids of its own. Pictures of tables that are compared leave ids out, or go through the same map.
     *
     * @param newIds the new id for an old one, another for each account, and none that an account had before
     * @throws IllegalArgumentException if a new id is not new
     */
    public World withAccountIds(UnaryOperator<AccountId> newIds) {
        Map<AccountId, AccountId> ids = new LinkedHashMap<>();
        accounts.forEach(account -> ids.put(account.id(), newIds.apply(account.id())));
        if (Set.copyOf(ids.values()).size() < ids.size()
                || ids.values().stream().anyMatch(ids::containsKey)) {
            throw new IllegalArgumentException("Each account needs an id that none had before");
        }
        List<Account> others = accounts.stream()
                .map(account -> Accounts.withId(account, ids.getOrDefault(account.id(), account.id())))
                .toList();
        Policy other = policy.toBuilder()
                .protect(policy.protectedAccounts().stream()
                        .filter(ids::containsKey)
                        .map(id -> ids.getOrDefault(id, id))
                        .toList())
                .build();
        return new World(origin + " with other account ids", other, licence, others, people, now);
    }

    /** A copy in which the directory and the table list everybody in another order (R36). */
    public World inAnotherOrder(long seed) {
        Dice dice = new Dice(seed);
        return new World(
                origin + ".inAnotherOrder(" + seed + ")",
                policy,
                licence,
                dice.shuffled(accounts),
                dice.shuffled(people),
                now);
    }

    /**
     * The same world a day later: people were hired, have left, changed names or swapped them, were switched off and
     * on; administrators blocked, activated, renamed, handed over, made local, edited and deleted accounts.
     */
    public World nextDay(long seed) {
        return new Day(seed, this).world();
    }

    @Override
    public String toString() {
        String line = System.lineSeparator() + "  ";
        return origin + line + WorldPolicy.inShort(policy) + line + "licence " + licence + line + now + line
                + "people: "
                + people.stream().map(Person::toString).collect(Collectors.joining(", "))
                + line
                + "accounts: "
                + accounts.stream()
                        .map(account -> Accounts.inShort(account) + " #" + account.id())
                        .collect(Collectors.joining(", "));
    }
}
