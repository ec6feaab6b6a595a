package dev.rollcall.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Finding;
import dev.rollcall.directory.Validation.Level;
import dev.rollcall.testservers.okta.Mishap;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaGroup;
import dev.rollcall.testservers.okta.OktaPerson;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R45: what an administrator is told before the first run")
class OktaValidationTest extends WithOrg {

    private final OktaPerson ann = org.person("ann").profile("department", "Sales");
    private final OktaPerson bob = org.person("bob");
    private final OktaGroup staff = org.group("Staff").add(ann, bob);

    @BeforeEach
    void later() {
        time.pass(Duration.ofMinutes(5));
    }

    private static List<Finding> findings(OktaDirectoryProvider.Builder provider, String... attributes) {
        return provider.build().validate(asking(attributes).withGroups(false)).findings();
    }

    private static void assertFinds(List<Finding> findings, Level level, String subject, String... words) {
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.subject()).isEqualTo(subject);
            assertThat(finding.level()).isEqualTo(level);
            assertThat(List.of(words))
                    .allSatisfy(word -> assertThat(finding.text()).contains(word));
        });
    }

    private static void assertNoError(List<Finding> findings) {
        assertThat(findings).noneMatch(finding -> finding.level() == Level.ERROR);
    }

    @Test
    @DisplayName("where all is well: connection, credentials, permissions, groups, people, attributes, limits")
    void tellsWhereAllIsWell() {
        List<Finding> findings = findings(provider().inGroups("Staff", "id:" + staff.id()), "department");

        assertNoError(findings);
        assertFinds(findings, Level.OK, "connection", org.address().toString());
        assertFinds(findings, Level.OK, "credentials", "API token");
        assertFinds(findings, Level.OK, "permission okta.groups.read");
        assertFinds(findings, Level.OK, "permission okta.users.read");
        assertFinds(findings, Level.OK, "group 'Staff'", "2 people", "id:" + staff.id());
        assertFinds(findings, Level.OK, "group 'id:" + staff.id() + "'", "2 people", "'Staff'");
        assertFinds(findings, Level.OK, "people", "2 people in scope: 2 active");
        assertFinds(findings, Level.OK, "rate limit of /api/v1/groups/{id}/users", "of 10000");
    }

    @Test
    @DisplayName("without groups: everybody, deactivated people included")
    void tellsOfEverybody() {
        bob.status("DEPROVISIONED");

        List<Finding> findings = findings(provider());

        assertNoError(findings);
        assertFinds(findings, Level.OK, "permission okta.users.read");
        assertFinds(findings, Level.OK, "people", "1 active, 1 inactive");
        assertThat(findings).noneMatch(finding -> finding.subject().contains("okta.groups.read"));
    }

    @Test
    @DisplayName("groups that are not there, and what can be said of the others")
    void tellsOfMissingGroups() {
        org.group("Idle");

        List<Finding> findings = findings(provider().inGroups("Staff", "staff", "id:00gNone", "Idle"));

        assertFinds(findings, Level.OK, "group 'Staff'", "2 people");
        assertFinds(findings, Level.ERROR, "group 'staff'", "'Staff'");
        assertFinds(findings, Level.ERROR, "group 'id:00gNone'", "no group has this id");
        assertFinds(findings, Level.WARNING, "group 'Idle'", "nobody is in it");
        assertFinds(findings, Level.WARNING, "people", "2 people in scope", "counted without what is not there");
    }

    @Test
    @DisplayName("where no chosen group is there, nobody is counted rather than everybody")
    void countsNobodyWithoutGroups() {
        List<Finding> findings = findings(provider().inGroups("Lost"));

        assertFinds(findings, Level.ERROR, "group 'Lost'");
        assertThat(findings).noneMatch(finding -> finding.subject().equals("people"));
        assertThat(org.count(OktaCall.MEMBERS)).isZero();
    }

    @Test
    @DisplayName("the permission that is missing, by name, with what to do")
    void tellsTheMissingPermission() {
        org.next(OktaCall.GROUPS, Mishap.forbidden());
        assertFinds(
                findings(provider().inGroups("Staff")),
                Level.ERROR,
                "permission okta.groups.read",
                "give the administrator whose API token it is a role");

        org.next(OktaCall.USERS, Mishap.forbidden());
        assertFinds(findings(provider()), Level.ERROR, "permission okta.users.read");
    }

    @Test
    @DisplayName("the permission that only explanations need is a warning")
    void warnsOfWhatExplanationsNeed() {
        org.next(OktaCall.USERS, Mishap.forbidden());

        List<Finding> findings = findings(provider().inGroups("Staff"));

        assertNoError(findings);
        assertFinds(findings, Level.WARNING, "permission okta.users.read", "in scope");
        assertFinds(findings, Level.OK, "group 'Staff'", "2 people");
    }

    @Test
    @DisplayName("a token that is refused")
    void tellsARefusedToken() {
        org.revokeApiToken();

        assertFinds(findings(provider()), Level.ERROR, "credentials", "E0000011", "revoked");
    }

    @Test
    @DisplayName("an org that does not answer")
    void tellsASilentOrg() {
        OktaDirectoryProvider.Builder provider = provider().http(http().withAttempts(1));
        org.close();

        assertFinds(findings(provider), Level.ERROR, "connection", org.address().toString());
    }

    @Test
    @DisplayName("an address that was mistyped: at once, and not after a minute of trying")
    void tellsAMistypedAddress() {
        AtomicInteger asked = new AtomicInteger();
        List<Finding> findings = findings(provider().transport(settings -> (request, timeout) -> {
            asked.incrementAndGet();
            throw new UnknownHostException();
        }));

        assertFinds(findings, Level.ERROR, "connection", "after 1 attempt", "the name of the host is not known");
        assertThat(asked).hasValue(1);
        assertThat(time.waits()).isEmpty();
    }

    @Test
    @DisplayName("attributes that are none, or credentials, and the rest is read all the same")
    void tellsBadAttributes() {
        List<Finding> findings = findings(provider(), "department", "credentials.provider", "a.b.c");

        assertFinds(findings, Level.ERROR, "attribute 'credentials.provider'", "R28");
        assertFinds(findings, Level.ERROR, "attribute 'a.b.c'");
        assertFinds(findings, Level.OK, "people", "2 people");
    }

    @Test
    @DisplayName("an expression that Okta does not take")
    void tellsABadExpression() {
        assertFinds(
                findings(provider().filter("status ne \"ACTIVE\"")), Level.ERROR, "people", "E0000031", "filter(...)");
        assertFinds(findings(provider().search("status eq")), Level.ERROR, "people", "search(...)");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "status eq \"ACTIVE\" | true",
                "STATUS eq \"ACTIVE\" or status eq \"SUSPENDED\" | true",
                "status eq \"ACTIVE\" or status eq \"LOCKED_OUT\" | false",
                "status eq \"SUSPENDED\" | false",
                "statusChanged gt \"2020-01-01T00:00:00.000Z\" or profile.title eq \"ACTIVE\" | false",
            })
    @DisplayName("an expression that leaves out, and so blocks, whoever is locked out or has an expired password")
    void warnsOfAnExpressionForTheActiveAlone(String expression, boolean warned) {
        List<Finding> findings = findings(provider().search(expression));

        assertThat(findings.stream()
                        .anyMatch(finding -> finding.level() == Level.WARNING
                                && finding.subject().equals("search")
                                && finding.text().contains("PASSWORD_EXPIRED")))
                .isEqualTo(warned);
    }

    @Test
    @DisplayName("a role that is limited to some groups, so that the group Everyone cannot be seen")
    void warnsOfALimitedRole() {
        org.builtInGroup("Everyone").add(ann, bob);
        assertThat(findings(provider().inGroups("Staff")))
                .noneMatch(finding -> finding.subject().equals("role"));

        org.limitAdministratorTo(staff);
        assertFinds(
                findings(provider().inGroups("Staff")), Level.WARNING, "role", "Everyone", "limited to some groups");
    }

    @Test
    @DisplayName("nothing of the role where the account may not see groups, and need not")
    void tellsNothingOfTheRoleWithoutGroups() {
        org.next(OktaCall.GROUPS, Mishap.forbidden());

        assertThat(findings(provider())).noneMatch(finding -> finding.subject().equals("role"));
    }

    @Test
    @DisplayName("statuses that nobody said the meaning of")
    void tellsUnknownStatuses() {
        bob.status("FUTURE_STATE");

        assertThat(findings(provider()))
                .anyMatch(finding ->
                        finding.level() == Level.WARNING && finding.text().contains("FUTURE_STATE"));
    }

    @Test
    @DisplayName("somebody unreadable")
    void tellsOfUnreadablePeople() {
        bob.profile("department", List.of(List.of("Sales")));

        assertThat(findings(provider(), "department"))
                .anyMatch(finding ->
                        finding.level() == Level.WARNING && finding.subject().equals("unreadable people"));
    }

    @Test
    @DisplayName("that it was interrupted, and nothing is open then")
    void tellsThatItWasInterrupted() {
        org.on(OktaCall.USERS, 1, Thread.currentThread()::interrupt);
        Validation validation;
        try {
            validation = provider().build().validate(ReadRequest.of(asking().directory(), List.of()));
        } finally {
            assertThat(Thread.interrupted()).as("the flag").isTrue();
        }

        assertThat(validation.isValid()).isFalse();
        assertThat(org.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }
}
