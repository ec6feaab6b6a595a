package dev.rollcall.cli.ad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.cli.story.Diary;
import dev.rollcall.cli.story.Intranet;
import dev.rollcall.cli.story.Run;
import dev.rollcall.testservers.NeedsSamba;
import dev.rollcall.testservers.SambaDomain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A company that knows its people by their DN, so that whoever is renamed in the directory is somebody else to it. Its
 * administrators keep to the procedure for that: the account is made local, renamed, and handed over again (R9, R46).
 */
@NeedsSamba
@DisplayName("A company that knows its people by their DN")
class DistinguishedNameStoryIT {

    private static final List<String> PEOPLE = List.of("ann", "bob", "cem", "dora", "eli", "fay", "gus");

    @RegisterExtension
    static final Domain DOMAIN = new Domain();

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private final SambaDomain domain = DOMAIN.samba();
    private Company company;
    private Intranet intranet;
    private String sales;

    @BeforeEach
    void aCompany() {
        company = new Company(domain, "Company");
        sales = company.unit("Sales");
        PEOPLE.forEach(login -> company.hires(login, login + " Berg", sales));

        intranet = new Intranet(cli, SambaDomain.SUFFIX);
        cli.variable(AdConfiguration.PASSWORD_VARIABLE, domain.reader().password());
        intranet.configure(AdConfiguration.of(domain, 100, List.of(), List.of(company.top()))
                .with(List.of("match-key: dn", "external-id: dn"), "username: {attribute: sAMAccountName}"));
    }

    @TestFactory
    @DisplayName("day by day")
    List<DynamicTest> days() {
        return new Diary()
                .day("everybody has an account under the short name, and the DN as the external id", this::firstSync)
                .day("a marriage would make a second account, says the plan", this::marriage)
                .day("made local and renamed in one act, it stays the only one when a sync runs (R10)", this::middle)
                .day("handed over, the account is adopted by the next sync (R9)", this::handedOver)
                .day("the same for several, from files (R46)", this::fromFiles)
                .day("made local before the marriage, it keeps the person from a second one (R9)", this::early)
                .day("if the sync was faster: the second one is put aside, the first one relinked (R46)", this::late)
                .day("another name of the entry alone is a mismatch until handed over again (R11)", this::entryRenamed)
                .day("another name of a unit changes every DN: held until approved (R15)", this::unitRenamed)
                .days();
    }

    private String dnOf(String login) {
        return intranet.details(login).get("externalId").asString();
    }

    /** Of an account and a person with the same name. */
    private void hasTheDnOfToday(String login) {
        assertThat(Entries.parsed(dnOf(login))).isEqualTo(Entries.parsed(company.dn(login)));
    }

    private String accounts() {
        return cli.column("select count(*) from app_user").get(0);
    }

    private void firstSync() {
        assertThat(intranet.sync().people()).isEqualTo(Map.of("imported", 7L));
        assertThat(intranet.active()).containsExactlyElementsOf(PEOPLE);
        hasTheDnOfToday("ann");
        assertThat(intranet.sync().people()).isEqualTo(Map.of("unchanged", 7L));
        assertThat(intranet.run(Intranet.DONE, "explain", "ann")).contains("in scope by unit " + company.top());
        assertThat(intranet.run(Intranet.DONE, "explain", company.dn("ann"))).contains("'ann'");
    }

    private void marriage() {
        company.marries("ann", "ann.kaya", "Ann Kaya");

        assertThat(intranet.run(Intranet.DONE, "plan")).contains("New accounts: 1", "ann.kaya", "Blocked: 1");
    }

    private void middle() {
        String before = intranet.accountId("ann");
        intranet.run(Intranet.DONE, "account", "make-local", "ann", "--new-name", "ann.kaya");

        assertThat(intranet.sync().people()).isEqualTo(Map.of("rejected", 1L, "unchanged", 6L));
        assertThat(intranet.told()).containsExactly("REJECTED ann.kaya R10");
        assertThat(accounts()).isEqualTo("7");
        assertThat(cli.query("select id, status, owner from app_user where login = 'ann.kaya'"))
                .containsExactly(List.of(before, "ACTIVE", "null"));
    }

    private void handedOver() {
        intranet.run(Intranet.DONE, "account", "hand-over", "ann.kaya");
        assertThat(intranet.details("ann.kaya").get("externalId").isNull()).isTrue();

        assertThat(intranet.sync().accounts()).containsEntry("linked", 1L).doesNotContainKey("created");
        assertThat(intranet.told()).containsExactly("UPDATED ann.kaya R9");
        hasTheDnOfToday("ann.kaya");
        assertThat(intranet.field("ann.kaya", "name").asString()).isEqualTo("Ann Kaya");
        assertThat(intranet.sync().people()).isEqualTo(Map.of("unchanged", 7L));
        assertThat(accounts()).isEqualTo("7");
    }

