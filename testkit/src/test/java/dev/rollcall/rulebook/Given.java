package dev.rollcall.rulebook;

import static dev.rollcall.policy.ValueSource.attribute;

import dev.rollcall.Reconciliation;
import dev.rollcall.account.Account;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.testkit.Accounts;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.People.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Both sides of a reconciliation, one line each: {@code Given.people(person("1", "ann")).accounts(account("1",
 * "ann")).plan()}.
 */
final class Given {

    private final List<DirectoryUser> people = new ArrayList<>();
    private final List<DirectoryUser> unreadable = new ArrayList<>();
    private final List<Account> accounts = new ArrayList<>();
    private final List<Consumer<Reconciliation>> conditions = new ArrayList<>();
    private UnaryOperator<Policy.Builder> policy = UnaryOperator.identity();

    private Given() {}

    static Given people(Person... people) {
        Given given = new Given();
        given.people.addAll(People.people(people));
        return given;
    }

    static Given people(List<Person> people) {
        return people(people.toArray(Person[]::new));
    }

    static Given nobody() {
        return new Given();
    }

    /** Somebody whom the provider could not read. */
    Given unreadable(Person known) {
        unreadable.add(known.build());
        return this;
    }

    Given and(DirectoryUser person) {
        people.add(person);
        return this;
    }

    Given accounts(Row... rows) {
        accounts.addAll(Accounts.accounts(rows));
        return this;
    }

    Given accounts(List<Row> rows) {
        return accounts(rows.toArray(Row[]::new));
    }

    Given policy(UnaryOperator<Policy.Builder> more) {
        UnaryOperator<Policy.Builder> before = policy;
        policy = builder -> more.apply(before.apply(builder));
        return this;
    }

    /** Maps each of these fields to the attribute of its name. */
    Given mapping(String... fields) {
        return policy(builder -> {
            for (String field : fields) {
                builder.field(field, attribute(field));
            }
            return builder;
        });
    }

    Given seats(long limit) {
        return licence(LicenceLimit.of(limit));
    }

    Given licence(LicenceLimit limit) {
        conditions.add(reconciliation -> reconciliation.licence(limit));
        return this;
    }

    Given at(String moment) {
        conditions.add(reconciliation -> reconciliation.at(Instant.parse(moment)));
        return this;
    }

    Given ignoring(String externalId) {
        conditions.add(reconciliation -> reconciliation.ignoring(ExternalId.of(externalId)));
        return this;
    }

    Given believingEmptySnapshot() {
        conditions.add(Reconciliation::believingEmptySnapshot);
        return this;
    }

    Given approvingSchemeChange() {
        conditions.add(Reconciliation::approvingSchemeChange);
        return this;
    }

    Given raising(GuardKind kind, Guard guard) {
        conditions.add(reconciliation -> reconciliation.raising(kind, guard));
        return this;
    }

    SyncPlan plan() {
        Reconciliation reconciliation = Reconciliation.of(
                        Accounts.DIRECTORY, policy.apply(Policy.builder()).build())
                .people(people)
                .accounts(accounts);
        unreadable.forEach(known -> reconciliation.unreadable(known, "line 7 is too short"));
        conditions.forEach(condition -> condition.accept(reconciliation));
        return reconciliation.plan();
    }

    static List<Step> steps(SyncPlan plan) {
        List<Step> steps = new ArrayList<>();
        plan.forEach(steps::add);
        return steps;
    }
}
