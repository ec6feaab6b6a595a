package dev.rollcall.jdbc.crash;

import static dev.rollcall.testkit.People.person;

import dev.rollcall.account.BlockReason;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.testkit.People.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A night with something of everything to do: two thousand accounts of which two thirds change, and some hundred new
 * people. The same in every process.
 */
final class BusyNight {

    /** The directory. */
    static final String STAFF = "staff";

    private static final int PER_KIND = 70;
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T07:00:00Z");

    private final List<StoredAccount> accounts = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private int number;

    private BusyNight() {
        for (int i = 0; i < PER_KIND; i++) {
            leave(i);
            stop(i);
            comeToWork(i);
            rename(i);
            follow(i);
            stay();
        }
        newcomers();
        others();
    }

    static BusyNight begin() {
        return new BusyNight();
    }

    List<StoredAccount> accounts() {
        return accounts;
    }

    List<Person> people() {
        return people;
    }

    /** How many seats there are: with few of them some who were there before wait too, else only new people. */
    static long seats(boolean few) {
        long active = begin().accounts.stream().filter(StoredAccount::active).count();
        return few ? active - PER_KIND : active + PER_KIND;
    }

    static Policy policy() {
        Policy.Builder policy = Policy.builder()
                .field("email", ValueSource.attribute("mail"))
                .field("fullName", ValueSource.attribute("name"))
                .grace(Duration.ofDays(1));
        for (GuardKind kind : GuardKind.values()) {
            policy.guard(kind, Guard.off());
        }
        return policy.build();
    }

    private String nextId() {
        return "%05d".formatted(++number);
    }

    private static String name(String id) {
        return "user" + id;
    }

    private static StoredAccount account(String id) {
        return StoredAccount.of(STAFF, id, name(id));
    }

    private static Person like(String id) {
        return person(id, name(id)).with("mail", name(id) + "@x");
    }

    private static Instant since(int i) {
        return LONG_AGO.plusSeconds(60L * (i % 7));
    }

    private void leave(int i) {
        for (int k = 0; k < 4; k++) {
            String gone = nextId();
            accounts.add(account(gone).absent(since(i)));
            if (k == 0 && i < 5) {
                people.add(person("again" + i, name(gone)));
            }
        }
        accounts.add(account(nextId()));
        accounts.add(
                account(nextId()).blocked(BlockReason.LICENCE_LIMIT, since(i)).absent(since(i)));
    }

    private void stop(int i) {
        String known = nextId();
        accounts.add(account(known));
        people.add(like(known).inactive());
        String moved = nextId();
        accounts.add(account(moved));
        people.add(like(moved).inactive().with("mail", i == 3 ? UsersShape.REFUSED : "moved" + i + "@x"));
    }

    private void comeToWork(int i) {
        for (int k = 0; k < 2; k++) {
            String waiting = nextId();
            accounts.add(account(waiting).blocked(BlockReason.LICENCE_LIMIT, since(i)));
            people.add(like(waiting));
        }
        String changed = nextId();
        accounts.add(account(changed).blocked(BlockReason.LICENCE_LIMIT, since(i)));
        people.add(like(changed).with("name", "Changed " + i));
        String unlinked = nextId();
        accounts.add(account(unlinked).unlinked().blocked(BlockReason.LICENCE_LIMIT, since(i)));
        people.add(like(unlinked).with("name", "Linked and active " + i));
        String returning = nextId();
        accounts.add(account(returning).blocked(BlockReason.REMOVED_FROM_SCOPE, since(i)));
        people.add(like(returning));
        String manual = nextId();
        accounts.add(account(manual).blocked(BlockReason.MANUAL, since(i)));
        people.add(like(manual).with("name", "Blocked by hand " + i));
    }

    private void rename(int i) {
        String fresh = nextId();
        accounts.add(account(fresh));
        people.add(like(fresh).named("renamed" + i));
        String first = nextId();
        String second = nextId();
        accounts.add(account(first));
        accounts.add(account(second));
        people.add(like(first).named(name(second)));
        people.add(like(second).named(name(first)).with("name", "Swapped " + i));
        if (i % 5 == 0) {
            chain(i);
        }
    }

    /** Each takes the name of the next, the last one a new name. */
    private void chain(int i) {
        String id = nextId();
        for (int k = 0; k < 5; k++) {
            String next = nextId();
            accounts.add(account(id));
            people.add(like(id).named(k == 4 ? "endofchain" + i : name(next)));
            id = next;
        }
    }

    private void follow(int i) {
        for (int k = 0; k < 5; k++) {
            String id = nextId();
            accounts.add(account(id));
            people.add(like(id).with("mail", i == 3 && k == 0 ? UsersShape.REFUSED : "new" + i + "@x"));
        }
        String unlinked = nextId();
        accounts.add(account(unlinked).unlinked());
        people.add(like(unlinked).with("name", "Linked " + i));
    }

    private void stay() {
        for (int k = 0; k < 5; k++) {
            String id = nextId();
            accounts.add(account(id));
            people.add(like(id));
        }
    }

    private void newcomers() {
        for (int i = 0; i < 4 * PER_KIND; i++) {
            String id = "new" + i;
            Person newcomer = person(id, "newcomer" + i).with("mail", i == 7 ? UsersShape.REFUSED : id + "@x");
            people.add(i % 40 == 5 ? newcomer.inactive() : newcomer);
        }
        people.add(person("double1", "double"));
        people.add(person("double2", "double"));
    }

    private void others() {
        for (int i = 0; i < 10; i++) {
            accounts.add(StoredAccount.local("local" + i));
            accounts.add(StoredAccount.of("partners", "00001" + i, "partner" + i));
            people.add(person("taken" + i, "local" + i));
        }
    }
}
