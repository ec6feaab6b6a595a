package dev.rollcall.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.ScriptedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/audit-json.md is below, and does what the page says. */
class PageTest {

    @Test
    @DisplayName("A run leaves its start, its changes and its end in the file (R41)")
    void aRunIsInTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rollcall-audit.jsonl");
        ScriptedDirectory provider = ScriptedDirectory.of(People.person("1", "ann"));
        InMemoryUserRepository repository = new InMemoryUserRepository();

        // PAGE
        SyncEngine engine = SyncEngine.builder("staff", provider, repository)
                .audit(JsonLinesAuditSink.to(file))
                .build();
        // PAGE end
        engine.run();

        assertThat(JsonLines.events(file))
                .extracting(AuditEvent::action)
                .containsExactly(AuditAction.RUN_STARTED, AuditAction.CREATED, AuditAction.RUN_FINISHED);
    }

    @Test
    @DisplayName("The page shows the code of this file")
    void thePageShowsTheCodeOfThisFile() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        String source = Files.readString(module.resolve("src/test/java/dev/rollcall/json/PageTest.java"));
        String begin = "// PAGE\n";
        int start = source.indexOf(begin) + begin.length();
        String code = withoutSpace(source.substring(start, source.indexOf("// PAGE end", start)));

        assertThat(code).startsWith("SyncEngine");
        assertThat(withoutSpace(Files.readString(module.resolve("../docs/audit-json.md"))))
                .contains(code);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
