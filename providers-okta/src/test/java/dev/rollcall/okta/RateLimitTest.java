package dev.rollcall.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.okta.Mishap;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaGroup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F84: reads of an org that does not want to be asked so often")
class RateLimitTest extends WithOrg {

    private static final List<String> EVERYBODY = List.of("ann", "bob", "cid");

    private OktaGroup staff;

    @BeforeEach
    void fill() {
        staff = org.group("Staff");
        EVERYBODY.forEach(login -> staff.add(org.person(login)));
        time.pass(Duration.ofMinutes(5));
    }

    private OktaDirectoryProvider.Builder members() {
        return provider().inGroups("id:" + staff.id()).pageSize(1).http(http().withParallel(1));
    }

    private Duration waited() {
        return time.waits().stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    @DisplayName("wait until the window ends, and go on where they were")
    void waitUntilTheWindowEnds() {
        org.next(OktaCall.MEMBERS, Mishap.changed(page -> page), Mishap.tooManyRequests(Duration.ofSeconds(30)));

        assertThat(logins(read(members()))).isEqualTo(EVERYBODY);
        assertThat(waited()).isBetween(Duration.ofSeconds(31), Duration.ofSeconds(33));
    }

    @ParameterizedTest(name = "{0} minutes")
    @ValueSource(ints = {-10, 10})
    @DisplayName("whatever the clock of this machine says")
    void waitWhateverTheClockSays(int minutes) {
        time.skewed(Duration.ofMinutes(minutes));
        org.next(OktaCall.MEMBERS, Mishap.tooManyRequests(Duration.ofSeconds(30)));

        assertThat(logins(read(members()))).isEqualTo(EVERYBODY);
        assertThat(waited()).isBetween(Duration.ofSeconds(31), Duration.ofSeconds(33));
    }

    @Test
    @DisplayName("wait a little where the end of the window is past, or it was too much at once")
    void waitALittle() {
        org.next(
                OktaCall.MEMBERS,
                Mishap.tooManyRequests(Duration.ofSeconds(-30)),
                Mishap.concurrencyLimit(),
                Mishap.concurrencyLimit());

        assertThat(logins(read(members()))).isEqualTo(EVERYBODY);
        assertThat(time.waits())
                .hasSize(3)
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6)));
    }

    @Test
    @DisplayName("slow down before they would be refused")
    void slowDown() {
        for (int i = 0; i < 30; i++) {
            staff.add(org.person("person" + (i + 10)));
        }
        time.pass(Duration.ofMinutes(5));
        org.limit(OktaCall.MEMBERS, 20);

        assertThat(read(members()).everybody()).hasSize(33);
        assertThat(org.count(OktaCall.MEMBERS))
                .as("questions, none of them refused")
                .isEqualTo(33);
        assertThat(waited()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(180));
    }

    @Test
    @DisplayName("end at their deadline where they are refused for ever, and nobody takes that for a complete read")
    void endAtTheDeadline() {
        org.always(question -> question.path().endsWith("/users"), Mishap.tooManyRequests(Duration.ofSeconds(40)));

        assertThat(failing(members().http(http().withTotalTimeout(Duration.ofMinutes(10)))))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("429");
        assertThat(waited()).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
    }

    @Test
    @DisplayName("end at the deadline of the run, where that is sooner")
    void endAtTheDeadlineOfTheRun() {
        org.always(question -> question.path().endsWith("/users"), Mishap.tooManyRequests(Duration.ofSeconds(40)));

        failing(members(), new RecordingSink().remaining(Duration.ofMinutes(2)));

        assertThat(waited()).isLessThanOrEqualTo(Duration.ofMinutes(2));
    }
}
