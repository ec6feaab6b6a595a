package dev.rollcall.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final List<String> PARTS = List.of(
            "a", "\\", "\\u0000", "u", "0041", "\u0000", "\uD83D", "\uDE00", "\uD83D\uDE00", "\u00FC", "\uFFFD");

    @Test
    void replacesWhatNoDatabaseStores() {
        assertThat(Texts.storable("a\u0000b\uD83Dc\uDE00d")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
        assertThat(Texts.storable("\uD83D\uDE00 \\ \u00FC")).isEqualTo("\uD83D\uDE00 \\ \u00FC");
        assertThat(Texts.storableOrNull(null)).isNull();
    }

    @Test
    void writesWhatNoDatabaseStoresInAnotherWay() {
        assertThat(Texts.escaped("EXAMPLE\\ann\u0000\uD83D!")).isEqualTo("EXAMPLE\\\\ann\\u0000\\uD83D!");
        assertThat(Texts.escaped("O'Neil \uD83D\uDE00")).isEqualTo("O'Neil \uD83D\uDE00");
    }

    @Test
    void givesBackEveryTextThatItWrote() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            String text = random.ints(random.nextInt(8), 0, PARTS.size())
                    .mapToObj(PARTS::get)
                    .collect(Collectors.joining());
            String escaped = Texts.escaped(text);

            assertThat(Texts.unescaped(escaped)).isEqualTo(text);
            assertThat(escaped).doesNotContain("\u0000");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(escaped)).isTrue();
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(Texts.storable(text)))
                    .isTrue();
        }
    }

    @Test
    void takesATextThatSomebodyEdited() {
        assertThat(Texts.unescaped("a\\")).isEqualTo("a\\");
        assertThat(Texts.unescaped("a\\u00")).isEqualTo("a\\00");
    }
}
