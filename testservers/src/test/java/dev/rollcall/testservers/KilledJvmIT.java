package dev.rollcall.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsOpenLdap
@DisplayName("A server that nobody closed")
class KilledJvmIT {

    @ParameterizedTest(name = "is gone when its JVM {0}")
    @ValueSource(strings = {"exits", "is killed"})
    void isGone(String end, @TempDir Path folder) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Forgetful.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answer =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(answer.readLine())).orElseThrow();
            assertThat(server.isAlive()).isTrue();
            if (end.equals("exits")) {
                jvm.destroy();
            } else {
                jvm.destroyForcibly();
            }
            assertThat(server.onExit()).succeedsWithin(Duration.ofMinutes(2));
        } finally {
            jvm.destroyForcibly().waitFor(); // what it still does in the folder ends with it
        }
    }

    /** Starts a server, prints its number, and forgets about it. */
    static final class Forgetful {

        private Forgetful() {}

        public static void main(String[] arguments) throws InterruptedException {
            OpenLdapServer server = OpenLdapServer.start(Path.of(arguments[0]));
            System.out.println(server.pid());
            new CountDownLatch(1).await();
        }
    }
}
