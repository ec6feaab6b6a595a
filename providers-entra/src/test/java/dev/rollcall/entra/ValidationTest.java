package dev.rollcall.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Finding;
import dev.rollcall.directory.Validation.Level;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.EntraReplies;
import dev.rollcall.testservers.http.HttpReply;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@DisplayName("R45: what an administrator is told before the first run")
class ValidationTest {

    private final Tenant tenant = new Tenant();
    private final EntraPerson ann = tenant.person("ann").set("jobTitle", "Chief");
    private final EntraPerson bob = tenant.person("bob").enabled(false);
    private final EntraPerson gus = tenant.person("gus").guest();
    private final EntraGroup staff = tenant.fake.group("Staff").add(ann, bob, gus, tenant.fake.device("laptop"));
    private final EntraGroup sales = tenant.fake.group("Sales").add(bob);

    @AfterEach
    void close() {
        tenant.close();
    }

    private Validation validate(EntraDirectoryProvider.Builder provider, String... attributes) {
        Validation validation = provider.build().validate(Tenant.asking(attributes));
        assertThat(validation.findings())
                .allSatisfy(finding -> assertThat(finding.text()).isNotBlank().doesNotContain(tenant.fake.secret()));
        assertThat(tenant.fake.server().awaitIdle(Duration.ofSeconds(30))).isTrue();
        return validation;
    }

    private static Finding about(String subject, Validation validation) {
        return validation.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError(subject + " is not among " + validation.findings()));
    }

    @Test
    @DisplayName(
            "all is well: the login, the permissions, each group with its people, the people, their attributes, the guests")
    void allIsWell() {
        Validation validation = validate(tenant.provider().inGroups("Staff", "id:" + sales.id()), "jobTitle");

        assertThat(validation.isValid()).isTrue();
        assertThat(about("login", validation).level()).isEqualTo(Level.OK);
        assertThat(about("permissions", validation).text()).contains("GroupMember.Read.All", "User.Read.All");
        assertThat(about("group 'Staff'", validation).text()).contains("2 people in scope", "id:" + staff.id());
        assertThat(about("group 'id:" + sales.id() + "'", validation).text()).contains("1 person in scope", "'Sales'");
        assertThat(about("people", validation).text()).contains("2 people", "1 active", "1 inactive");
        assertThat(about("guests", validation).text()).isEqualTo("1 left out");
        assertThat(about("attribute 'jobTitle'", validation).level()).isEqualTo(Level.OK);
        assertThat(about("match key 'userPrincipalName'", validation).level()).isEqualTo(Level.OK);
        assertThat(about("external id 'id'", validation).level()).isEqualTo(Level.OK);
    }

    @Test
    @DisplayName("somebody in two groups, or read twice since a group changed, is one person")
    void repeats() {
        tenant.fake.onNextRequest(question -> question.path().endsWith(sales.id() + "/transitiveMembers"), () -> {
            staff.remove(ann);
            sales.add(ann);
        });

        Validation validation =
                validate(tenant.provider().inGroups("Staff", "Sales").http(Tenant.HTTP.withParallel(1)));

        assertThat(about("people", validation).text()).contains("2 people");
        assertThat(about("group 'Sales'", validation).text()).contains("2 people");
    }

    @Test
    @DisplayName("a group that is not there is an error, and the others are counted all the same")
    void aMissingGroup() {
        Validation validation = validate(tenant.provider().inGroups("Staff", "Nobody"));

        assertThat(about("group 'Nobody'", validation).level()).isEqualTo(Level.ERROR);
        assertThat(about("group 'Staff'", validation).text()).contains("2 people");
        assertThat(about("people", validation).level()).isEqualTo(Level.WARNING);
    }

    @Test
    @DisplayName("where no chosen group is there, nobody is counted: it would be everybody")
    void noGroupAtAll() {
        Validation validation = validate(tenant.provider().inGroups("Nobody"));

        assertThat(validation.isValid()).isFalse();
        assertThat(tenant.fake.count("/users")).isZero();
    }

    @Test
    @DisplayName("an empty group is a warning")
    void anEmptyGroup() {
        tenant.fake.group("Idle");

        assertThat(about("group 'Idle'", validate(tenant.provider().inGroups("Idle")))
                        .level())
                .isEqualTo(Level.WARNING);
    }

    @Test
    @DisplayName("a missing permission is told by its name")
    void missingPermissions() {
        tenant.fake.withoutUserRead();
        assertThat(about("permissions", validate(tenant.provider().inGroups("Staff"))))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.ERROR))
                .satisfies(finding -> assertThat(finding.text()).contains("User.Read.All"));
        assertThat(about("permissions", validate(tenant.provider())).text()).contains("User.Read.All");
        tenant.fake.withoutGroupRead();
        assertThat(about("groups", validate(tenant.provider().inGroups("Staff")))
                        .text())
                .contains("GroupMember.Read.All");
    }

    @Test
    @DisplayName("a wrong secret is an error of the login, a service that does not answer one of the connection")
    void noToken() {
        tenant.fake.next("/token", HttpReply.json(401, "{\"error\":\"invalid_client\",\"error_codes\":[7000222]}"));
        assertThat(about("login", validate(tenant.provider())).text()).contains("expired");

        tenant.fake.next("/token", EntraReplies.throttled(3600), EntraReplies.throttled(3600));
        assertThat(about(
                                "connection",
                                validate(tenant.provider().http(Tenant.HTTP.withTotalTimeout(Duration.ofMinutes(30)))))
                        .level())
                .isEqualTo(Level.ERROR);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/token, connection", "/users, people"})
    @DisplayName(
            "an address that was mistyped, of the login or of Graph, is told at once, not after a minute of trying")
    void mistypedAddress(String path, String subject) {
        Validation validation = validate(tenant.withoutDns(path, Integer.MAX_VALUE));

        assertThat(about(subject, validation).level()).isEqualTo(Level.ERROR);
        assertThat(about(subject, validation).text()).contains("after 1 attempt", "the name of the host is not known");
        assertThat(tenant.time.waits()).isEmpty();
    }

    @Test
    @DisplayName("what the mapping cannot have is an error, and the rest is read")
    void wrongAttributes() {
        Validation validation = validate(tenant.provider(), "passwordProfile", "jobTitle");

        assertThat(about("configuration", validation).text()).contains("passwordProfile", "R28");
        assertThat(about("attribute 'jobTitle'", validation).level()).isEqualTo(Level.OK);
    }

    @Test
    @DisplayName("an attribute that nobody has, and people who cannot be read, are warnings")
    void warnings() {
        ann.set("mail", null);
        bob.set("mail", Map.of("a", 1));

        Validation validation = validate(tenant.provider().matchKey("mail"), "department");

        assertThat(about("attribute 'department'", validation).level()).isEqualTo(Level.WARNING);
        assertThat(about("match key 'mail'", validation).level()).isEqualTo(Level.WARNING);
        assertThat(about("unreadable people", validation).text()).contains("'mail'", bob.id());
    }

    @Test
    @DisplayName("an interrupted validation is a finding, and the thread stays interrupted")
    void interrupted() {
        Thread.currentThread().interrupt();
        Validation validation = tenant.provider().build().validate(Tenant.asking());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(validation.isValid()).isFalse();
    }
}
