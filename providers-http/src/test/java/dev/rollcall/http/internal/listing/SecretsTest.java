package dev.rollcall.http.internal.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link FailingReads} in a JVM of its own, with everything logged that can be. */
@DisplayName("F122: a token, what follows a question mark, and what a service says in its own words")
class SecretsTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("are nowhere in what is logged and thrown, whatever fails and at whatever level")
    void areNowhere() throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dfile.encoding=UTF-8",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        FailingReads.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();

        assertThat(text)
                .contains(
                        "GET 127.0.0.1/list: status 503 after 0 ms",
                        "asks to wait 30 s",
                        "was refused with status 403",
                        "the connection broke",
                        "it did not come in full within 1 s",
                        "is larger than 2000 bytes",
                        "https://elsewhere.test",
                        "lost the place",
                        "counts 7 entries and gave 0",
                        "an address or a header that cannot be sent",
                        "no connection; check the network")
                .doesNotContain(FailingReads.TOKEN, "Authorization", "nothing is wrong");
    }
}
