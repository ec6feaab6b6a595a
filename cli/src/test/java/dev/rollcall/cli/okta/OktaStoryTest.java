package dev.rollcall.cli.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.cli.story.Diary;
import dev.rollcall.cli.story.Intranet;
import dev.rollcall.cli.story.Run;
import dev.rollcall.cli.story.WebConfiguration;
import dev.rollcall.testservers.okta.FakeOkta;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaGroup;
import dev.rollcall.testservers.okta.OktaPerson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * People come, change and go. The intranet is for whoever is in the group "intranet", which is chosen by its id, or in
 * the group "Sales". It has 7 seats at first, one of them taken by a local administrator. A day begins where the one
 * before ended.
 */
@Tag("slow")
@DisplayName("People of a company with an Okta org")
class OktaStoryTest {

    private static final String DOMAIN = "rollcall.test";

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private final FakeOkta okta = FakeOkta.start();
    private final Map<String, OktaPerson> people = new HashMap<>();
    private final OktaGroup everybody = okta.group("intranet");
    private final OktaGroup sales = okta.appGroup("Sales");
    private final OktaGroup warehouse = okta.group("Warehouse");
    private Intranet intranet;
    private WebConfiguration configuration;

    @BeforeEach
    void aCompany() {
        List.of("ann.berg", "bob.celik", "cem.demir").forEach(login -> hired(login, everybody));
        List.of("cem.demir", "dora.evans", "eli.frank").forEach(login -> hired(login, sales));
        hired("lou.moss", warehouse);
        hired("old.timer", everybody).status("DEPROVISIONED");

        intranet = new Intranet(cli, DOMAIN);
        cli.variable(OktaConfiguration.TOKEN_VARIABLE, okta.apiToken());
        configuration = OktaConfiguration.of(okta, 7, "id:" + everybody.id(), "Sales");
        intranet.configure(configuration);
        intranet.localAccount("root");
    }

    @AfterEach
    void end() {
        okta.close();
        assertThat(okta.failures()).isEmpty();
    }

    private OktaPerson hired(String login, OktaGroup group) {
        OktaPerson person = people.computeIfAbsent(login, name -> okta.person(name + "@" + DOMAIN));
        group.add(person);
        return person;
    }

    private OktaPerson person(String login) {
        return people.get(login);
    }

    @TestFactory
    @DisplayName("day by day")
    List<DynamicTest> days() {
        return new Diary()
                .day("first a plan, which writes nothing (R34)", this::plan)
                .day("everybody in one of the groups, or in both, gets one account (R4, R16, R17)", this::firstSync)
                .day("a day on which nothing happens writes nothing (R35)", this::quietDay)
                .day("the hired have accounts, which wait if there is no seat (R16, R29)", this::hires)
                .day("who leaves the last group is blocked, and who waited has the seat (R22, R24)", this::leaves)
                .day("who comes back waits until there are more seats (R25, R30)", this::comesBack)
                .day("a new login renames the account in place (R14)", this::marries)
                .day("two who swap their logins keep their accounts (R14)", this::swap)
                .day("who moves from one group to the other while they are read is found (R1, R4)", this::moves)
                .day("the suspended and deactivated are blocked until they are neither (R21, R25)", this::inactive)
                .day("a lockout and an expired password are not inactivity (R6, F85)", this::lockedOut)
                .day("a status that nobody knows changes nothing, and is told (R6, F86)", this::unknownStatus)
                .day("a group chosen by its id may be called anything (R3)", this::groupRenamed)
                .day("deleted and created again is another person, until relinked (R11, R46)", this::returns)
                .day("a local edit is reverted, and a value that goes is cleared (R18)", this::fields)
                .day("all of it is in the audit log, and no secret (R42)", this::auditLog)
                .days();
    }

    private void plan() {
        intranet.writesNothing(() -> assertThat(intranet.run(Intranet.DONE, "plan"))
                .contains("New accounts: 5", "ann.berg@rollcall.test", "(R16)"));
    }

    private void firstSync() {
        assertThat(intranet.sync().people()).isEqualTo(Map.of("imported", 5L, "notProvisioned", 1L));
        assertThat(intranet.active()).containsExactly("ann.berg", "bob.celik", "cem.demir", "dora.evans", "eli.frank");
        assertThat(intranet.told()).hasSize(5).contains("CREATED ann.berg R16", "CREATED cem.demir R16");
        assertThat(intranet.details("ann.berg").get("externalId").asString())
                .isEqualTo(person("ann.berg").id());
        assertThat(intranet.field("ann.berg", "name").asString()).isEqualTo("Ann Berg");
        assertThat(intranet.run(Intranet.DONE, "explain", "cem.demir@rollcall.test"))
                .contains("in scope by", "intranet", "Sales");
        intranet.run(Intranet.NOT_FOUND, "explain", "lou.moss@rollcall.test");
    }

    private void quietDay() {
        intranet.quietDay(Map.of("unchanged", 5L, "notProvisioned", 1L));
    }

    private void hires() {
        hired("mia.stone", sales);
        hired("new.comer", sales).status("STAGED");
        intranet.syncTells("CREATED mia.stone R16");

        hired("nat.olsen", sales);
        intranet.syncTells("CREATED nat.olsen R29");
        assertThat(intranet.account("nat.olsen")).isEqualTo("BLOCKED LICENCE_LIMIT");
        assertThat(intranet.account("new.comer")).isEqualTo("none");
    }

