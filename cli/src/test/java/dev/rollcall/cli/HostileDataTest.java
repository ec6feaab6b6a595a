package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What people write into a directory has no effect on whoever looks at it. */
class HostileDataTest {

    private static final String ESCAPES = "\u001b[2J\u009b31mAnn\u0007\u202elive\u2066\u2028\u200b";
    private static final String LINES = "Ann\r\nrollcall: all is well\n+  root";
    private static final String FORMULA = "=cmd|'/c calc'!A0";

    @RegisterExtension
    final Cli cli = Cli.withTables();

    @BeforeEach
    void hostilePeople() {
        cli.people(
                "1;ann;" + ESCAPES + ";" + FORMULA + ";yes",
                "2;bob;\"" + LINES + "\";+1 555;yes",
                "3;\u001b[2Jcid;Cid;;yes",
                "4;@dot;Dot;-1;yes",
                "\u001b[5;31m;eve;;;yes");
    }

    private static void isHarmless(Cli.Ended ended) {
        assertThat(ended.all().codePoints().filter(each -> each != '\n' && each != '\r' && each != '\t'))
                .noneMatch(each -> Character.getType(each) == Character.CONTROL)
                .noneMatch(each -> Character.getType(each) == Character.FORMAT)
                .noneMatch(each -> Character.getType(each) == Character.LINE_SEPARATOR);
        assertThat(ended.lines())
                .noneMatch(line -> line.startsWith("rollcall: all is well") || line.startsWith("+  root"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 80})
    void nothingOfItReachesATerminal(int window) {
        cli.terminal(window);
        Cli.Ended plan = cli.run("plan");
        assertThat(plan.out()).contains("ann").contains("\\u001b[2J");
        isHarmless(plan);
        Cli.Ended synced = cli.run("sync");
        isHarmless(new Cli.Ended(synced.code(), synced.out(), ""));

        for (String command : List.of(
                "validate",
                "plan",
                "accounts",
                "audit",
                "runs",
                "explain ann",
                "explain \u001b[2Jcid",
                "account block \u001b[31mnobody",
                "runs \u001b[31m",
                "\u001b[31m",
                "sync --raise \u001b[31m=1",
                "audit --from \u202e")) {
            isHarmless(cli.run(command.split(" ")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts -f csv",
                "accounts -f json",
                "audit -f csv",
                "audit -f json",
                "plan --json",
                "runs --json"
            })
    void dataThatGoesToATerminalIsHarmlessToo(String command) {
        cli.run("sync");

        isHarmless(cli.terminal(80).run(command.split(" ")));
    }

    @Test
    void asJsonItIsWhatItWas() {
        cli.run("sync");

        JsonNode accounts =
                cli.run("accounts", "-f", "json").expect(ExitCode.OK).json();

        JsonNode ann = accounts.get(1).get("fields");
        assertThat(accounts.get(1).get("username").asString()).isEqualTo("ann");
        assertThat(ann.get("name").asString()).isEqualTo(ESCAPES);
        assertThat(ann.get("email").asString()).isEqualTo(FORMULA);
        assertThat(accounts.get(2).get("fields").get("name").asString()).isEqualTo(LINES);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";"})
    void asCsvNoCellIsAFormulaAndEachPersonIsOneRecord(String separator) throws IOException {
        cli.run("sync");

        List<CSVRecord> records = records(cli.run("accounts", "-f", "csv", "--separator", separator), separator);

        assertThat(records).hasSize(4).allMatch(CSVRecord::isConsistent);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.toList())
                        .noneMatch(cell -> cell.startsWith("=")
                                || cell.startsWith("+")
                                || cell.startsWith("-")
                                || cell.startsWith("@")));
    }

    @Test
    void theExportedAuditLogCannotBeForged() throws IOException {
        cli.run("sync");
        long events = cli.column("select event_id from rollcall_audit").size();

        List<CSVRecord> records = records(cli.run("audit", "-f", "csv"), ",");

        assertThat(records).hasSize((int) events + 1).allMatch(record -> record.size() == 9);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.toList())
                        .noneMatch(cell -> cell.startsWith("=") || cell.contains("\n") || cell.contains("\r")));
    }

    private static List<CSVRecord> records(Cli.Ended ended, String separator) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).get();
        try (CSVParser parser =
                CSVParser.parse(new StringReader(ended.expect(ExitCode.OK).out()), format)) {
            return parser.getRecords();
        }
    }
}
