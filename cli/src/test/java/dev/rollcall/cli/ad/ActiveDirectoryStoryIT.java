package dev.rollcall.cli.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.cli.Cli;
import dev.rollcall.cli.story.Diary;
import dev.rollcall.cli.story.Intranet;
import dev.rollcall.cli.story.Run;
import dev.rollcall.testservers.NeedsSamba;
import dev.rollcall.testservers.SambaDomain;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * People come, change and go. The intranet is for whoever is in the group "intranet", which is chosen by its id, or in
 * the unit "Sales". It has 13 seats at first, one of them taken by a local administrator. A day begins where the one
 * before ended.
 */
@NeedsSamba
@DisplayName("People of a company with an Active Directory")
class ActiveDirectoryStoryIT {

    @RegisterExtension
    static final Domain DOMAIN = new Domain();

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private final SambaDomain domain = DOMAIN.samba();
    private Company company;
    private Intranet intranet;
    private AdConfiguration configuration;
    private String sales;
    private String support;
    private String warehouse;
    private String everybody;
    private String supporters;

    @BeforeEach
    void aCompany() {
        company = new Company(domain, "Company");
        sales = company.unit("Sales");
        support = company.unit("Support");
        warehouse = company.unit("Warehouse");
        everybody = company.group("intranet");
        supporters = company.group("supporters");
        company.joins(supporters, everybody);
        List.of("ann Berg", "bob Celik", "cem Demir", "dora Evans", "eli Frank").forEach(name -> hired(name, sales));
        for (String name : List.of("fay Gold", "gus Horn", "hal Ito", "ida Jung", "jon King")) {
            hired(name, support);
            company.joins(login(name), supporters);
        }
        hired("kim Lund", warehouse);
        company.joins("kim", everybody);
        hired("lou Moss", warehouse);

        intranet = new Intranet(cli, SambaDomain.SUFFIX);
        cli.variable(AdConfiguration.PASSWORD_VARIABLE, domain.reader().password());
        configuration = AdConfiguration.of(domain, 13, List.of("id:" + company.id(everybody)), List.of(sales));
        intranet.configure(configuration);
        intranet.localAccount("root");
    }

    private void hired(String name, String unit) {
        company.hires(login(name), name, unit);
    }

