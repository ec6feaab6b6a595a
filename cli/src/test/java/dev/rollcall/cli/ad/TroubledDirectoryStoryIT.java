package dev.rollcall.cli.ad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.cli.story.Diary;
import dev.rollcall.cli.story.Intranet;
import dev.rollcall.testservers.NeedsSamba;
import dev.rollcall.testservers.SambaDomain;
import dev.rollcall.testservers.TestCertificates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Days on which something is wrong with the directory, or looks so. Whatever it is, nobody is blocked by it. */
@NeedsSamba
@DisplayName("A company whose Active Directory has its troubles")
class TroubledDirectoryStoryIT {

    private static final String NEW_PASSWORD = "Another.of-samba-1";

    @TempDir
    static Path folder;

    private static @Nullable SambaDomain domain;

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private Company company;
    private Intranet intranet;
    private AdConfiguration configuration;
    private String sales;
    private String elsewhere;
    private String board;

    @BeforeAll
    static void start() {
        domain = SambaDomain.start(folder);
    }

    @AfterAll
    static void end() {
        if (domain != null) {
            domain.close();
        }
    }

    @BeforeEach
    void aCompany() {
        company = new Company(domain, "Company");
        sales = company.unit("Sales");
        elsewhere = company.unit("Elsewhere");
        board = company.group("board");
        for (int i = 0; i < 10; i++) {
            company.hires("seller" + i, "Seller " + i, sales);
        }
        company.hires("kim", "Kim Lund", elsewhere).joins("kim", board);

        intranet = new Intranet(cli, SambaDomain.SUFFIX);
        cli.variable(AdConfiguration.PASSWORD_VARIABLE, domain.reader().password());
        configure(AdConfiguration.of(domain, 30, List.of(board), List.of(sales))
                .with(List.of("connect-timeout: 2m", "bind-timeout: 2m"), ""));
    }

    private void configure(AdConfiguration next) {
        configuration = next;
        cli.config(next.yaml(domain));
    }

    private List<List<String>> table() {
        return cli.query("select * from app_user order by id");
    }

    /** A sync that has to end so, and leaves every account as it was; returns what it says. */
    private String fails(int code) {
        List<List<String>> before = table();
        Intranet.Run run = intranet.sync(code);
        assertThat(run.outcome()).isEqualTo(code == Intranet.HELD ? "HELD" : "FAILED");
        assertThat(table()).isEqualTo(before);
        assertThat(run.ended().all()).doesNotContain(domain.reader().password(), NEW_PASSWORD);
        return run.message();
    }

    private void isWellAgain() {
        assertThat(intranet.sync().people()).isEqualTo(Map.of("unchanged", 11L));
        assertThat(intranet.active()).hasSize(11);
    }

    @TestFactory
    @DisplayName("day by day")
    List<DynamicTest> days() {
        return new Diary()
                .day("everybody is there", this::firstSync)
                .day("a chosen group is deleted: the configuration is wrong (R3)", this::groupDeleted)
                .day("there is an empty group of its name, and then a member (R3, R22)", this::groupAgain)
                .day("a chosen unit is renamed: the configuration is wrong (R3)", this::unitRenamed)
                .day("a reorganisation is held until approved, and no more than it (R33)", this::massChange)
                .day("nobody at all is not believed (R2)", this::nobody)
                .day("the reader's password was changed (F125)", this::passwordChanged)
                .day("the reader's account was disabled", this::readerDisabled)
                .day("the certificate is not of the authority that is trusted (F120)", this::strangeCertificate)
                .day("the domain controller is down", this::down)
                .day("the domain controller takes connections and says nothing (F67)", this::silent)
                .days();
    }

    private void firstSync() {
        assertThat(intranet.sync().people()).isEqualTo(Map.of("imported", 11L));
    }

    private void groupDeleted() {
        company.deletes(board);

        assertThat(fails(Intranet.FAILED_CONFIGURATION)).contains(board);
        intranet.run(Intranet.FAILED_CONFIGURATION, "plan");
        intranet.run(Intranet.INVALID, "validate");
        assertThat(intranet.account("kim")).isEqualTo("ACTIVE");
    }

    private void groupAgain() {
        company.group("board");
        intranet.sync();
        assertThat(intranet.told()).containsExactly("BLOCKED kim R22");

        company.joins("kim", board);
        intranet.sync();
        assertThat(intranet.told()).containsExactly("ACTIVATED kim R25");
    }

    private void unitRenamed() {
        String renamed = company.renamesUnit(sales, "Sales and more");
        assertThat(fails(Intranet.FAILED_CONFIGURATION)).contains(sales);

        company.renamesUnit(renamed, "Sales");
        isWellAgain();
    }

    private void massChange() {
        for (int i = 0; i < 7; i++) {
            company.moves("seller" + i, elsewhere);
        }
        List<List<String>> before = table();
        intranet.run(Intranet.HELD, "plan");
        String held = intranet.sync(Intranet.HELD).id();
        assertThat(table()).isEqualTo(before);
        assertThat(intranet.run(Intranet.DONE, "runs", held))
                .contains("seller0", "seller6")
                .doesNotContain("seller7");

        company.moves("seller7", elsewhere);
        intranet.sync(Intranet.HELD, "--approve", held, "--by", "olga");
        assertThat(table()).as("one more than approved").isEqualTo(before);

        company.moves("seller7", sales).moves("seller6", sales);
        assertThat(intranet.sync("--approve", held, "--by", "olga").accounts()).containsEntry("removed", 6L);
        assertThat(intranet.active()).containsExactly("kim", "seller6", "seller7", "seller8", "seller9");

        for (int i = 0; i < 6; i++) {
            company.moves("seller" + i, sales);
        }
        assertThat(intranet.sync().people()).isEqualTo(Map.of("activated", 6L, "unchanged", 5L));
    }

    private void nobody() {
        String empty = company.group("empty");
        AdConfiguration usual = configuration;
        configure(usual.choosing(List.of(empty), List.of()));
        fails(Intranet.HELD);
        assertThat(intranet.run(Intranet.HELD, "sync")).contains("EMPTY_SNAPSHOT");

        configure(usual);
        isWellAgain();
    }

    private void passwordChanged() {
        domain.setPassword(domain.readerDn(), NEW_PASSWORD);
        assertThat(fails(Intranet.FAILED_CREDENTIALS)).contains(domain.reader().name());

        cli.variable(AdConfiguration.PASSWORD_VARIABLE, NEW_PASSWORD);
        isWellAgain();
    }

    private void readerDisabled() {
        String reader = "sync-reader";
        company.disables(reader);
        assertThat(fails(Intranet.FAILED_CREDENTIALS)).contains(domain.reader().name());

        company.enables(reader);
        isWellAgain();
    }

    private void strangeCertificate() {
        AdConfiguration usual = configuration;
        configure(usual.trusting(TestCertificates.shared().otherAuthority()));
        assertThat(fails(Intranet.FAILED_CONFIGURATION)).contains("certificate");

        configure(usual);
        isWellAgain();
    }

    private void down() {
        domain.stop();
        assertThat(fails(Intranet.FAILED_UNAVAILABLE)).contains(domain.host());

        domain.start();
        isWellAgain();
    }

    private void silent() {
        AdConfiguration patient = configuration;
        configure(patient.with(List.of("connect-timeout: 2s", "bind-timeout: 2s"), ""));
        domain.suspend();
        try {
            assertThat(fails(Intranet.FAILED_UNAVAILABLE)).contains(domain.host());
        } finally {
            domain.resume();
        }

        configure(patient);
        isWellAgain();
    }
}
