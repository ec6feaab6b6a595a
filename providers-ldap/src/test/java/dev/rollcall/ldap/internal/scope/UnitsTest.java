package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.BASE;
import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.names;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.Habits;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("F12, F71: people below chosen units and bases")
class UnitsTest {

    private static final String NORTH = "ou=north," + BASE;
    private static final String OUT = "ou=out," + NORTH;
    private static final String BACK = "ou=back," + OUT;
    private static final String SOUTH = "ou=south," + BASE;

    private final ScriptedLdapServer server = new ScriptedLdapServer();

    @BeforeEach
    void units() {
        for (String unit : new String[] {NORTH, OUT, BACK, SOUTH}) {
            server.add(Entries.unit(unit));
            server.add(Entries.person("uid=" + unit.substring(3, unit.indexOf(',')) + "," + unit));
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    private LdapDirectoryProvider.Builder provider() {
        return server.provider();
    }

    @Test
    @DisplayName("everybody below the bases, if nothing is chosen")
    void everybody() {
        assertThat(names(read(provider()))).containsExactly("back", "north", "out", "south");
    }

    @Test
    @DisplayName("everybody below a unit, at any depth")
    void atAnyDepth() {
        assertThat(names(read(provider().inUnits(NORTH)))).containsExactly("back", "north", "out");
    }

    @Test
    @DisplayName("the deepest of chosen and left out units decides")
    void theDeepestDecides() {
        assertThat(names(read(provider().inUnits(NORTH).exceptUnits(OUT)))).containsExactly("north");
        assertThat(names(read(provider().inUnits(NORTH, BACK).exceptUnits(OUT))))
                .containsExactly("back", "north");
        assertThat(names(read(provider().inUnits(BACK).exceptUnits(NORTH)))).containsExactly("back");
        assertThat(names(read(provider().exceptUnits(OUT)))).containsExactly("north", "south");
    }

    @Test
    @DisplayName("R4: overlapping units and bases give each person once")
    void overlaps() {
        assertThat(names(read(provider().inUnits(BACK, NORTH, OUT)))).containsExactly("back", "north", "out");
        assertThat(names(read(provider().base(OUT).base(NORTH).base("OU=North, " + BASE))))
                .containsExactly("back", "north", "out", "south");
    }

    @Test
    @DisplayName("several bases are all read")
    void severalBases() {
        RecordingSink sink =
                read(server.withoutBase(LdapPreset.GENERIC).base(SOUTH).base(OUT));

        assertThat(names(sink)).containsExactly("back", "out", "south");
    }

    @Test
    @DisplayName("whoever is in a left out unit is out, whatever groups they are in")
    void leftOutOfGroups() {
        server.add(Entries.group("cn=all," + GROUPS, "uid=out," + OUT, "uid=back," + BACK, "uid=south," + SOUTH));

        RecordingSink sink = read(provider().inGroups("cn=all," + GROUPS).exceptUnits(OUT));

        assertThat(names(sink)).containsExactly("south");
        assertThat(sink.unreadable()).isEmpty();
    }

    @Test
    @DisplayName("the unit itself is below itself, if it is a person")
    void theUnitItself() {
        assertThat(names(read(provider().inUnits("uid=south," + SOUTH)))).containsExactly("south");
    }

    @Test
    @DisplayName("whoever moves from a unit that was not read yet to one that was is found by a second look")
    void movedMeanwhile() {
        server.with(Habits.before(
                asked -> asked.request().getBaseDN().equals(SOUTH) && asked.isForMany(),
                () -> server.move("uid=south," + SOUTH, "uid=south", NORTH)));

        RecordingSink sink = read(provider().inUnits(NORTH, SOUTH));

        assertThat(names(sink)).containsExactly("back", "north", "out", "south");
    }

    @Test
    @DisplayName("R4: and whoever moves the other way is one person, although seen in both")
    void movedTheOtherWay() {
        server.with(Habits.before(
                asked -> asked.request().getBaseDN().equals(SOUTH) && asked.isForMany(),
                () -> server.move("uid=north," + NORTH, "uid=north", SOUTH)));

        RecordingSink sink = read(provider().inUnits(NORTH, SOUTH));

        assertThat(sink.everybody())
                .extracting(person -> person.matchKey().orElse(""))
                .containsExactlyInAnyOrder("back", "north", "out", "south");
    }

    @Test
    @DisplayName("R12: two people with one id both come, whatever is read first")
    void oneIdForTwo() {
        server.add(Entries.person("cn=one," + NORTH, "uid=same"), Entries.person("cn=two," + SOUTH, "uid=same"));

        assertThat(names(read(provider().inUnits(NORTH, SOUTH))))
                .filteredOn("same"::equals)
                .hasSize(2);
    }

    @Test
    @DisplayName("also where the clocks of the host and of the server are minutes apart")
    void clocksApart() {
        server.with(Habits.before(
                asked -> asked.request().getBaseDN().equals(SOUTH) && asked.isForMany(),
                () -> server.move("uid=south," + SOUTH, "uid=south", NORTH)));
        Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));

        assertThat(names(read(provider().inUnits(NORTH, SOUTH).clock(fast)))).contains("south");
    }

    @Test
    @DisplayName("Active Directory is asked for what changed by its own count of changes")
    void byTheCountOfChanges() {
        try (ScriptedLdapServer domain = ScriptedLdapServer.activeDirectory()) {
            domain.add(Entries.unit(NORTH), Entries.unit(SOUTH));
            domain.add(Entries.user("uid=ann," + SOUTH, 1, "uSNChanged=1000"));
            domain.with(Habits.before(asked -> asked.request().getBaseDN().equals(SOUTH) && asked.isForMany(), () -> {
                domain.move("uid=ann," + SOUTH, "uid=ann", NORTH);
                domain.set("uid=ann," + NORTH, "uSNChanged", "1001");
            }));

            assertThat(names(read(domain.provider(LdapPreset.ACTIVE_DIRECTORY).inUnits(NORTH, SOUTH))))
                    .containsExactly("ann");
        }
    }

    @Test
    @DisplayName("somebody without an id comes once too, to be rejected once")
    void withoutAnId() {
        server.add(Entries.of("cn=nobody," + PEOPLE, "person", "uid=nobody"));

        RecordingSink sink = read(provider()
                .externalId(dev.rollcall.ldap.LdapExternalId.attribute("employeeNumber"))
                .inUnits(PEOPLE, SOUTH));

        assertThat(sink.people()).isEmpty();
        assertThat(sink.unreadable()).hasSize(2);
    }
}
