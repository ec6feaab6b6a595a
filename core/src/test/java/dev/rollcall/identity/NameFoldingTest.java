package dev.rollcall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameFoldingTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "ann,ann",
                "ANN,ann",
                "@[`{,@[`{",
                "AZaz09,azaz09",
                "\u0130,i",
                "\u0131,i",
                "\u00DF,\u00DF",
                "\u1E9E,\u00DF",
                "\u03C2,\u03C3",
                "\u212A,k",
                "\u00C9,\u00E9",
                "E\u0301,\u00E9",
                "J\u030C,\u01F0",
                "\u007F,\u007F",
                "\u0080,\u0080",
                " a b ,a b",
                "\u00A0a\u3000,a",
                "\u200Ca\u200D,a",
                " \u200D a,a",
                "\uD801\uDC00,\uD801\uDC28"
            })
    void foldsTo(String name, String folded) {
        assertThat(NameFolding.fold(name)).isEqualTo(folded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00A0", "\u2003\u3000", "\u2028", "\u200C", "\u200D \u200C"})
    void foldsABlankNameToNothing(String name) {
        assertThat(NameFolding.fold(name)).isEmpty();
    }

    @Test
    void foldsEveryCharacterAsEqualsIgnoreCaseComparesIt() {
        for (int c = 'A'; c <= Character.MAX_VALUE; c++) {
            if (Character.isSurrogate((char) c)
                    || NameFolding.isBlank(Character.toString(c))
                    || c == 0x200C
                    || c == 0x200D) {
                continue;
            }
            String one = Character.toString(c);
            String composed = Normalizer.normalize(one, Normalizer.Form.NFC);
            String upper = Character.toString(Character.toUpperCase(c));
            if (composed.equals(one) && upper.equalsIgnoreCase(one)) {
                assertThat(NameFolding.fold(upper)).as("U+%04X", c).isEqualTo(NameFolding.fold(one));
            }
        }
    }

    @Test
    void foldingTwiceIsFoldingOnce() {
        Random random = new Random(13);
        for (int i = 0; i < 100_000; i++) {
            String name = randomText(random);
            String once = NameFolding.fold(name);
            if (!NameFolding.fold(once).equals(once)) {
                fail("Folding " + escaped(name) + "twice is not folding it once");
            }
        }
    }

    @Test
    void foldsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"tr", "az", "lt", "en"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(NameFolding.fold("TITI")).isEqualTo("titi");
                assertThat(NameFolding.fold("I\u0307"))
                        .isEqualTo(NameFolding.fold("\u0130"))
                        .isEqualTo("i");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String randomText(Random random) {
        int[] pool = {
            'a', 'A', 'I', 'i', ' ', 0xA0, 0x130, 0x131, 0xDF, 0x1E9E, 0x301, 0x307, 0x308, 0x30C, 0x323, 0x345, 0x3C2,
            0x3A3, 0x1F80, 0x1FB3, 0x200C, 0x200D, 0x212B, 0x1F600, 0xAC00, 0x1100, 0x1161, 0x13A0, 0xAB70, 0x10400
        };
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            int codePoint = random.nextBoolean() ? pool[random.nextInt(pool.length)] : random.nextInt(0x110000);
            if (codePoint < 0xD800 || codePoint > 0xDFFF) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> escaped.append(String.format(Locale.ROOT, "U+%04X ", c)));
        return escaped.toString();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005,
                0x2006, 0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000
            })
    void stripsUnicodeWhiteSpace(int space) {
        String s = Character.toString(space);

        assertThat(NameFolding.strip(s + s + "a" + s + "b" + s + s)).isEqualTo("a" + s + "b");
        assertThat(NameFolding.isBlank(s + s)).isTrue();
        assertThat(NameFolding.fold(s + "a" + s)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0x180E, 0x1F600, 'a'})
    void stripsNothingElse(int codePoint) {
        String text = Character.toString(codePoint);

        assertThat(NameFolding.strip(text)).isEqualTo(text);
        assertThat(NameFolding.isBlank(text)).isFalse();
    }

    @Test
    void saysWhatMakesANameMalformedAndWhere() {
        assertThat(NameFolding.malformation("a\u0000b"))
                .hasValue("contains a control character (U+0000) at position 2");
        assertThat(NameFolding.malformation(" \u202Eb"))
                .hasValue("contains a bidirectional control (U+202E) at position 1");
        assertThat(NameFolding.malformation("\uD83D\uDE00\u200B"))
                .hasValue("contains an invisible character (U+200B) at position 3");
        assertThat(NameFolding.malformation("a\uD83D"))
                .hasValue("contains half a surrogate pair (U+D83D) at position 2");
        assertThat(NameFolding.malformation("\uDE00a"))
                .hasValue("contains half a surrogate pair (U+DE00) at position 1");
        assertThat(NameFolding.malformation("M\uFFFDller"))
                .hasValue("contains a replacement character, the mark of a wrong charset, (U+FFFD) at position 2");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x1F, 0x7F, 0x80, 0x9F, 0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066,
                0x2067, 0x2068, 0x2069, 0x200B, 0x2060, 0xFEFF, 0x00AD
            })
    void malformed(int codePoint) {
        assertThat(NameFolding.malformation("a" + Character.toString(codePoint) + "b"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x20, 0x7E, 0xA0, 0x061B, 0x061D, 0x200C, 0x200D, 0x2010, 0x2029, 0x202F, 0x2065, 0x206A, 0x1F600})
    void wellFormed(int codePoint) {
        assertThat(NameFolding.malformation("a" + Character.toString(codePoint) + "b"))
                .isEmpty();
    }

    @Test
    void whiteSpaceAroundIsNotMalformed() {
        assertThat(NameFolding.malformation("\tann\n")).isEmpty();
        assertThat(NameFolding.malformation("")).isEmpty();
    }
}
