package dev.rollcall.cli.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.cli.story.Diary;
import dev.rollcall.cli.story.Intranet;
import dev.rollcall.http.PemFile;
import dev.rollcall.testservers.ClosedPort;
import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import dev.rollcall.testservers.okta.FakeOkta;
import dev.rollcall.testservers.okta.Mishap;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaGroup;
import dev.rollcall.testservers.okta.OktaPerson;
import dev.rollcall.testservers.okta.OktaServiceApp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
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
 * Days on which the org does not answer as it should, and what somebody at the command line hears of it. Nothing is
 * written on any of them but where somebody approved it.
 */
@Tag("slow")
@DisplayName("A company whose Okta org has bad days")
class TroubledOktaTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private final FakeOkta okta = FakeOkta.start();
    private final FakeOkta another = FakeOkta.start();
    private final List<OktaPerson> sellers = new ArrayList<>();
    private OktaGroup sales = okta.group("Sales");
    private Intranet intranet;
    private OktaConfiguration configuration;
    private OktaServiceApp appThatReads;

    @BeforeEach
    void aCompany() {
        okta.pages().atMost(5);
        for (int i = 0; i < 12; i++) {
            sellers.add(okta.person("seller" + i + "@rollcall.test"));
        }
        sales.add(sellers);
        intranet = new Intranet(cli, "rollcall.test");
        cli.variable(OktaConfiguration.TOKEN_VARIABLE, okta.apiToken());
        configure(OktaConfiguration.of(okta, 50, "Sales"));
    }

    @AfterEach
    void end() {
        okta.close();
        another.close();
        assertThat(okta.failures()).isEmpty();
    }

    private void configure(OktaConfiguration next) {
        configuration = next;
        cli.config(next.yaml());
    }

    private List<List<String>> table() {
        return cli.query("select * from app_user order by id");
    }

    /** Runs a sync that has to fail; returns what it said. */
    private String fails(int code) {
        List<List<String>> before = table();
        String said = intranet.sync(code).message();

        assertThat(table()).as("nothing is written").isEqualTo(before);
        assertThat(said).doesNotContain(okta.apiToken());
        return said;
    }

    private void isWellAgain() {
        assertThat(intranet.sync().people()).isEqualTo(Map.of("unchanged", 12L));
    }

    @TestFactory
    @DisplayName("day by day")
    List<DynamicTest> days() {
        return new Diary()
                .day("everybody is there", this::firstSync)
                .day("the chosen group is deleted, and another one has its name (R3)", this::groupDeleted)
                .day("two groups have the chosen name (R3)", this::groupTwice)
                .day("Okta asks to wait, and is waited for (F84)", this::throttled)
                .day("Okta asks to wait for longer than there is time (F84)", this::throttledTooLong)
                .day("Okta has trouble", this::trouble)
                .day("Okta is down", this::down)
                .day("an answer is cut off or damaged (R1)", this::damaged)
                .day("the next page is somebody else's, who never sees the token (F87)", this::foreignPage)
                .day("the role of the token is gone", this::forbidden)
                .day("the role is limited to other groups", this::limitedRole)
                .day("a reorganisation is held until approved, and no more than it (R33)", this::massChange)
                .day("nobody at all is not believed (R2)", this::nobody)
                .day("the token is revoked, and a service app takes its place", this::tokenRevoked)
                .day("the service app loses its key", this::keyRemoved)
                .days();
    }

    private void firstSync() {
        assertThat(intranet.sync().people()).isEqualTo(Map.of("imported", 12L));
        assertThat(intranet.run(Intranet.DONE, "validate")).contains("12 people");
    }

    private void groupDeleted() {
        sales.delete();
        assertThat(fails(Intranet.FAILED_CONFIGURATION)).contains("Sales");
        intranet.run(Intranet.FAILED_CONFIGURATION, "plan");
        assertThat(intranet.run(Intranet.INVALID, "validate")).contains("Sales");

        sales = okta.group("Sales").add(sellers);
        isWellAgain();
    }

    private void groupTwice() {
        OktaGroup imported = okta.appGroup("Sales");
        assertThat(fails(Intranet.FAILED_CONFIGURATION)).contains("Sales", "id:" + sales.id());

        imported.delete();
        isWellAgain();
    }

    private void throttled() {
        okta.next(OktaCall.MEMBERS, Mishap.tooManyRequests(Duration.ofMillis(1)));
        isWellAgain();
    }

    private void throttledTooLong() {
        OktaConfiguration usual = configuration;
        cli.config(usual.yaml().replace("attempts: 1", "attempts: 1, total-timeout: 20s"));
        okta.next(OktaCall.MEMBERS, Mishap.tooManyRequests(Duration.ofMinutes(1)));
        assertThat(fails(Intranet.FAILED_UNAVAILABLE)).contains("429");

        configure(usual);
        isWellAgain();
    }

    private void trouble() {
        okta.next(OktaCall.MEMBERS, Mishap.failure(503));
        assertThat(fails(Intranet.FAILED_UNAVAILABLE)).contains("503");
        okta.next(OktaCall.GROUPS, Mishap.gatewayFailure(502));
        assertThat(fails(Intranet.FAILED_UNAVAILABLE)).contains("502");
        isWellAgain();
    }

    private void down() {
        OktaConfiguration usual = configuration;
        try (ClosedPort gone = ClosedPort.open()) {
            String address = "http://127.0.0.1:" + gone.number();
            configure(usual.at(address));
            assertThat(fails(Intranet.FAILED_UNAVAILABLE)).contains(address);
            intranet.run(Intranet.INVALID, "validate");
        }

        configure(usual);
        isWellAgain();
    }

    private void damaged() {
        okta.next(OktaCall.MEMBERS, Mishap.corrupt());
        fails(Intranet.FAILED_INCOMPLETE);
        okta.next(OktaCall.MEMBERS, Mishap.cutAfter(1_000));
        fails(Intranet.FAILED_UNAVAILABLE);
        isWellAgain();
    }

    private void foreignPage() {
        okta.next(OktaCall.MEMBERS, Mishap.nextPageAt(URI.create(another.address() + "/api/v1/users")));

        fails(Intranet.FAILED_INCOMPLETE);
        assertThat(another.requests()).isEmpty();
        isWellAgain();
    }

    private void forbidden() {
        okta.next(OktaCall.MEMBERS, Mishap.forbidden());

        assertThat(fails(Intranet.FAILED_CREDENTIALS)).contains("403", "role");
        isWellAgain();
    }

    private void limitedRole() {
        okta.limitAdministratorTo(okta.group("Support"));
        assertThat(fails(Intranet.FAILED_CONFIGURATION)).contains("Sales");

        okta.limitAdministratorTo(sales);
        isWellAgain();
    }

    private void massChange() {
        sellers.subList(0, 7).forEach(seller -> sales.remove(seller));
        List<List<String>> before = table();
        intranet.run(Intranet.HELD, "plan");
        String held = intranet.sync(Intranet.HELD).id();
        assertThat(table()).isEqualTo(before);
        assertThat(intranet.run(Intranet.DONE, "runs", held))
                .contains("seller0", "seller6")
                .doesNotContain("seller7");

        sales.remove(sellers.get(7));
        intranet.sync(Intranet.HELD, "--approve", held, "--by", "olga");
        assertThat(table()).as("one more than approved").isEqualTo(before);

        sales.add(sellers.get(7), sellers.get(6));
        assertThat(intranet.sync("--approve", held, "--by", "olga").accounts()).containsEntry("removed", 6L);
        assertThat(intranet.active()).hasSize(6).doesNotContain("seller0", "seller5");

        sales.add(sellers);
        assertThat(intranet.sync().people()).isEqualTo(Map.of("activated", 6L, "unchanged", 6L));
    }

    private void nobody() {
        OktaConfiguration usual = configuration;
        okta.limitAdministratorTo(sales, okta.group("Nobody"));
        configure(usual.choosing("Nobody"));
        fails(Intranet.HELD);
        assertThat(intranet.run(Intranet.HELD, "sync")).contains("EMPTY_SNAPSHOT");

        configure(usual);
        isWellAgain();
    }

    private void tokenRevoked() {
        okta.revokeApiToken();
        assertThat(fails(Intranet.FAILED_CREDENTIALS)).contains("401", "API token");
        assertThat(intranet.run(Intranet.INVALID, "validate")).doesNotContain(okta.apiToken());
        assertThat(intranet.run(Intranet.FAILED_CREDENTIALS, "plan", "--verbose"))
                .doesNotContain(okta.apiToken(), "SSWS");

        ServerCertificate pair = TestCertificates.shared().good();
        OktaServiceApp app = okta.serviceApp(
                        PemFile.certificate(pair.certificate()).getPublicKey(), "key-1")
                .scopes("okta.users.read", "okta.groups.read")
                .requireDpop();
        configure(configuration.readBy(
                "service-app: {client-id: " + app.clientId() + ", key-id: key-1, private-key: '" + pair.key() + "'}"));
        isWellAgain();
        appThatReads = app;
    }

    private void keyRemoved() {
        appThatReads.removeKey("key-1");

        assertThat(fails(Intranet.FAILED_CREDENTIALS)).contains("invalid_client", "key id");
    }
}