    private void fromFiles() {
        String bob = intranet.accountId("bob");
        company.marries("bob", "bob.kaya", "Bob Kaya").marries("cem", "cem.kaya", "Cem Kaya");
        String local = mapping("bob,bob.kaya,local", "cem,cem.kaya,local");
        assertThat(intranet.run(Intranet.DONE, "account", "map", local, "--dry-run"))
                .contains("nothing was written");
        assertThat(intranet.active()).contains("bob", "cem");
        intranet.run(Intranet.DONE, "account", "map", local);
        assertThat(intranet.sync().people()).isEqualTo(Map.of("rejected", 2L, "unchanged", 5L));

        intranet.run(Intranet.DONE, "account", "map", mapping("bob.kaya,,ad", "cem.kaya,,ad"));
        assertThat(intranet.sync().accounts()).containsEntry("linked", 2L).doesNotContainKeys("created", "blocked");
        assertThat(intranet.accountId("bob.kaya")).isEqualTo(bob);
        hasTheDnOfToday("cem.kaya");
        assertThat(accounts()).isEqualTo("7");
    }

    private String mapping(String... lines) {
        String header = "existing_username,new_username,target_directory\n";
        return cli.write("accounts.csv", header + String.join("\n", lines) + "\n")
                .file("accounts.csv")
                .toString();
    }

    private void early() {
        String dora = intranet.accountId("dora");
        intranet.run(Intranet.DONE, "account", "make-local", "dora");
        intranet.syncTells("REJECTED dora R9");
        assertThat(intranet.toldOf("dora")).contains("HELD_LOCALLY");

        company.marries("dora", "dora.kaya", "Dora Kaya");
        intranet.run(Intranet.DONE, "account", "hand-over", "dora", "--new-name", "dora.kaya");
        assertThat(intranet.sync().accounts()).containsEntry("linked", 1L).doesNotContainKey("created");
        assertThat(intranet.accountId("dora.kaya")).isEqualTo(dora);
        assertThat(accounts()).isEqualTo("7");
    }

    private void late() {
        String eli = intranet.accountId("eli");
        company.marries("eli", "eli.kaya", "Eli Kaya");
        intranet.sync();
        assertThat(intranet.told()).containsExactlyInAnyOrder("BLOCKED eli R22", "CREATED eli.kaya R16");
        String dn = dnOf("eli.kaya");

        assertThat(intranet.run(Intranet.REFUSED, "account", "relink", "eli", dn))
                .contains("has this external id");
        intranet.run(Intranet.DONE, "account", "make-local", "eli.kaya", "--new-name", "eli.second");
        intranet.run(Intranet.DONE, "account", "hand-over", "eli.second");
        intranet.run(Intranet.DONE, "account", "relink", "eli", dn);
        assertThat(intranet.sync().accounts()).containsEntry("renamed", 1L).containsEntry("activated", 1L);
        assertThat(intranet.accountId("eli.kaya")).isEqualTo(eli);
        assertThat(intranet.account("eli.kaya")).isEqualTo("ACTIVE");
        assertThat(intranet.account("eli.second")).isEqualTo("BLOCKED REMOVED_FROM_SCOPE");
    }

    private void entryRenamed() {
        String fay = intranet.accountId("fay");
        company.renamesEntry("fay", "Fay Berg, Dr.");
        intranet.sync();
        assertThat(intranet.told()).contains("REJECTED fay R11", "BLOCKED fay R22");

        intranet.run(Intranet.DONE, "account", "make-local", "fay");
        intranet.run(Intranet.DONE, "account", "hand-over", "fay");
        intranet.sync();
        assertThat(intranet.accountId("fay")).isEqualTo(fay);
        assertThat(intranet.account("fay")).isEqualTo("ACTIVE");
        hasTheDnOfToday("fay");
    }

    private void unitRenamed() {
        List<List<String>> before = intranet.table();
        company.renamesUnit(sales, "Sales and more");

        Run held = intranet.sync(Intranet.HELD);
        assertThat(held.ended().out()).contains("IDENTITY_SCHEME_CHANGED");
        assertThat(intranet.table()).isEqualTo(before);

        assertThat(intranet.sync("--approve", held.id()).accounts()).containsEntry("relinked", 7L);
        assertThat(intranet.active()).hasSize(7);
        hasTheDnOfToday("gus");
        assertThat(intranet.sync().people()).isEqualTo(Map.of("unchanged", 7L));
    }
}
