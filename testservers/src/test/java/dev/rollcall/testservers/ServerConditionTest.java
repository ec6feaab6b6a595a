package dev.rollcall.testservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

@DisplayName("The condition of tests that need a server")
class ServerConditionTest {

    private static final Optional<String> OBSTACLE = Optional.of("slapd is not installed");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    @DisplayName("lets them run, without a word, where the server can be started")
    void letsThemRun() {
        for (boolean required : new boolean[] {true, false}) {
            ConditionEvaluationResult result =
                    ServerCondition.decide("OpenLdap", "PagingIT", Optional.empty(), required, err);
            assertThat(result.isDisabled()).isFalse();
        }
        assertThat(printed.size()).isZero();
    }

    @Test
    @DisplayName("leaves them out where it cannot, and says so with the reason")
    void leavesThemOut() {
        ConditionEvaluationResult result = ServerCondition.decide("OpenLdap", "PagingIT", OBSTACLE, false, err);
        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).contains("NOT RUN: OpenLdap tests of PagingIT: slapd is not installed");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("NOT RUN: OpenLdap tests of PagingIT: slapd is not installed" + System.lineSeparator());
    }

    @Test
    @DisplayName("fails where it cannot and the build requires the server")
    void failsIfRequired() {
        assertThatThrownBy(() -> ServerCondition.decide("OpenLdap", "PagingIT", OBSTACLE, true, err))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NOT RUN: OpenLdap tests of PagingIT: slapd is not installed")
                .hasMessageContaining("rollcall.servers.required");
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("NOT RUN: ");
    }

    @Test
    @DisplayName("names what is missing first, then what it takes to install it, and root last")
    void namesTheObstacle() {
        assertThat(Requirements.verdict(List.of(), List.of(), true, "slapd")).isEmpty();
        assertThat(Requirements.verdict(List.of("slapd"), List.of("modules"), false, "slapd"))
                .contains("slapd is not installed; install it with: apt-get install -y --no-install-recommends slapd");
        assertThat(Requirements.verdict(List.of("slapd", "slapadd"), List.of(), true, "slapd")
                        .orElseThrow())
                .startsWith("slapd, slapadd are not installed;");
        assertThat(Requirements.verdict(List.of(), List.of("samdb.py"), false, "samba")
                        .orElseThrow())
                .startsWith("there is no samdb.py;");
        assertThat(Requirements.verdict(List.of(), List.of(), false, "samba").orElseThrow())
                .contains("root");
    }

    @Test
    @DisplayName("finds the programs of this machine, and misses those that nobody has")
    void looksForPrograms() {
        assertThat(Programs.missing(List.of("sh", "no-such-program-anywhere")))
                .containsExactly("no-such-program-anywhere");
    }
}
