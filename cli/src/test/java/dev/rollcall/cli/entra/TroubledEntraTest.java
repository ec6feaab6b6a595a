package dev.rollcall.cli.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.cli.story.Diary;
import dev.rollcall.cli.story.Intranet;
import dev.rollcall.cli.story.Run;
import dev.rollcall.cli.story.TroubledIntranet;
import dev.rollcall.cli.story.WebConfiguration;
import dev.rollcall.http.PemFile;
import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.EntraReplies;
import dev.rollcall.testservers.entra.FakeEntra;
import dev.rollcall.testservers.http.HttpReply;
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
 * Days on which login and Graph do not answer as they should, and what somebody at the command line hears of it.
 * Nothing is written on any of them but where somebody approved it.
 */
@Tag("slow")
@DisplayName("A company whose tenant of Entra ID has bad days")
class TroubledEntraTest {

    private static final String MEMBERS = "/transitiveMembers";
    private static final String JSON = "application/json";

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private final FakeEntra entra = FakeEntra.start();
    private final FakeEntra another = FakeEntra.start();
    private final List<EntraPerson> sellers = new ArrayList<>();
    private EntraGroup sales = entra.group("Sales");
    private TroubledIntranet intranet;
    private WebConfiguration configuration;

    @BeforeEach
    void aCompany() {
        for (int i = 0; i < 12; i++) {
            sellers.add(entra.person("seller" + i + "@" + entra.domain()));
        }
        sales.add(sellers);
        intranet = new TroubledIntranet(cli, entra.domain(), 12, entra.secret());
        cli.variable(EntraConfiguration.SECRET_VARIABLE, entra.secret());
        configuration = EntraConfiguration.of(entra, 50, "Sales").with("page-size: 5");
        intranet.configure(configuration);
    }

    @AfterEach
    void end() {
        entra.close();
        another.close();
    }

    @TestFactory
    @DisplayName("day by day")
    List<DynamicTest> days() {
        return new Diary()
                .day("everybody is there", intranet::begins)
                .day("the chosen group is deleted, and another one has its name (R3)", this::groupDeleted)
                .day("two groups have the chosen name (R3)", this::groupTwice)
                .day("Graph asks to wait, and is waited for (F75)", this::throttled)
                .day("Graph asks to wait for longer than there is time (F75)", this::throttledTooLong)
                .day("Graph has trouble", this::trouble)
                .day("login and Graph are down", this::down)
                .day("an answer is damaged (R1)", this::damaged)
                .day("the next page is somebody else's, who never sees the token (F87)", this::foreignPage)
                .day("the permission to read people is gone: shells are no people (F78)", this::shells)
                .day("the permission to read groups is gone", this::forbidden)
                .day("there is no record of changes: the sync goes on, and says so (F76)", this::noChanges)
                .day("a reorganisation is held until approved, and no more than it (R33)", this::massChange)
                .day("nobody at all is not believed (R2)", this::nobody)
                .day("the secret is wrong, and a certificate takes its place", this::wrongSecret)
                .days();
    }

    private void groupDeleted() {
        sales.delete();
        intranet.misses("Sales");

        sales = entra.group("Sales").add(sellers);
        intranet.isWellAgain();
    }

    private void groupTwice() {
        EntraGroup namesake = entra.group("Sales");
        assertThat(intranet.fails(Intranet.FAILED_CONFIGURATION))
                .contains("Sales", "id:" + sales.id(), "id:" + namesake.id());

        namesake.delete();
        intranet.isWellAgain();
    }

    private void throttled() {
        entra.next(MEMBERS, EntraReplies.throttled(1));
        intranet.isWellAgain();
    }

    private void throttledTooLong() {
        intranet.cannotWait(configuration, () -> entra.next(MEMBERS, EntraReplies.throttled(60)));
    }

    private void trouble() {
        entra.next(MEMBERS, EntraReplies.unavailable());
        assertThat(intranet.fails(Intranet.FAILED_UNAVAILABLE)).contains("503");
        entra.next("/token", EntraReplies.unavailable());
        assertThat(intranet.fails(Intranet.FAILED_UNAVAILABLE)).contains("503");
        intranet.isWellAgain();
    }

    private void down() {
        intranet.findsNothing(configuration);
    }

    private void damaged() {
        entra.next(MEMBERS, HttpReply.text(200, JSON, "{\"value\":[{\"id\":"));
        intranet.fails(Intranet.FAILED_INCOMPLETE);
        intranet.isWellAgain();
    }

    private void foreignPage() {
        entra.next(
                MEMBERS,
                HttpReply.text(
                        200, JSON, "{\"value\":[],\"@odata.nextLink\":\"" + another.address() + "/v1.0/users\"}"));

        intranet.fails(Intranet.FAILED_INCOMPLETE);
        assertThat(another.requests()).isEmpty();
        intranet.isWellAgain();
    }

    private void shells() {
        entra.withoutUserRead();
        assertThat(intranet.fails(Intranet.FAILED_CREDENTIALS)).contains("User.Read.All");
        assertThat(intranet.run(Intranet.INVALID, "validate")).contains("User.Read.All");

        entra.withPermissions();
        intranet.isWellAgain();
    }

    private void forbidden() {
        entra.withoutGroupRead();
        assertThat(intranet.fails(Intranet.FAILED_CREDENTIALS))
                .contains("403", "GroupMember.Read.All", "admin consent");

        entra.withPermissions();
        intranet.isWellAgain();
    }

    private void noChanges() {
        entra.next("/groups/delta", EntraReplies.refused(400, "Request_UnsupportedQuery", "Not here."));

        Run run = intranet.sync();
        assertThat(run.people()).isEqualTo(Map.of("unchanged", 12L));
        assertThat(run.ended().out()).contains("does not tell which groups changed");
    }

    private void massChange() {
        intranet.isReorganised(seller -> sales.remove(sellers.get(seller)), seller -> sales.add(sellers.get(seller)));
    }

    private void nobody() {
        entra.group("Nobody");
        intranet.doesNotBelieve(configuration.choosing("Nobody"));
    }

    private void wrongSecret() {
        cli.variable(EntraConfiguration.SECRET_VARIABLE, "wr0ng-s3cret");
        assertThat(intranet.fails(Intranet.FAILED_CREDENTIALS))
                .contains("7000215")
                .doesNotContain("wr0ng");
        assertThat(intranet.run(Intranet.INVALID, "validate")).doesNotContain("wr0ng");
        assertThat(intranet.run(Intranet.FAILED_CREDENTIALS, "plan", "--verbose"))
                .doesNotContain("wr0ng");

        ServerCertificate pair = TestCertificates.shared().good();
        intranet.configure(configuration.readBy(
                "certificate: {file: '" + pair.certificate() + "', private-key: '" + pair.key() + "'}"));
        assertThat(intranet.fails(Intranet.FAILED_CREDENTIALS)).contains("certificate");
        entra.certificate(PemFile.certificate(pair.certificate()));
        intranet.isWellAgain();
    }
}
