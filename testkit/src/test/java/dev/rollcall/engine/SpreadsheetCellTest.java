package dev.rollcall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.audit.SpreadsheetCell;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R42: a spreadsheet that breaks lines at a separator of its own finds no formula in a cell")
class SpreadsheetCellTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x;=1           | x;'=1",
                "x,=1           | x,'=1",
                "x; =1          | x; '=1",
                "x;\"=1         | x;\"'=1",
                "x;;@SUM(1)     | x;;'@SUM(1)",
                "x;\u00a0-1     | x;\u00a0'-1",
                "x;\uFF1D1      | x;'\uFF1D1",
                "+43 1; +43 2   | '+43 1; '+43 2",
                ";=1            | ;'=1"
            })
    @DisplayName("A quote stands before a sign that follows a comma or a semicolon")
    void aQuoteStandsBeforeASign(String text, String cell) {
        assertThat(SpreadsheetCell.of(text)).isEqualTo(cell);
    }

    @Test
    @DisplayName("A control character between separator and sign is no way around it")
    void aControlCharacterIsNoWayAround() {
        assertThat(SpreadsheetCell.of("x;\u0000=1")).isEqualTo("x;'=1");
        assertThat(SpreadsheetCell.of("x;\t=1")).isEqualTo("x; '=1");
        assertThat(SpreadsheetCell.of("x;\u202E=1")).isEqualTo("x;'=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Ann", "a=1", "Sales; Support", "a - b, c", "ann@example.org, bob@example.org", "x;'=1"})
    @DisplayName("All else is left as it is")
    void allElseIsLeft(String text) {
        assertThat(SpreadsheetCell.of(text)).isEqualTo(text);
    }
}
