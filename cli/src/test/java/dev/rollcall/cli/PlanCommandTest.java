package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What a plan shows (R34). */
class PlanCommandTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private void everythingChanges() {
        cli.people("1;ann;Ann;;yes", "2;bob;Bob;;yes", "3;cid;Cid;;yes", "4;dot;Dot;;yes");
        cli.run("sync").expect(ExitCode.OK);
        cli.people("1;ann;Anna;;yes", "2;bobby;Bob;;yes", "3;cid;Cid;;no", "5;eve;Eve;;yes");
    }

    @Test
    void eachKindOfStepHasAHeadingAndEachPersonARowWithTheRule() {
        everythingChanges();

        String plan = cli.run("plan").expect(ExitCode.OK).out().replaceAll("(?m)\\h+", " ");

        assertThat(plan)
                .contains("New accounts: 1", "+ eve", "(R16)")
                .contains("Changed fields, names and links: 2", "~ ann", "name 'Ann' -> 'Anna'")
                .contains("'bob' -> 'bobby'")
                .contains("Blocked: 2", "- cid", "(R21)", "- dot", "(R22)")
                .contains("Directory 'staff': 4 people read", "Nothing was written; 'rollcall sync' does it.");
    }

    @Test
    void aReasonThatAllShareIsSaidOnce() {
        cli.people(Cli.persons(0, 3));

        List<String> lines = cli.run("plan").expect(ExitCode.OK).lines();

        assertThat(lines.get(0)).startsWith("New accounts: 3, ").contains("has no account (R16)");
        assertThat(lines.subList(1, 4)).allSatisfy(line -> assertThat(line).doesNotContain("R16"));
    }

    @Test
    void asJsonItHasEachStepFieldByField() {
        everythingChanges();

        JsonNode plan = cli.run("plan", "--json").expect(ExitCode.OK).json();

        assertThat(plan.get("directory").asString()).isEqualTo("staff");
        List<String> steps = new ArrayList<>();
        plan.get("steps")
                .forEach(step -> steps.add(step.get("kind").asString() + " "
                        + step.get("subject").get("username").asString() + " "
                        + step.get("rule").asString()));
        assertThat(steps)
                .contains("CREATE eve R16", "BLOCK cid R21", "BLOCK dot R22", "UPDATE ann R18")
                .anyMatch(step -> step.startsWith("UPDATE bob") && step.endsWith("R14"));
        JsonNode change = find(plan, "ann").get("changes").get(0);
        assertThat(change.get("field").asString()).isEqualTo("name");
        assertThat(change.get("before").asString()).isEqualTo("Ann");
        assertThat(change.get("after").asString()).isEqualTo("Anna");
        assertThat(plan.get("figures").get("accounts").get("renamed").asLong()).isEqualTo(1);
    }

    private static JsonNode find(JsonNode plan, String username) {
        for (JsonNode step : plan.get("steps")) {
            if (step.get("subject").get("username").asString().equals(username)) {
                return step;
            }
        }
        throw new AssertionError(username + " is not in " + plan);
    }

    @Test
    void aPlanThatWouldBeHeldSaysSoAndEndsWithTheCodeOfHeld() {
        cli.people(Cli.persons(0, 10));
        cli.run("sync").expect(ExitCode.OK);
        cli.people(Cli.persons(0, 4));

        assertThat(cli.run("plan").expect(ExitCode.HELD).out())
                .contains("Held: GUARD", "A sync would be held, and write nothing until somebody approves.");
        assertThat(cli.run("plan", "--json")
                        .expect(ExitCode.HELD)
                        .json()
                        .get("hold")
                        .get("reason")
                        .asString())
                .isEqualTo("GUARD");
    }

    @Test
    void whereNothingIsToDoItSaysThat() {
        assertThat(cli.run("plan").expect(ExitCode.OK).out()).startsWith("Nothing to do.");
    }

    @Test
    void aDirectoryThatCannotBeReadIsToldWithTheCodeOfItsCause() {
        cli.write("people.csv", Cli.HEADER + "\n1;ann");

        Cli.Ended ended = cli.run("plan").expect(ExitCode.FAILED_SNAPSHOT_INCOMPLETE);

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("rollcall: ").contains("line end").hasLineCount(1);
    }

    @Test
    void aSensitiveValueIsNeverShown() {
        cli.people("1;ann;Ann;hidden@example.org;yes")
                .config(Cli.USUAL.replace("email: mail", "email: {attribute: mail, sensitive: true}"));

        assertThat(cli.run("plan").expect(ExitCode.OK).all()).contains("email").doesNotContain("hidden@example.org");
        assertThat(cli.run("plan", "--json").expect(ExitCode.OK).all()).doesNotContain("hidden@example.org");
    }

    @Test
    void aLongPlanNamesEverybody() {
        cli.people(Cli.persons(0, 12_000));

        List<String> lines = cli.run("plan").expect(ExitCode.OK).lines();

        assertThat(lines).filteredOn(line -> line.startsWith("  +  person")).hasSize(12_000);
    }
}
