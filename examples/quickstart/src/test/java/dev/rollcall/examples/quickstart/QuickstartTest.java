package dev.rollcall.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.AuditAction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Quickstart tell(Path folder) throws IOException {
        printed.reset();
        return Quickstart.tell(folder, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    void theStoryEndsAsItsPeopleWouldExpect(@TempDir Path folder) throws IOException {
        InMemoryUserRepository accounts = tell(folder).accounts();

        assertThat(account(accounts, "admin").owner())
                .as("the local administrator")
                .isEmpty();
        assertThat(account(accounts, "ines.keller").field("name")).as("married").isEqualTo("Ines Keller");
        assertThat(accounts.find("ines.bauer")).as("her old name").isEmpty();
        assertThat(account(accounts, "jan.novak").field("name")).as("the swap").isEqualTo("Jana Nováková");
        assertThat(account(accounts, "j.novak").field("name")).as("the swap").isEqualTo("Jan Novák");
        assertThat(account(accounts, "leila.karimi").isActive())
                .as("back from leave")
                .isTrue();
        assertThat(account(accounts, "karla.otto").isActive())
                .as("waited for a licence")
                .isTrue();
        assertThat(accounts.all().stream()
                        .filter(account -> account.blockReason().equals(Optional.of(BlockReason.REMOVED_FROM_SCOPE)))
                        .count())
                .as("the leaver and the warehouse")
                .isEqualTo(8);
        assertThat(accounts.all()).as("nobody is ever deleted").hasSize(30);
        assertThat(accounts.all().stream().filter(Account::isActive).count())
                .as("seats in use")
                .isLessThanOrEqualTo(27);
    }

    @Test
    void theFileCutShortChangesNothing(@TempDir Path folder) throws IOException {
        Quickstart quickstart = tell(folder);

        assertThat(quickstart.audit().events().stream()
                        .filter(event -> "run-3".equals(event.runId()))
                        .map(event -> event.action()))
                .containsExactly(AuditAction.RUN_STARTED, AuditAction.RUN_FINISHED);
    }

    @Test
    void itPrintsThePlanTheResultTheAccountsAndTheAudit(@TempDir Path folder) throws IOException {
        tell(folder);

        assertThat(printed.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("CREATE 'amara.okafor'")
                .contains("HELD")
                .contains("approves it")
                .contains("Account activated: the person was waiting for a licence")
                .contains("SNAPSHOT_INCOMPLETE");
    }

    @Test
    void itCanBeRepeated(@TempDir Path folder) throws IOException {
        tell(folder);
        String first = printed.toString(StandardCharsets.UTF_8);
        tell(folder);

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(first);
    }

    private static Account account(InMemoryUserRepository accounts, String username) {
        return accounts.find(username).orElseThrow(() -> new AssertionError("no account named " + username));
    }
}
