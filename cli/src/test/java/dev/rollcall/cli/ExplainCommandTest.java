package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sync means for one person. */
class ExplainCommandTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void annIsGone() {
        cli.people("4711;ann;Ann;;yes", "4712;bob;Bob;;yes");
        cli.run("sync").expect(ExitCode.OK);
        cli.people("4712;bob;Bob;;yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ANN", "4711"})
    void aPersonIsFoundByNameAndId(String person) {
        assertThat(cli.run("explain", person).expect(ExitCode.OK).out()).contains("'ann'", "(R22)");
    }

    @Test
    void aLineBreakInAValueForgesNoLine() {
        cli.people("4711;ann;\"Fin\n  status: ACTIVE\";;yes", "4712;bob;Bob;;yes");

        assertThat(cli.run("explain", "ann").expect(ExitCode.OK).out())
                .contains("Fin\\u000a  status: ACTIVE")
                .doesNotContain("\n  status: ACTIVE\n");
    }

    @Test
    void whoeverIsNowhereIsNotFound() {
        assertThat(cli.run("explain", "nobody").expect(ExitCode.NOT_FOUND).out())
                .contains("nobody");
    }

    @Test
    void onlyOnePersonIsExplained() {
        cli.run("explain").expect(ExitCode.USAGE);
        cli.run("explain", "ann", "bob").expect(ExitCode.USAGE);
    }
}
