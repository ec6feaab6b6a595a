package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of accounts runs nothing in a spreadsheet, be its own separator the comma or the semicolon. */
class AccountsCsvFormulaTest {

    @RegisterExtension
    final Cli cli = Cli.withTables();

    private String csv(String separator) {
        return cli.run("accounts", "-f", "csv", "--separator", separator)
                .expect(ExitCode.OK)
                .out();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";"})
    void noCellOfEitherReadingIsAFormula(String separator) {
        cli.people("1;ann;\"x;=HYPERLINK(A1)\";;yes", "2;bob;\"x,=A1; +1\";;yes", "3;cid;\"x;\"\"=A1\";;yes");
        cli.run("sync").expect(ExitCode.OK);

        for (String reading : List.of(",", ";")) {
            assertThat(csv(separator).lines().flatMap(line -> List.of(line.split(reading)).stream()))
                    .isNotEmpty()
                    .noneMatch(cell -> cell.matches("[\\s\"]*[=+@-].*"));
        }
    }

    @Test
    void aCellWithTheOtherSeparatorIsQuoted() {
        cli.people("1;ann;\"Ann; of Sales\";;yes", "2;bob;Bob;;yes");
        cli.run("sync").expect(ExitCode.OK);

        assertThat(csv(",").lines())
                .anyMatch(line -> line.contains(",\"Ann; of Sales\","))
                .anyMatch(line -> line.contains(",Bob,"));
    }
}
