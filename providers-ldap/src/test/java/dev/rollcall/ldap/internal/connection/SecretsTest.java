package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link FailingLogins} in a JVM of its own, with everything logged that can be. */
@DisplayName("F122: the password")
class SecretsTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("is nowhere in what is logged, thrown and shown, whatever fails and at whatever level")
    void isNowhere() throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dfile.encoding=UTF-8",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        FailingLogins.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();

        assertThat(text).contains("Connected to", "Passing over", "data 52e", "expired at", "refused StartTLS");
        String secret = FailingLogins.PASSWORD;
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        assertThat(text)
                .doesNotContain(secret)
                .doesNotContain(new String(bytes, StandardCharsets.ISO_8859_1))
                .doesNotContain(Base64.getEncoder().encodeToString(bytes))
                .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
