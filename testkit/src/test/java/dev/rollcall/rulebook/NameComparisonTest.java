package dev.rollcall.rulebook;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;

import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R13 How names are compared")
class NameComparisonTest {

    @ParameterizedTest(name = "''{0}'' is ''{1}''")
    @CsvSource(
            quoteCharacter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "ann,ANN",
                "JAN\u0130NE,janine",
                "jan\u0131ne,JANINE",
                "jan\u0131ne,JAN\u0130NE",
                "stra\u00DFe,STRA\u1E9EE",
                "\u03C3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2,\u03A3\u038A\u03A3\u03A5\u03A6\u039F\u03A3",
                "jos\u00E9,JOSE\u0301",
                "\u212Aurt,kurt",
                "\u212Bsa,\u00E5sa",
                "\u01F0,J\u030C",
                "an\u200Cn,ann",
                "a\u200Dnn,ann",
                "\u00A0ann\u00A0,ann",
                "\u3000ann\u2003,ann",
                "\u202Fann\u205F,ann",
                "\tann\u2028,ann",
                "ann\u200D ,ann"
            })
    void theyAreTheSame(String one, String other) {
        assertThat(Given.people(person("1", one)).accounts(unlinked(other)).plan())
                .links("1")
                .hasNo(StepKind.CREATE, StepKind.BLOCK);
    }

    @ParameterizedTest(name = "''{0}'' is not ''{1}''")
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "stra\u00DFe,strasse",
                "\uFB01n,fin",
                "jos\u00E9,jose",
                "a b,ab",
                "a b,a\u00A0b",
                "\uFF21nn,ann",
                "\u0430nn,ann"
            })
    void theyAreNot(String one, String other) {
        assertThat(Given.people(person("1", one)).accounts(unlinked(other)).plan())
                .creates("1")
                .blocks("acc-" + other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\tb",
                "a\nb",
                "a\u001Fb",
                "a\u007Fb",
                "a\u0085b",
                "a\u009Fb",
                "a\u061Cb",
                "a\u200Eb",
                "a\u200Fb",
                "a\u202Ab",
                "a\u202Bb",
                "a\u202Cb",
                "a\u202Db",
                "a\u202Eb",
                "a\u2066b",
                "a\u2067b",
                "a\u2068b",
                "a\u2069b",
                "a\u200Bb",
                "a\u2060b",
                "a\uFEFFb",
                "a\u00ADb",
                "\u200Bab",
                "ab\uFEFF"
            })
    void aControlOrAnInvisibleCharacterMakesANameMalformed(String name) {
        assertThat(Given.people(person("1", name)).plan())
                .isEmpty()
                .rejects("1")
                .with(RefusalCode.MALFORMED_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o'hara", "a b", "a\u200Cb", "a\u200Db", "\uD83D\uDE00", "a\u2010b", "*", "=1+1"})
    void mostCharactersAreFine(String name) {
        assertThat(Given.people(person("1", name)).plan()).creates("1").reportsNoFailure();
    }

    @Test
    void aBlankKeyEqualsNothing() {
        assertThat(Given.people(person("1", " \u00A0"), person("2", "\u2003")).plan())
                .rejects("1")
                .with(RefusalCode.NO_MATCH_KEY)
                .rejects("2")
                .with(RefusalCode.NO_MATCH_KEY);
    }

    @Test
    void aNameOfJoinersAloneIsBlank() {
        assertThat(Given.people(person("1", "\u200D"), person("2", "\u200C\u200D"))
                        .plan())
                .isEmpty()
                .rejects("1")
                .with(RefusalCode.NO_MATCH_KEY)
                .rejects("2")
                .with(RefusalCode.NO_MATCH_KEY);
    }

    @Test
    void theStoredUsernameKeepsTheDirectorysSpelling() {
        assertThat(Given.people(person("1", " JosE\u0301 O\u2019Hara\u00A0")).plan())
                .creates("1")
                .leavesAlone("2")
                .hasExactly(StepKind.CREATE, "JosE\u0301 O\u2019Hara");
        assertThat(Given.people(person("1", "Ann\u00DF"))
                        .accounts(account("1", "ann\u00DF"))
                        .plan())
                .renames("1", "Ann\u00DF");
    }

    @Test
    void isTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"tr", "lt", "az", "en", "th-TH-u-nu-thai"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(Given.people(person("1", "TITI"), person("2", "I\u0307lk"))
                                .accounts(account("1", "titi"), account("2", "\u0130lk"))
                                .plan())
                        .as(tag)
                        .renames("1", "TITI")
                        .renames("2", "I\u0307lk")
                        .hasNo(StepKind.REFUSE, StepKind.BLOCK);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void externalIdsCompareExactly() {
        assertThat(Given.people(person("a\u00E9", "ann"))
                        .accounts(account("ae\u0301", "bob"))
                        .plan())
                .creates("ann")
                .blocks("bob");
    }
}
