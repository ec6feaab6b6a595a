package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts that change hands by a file (R46). */
class MapCommandTest {

    private static final String HEADER = "existing_username,new_username,target_directory\n";

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void annBobAndARoot() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob;;yes");
        cli.run("sync").expect(ExitCode.OK);
        cli.execute("insert into app_user (login, login_key, status) values ('root', 'root', 'ACTIVE')");
    }

    private Cli.Ended map(String content, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "account";
        arguments[1] = "map";
        arguments[2] = cli.write("map.csv", content).file("map.csv").toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return cli.run(arguments);
    }

    private List<List<String>> owners() {
        return cli.query("select login, owner from app_user order by login");
    }

    @Test
    void eachLineIsDoneOrRefusedAndCounted() {
        Cli.Ended ended =
                map(HEADER + "ann,anne,local\nbob,root,local\nnobody,,local\n").expect(ExitCode.REFUSED);

        assertThat(ended.lines().get(0)).startsWith("line  username");
        assertThat(ended.lines()).element(2).asString().startsWith("2     ann").contains("done");
        assertThat(ended.lines()).element(3).asString().startsWith("3     bob").contains("refused");
        assertThat(ended.lines())
                .element(4)
                .asString()
                .startsWith("4     nobody")
                .contains("refused");
        assertThat(ended.lines()).last().isEqualTo("1 done, 2 refused");
        assertThat(owners()).containsExactly(List.of("anne", "null"), List.of("bob", "staff"), List.of("root", "null"));
    }

    @Test
    void allDoneIsNoError() {
        assertThat(map(HEADER + "root,,staff\nann,,local\n").expect(ExitCode.OK).out())
                .contains("2 done, 0 refused");

        assertThat(owners()).containsExactly(List.of("ann", "null"), List.of("bob", "staff"), List.of("root", "staff"));
    }

    @Test
    void aDryRunSaysTheSameAndWritesNothing() {
        Cli.Ended ended = map(HEADER + "ann,anne,local\nbob,ann,\n".replace("ann,\n", "ann,staff\n"), "--dry-run");

        assertThat(ended.out()).contains("would be done", "; nothing was written");
        assertThat(owners()).containsExactly(List.of("ann", "staff"), List.of("bob", "staff"), List.of("root", "null"));
    }

    @Test
    void aFileCanHaveSemicolons() {
        map(HEADER.replace(',', ';') + "ann;;local\n", "--separator", ";").expect(ExitCode.OK);

        assertThat(owners().get(0)).containsExactly("ann", "null");
    }

    @Test
    void aFileWithAWrongLineIsRefusedAsAWhole() {
        Cli.Ended ended = map(HEADER + "ann,,local\nann,,local\nbob\n").expect(ExitCode.USAGE);

        assertThat(ended.err()).contains("map.csv", "3", "4");
        assertThat(ended.err().lines()).allMatch(line -> line.startsWith("rollcall: ") || line.startsWith(" "));
        assertThat(owners().get(0)).containsExactly("ann", "staff");
    }

    @Test
    void aFileThatIsNotThereIsToldAndNoFaultOfRollcalls() {
        Cli.Ended ended =
                cli.run("account", "map", cli.file("nowhere.csv").toString()).expect(ExitCode.USAGE);

        assertThat(ended.err()).contains("nowhere.csv");
    }

    @Test
    void aFolderIsToldAndNoFaultOfRollcalls() {
        Cli.Ended ended = cli.run("account", "map", cli.folder().toString()).expect(ExitCode.USAGE);

        assertThat(ended.err()).contains("is not a file");
    }

    @Test
    void aSeparatorThatIsNoneIsNotUnderstood() {
        assertThat(map(HEADER, "--separator", "\"").expect(ExitCode.USAGE).err())
                .contains("rollcall account map");
    }

    @Test
    void anotherDirectorysNameIsRefused() {
        assertThat(map(HEADER + "ann,,guests\n").expect(ExitCode.REFUSED).out()).contains("guests");
    }
}
