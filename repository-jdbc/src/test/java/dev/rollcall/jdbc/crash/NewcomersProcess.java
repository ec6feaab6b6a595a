package dev.rollcall.jdbc.crash;

import static dev.rollcall.testkit.People.person;

import dev.rollcall.plan.PersonResult;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.People.Person;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.List;
import java.util.stream.IntStream;

/** A process with one run of a directory with new people, whose reading ends when the parent says so. */
final class NewcomersProcess {

    private NewcomersProcess() {}

    /**
     * What the process is told to do.
     *
     * @param url the database, with a users table of {@link UsersShape#HOST_TABLE}
     * @param directory whose run
     * @param people how many people there are
     * @param seats the licence limit
     */
    record Orders(String url, String directory, int people, long seats) {

        String line() {
            return String.join(" ", url, directory, String.valueOf(people), String.valueOf(seats));
        }

        static Orders parse(String line) {
            String[] words = line.split(" ", -1);
            return new Orders(words[0], words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]));
        }
    }

    static ScriptedDirectory directory(String name, int people) {
        List<Person> newcomers = IntStream.range(0, people)
                .mapToObj(i -> person("id" + i, name + i).with("mail", name + i + "@x"))
                .toList();
        return ScriptedDirectory.of(newcomers);
    }

    /**
     * Waits for its orders, then for a second word to begin; tells that it reads, and how it ended, with how many
     * failed.
     */
    public static void main(String[] args) {
        Parent.tell("ready");
        Orders orders = Orders.parse(Parent.hear());
        ScriptedDirectory directory = directory(orders.directory, orders.people);
        directory.beforePerson(orders.people / 2, () -> {
            Parent.tell("reading");
            Parent.hear();
        });
        try (HostDatabase host = HostDatabase.open(orders.url)) {
            host.number(UsersShape.HOST_TABLE.countActive());
            Parent.tell("at the start");
            Parent.hear();
            SyncReport report = host.engine(
                            orders.directory, directory, UsersShape.HOST_TABLE, Policy.ofDefaults(), orders.seats)
                    .build()
                    .run();
            Parent.tell("ended " + report.outcome() + ";" + report.figures().of(PersonResult.FAILED) + "; "
                    + report.figures() + "; " + report.failed());
        }
    }
}
