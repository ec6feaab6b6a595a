package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The report of a sync for programs. */
class SyncReportTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private JsonNode sync(ExitCode expected) {
        return cli.run("sync", "--json").expect(expected).json();
    }

    @Test
    void itHasEveryFigureAlsoThoseThatAreZero() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob;;no", ";nobody;;;yes");

        JsonNode figures = sync(ExitCode.COMPLETED_WITHOUT_REMOVALS).get("figures");

        assertThat(figures.get("people").size()).isEqualTo(PersonResult.values().length);
        assertThat(figures.get("accounts").size()).isEqualTo(Count.values().length);
        assertThat(figures.get("peopleRead").asLong()).isEqualTo(3);
        assertThat(figures.get("people").get("imported").asLong()).isEqualTo(1);
        assertThat(figures.get("people").get("notProvisioned").asLong()).isEqualTo(1);
        assertThat(figures.get("people").get("rejected").asLong()).isEqualTo(1);
        assertThat(figures.get("people").get("waitingForLicence").asLong()).isZero();
        assertThat(figures.get("accounts").get("created").asLong()).isEqualTo(1);
        assertThat(figures.get("accounts").get("reasonsChanged").asLong()).isZero();
    }

    @Test
    void itNamesTheRunThatTheListOfRunsHas() {
        cli.people("1;ann;Ann;;yes");

        JsonNode report = sync(ExitCode.OK);

        assertThat(report.get("run").asString())
                .isEqualTo(cli.column("select run_id from rollcall_run").get(0));
        assertThat(report.get("directory").asString()).isEqualTo("staff");
        assertThat(report.get("outcome").asString()).isEqualTo("COMPLETED");
        assertThat(report.get("cause").isNull()).isTrue();
        assertThat(report.get("evidence").asString()).as("R1").contains("1 data rows");
        assertThat(report.get("unrecordedEvents").asLong()).isZero();
        assertThat(report.has("hold")).isFalse();
    }

    @Test
    void itHasSeatsAndThoseWhoWait() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob;;yes").config("licence: 1\n" + Cli.USUAL);

        JsonNode report = sync(ExitCode.OK);

        assertThat(report.get("seats").get("limit").asLong()).isEqualTo(1);
        assertThat(report.get("seats").get("granted").asLong()).isEqualTo(1);
        assertThat(report.get("seats").get("waiting").asLong()).isEqualTo(1);
        JsonNode waiting = report.get("waiting").get(0);
        assertThat(waiting.get("kind").asString()).isEqualTo("WAIT");
        assertThat(waiting.get("subject").get("username").asString()).isEqualTo("bob");
        assertThat(waiting.get("rule").asString()).isEqualTo("R29");
    }

    @Test
    void noLimitIsNull() {
        assertThat(sync(ExitCode.OK).get("seats").get("limit").isNull()).isTrue();
    }

    @Test
    void aHeldRunHasWhatAnApprovalNeeds() {
        cli.people(Cli.persons(0, 10));
        cli.run("sync").expect(ExitCode.OK);
        cli.people(Cli.persons(0, 4));

        JsonNode report = sync(ExitCode.HELD);

        assertThat(report.get("outcome").asString()).isEqualTo("HELD");
        assertThat(report.get("hold").get("reason").asString()).isEqualTo("GUARD");
        assertThat(report.get("hold").get("details").get(0).asString()).contains("6 accounts to block");
        assertThat(report.get("approval").get("run").asString())
                .isEqualTo(report.get("run").asString());
        assertThat(report.get("approval").get("digest").asString()).isNotBlank();
        assertThat(report.get("approval").get("expiresAt").asString()).endsWith("Z");
    }

    @Test
    void aFailedRunHasItsCauseAndMessage() {
        cli.write("people.csv", Cli.HEADER);

        JsonNode report = sync(ExitCode.FAILED_SNAPSHOT_INCOMPLETE);

        assertThat(report.get("outcome").asString()).isEqualTo("FAILED");
        assertThat(report.get("cause").asString()).isEqualTo("SNAPSHOT_INCOMPLETE");
        assertThat(report.get("message").asString()).contains("line end");
        assertThat(report.has("seats")).isFalse();
    }

    @Test
    void aRejectionHasItsRefusal() {
        cli.people("1;ann;Ann;;yes", "2;ANN;Anna;;yes");

        JsonNode rejected = sync(ExitCode.OK).get("rejected");

        assertThat(rejected.size()).isEqualTo(2);
        assertThat(rejected.get(0).get("refusal").asString()).isEqualTo("DUPLICATE_MATCH_KEY");
        assertThat(rejected.get(0).get("standing").asBoolean()).isFalse();
    }

    @Test
    void nothingButJsonIsOnStandardOutput() {
        cli.terminal(80).people("1;ann;Ann;;yes");

        Cli.Ended ended = cli.run("sync", "--json").expect(ExitCode.OK);

        assertThat(ended.out()).startsWith("{").endsWith("}" + System.lineSeparator());
        assertThat(ended.json().get("outcome").asString()).isEqualTo("COMPLETED");
    }
}
