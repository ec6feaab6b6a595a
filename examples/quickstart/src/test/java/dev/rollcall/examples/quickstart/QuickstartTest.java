package dev.rollcall.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private void tell(Path folder) throws IOException, SQLException {
        printed.reset();
        Quickstart.tell(folder, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    void theStoryEndsAsItsPeopleWouldExpect(@TempDir Path folder) throws IOException, SQLException {
        tell(folder);

        try (HostDatabase host = HostDatabase.open(folder)) {
            assertThat(owner(host, "admin")).as("the local administrator").isEmpty();
            assertThat(name(host, "ines.keller")).as("married").isEqualTo("Ines Keller");
            assertThat(count(host, "login = 'ines.bauer'")).as("her old name").isZero();
            assertThat(name(host, "jan.novak")).as("the swap").isEqualTo("Jana Nováková");
            assertThat(name(host, "j.novak")).as("the swap").isEqualTo("Jan Novák");
            assertThat(count(host, "login in ('leila.karimi', 'karla.otto') and status = 'ACTIVE'"))
                    .as("back from leave, and waited for a licence")
                    .isEqualTo(2);
            assertThat(count(host, "block_reason = 'REMOVED_FROM_SCOPE'"))
                    .as("the leaver and the warehouse")
                    .isEqualTo(8);
            assertThat(count(host, "true")).as("nobody is ever deleted").isEqualTo(30);
            assertThat(count(host, "status = 'ACTIVE'")).as("seats in use").isLessThanOrEqualTo(27);
            assertThat(count(host, "theme = 'light'"))
                    .as("what Rollcall knows nothing of")
                    .isEqualTo(30);
        }
    }

    @Test
    void theFileCutShortChangesNothing(@TempDir Path folder) throws IOException, SQLException {
        tell(folder);

        try (HostDatabase host = HostDatabase.open(folder)) {
            assertThat(host.query("select action from rollcall_audit where run_id = 'run-3' order by seq"))
                    .containsExactly(List.of("RUN_STARTED"), List.of("RUN_FINISHED"));
        }
    }

    @Test
    void itPrintsThePlanTheResultTheAccountsAndTheAudit(@TempDir Path folder) throws IOException, SQLException {
        tell(folder);

        assertThat(printed.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("CREATE 'amara.okafor'")
                .contains("HELD")
                .contains("approves it")
                .contains("Account activated: the person was waiting for a licence")
                .contains("SNAPSHOT_INCOMPLETE");
    }

    @Test
    void itCanBeRepeated(@TempDir Path folder) throws IOException, SQLException {
        tell(folder);
        String first = printed.toString(StandardCharsets.UTF_8);
        tell(folder);

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(first);
    }

    private static String name(HostDatabase host, String login) throws SQLException {
        return host.query("select name from app_user where login = '" + login + "'")
                .get(0)
                .get(0);
    }

    private static String owner(HostDatabase host, String login) throws SQLException {
        return host.query("select owner from app_user where login = '" + login + "'")
                .get(0)
                .get(0);
    }

    private static long count(HostDatabase host, String where) throws SQLException {
        return Long.parseLong(host.query("select count(*) from app_user where " + where)
                .get(0)
                .get(0));
    }
}
