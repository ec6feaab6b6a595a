package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;

import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.People.Person;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Many people who all have an account, and nothing to do: {@code 1:p001 title=t}, {@code 2:p002 title=t} and so on. */
final class Crowd {

    private Crowd() {}

    static String name(int number) {
        return String.format(Locale.ROOT, "p%03d", number);
    }

    static Person member(int number) {
        return person(String.valueOf(number), name(number)).with("title", "t");
    }

    static Row accountOf(int number) {
        return account(String.valueOf(number), name(number)).with("title", "t");
    }

    static Host host(int size) {
        List<Person> people =
                IntStream.rangeClosed(1, size).mapToObj(Crowd::member).toList();
        return Host.of(
                ScriptedDirectory.of(people),
                IntStream.rangeClosed(1, size).mapToObj(Crowd::accountOf).toList());
    }

    /** Lets people leave, from this number to that. */
    static void leave(Host host, int from, int to) {
        IntStream.rangeClosed(from, to).mapToObj(String::valueOf).forEach(host.directory::leave);
    }

    static long active(Host host) {
        return host.table.activeAccounts();
    }
}