    private void leaves() {
        sales.remove(person("cem.demir"));
        intranet.sync();
        assertThat(intranet.told()).as("still in the other group").isEmpty();

        everybody.remove(person("bob.celik"));
        assertThat(intranet.sync().accounts()).containsEntry("removed", 1L).containsEntry("activated", 1L);
        assertThat(intranet.told()).containsExactly("BLOCKED bob.celik R22", "ACTIVATED nat.olsen R24");
        assertThat(intranet.account("bob.celik")).isEqualTo("BLOCKED REMOVED_FROM_SCOPE");
    }

    private void comesBack() {
        everybody.add(person("bob.celik"));
        intranet.sync();
        assertThat(intranet.account("bob.celik")).isEqualTo("BLOCKED LICENCE_LIMIT");

        configuration = configuration.withLicence(20);
        intranet.configure(configuration);
        intranet.syncTells("ACTIVATED bob.celik R24");
    }

    private void marries() {
        intranet.renames(
                Map.of("dora.evans", "dora.ito"),
                () -> person("dora.evans").rename("dora.ito@" + DOMAIN).profile("lastName", "Ito"));

        assertThat(intranet.told()).containsExactly("UPDATED dora.evans R14");
        assertThat(intranet.field("dora.ito", "name").asString()).isEqualTo("Dora Ito");
        assertThat(intranet.account("dora.evans")).isEqualTo("none");
    }

    private void swap() {
        intranet.renames(Map.of("ann.berg", "eli.frank", "eli.frank", "ann.berg"), () -> {
            person("ann.berg").rename("nobody@" + DOMAIN);
            person("eli.frank").rename("ann.berg@" + DOMAIN);
            person("ann.berg").rename("eli.frank@" + DOMAIN);
        });
        OktaPerson second = people.put("ann.berg", person("eli.frank"));
        people.put("eli.frank", second);
    }

    private void moves() {
        okta.on(OktaCall.MEMBERS, 2, () -> {
            sales.remove(person("nat.olsen"));
            everybody.add(person("nat.olsen"));
        });

        intranet.syncTellsNothing();
        assertThat(intranet.account("nat.olsen")).isEqualTo("ACTIVE");
    }

    private void inactive() {
        person("ann.berg").status("SUSPENDED");
        person("nat.olsen").status("DEPROVISIONED");
        assertThat(intranet.sync().people()).containsEntry("blocked", 2L);
        assertThat(intranet.told()).containsExactlyInAnyOrder("BLOCKED ann.berg R21", "BLOCKED nat.olsen R21");
        assertThat(intranet.account("ann.berg")).isEqualTo("BLOCKED INACTIVE_IN_DIRECTORY");

        person("ann.berg").status("ACTIVE");
        person("nat.olsen").status("PROVISIONED");
        intranet.sync();
        assertThat(intranet.told()).containsExactlyInAnyOrder("ACTIVATED ann.berg R25", "ACTIVATED nat.olsen R25");

        intranet.configure(configuration.with("statuses: {PROVISIONED: inactive}"));
        intranet.syncTells("BLOCKED nat.olsen R21");
        person("nat.olsen").status("ACTIVE");
        intranet.sync();
    }

    private void lockedOut() {
        person("ann.berg").status("LOCKED_OUT");
        person("bob.celik").status("PASSWORD_EXPIRED");
        person("mia.stone").status("RECOVERY");

        intranet.syncTellsNothing();
        assertThat(intranet.active()).contains("ann.berg", "bob.celik", "mia.stone");
    }

    private void unknownStatus() {
        person("mia.stone").status("FUTURE_STATE");

        Run run = intranet.sync();
        assertThat(run.people()).containsEntry("activityUnknown", 1L);
        assertThat(run.ended().out()).contains("FUTURE_STATE", "statuses: {FUTURE_STATE: ...}");
        assertThat(intranet.account("mia.stone")).isEqualTo("ACTIVE");
        person("mia.stone").status("ACTIVE");
    }

    private void groupRenamed() {
        everybody.rename("intranet users");

        intranet.syncTellsNothing();
        assertThat(intranet.run(Intranet.DONE, "validate")).contains("intranet users");
    }

    private void returns() {
        person("nat.olsen").delete();
        intranet.syncTells("BLOCKED nat.olsen R22");

        people.remove("nat.olsen");
        OktaPerson again = hired("nat.olsen", everybody);
        assertThat(intranet.sync().people()).containsEntry("rejected", 1L);
        assertThat(intranet.toldOf("nat.olsen")).contains("IDENTITY_MISMATCH");

        intranet.run(Intranet.DONE, "account", "relink", "nat.olsen@rollcall.test", again.id());
        intranet.syncTells("ACTIVATED nat.olsen R25");
    }

    private void fields() {
        cli.execute("update app_user set name = 'Bob the Great' where login = 'bob.celik@rollcall.test'");
        person("ann.berg").without("email");

        assertThat(intranet.sync().accounts()).containsEntry("fieldsChanged", 2L);
        assertThat(intranet.field("bob.celik", "name").asString()).isEqualTo("Bob Celik");
        assertThat(intranet.field("ann.berg", "email").isNull()).isTrue();
    }

    private void auditLog() {
        assertThat(intranet.run(Intranet.DONE, "audit", "-f", "csv"))
                .contains("IDENTITY_MISMATCH", "5 imported, 0 disabled, 0 updated")
                .doesNotContain(okta.apiToken());
    }
}
