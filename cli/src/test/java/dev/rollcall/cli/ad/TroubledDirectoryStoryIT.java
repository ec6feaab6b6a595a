package dev.rollcall.cli.ad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.cli.story.Diary;
import dev.rollcall.cli.story.Intranet;
import dev.rollcall.cli.story.TroubledIntranet;
import dev.rollcall.testservers.NeedsSamba;
import dev.rollcall.testservers.SambaDomain;
import dev.rollcall.testservers.TestCertificates;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Days on which something is wrong with the directory, or looks so. Whatever it is, nobody is blocked by it. */
@NeedsSamba
@DisplayName("A company whose Active Directory has its troubles")
class TroubledDirectoryStoryIT {

    private static final String NEW_PASSWORD = "Another.of-samba-1";

    @RegisterExtension
    static final Domain DOMAIN = new Domain();

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private final SambaDomain domain = DOMAIN.samba();
    private Company company;
    private TroubledIntranet intranet;
    private AdConfiguration configuration;
    private String sales;
    private String elsewhere;
    private String board;

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

        intranet = new TroubledIntranet(
                cli, SambaDomain.SUFFIX, 11, domain.reader().password(), NEW_PASSWORD);
        cli.variable(AdConfiguration.PASSWORD_VARIABLE, domain.reader().password());
        configuration = AdConfiguration.of(domain, 30, List.of(board), List.of(sales))
                .with(List.of("connect-timeout: 2m", "bind-timeout: 2m"), "");
        intranet.configure(configuration);
    }

    @TestFactory
    @DisplayName("day by day")
    List<DynamicTest> days() {
        return new Diary()
                .day("everybody is there", intranet::begins)
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

    private void groupDeleted() {
        company.deletes(board);

        intranet.misses(board);
        assertThat(intranet.account("kim")).isEqualTo("ACTIVE");
    }

    private void groupAgain() {
        company.group("board");
        intranet.syncTells("BLOCKED kim R22");

        company.joins("kim", board);
        intranet.syncTells("ACTIVATED kim R25");
    }

    private void unitRenamed() {
        String renamed = company.renamesUnit(sales, "Sales and more");
        assertThat(intranet.fails(Intranet.FAILED_CONFIGURATION)).contains(sales);

        company.renamesUnit(renamed, "Sales");
        intranet.isWellAgain();
    }

    private void massChange() {
        intranet.isReorganised(
                seller -> company.moves("seller" + seller, elsewhere),
                seller -> company.moves("seller" + seller, sales));
    }

    private void nobody() {
        String empty = company.group("empty");
        intranet.doesNotBelieve(configuration.choosing(List.of(empty), List.of()));
    }

    private void passwordChanged() {
        domain.setPassword(domain.readerDn(), NEW_PASSWORD);
        assertThat(intranet.fails(Intranet.FAILED_CREDENTIALS))
                .contains(domain.reader().name());

        cli.variable(AdConfiguration.PASSWORD_VARIABLE, NEW_PASSWORD);
        intranet.isWellAgain();
    }

    private void readerDisabled() {
        String reader = "sync-reader";
        company.disables(reader);
        assertThat(intranet.fails(Intranet.FAILED_CREDENTIALS))
                .contains(domain.reader().name());

        company.enables(reader);
        intranet.isWellAgain();
    }

    private void strangeCertificate() {
        intranet.meanwhile(
                configuration.trusting(TestCertificates.shared().otherAuthority()),
                () -> assertThat(intranet.fails(Intranet.FAILED_CONFIGURATION)).contains("certificate"));
    }

    private void down() {
        domain.stop();
        assertThat(intranet.fails(Intranet.FAILED_UNAVAILABLE)).contains(domain.host());

        domain.start();
        intranet.isWellAgain();
    }

    private void silent() {
        intranet.meanwhile(configuration.with(List.of("connect-timeout: 2s", "bind-timeout: 2s"), ""), () -> {
            domain.suspend();
            try {
                assertThat(intranet.fails(Intranet.FAILED_UNAVAILABLE)).contains(domain.host());
            } finally {
                domain.resume();
            }
        });
    }
}
