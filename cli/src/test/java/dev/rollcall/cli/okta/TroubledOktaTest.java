package dev.rollcall.cli.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.cli.story.Diary;
import dev.rollcall.cli.story.Intranet;
import dev.rollcall.cli.story.TroubledIntranet;
import dev.rollcall.cli.story.WebConfiguration;
import dev.rollcall.http.PemFile;
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
    private TroubledIntranet intranet;
    private WebConfiguration configuration;
    private OktaServiceApp appThatReads;

    @BeforeEach
    void aCompany() {
        okta.pages().atMost(5);
        for (int i = 0; i < 12; i++) {
            sellers.add(okta.person("seller" + i + "@rollcall.test"));
        }
        sales.add(sellers);
        intranet = new TroubledIntranet(cli, "rollcall.test", 12, okta.apiToken());
        cli.variable(OktaConfiguration.TOKEN_VARIABLE, okta.apiToken());
        configuration = OktaConfiguration.of(okta, 50, "Sales");
        intranet.configure(configuration);
    }

    @AfterEach
    void end() {
        okta.close();
        another.close();
        assertThat(okta.failures()).isEmpty();
    }

    @TestFactory
    @DisplayName("day by day")
    List<DynamicTest> days() {
        return new Diary()
                .day("everybody is there", intranet::begins)
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

    private void groupDeleted() {
        sales.delete();
        intranet.misses("Sales");

        sales = okta.group("Sales").add(sellers);
        intranet.isWellAgain();
    }

    private void groupTwice() {
        OktaGroup imported = okta.appGroup("Sales");
        assertThat(intranet.fails(Intranet.FAILED_CONFIGURATION)).contains("Sales", "id:" + sales.id());

        imported.delete();
        intranet.isWellAgain();
    }

    private void throttled() {
        okta.next(OktaCall.MEMBERS, Mishap.tooManyRequests(Duration.ofMillis(1)));
        intranet.isWellAgain();
    }

    private void throttledTooLong() {
        intranet.cannotWait(
                configuration, () -> okta.next(OktaCall.MEMBERS, Mishap.tooManyRequests(Duration.ofMinutes(1))));
    }

    private void trouble() {
        okta.next(OktaCall.MEMBERS, Mishap.failure(503));
        assertThat(intranet.fails(Intranet.FAILED_UNAVAILABLE)).contains("503");
        okta.next(OktaCall.GROUPS, Mishap.gatewayFailure(502));
        assertThat(intranet.fails(Intranet.FAILED_UNAVAILABLE)).contains("502");
        intranet.isWellAgain();
    }

    private void down() {
        intranet.findsNothing(configuration);
    }

    private void damaged() {
        okta.next(OktaCall.MEMBERS, Mishap.corrupt());
        intranet.fails(Intranet.FAILED_INCOMPLETE);
        okta.next(OktaCall.MEMBERS, Mishap.cutAfter(1_000));
        intranet.fails(Intranet.FAILED_UNAVAILABLE);
        intranet.isWellAgain();
    }

    private void foreignPage() {
        okta.next(OktaCall.MEMBERS, Mishap.nextPageAt(URI.create(another.address() + "/api/v1/users")));

        intranet.fails(Intranet.FAILED_INCOMPLETE);
        assertThat(another.requests()).isEmpty();
        intranet.isWellAgain();
    }

    private void forbidden() {
        okta.next(OktaCall.MEMBERS, Mishap.forbidden());

        assertThat(intranet.fails(Intranet.FAILED_CREDENTIALS)).contains("403", "role");
        intranet.isWellAgain();
    }

    private void limitedRole() {
        okta.limitAdministratorTo(okta.group("Support"));
        assertThat(intranet.fails(Intranet.FAILED_CONFIGURATION)).contains("Sales");

        okta.limitAdministratorTo(sales);
        intranet.isWellAgain();
    }

    private void massChange() {
        intranet.isReorganised(seller -> sales.remove(sellers.get(seller)), seller -> sales.add(sellers.get(seller)));
    }

    private void nobody() {
        okta.limitAdministratorTo(sales, okta.group("Nobody"));
        intranet.doesNotBelieve(configuration.choosing("Nobody"));
    }

    private void tokenRevoked() {
        okta.revokeApiToken();
        assertThat(intranet.fails(Intranet.FAILED_CREDENTIALS)).contains("401", "API token");
        assertThat(intranet.run(Intranet.INVALID, "validate")).doesNotContain(okta.apiToken());
        assertThat(intranet.run(Intranet.FAILED_CREDENTIALS, "plan", "--verbose"))
                .doesNotContain(okta.apiToken(), "SSWS");

        ServerCertificate pair = TestCertificates.shared().good();
        OktaServiceApp app = okta.serviceApp(
                        PemFile.certificate(pair.certificate()).getPublicKey(), "key-1")
                .scopes("okta.users.read", "okta.groups.read")
                .requireDpop();
        intranet.configure(configuration.readBy(
                "service-app: {client-id: " + app.clientId() + ", key-id: key-1, private-key: '" + pair.key() + "'}"));
        intranet.isWellAgain();
        appThatReads = app;
    }

    private void keyRemoved() {
        appThatReads.removeKey("key-1");

        assertThat(intranet.fails(Intranet.FAILED_CREDENTIALS)).contains("invalid_client", "key id");
    }
}