    private static String login(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    @TestFactory
    @DisplayName("day by day")
    List<DynamicTest> days() {
        return new Diary()
                .day("first a plan, which writes nothing (R34)", this::plan)
                .day("everybody in the unit, the group, or a group in it gets one account (R4, R16)", this::firstSync)
                .day("a day on which nothing happens writes nothing (R35)", this::quietDay)
                .day("contacts and computers never come, wherever they are", this::contactsAndComputers)
                .day("the hired have accounts, which wait if there is no seat (R16, R29)", this::hires)
                .day("who moves out of scope is blocked, and who waited has the seat (R22, R24)", this::moves)
                .day("who moves back waits until there are more seats (R25, R30)", this::comesBack)
                .day("a marriage renames the account in place (R14)", this::marries)
                .day("two who swap their names keep their accounts (R14)", this::swap)
                .day("the disabled and expired are blocked until they are neither (R21, R25)", this::inactive)
                .day("a lockout and an expired password are not inactivity (R6)", this::lockedOut)
                .day("out of the last group is out, and in a group in a group is in (R22, R25)", this::groups)
                .day("a group chosen by its id may be called anything (R3)", this::groupRenamed)
                .day("deleted and created again is another person, until relinked (R11, R46)", this::returns)
                .day("a name that a local account has is not to be had (R10)", this::nameTaken)
                .day("what an administrator blocked stays blocked (R26)", this::blockedByHand)
                .day("a local edit is reverted, and a value that goes is cleared (R18)", this::fields)
                .day("all of it is in the audit log, in the columns of the documents (R42)", this::auditLog)
                .days();
    }

    private void plan() {
        intranet.writesNothing(() -> assertThat(intranet.run(Intranet.DONE, "plan"))
                .contains("New accounts: 11", "ann@rollcall.test", "(R16)"));
    }

    private void firstSync() {
        Run run = intranet.sync();

        assertThat(run.people()).isEqualTo(Map.of("imported", 11L));
        assertThat(intranet.active())
                .containsExactly("ann", "bob", "cem", "dora", "eli", "fay", "gus", "hal", "ida", "jon", "kim");
        assertThat(intranet.told()).hasSize(11).contains("CREATED ann R16", "CREATED fay R16", "CREATED kim R16");
        assertThat(intranet.details("ann").get("externalId").asString()).isEqualTo(company.idOf("ann"));
        assertThat(intranet.field("ann", "name").asString()).isEqualTo("ann Berg");
        assertThat(intranet.run(Intranet.DONE, "explain", "fay@rollcall.test"))
                .containsSubsequence("in scope by group", "intranet", "supporters", company.dn("fay"));
        assertThat(intranet.run(Intranet.DONE, "explain", "ann@rollcall.test")).contains("in scope by unit " + sales);
        intranet.run(Intranet.NOT_FOUND, "explain", "lou@rollcall.test");
    }

    private void quietDay() {
        intranet.quietDay(Map.of("unchanged", 11L));
    }

    private void contactsAndComputers() {
        company.joins(company.contact("supplier", sales), everybody);
        company.joins(company.computer("till", sales), everybody);

        assertThat(intranet.sync().people()).isEqualTo(Map.of("unchanged", 11L));
    }

    private void hires() {
        company.hires("mia", "Öztürk, Mia \"the new one\"", sales);
        intranet.syncTells("CREATED mia R16");
        assertThat(intranet.account("mia")).isEqualTo("ACTIVE");

        company.hires("nat", "Nat Olsen", sales);
        assertThat(intranet.sync().people()).isEqualTo(Map.of("waitingForLicence", 1L, "unchanged", 12L));
        assertThat(intranet.told()).containsExactly("CREATED nat R29");
        assertThat(intranet.account("nat")).isEqualTo("BLOCKED LICENCE_LIMIT");
        assertThat(intranet.run(Intranet.DONE, "explain", "nat@rollcall.test"))
                .contains("LICENCE_LIMIT", "in scope by unit " + sales);
    }

    private void moves() {
        company.moves("cem", company.unit("Export, \"North\"", sales));
        assertThat(intranet.sync().people()).isEqualTo(Map.of("waitingForLicence", 1L, "unchanged", 12L));
        assertThat(intranet.told()).isEmpty();

        company.moves("bob", warehouse);
        assertThat(intranet.sync().accounts()).containsEntry("removed", 1L).containsEntry("activated", 1L);
        assertThat(intranet.told()).containsExactly("BLOCKED bob R22", "ACTIVATED nat R24");
        assertThat(intranet.account("bob")).isEqualTo("BLOCKED REMOVED_FROM_SCOPE");
        assertThat(intranet.account("nat")).isEqualTo("ACTIVE");
    }

    private void comesBack() {
        company.moves("bob", sales);
        intranet.sync();
        assertThat(intranet.account("bob")).isEqualTo("BLOCKED LICENCE_LIMIT");

        configuration = configuration.withLicence(20);
        intranet.configure(configuration);
        intranet.syncTells("ACTIVATED bob R24");
        assertThat(intranet.active()).hasSize(13);
    }

    private void marries() {
        intranet.renames(Map.of("dora", "dora.ito"), () -> company.marries("dora", "dora.ito", "Dora Ito"));

        assertThat(intranet.told()).containsExactly("UPDATED dora R14");
        assertThat(intranet.field("dora.ito", "name").asString()).isEqualTo("Dora Ito");
        assertThat(intranet.account("dora")).isEqualTo("none");
    }

    private void swap() {
        intranet.renames(Map.of("hal", "gus", "gus", "hal"), () -> company.swapNames("hal", "gus"));
        intranet.renames(Map.of("hal", "gus", "gus", "hal"), () -> company.swapNames("hal", "gus"));
    }

    private void inactive() {
        company.disables("eli")
                .endsAt("ann", Instant.now().minusSeconds(60))
                .endsAt("hal", Instant.now().plusSeconds(9000));
        assertThat(intranet.sync().people()).isEqualTo(Map.of("blocked", 2L, "unchanged", 11L));
        assertThat(intranet.told()).containsExactlyInAnyOrder("BLOCKED eli R21", "BLOCKED ann R21");
        assertThat(intranet.account("eli")).isEqualTo("BLOCKED INACTIVE_IN_DIRECTORY");
        assertThat(intranet.account("ann")).isEqualTo("BLOCKED INACTIVE_IN_DIRECTORY");
        assertThat(intranet.account("hal")).isEqualTo("ACTIVE");

        company.enables("eli").endsNever("ann");
        intranet.sync();
        assertThat(intranet.told()).containsExactlyInAnyOrder("ACTIVATED eli R25", "ACTIVATED ann R25");
        assertThat(intranet.active()).hasSize(13);
    }

    private void lockedOut() throws LDAPException {
        company.locksAfter(2).logsIn("fay", SambaDomain.PASSWORD);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> company.logsIn("fay", "forgotten")).isInstanceOf(LDAPException.class);
        }
        assertThatThrownBy(() -> company.logsIn("fay", SambaDomain.PASSWORD))
                .as("locked")
                .isInstanceOfSatisfying(
                        LDAPException.class,
                        e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.INVALID_CREDENTIALS));
        company.expiresPassword("gus");

        assertThat(intranet.sync().people()).isEqualTo(Map.of("unchanged", 13L));
        assertThat(intranet.account("fay")).isEqualTo("ACTIVE");
        assertThat(intranet.account("gus")).isEqualTo("ACTIVE");
        company.locksAfter(0);
    }

    private void groups() {
        company.leaves("ida", supporters);
        assertThat(intranet.run(Intranet.DONE, "explain", "ida@rollcall.test"))
                .contains("not in scope any more", "BLOCK", "(R22)");
        intranet.syncTells("BLOCKED ida R22");
        assertThat(intranet.account("ida")).isEqualTo("BLOCKED REMOVED_FROM_SCOPE");

        String night = company.group("night shift");
        company.joins("ida", night).joins(night, supporters).joins(everybody, night);
        intranet.syncTells("ACTIVATED ida R25");
        assertThat(intranet.run(Intranet.DONE, "explain", "ida@rollcall.test"))
                .containsSubsequence("in scope by group", "supporters", "night shift", company.dn("ida"));
    }

    private void groupRenamed() {
        company.renamesGroup(everybody, "intranet users");

        assertThat(intranet.sync().people()).isEqualTo(Map.of("unchanged", 13L));
        assertThat(intranet.run(Intranet.DONE, "validate"))
                .contains("13 people in scope", "intranet users")
                .doesNotContain("without any protection");
    }

    private void returns() {
        company.dismisses("jon");
        intranet.syncTells("BLOCKED jon R22");

        company.hires("jon", "jon King", sales);
        assertThat(intranet.sync().people()).isEqualTo(Map.of("rejected", 1L, "unchanged", 12L));
        assertThat(intranet.told()).containsExactly("REJECTED jon R11");
        assertThat(intranet.toldOf("jon")).contains("IDENTITY_MISMATCH");
        assertThat(intranet.account("jon")).isEqualTo("BLOCKED REMOVED_FROM_SCOPE");
        assertThat(intranet.run(Intranet.REFUSED, "account", "relink", "ann@rollcall.test", company.idOf("jon")))
                .contains("still in scope");

        intranet.run(Intranet.DONE, "account", "relink", "jon@rollcall.test", company.idOf("jon"));
        intranet.syncTells("ACTIVATED jon R25");
        assertThat(intranet.active()).hasSize(13);
        assertThat(cli.column("select count(*) from app_user where login_key like 'jon%'"))
                .containsExactly("1");
    }

    private void nameTaken() {
        intranet.localAccount("Pat@Rollcall.test");
        company.hires("pat", "Pat Quill", sales);

        assertThat(intranet.sync().people()).isEqualTo(Map.of("rejected", 1L, "unchanged", 13L));
        assertThat(intranet.toldOf("pat")).contains("USERNAME_TAKEN");
        company.dismisses("pat");
        intranet.sync();
        assertThat(cli.query("select status, owner, external_id from app_user where login = 'Pat@Rollcall.test'"))
                .containsExactly(List.of("ACTIVE", "null", "null"));
    }

    private void blockedByHand() {
        intranet.run(Intranet.DONE, "account", "block", "kim@rollcall.test", "--by", "olga");
        intranet.sync();
        assertThat(intranet.account("kim")).isEqualTo("BLOCKED MANUAL");

        intranet.run(Intranet.DONE, "account", "activate", "kim@rollcall.test", "--by", "olga");
        assertThat(intranet.sync().people()).isEqualTo(Map.of("unchanged", 13L));
        assertThat(intranet.account("kim")).isEqualTo("ACTIVE");
    }

    private void fields() {
        cli.execute("update app_user set name = 'Hal the Great' where login = 'hal@rollcall.test'");
        company.clears("ida", "mail");

        assertThat(intranet.sync().accounts()).containsEntry("fieldsChanged", 2L);
        assertThat(intranet.field("hal", "name").asString()).isEqualTo("hal Ito");
        assertThat(intranet.field("ida", "email").isNull()).isTrue();
    }

    private void auditLog() {
        List<String> log = intranet.run(Intranet.DONE, "audit", "-f", "csv", "--user", "jon@rollcall.test")
                .lines()
                .toList();
        assertThat(log.get(0).replace("\"", ""))
                .isEqualTo("Date/Time,User name,Impersonated user,IP address / Proxy IP,"
                        + "Type,Category,Subcategory,Object,Details");
        assertThat(log)
                .anyMatch(line ->
                        line.contains("\"FAILURE\",\"System\",\"Users\"") && line.contains("IDENTITY_MISMATCH"));
        assertThat(intranet.run(Intranet.DONE, "audit", "-f", "csv"))
                .contains("11 imported, 0 disabled, 0 updated")
                .doesNotContain(domain.reader().password());
    }
}
