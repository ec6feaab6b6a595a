package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An H2 database that is named by a URL is where the URL says, and no command but one makes it. */
class EmbeddedDatabaseUrlTest {

    @RegisterExtension
    final Cli cli = Cli.bare();

    private void url(String url) {
        cli.config(Cli.USUAL.replace("file: app", "url: \"" + url + "\"\n  user: sa"));
    }

    private String inFolder(String name) {
        return cli.file(name).toString().replace('\\', '/');
    }

    private Stream<Path> databases() throws IOException {
        try (Stream<Path> files = Files.list(cli.folder())) {
            return files.filter(file -> file.toString().endsWith(".db")).toList().stream();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:", "nio:"})
    void noCommandButTheOneForTablesMakesIt(String lead) throws IOException {
        url("jdbc:h2:" + lead + inFolder("other") + ";WRITE_DELAY=0");

        assertThat(cli.run("runs").expect(ExitCode.CONFIGURATION).err()).contains("there is no such database");
        cli.run("validate").expect(ExitCode.INVALID);
        assertThat(databases()).isEmpty();

        cli.run("tables", "--create", "--users").expect(ExitCode.OK);
        cli.run("sync").expect(ExitCode.OK);
        assertThat(databases()).containsExactly(cli.file("other.mv.db"));
    }

    @ParameterizedTest
    @ValueSource(strings = {";IFEXISTS=FALSE", ";ifexists=false;MODE=PostgreSQL", ";IFEXISTS=TRUE"})
    void whateverTheUrlSaysOfIt(String parameters) throws IOException {
        url("jdbc:h2:" + inFolder("other") + parameters);

        cli.run("runs").expect(ExitCode.CONFIGURATION);

        assertThat(databases()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"./made-here", "../made-here", "file:./made-here", "made-here", "nio:made-here", "C:made-here"})
    void oneOfTheCurrentFolderIsRefused(String name) {
        url("jdbc:h2:" + name);

        Cli.Ended ended = cli.run("tables", "--create").expect(ExitCode.CONFIGURATION);

        assertThat(ended.err()).contains("rollcall.yaml:2: database.url: ", "write the key file");
        assertThat(Path.of("made-here.mv.db")).doesNotExist();
    }

    @Test
    void oneInMemoryNeedsNotBeThere() {
        url("jdbc:h2:mem:" + cli.folder().getFileName());

        assertThat(cli.run("runs").expect(ExitCode.CONFIGURATION).err()).contains("tables --create");
    }
}
