package dev.rollcall.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {

    @Test
    void surrogatesStandForCodePointsAboveAllOthers() {
        assertThat(CodePointOrder.compare("\uD83D\uDE00", "\uFF5E")).isPositive();
        assertThat(CodePointOrder.compare("\uFF5E", "\uD83D\uDE00")).isNegative();
        assertThat(CodePointOrder.compare("\uD7FF", "\uD800\uDC00")).isNegative();
        assertThat(CodePointOrder.compare("\uD83D\uDE00", "\uD83D\uDE01")).isNegative();
    }

    @Test
    void aPrefixComesFirstAndEqualTextsAreEqual() {
        assertThat(CodePointOrder.compare("", "a")).isNegative();
        assertThat(CodePointOrder.compare("ab", "a")).isPositive();
        assertThat(CodePointOrder.compare("ab", "ab")).isZero();
        assertThat(CodePointOrder.COMPARATOR.compare("B", "a")).isNegative();
    }

    @Test
    void isTheOrderOfTheUtf8Bytes() {
        Random random = new Random(31);
        for (int i = 0; i < 100_000; i++) {
            String left = randomText(random);
            String right = random.nextInt(4) == 0 ? left + randomText(random) : randomText(random);
            int bytes = Arrays.compareUnsigned(
                    left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

            assertThat(Integer.signum(CodePointOrder.compare(left, right)))
                    .as("round %d", i)
                    .isEqualTo(Integer.signum(bytes));
        }
    }

    private static String randomText(Random random) {
        int[] edges = {0, 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.appendCodePoint(edges[random.nextInt(edges.length)]);
        }
        return text.toString();
    }
}
