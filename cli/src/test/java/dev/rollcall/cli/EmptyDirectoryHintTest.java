package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a sync advises where nobody is in the directory: the narrowest way, step by step (R2, R33). */
class EmptyDirectoryHintTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void twentyPeopleAndThenNobody() {
        cli.people(Cli.persons(0, 20));
        cli.run("sync").expect(ExitCode.OK);
        cli.people();
    }

    private List<String> active() {
        return cli.column("select login from app_user where status = 'ACTIVE' order by login");
    }

    /** Does what the report advises in quotes, the last of it. */
    private Cli.Ended asAdvised(Cli.Ended report) {
        String advice = report.lines().stream()
                .filter(line -> line.contains("'rollcall sync "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.all()));
        String command = advice.substring(advice.indexOf("'rollcall ") + 10, advice.lastIndexOf('\''));
        return cli.run(command.split(" "));
    }

    @Test
    void twoAdvicesBlockThoseWhoWereShown() {
        Cli.Ended empty = cli.run("sync").expect(ExitCode.HELD);
        Cli.Ended guarded = asAdvised(empty).expect(ExitCode.HELD);

        assertThat(empty.out()).contains("'rollcall sync --believe-empty'").doesNotContain("--raise");
        assertThat(guarded.out()).contains("Held: GUARD");
        assertThat(active()).as("R33").hasSize(20);
        asAdvised(guarded).expect(ExitCode.OK);
        assertThat(active()).isEmpty();
    }

    @Test
    void nobodyIsBlockedUnseenIfTheExportComesBackInPart() {
        Cli.Ended empty = cli.run("sync").expect(ExitCode.HELD);
        cli.people(Cli.persons(0, 1));

        Cli.Ended guarded = asAdvised(empty).expect(ExitCode.HELD);

        assertThat(guarded.out()).contains("19 accounts to block");
        assertThat(active()).as("R33").hasSize(20);
    }
}
