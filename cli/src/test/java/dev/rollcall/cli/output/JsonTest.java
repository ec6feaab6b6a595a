package dev.rollcall.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that any parser reads. */
class JsonTest {

    private static JsonNode parse(Screen screen) {
        return JsonMapper.builder().build().readTree(screen.text());
    }

    @Test
    void everyKindOfMember() {
        Screen screen = new Screen(0);
        try (Json json = new Json(screen.output())) {
            json.object(object -> object.text("text", "a")
                    .text("none", null)
                    .text("empty", Optional.empty())
                    .text("there", Optional.of("b"))
                    .number("number", Long.MAX_VALUE)
                    .flag("flag", true)
                    .texts("texts", List.of("a", "b"))
                    .object("object", inner -> inner.number("zero", 0))
                    .array("array", array -> array.object(inner -> {})));
        }

        JsonNode read = parse(screen);
        assertThat(read.get("text").asString()).isEqualTo("a");
        assertThat(read.get("none").isNull()).isTrue();
        assertThat(read.get("empty").isNull()).isTrue();
        assertThat(read.get("there").asString()).isEqualTo("b");
        assertThat(read.get("number").asLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(read.get("flag").asBoolean()).isTrue();
        assertThat(read.get("texts").size()).isEqualTo(2);
        assertThat(read.get("object").get("zero").asLong()).isZero();
        assertThat(read.get("array").size()).isEqualTo(1);
    }

    @Test
    void itEndsWithItsLine() {
        Screen screen = new Screen(0);
        try (Json json = new Json(screen.output())) {
            json.array(array -> {});
        }

        assertThat(screen.text()).endsWith("]" + System.lineSeparator());
    }

    @Test
    void onATerminalItIsHarmlessAndStillTheSameValue() {
        String text = "a\u001b[2J\u202e\u2028\"\\\n";
        Screen screen = new Screen(80);
        try (Json json = new Json(screen.output())) {
            json.object(object -> object.text("text", text));
        }

        assertThat(screen.text()).doesNotContain("\u001b", "\u202e", "\u2028");
        assertThat(parse(screen).get("text").asString()).isEqualTo(text);
    }
}
