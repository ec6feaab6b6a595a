package dev.rollcall.cli.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.cli.Cli;
import dev.rollcall.cli.story.Diary;
import dev.rollcall.cli.story.Intranet;
import dev.rollcall.http.PemFile;
import dev.rollcall.testservers.ClosedPort;
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
    private Intranet intranet;
    private EntraConfiguration configuration;

    @BeforeEach
    void aCompany() {
        for (int i = 0; i < 12; i++) {
            sellers.add(entra.person("seller" + i + "@" + entra.domain()));
        }
        sales.add(sellers);
        intranet = new Intranet(cli, entra.domain());
        cli.variable(EntraConfiguration.SECRET_VARIABLE, entra.secret());
        configure(EntraConfiguration.of(entra, 50, "Sales").with("page-size: 5"));
    }

    @AfterEach
    void end() {
        entra.close();
        another.close();
    }

    private void configure(EntraConfiguration next) {
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
        assertThat(said).doesNotContain(entra.secret());
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

    private void firstSync() {
        assertThat(intranet.sync().people()).isEqualTo(Map.of("imported", 12L));
        assertThat(intranet.run(Intranet.DONE, "validate")).contains("12 people");
    }

    private void groupDeleted() {
        sales.delete();
        assertThat(fails(Intranet.FAILED_CONFIGURATION)).contains("Sales");
        intranet.run(Intranet.FAILED_CONFIGURATION, "plan");
        assertThat(intranet.run(Intranet.INVALID, "validate")).contains("Sales");

        sales = entra.group("Sales").add(sellers);
        isWellAgain();
    }

    private void groupTwice() {
        EntraGroup namesake = entra.group("Sales");
        assertThat(fails(Intranet.FAILED_CONFIGURATION)).contains("Sales", "id:" + sales.id(), "id:" + namesake.id());

        namesake.delete();
        isWellAgain();
    }

    private void throttled() {
        entra.next(MEMBERS, EntraReplies.throttled(1));
        isWellAgain();
    }

    private void throttledTooLong() {
        EntraConfiguration usual = configuration;
        cli.config(usual.yaml().replace("attempts: 1", "attempts: 1, total-timeout: 20s"));
        entra.next(MEMBERS, EntraReplies.throttled(60));
        assertThat(fails(Intranet.FAILED_UNAVAILABLE)).contains("429");

        configure(usual);
        isWellAgain();
    }

    private void trouble() {
        entra.next(MEMBERS, EntraReplies.unavailable());
        assertThat(fails(Intranet.FAILED_UNAVAILABLE)).contains("503");
        entra.next("/token", EntraReplies.unavailable());
        assertThat(fails(Intranet.FAILED_UNAVAILABLE)).contains("503");
        isWellAgain();
    }

    private void down() {
        EntraConfiguration usual = configuration;
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
        entra.next(MEMBERS, HttpReply.text(200, JSON, "{\"value\":[{\"id\":"));
        fails(Intranet.FAILED_INCOMPLETE);
        isWellAgain();
    }

    private void foreignPage() {
        entra.next(
                MEMBERS,
                HttpReply.text(
                        200, JSON, "{\"value\":[],\"@odata.nextLink\":\"" + another.address() + "/v1.0/users\"}"));

        fails(Intranet.FAILED_INCOMPLETE);
        assertThat(another.requests()).isEmpty();
        isWellAgain();
    }

    private void shells() {
        entra.withoutUserRead();
        assertThat(fails(Intranet.FAILED_CREDENTIALS)).contains("User.Read.All");
        assertThat(intranet.run(Intranet.INVALID, "validate")).contains("User.Read.All");

        entra.withPermissions();
        isWellAgain();
    }

    private void forbidden() {
        entra.withoutGroupRead();
        assertThat(fails(Intranet.FAILED_CREDENTIALS)).contains("403", "GroupMember.Read.All", "admin consent");

        entra.withPermissions();
        isWellAgain();
    }

    private void noChanges() {
        entra.next("/groups/delta", EntraReplies.refused(400, "Request_UnsupportedQuery", "Not here."));

        Intranet.Run run = intranet.sync();
        assertThat(run.people()).isEqualTo(Map.of("unchanged", 12L));
        assertThat(run.ended().out()).contains("does not tell which groups changed");
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

        sales.add(sellers.subList(0, 6));
        assertThat(intranet.sync().people()).isEqualTo(Map.of("activated", 6L, "unchanged", 6L));
    }

    private void nobody() {
        EntraConfiguration usual = configuration;
        entra.group("Nobody");
        configure(usual.choosing("Nobody"));
        fails(Intranet.HELD);
        assertThat(intranet.run(Intranet.HELD, "sync")).contains("EMPTY_SNAPSHOT");

        configure(usual);
        isWellAgain();
    }

    private void wrongSecret() {
        cli.variable(EntraConfiguration.SECRET_VARIABLE, "wr0ng-s3cret");
        assertThat(fails(Intranet.FAILED_CREDENTIALS)).contains("7000215").doesNotContain("wr0ng");
        assertThat(intranet.run(Intranet.INVALID, "validate")).doesNotContain("wr0ng");
        assertThat(intranet.run(Intranet.FAILED_CREDENTIALS, "plan", "--verbose"))
                .doesNotContain("wr0ng");

        ServerCertificate pair = TestCertificates.shared().good();
        configure(configuration.readBy(
                "certificate: {file: '" + pair.certificate() + "', private-key: '" + pair.key() + "'}"));
        assertThat(fails(Intranet.FAILED_CREDENTIALS)).contains("certificate");
        entra.certificate(PemFile.certificate(pair.certificate()));
        isWellAgain();
    }
}
