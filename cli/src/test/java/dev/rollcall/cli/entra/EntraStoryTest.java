package dev.rollcall.cli.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.cli.story.Diary;
import dev.rollcall.cli.story.Intranet;
import dev.rollcall.cli.story.WebConfiguration;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.FakeEntra;
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
 * People come, change and go. The intranet is for whoever is in the group "intranet", which is chosen by its id and
 * holds the group "supporters", or in the group "Sales". It has 7 seats at first, one of them taken by a local
 * administrator. A day begins where the one before ended.
 */
@Tag("slow")
@DisplayName("People of a company with a tenant of Entra ID")
class EntraStoryTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private final FakeEntra entra = FakeEntra.start();
    private final Map<String, EntraPerson> people = new HashMap<>();
    private final EntraGroup everybody = entra.group("intranet");
    private final EntraGroup supporters = entra.group("supporters");
    private final EntraGroup sales = entra.group("Sales");
    private final EntraGroup warehouse = entra.group("Warehouse");
    private Intranet intranet;
    private WebConfiguration configuration;

    @BeforeEach
    void aCompany() {
        everybody.add(supporters);
        hired("ann", everybody);
        List.of("bob", "cem").forEach(login -> hired(login, supporters));
        List.of("cem", "dora", "eli").forEach(login -> hired(login, sales));
        hired("lou", warehouse);
        hired("old", everybody).enabled(false);

        intranet = new Intranet(cli, entra.domain());
        cli.variable(EntraConfiguration.SECRET_VARIABLE, entra.secret());
        configuration = EntraConfiguration.of(entra, 7, "id:" + everybody.id(), "Sales");
        intranet.configure(configuration);
        intranet.localAccount("root");
    }

    @AfterEach
    void end() {
        entra.close();
    }

    private EntraPerson hired(String login, EntraGroup group) {
        EntraPerson person = people.computeIfAbsent(login, name -> entra.person(name + "@" + entra.domain()));
        group.add(person);
        return person;
    }

    private EntraPerson person(String login) {
        return people.get(login);
    }

    @TestFactory
    @DisplayName("day by day")
    List<DynamicTest> days() {
        return new Diary()
                .day("first a plan, which writes nothing (R34)", this::plan)
                .day("everybody in a group, or in a group in it, gets one account (R4, R16, R17)", this::firstSync)
                .day("a day on which nothing happens writes nothing (R35)", this::quietDay)
                .day("guests, devices, contacts and service principals never come (F77, F79)", this::others)
                .day("the hired have accounts, which wait if there is no seat (R16, R29)", this::hires)
                .day("who leaves the last group is blocked, and who waited has the seat (R22, R24)", this::leaves)
                .day("who comes back waits until there are more seats (R25, R30)", this::comesBack)
                .day("a new name renames the account in place (R14)", this::marries)
                .day("two who swap their names keep their accounts (R14)", this::swap)
                .day("who moves from one group to another while they are read is found (R1, R4)", this::moves)
                .day("the disabled are blocked until they are enabled (R21, R25)", this::disabled)
                .day("who is neither enabled nor disabled stays as they are (R6)", this::unknown)
                .day("a group chosen by its id may be called anything (R3)", this::groupRenamed)
                .day("deleted and created again is another person, until relinked (R11, R46)", this::returns)
                .day("a local edit is reverted, and a value that goes is cleared (R18)", this::fields)
                .day("guests come where they are wanted, with their address for a name (F79)", this::guests)
                .day("all of it is in the audit log, and no secret (R42)", this::auditLog)
                .days();
    }

    private void plan() {
        intranet.writesNothing(() -> assertThat(intranet.run(Intranet.DONE, "plan"))
                .contains("New accounts: 5", "ann@" + entra.domain(), "(R16)"));
    }

    private void firstSync() {
        assertThat(intranet.sync().people()).isEqualTo(Map.of("imported", 5L, "notProvisioned", 1L));
        assertThat(intranet.active()).containsExactly("ann", "bob", "cem", "dora", "eli");
        assertThat(intranet.told()).hasSize(5).contains("CREATED ann R16", "CREATED cem R16");
        assertThat(intranet.details("ann").get("externalId").asString())
                .isEqualTo(person("ann").id());
        assertThat(intranet.run(Intranet.DONE, "explain", "bob@" + entra.domain()))
                .contains("in scope by", "intranet", "supporters");
        intranet.run(Intranet.NOT_FOUND, "explain", "lou@" + entra.domain());
    }

    private void quietDay() {
        intranet.quietDay(Map.of("unchanged", 5L, "notProvisioned", 1L));
    }

    private void others() {
        sales.add(
                entra.device("laptop"),
                entra.contact("supplier"),
                entra.servicePrincipal("robot"),
                entra.person("gil@partner.example").guest());

        intranet.syncTellsNothing();
    }

    private void hires() {
        hired("mia", sales);
        intranet.syncTells("CREATED mia R16");

        hired("nat", supporters);
        intranet.syncTells("CREATED nat R29");
        assertThat(intranet.account("nat")).isEqualTo("BLOCKED LICENCE_LIMIT");
    }

    private void leaves() {
        sales.remove(person("cem"));
        intranet.sync();
        assertThat(intranet.told()).as("still in a group in the other group").isEmpty();

        supporters.remove(person("bob"));
        assertThat(intranet.sync().accounts()).containsEntry("removed", 1L).containsEntry("activated", 1L);
        assertThat(intranet.told()).containsExactly("BLOCKED bob R22", "ACTIVATED nat R24");
        assertThat(intranet.account("bob")).isEqualTo("BLOCKED REMOVED_FROM_SCOPE");
    }

    private void comesBack() {
        everybody.add(person("bob"));
        intranet.sync();
        assertThat(intranet.account("bob")).isEqualTo("BLOCKED LICENCE_LIMIT");

        configuration = configuration.withLicence(20);
        intranet.configure(configuration);
        intranet.syncTells("ACTIVATED bob R24");
    }

    private void marries() {
        intranet.renames(
                Map.of("dora", "dora.ito"),
                () -> person("dora").set("displayName", "Dora Ito").rename("dora.ito@" + entra.domain()));

        assertThat(intranet.told()).containsExactly("UPDATED dora R14");
        assertThat(intranet.field("dora.ito", "name").asString()).isEqualTo("Dora Ito");
    }

    private void swap() {
        intranet.renames(Map.of("ann", "eli", "eli", "ann"), () -> {
            person("ann").rename("nobody@" + entra.domain());
            person("eli").rename("ann@" + entra.domain());
            person("ann").rename("eli@" + entra.domain());
        });
        EntraPerson second = people.put("ann", person("eli"));
        people.put("eli", second);
    }

    /** Before the second group is read, somebody goes from it to a group in the first one, which was read. */
    private void moves() {
        entra.onNextRequest(FakeEntra.at("/groups/" + sales.id() + "/transitiveMembers"), () -> {
            sales.remove(person("mia"));
            supporters.add(person("mia"));
        });

        intranet.syncTellsNothing();
        assertThat(intranet.account("mia")).isEqualTo("ACTIVE");
    }

    private void disabled() {
        person("cem").enabled(false);
        intranet.syncTells("BLOCKED cem R21");
        assertThat(intranet.account("cem")).isEqualTo("BLOCKED INACTIVE_IN_DIRECTORY");

        person("cem").enabled(true);
        intranet.syncTells("ACTIVATED cem R25");
    }

    private void unknown() {
        person("cem").enabled(null);

        assertThat(intranet.sync().people()).containsEntry("activityUnknown", 1L);
        assertThat(intranet.account("cem")).isEqualTo("ACTIVE");
        person("cem").enabled(true);
    }

    private void groupRenamed() {
        everybody.rename("intranet users");

        intranet.syncTellsNothing();
        assertThat(intranet.run(Intranet.DONE, "validate")).contains("intranet users");
    }

    private void returns() {
        person("nat").delete();
        intranet.syncTells("BLOCKED nat R22");

        people.remove("nat");
        EntraPerson again = hired("nat", everybody);
        assertThat(intranet.sync().people()).containsEntry("rejected", 1L);
        assertThat(intranet.toldOf("nat")).contains("IDENTITY_MISMATCH");

        intranet.run(Intranet.DONE, "account", "relink", "nat@" + entra.domain(), again.id());
        intranet.syncTells("ACTIVATED nat R25");
    }

    private void fields() {
        cli.execute("update app_user set name = 'Bob the Great' where login = 'bob@" + entra.domain() + "'");
        person("cem").set("mail", null);

        assertThat(intranet.sync().accounts()).containsEntry("fieldsChanged", 2L);
        assertThat(intranet.field("bob", "name").asString()).isEqualTo("bob");
        assertThat(intranet.field("cem", "email").isNull()).isTrue();
    }

    private void guests() {
        intranet.configure(configuration.with("guests: true", "match-key: [mail, userPrincipalName]"));

        intranet.sync();
        assertThat(intranet.account("gil@partner.example")).isEqualTo("ACTIVE");
        assertThat(intranet.account("cem")).as("has no address").isEqualTo("ACTIVE");
    }

    private void auditLog() {
        assertThat(intranet.run(Intranet.DONE, "audit", "-f", "csv"))
                .contains("IDENTITY_MISMATCH", "5 imported, 0 disabled, 0 updated")
                .doesNotContain(entra.secret());
    }
}
