package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutKey;

import dev.rollcall.account.BlockReason;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.People.Person;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.List;

/**
 * A night in which everything happens that can happen to an account. Ten people want a seat, and ten seats are taken.
 */
final class BusyNight {

    /** Seats that stay taken whatever happens. */
    static final long TAKEN = 10;

    /** How many people want a seat. */
    static final long WANTED = 10;

    private BusyNight() {}

    static List<Person> people() {
        return List.of(
                person("1", "ann").with("title", "new"),
                person("2", "bob").inactive(),
                person("4", "eve"),
                person("5", "fay"),
                person("6", "hal").with("title", "swapped"),
                person("7", "gus"),
                person("8", "ida"),
                person("9", "jon").with("title", "waited"),
                person("10", "kimmy"),
                person("11", "leo"),
                person("12", "mia"),
                person("13", "ned"),
                person("15", "pat").with("title", "patient"),
                person("16", "quinn").inactive().with("title", "gone"),
                person("20", "uma"),
                person("21", "vic").with("title", "first day"),
                person("22", "wes"),
                person("23", "xia"),
                person("24", "root"),
                person("25", "twin"),
                person("26", "twin"),
                person("27", "oldie").inactive(),
                person("28", "zed"),
                person("29", "yan").unknown(),
                person("30", "dan"),
                withoutKey("31"));
    }

    static ScriptedDirectory directory() {
        return ScriptedDirectory.of(people());
    }

    static List<Row> accounts() {
        return List.of(
                account("1", "ann").with("title", "old").with("phone", "1"),
                account("2", "bob"),
                account("3", "cid").with("title", "kept"),
                account("4", "dan"),
                account("5", "eve"),
                account("6", "gus"),
                account("7", "hal"),
                account("8", "ida").blocked(BlockReason.LICENCE_LIMIT, "2026-01-02T07:00:00Z"),
                account("9", "jon").blocked(BlockReason.LICENCE_LIMIT, "2026-01-01T07:00:00Z"),
                account("10", "kim").blocked(BlockReason.INACTIVE_IN_DIRECTORY, "2025-01-01T07:00:00Z"),
                account("11", "leo").blocked(BlockReason.REMOVED_FROM_SCOPE, "2025-01-01T07:00:00Z"),
                unlinked("mia"),
                unlinked("ned").blocked(BlockReason.REMOVED_FROM_SCOPE),
                account("14", "oda").blocked(BlockReason.LICENCE_LIMIT, "2026-01-01T07:00:00Z"),
                account("15", "pat").blocked(BlockReason.MANUAL),
                account("16", "quin"),
                account("28", "zed"),
                account("29", "yan"),
                local("root"),
                account("1", "con").ownedBy("contractors"));
    }

    static Host host() {
        return Host.of(directory(), accounts()).policy(Host.UNGUARDED);
    }
}
