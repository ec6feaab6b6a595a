package dev.rollcall.http.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An object of an answer")
class JsonObjectTest {

    private static JsonObject object(String text) throws MalformedJsonException {
        return JsonObject.parse(text.getBytes(StandardCharsets.UTF_8), Set.of());
    }

    @Test
    void givesItsMembersByKind() throws MalformedJsonException {
        JsonObject object = object(
                "{\"text\":\"a\",\"number\":7,\"flag\":true,\"inner\":{\"x\":1},\"list\":[{\"y\":2},{\"y\":3}],\"codes\":[7000215,1]}");

        assertThat(object.text("text")).contains("a");
        assertThat(object.number("number")).contains(7L);
        assertThat(object.flag("flag")).contains(true);
        assertThat(object.object("inner").orElseThrow().number("x")).contains(1L);
        assertThat(object.objects("list").orElseThrow())
                .extracting(each -> each.number("y").orElseThrow())
                .containsExactly(2L, 3L);
        assertThat(object.numbers("codes").orElseThrow()).containsExactly(7000215L, 1L);
    }

    @Test
    void givesNothingWhereAMemberIsOfAnotherKind() throws MalformedJsonException {
        JsonObject object = object("{\"text\":\"7\",\"number\":1.5,\"flag\":\"true\",\"list\":[{},1],\"null\":null}");

        assertThat(object.number("text")).isEmpty();
        assertThat(object.number("number")).isEmpty();
        assertThat(object.text("number")).isEmpty();
        assertThat(object.flag("flag")).isEmpty();
        assertThat(object.objects("list")).isEmpty();
        assertThat(object.objects("text")).isEmpty();
        assertThat(object.numbers("list")).isEmpty();
        assertThat(object.numbers("text")).isEmpty();
        assertThat(object.object("list")).isEmpty();
        assertThat(object.text("null")).isEmpty();
        assertThat(object.text("absent")).isEmpty();
    }

    @Test
    void tellsAbsentFromNull() throws MalformedJsonException {
        JsonObject object = object("{\"null\":null,\"there\":\"\"}");

        assertThat(object.has("null")).isTrue();
        assertThat(object.isNull("null")).isTrue();
        assertThat(object.has("absent")).isFalse();
        assertThat(object.isNull("absent")).isFalse();
        assertThat(object.isNull("there")).isFalse();
        assertThat(object.names()).containsExactly("there");
    }

    @Test
    void looksNamesUpAsTheyAreSpelt() throws MalformedJsonException {
        assertThat(object("{\"Id\":\"1\"}").has("id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "12345678901234567890", "1E5", "-0", "0.1000", "1e-7", "-7"})
    void keepsTheDigitsOfANumber(String digits) throws MalformedJsonException {
        assertThat(object("{\"n\":" + digits + ",\"m\":[" + digits + "]}").valuesOrNull("n"))
                .containsExactly(digits);
    }

    @Test
    void isNoNumberWhereItIsTooLargeForOne() throws MalformedJsonException {
        assertThat(object("{\"n\":12345678901234567890}").number("n")).isEmpty();
    }

    @Test
    void givesTheValuesOfAnArrayEachOfItsOwnWithoutNullsAndBlanks() throws MalformedJsonException {
        JsonObject object =
                object("{\"a\":[\"x\",null,7,false,\"\",\" \",\"x\"],\"b\":\" \\t\",\"c\":null,\"d\":[],\"e\":true}");

        assertThat(object.valuesOrNull("a")).containsExactly("x", "7", "false", "x");
        assertThat(object.valuesOrNull("b")).isEmpty();
        assertThat(object.valuesOrNull("c")).isEmpty();
        assertThat(object.valuesOrNull("d")).isEmpty();
        assertThat(object.valuesOrNull("e")).containsExactly("true");
        assertThat(object.valuesOrNull("absent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[{}]", "[\"x\",[1]]", "[[]]"})
    void givesNoValuesOfWhatIsNone(String member) throws MalformedJsonException {
        assertThat(object("{\"m\":" + member + "}").valuesOrNull("m")).isNull();
    }

    @Test
    void keepsNothingOfWhatIsSkippedWhereverItStands() throws MalformedJsonException {
        String text =
                "{\"_links\":{\"self\":[1,{\"a\":2}]},\"inner\":{\"_links\":7,\"x\":\"y\"},\"list\":[{\"_links\":[]}],\"z\":1}";

        JsonObject object = JsonObject.parse(text.getBytes(StandardCharsets.UTF_8), Set.of("_links"));

        assertThat(object.names()).containsExactly("inner", "list", "z");
        assertThat(object.object("inner").orElseThrow().names()).containsExactly("x");
        assertThat(object.objects("list").orElseThrow().get(0).has("_links")).isFalse();
        assertThat(object.number("z")).contains(1L);
    }

    @Test
    void readsAnyCharacterHoweverItIsWritten() throws MalformedJsonException {
        assertThat(object("{\"n\":\"Jürgen \uD83D\uDE00 \\u00fc \\uD83D\\uDE00 \\\" \\/\"}")
                        .text("n"))
                .contains("Jürgen \uD83D\uDE00 ü \uD83D\uDE00 \" /");
    }

    @Test
    void mayBeginWithAByteOrderMark() throws MalformedJsonException {
        assertThat(object("\uFEFF{\"a\":1}").number("a")).contains(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"secret\":1,\"secret\":2}",
                "{\"x\":{\"secret\":1,\"secret\":1}}",
                "{\"skipped\":1,\"skipped\":\"secret\"}",
                "{\"skipped\":{\"secret\":1,\"secret\":2}}",
                "{\"secret\":1}{\"a\":2}",
                "{\"secret\":1} x",
                "{\"secret\":1}]",
                "{\"a\":\"secret",
                "{\"a\":[\"secret\"",
                "{\"a\":\"secret\"",
                "{\"secret",
                "{\"a\":secret}",
                "{'secret':1}",
                "{\"secret\":1,}",
                "{\"secret\":[1,]}",
                "{\"secret\":01}",
                "{\"secret\":NaN}",
                "{\"secret\":1 /* secret */}",
                "{\"a\":\"secret\n\"}",
                "{\"a\":\"secret\\x\"}",
                "{\"skipped\":[\"secret\\x\"]}",
                "<html>secret</html>",
                "[{\"secret\":1}]",
                "\"secret\"",
                "null",
                " ",
                ""
            })
    void isRefusedWithoutAWordOfWhatStandsThere(String text) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> JsonObject.parse(text.getBytes(StandardCharsets.UTF_8), Set.of("skipped")))
                .withMessageMatching("(empty|not an object|(not JSON|more than one value,) at line \\d+, column \\d+)")
                .withNoCause();
    }

    @Test
    void tellsWhereItIsWrong() {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> object("{\"a\":1,\n \"b\":?}"))
                .withMessage("not JSON at line 2, column 6");
    }

    @Test
    void isRefusedWhereItIsTooDeep() throws MalformedJsonException {
        assertThat(object(nested(63)).has("a")).isTrue();
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> object(nested(64)))
                .withMessageStartingWith("not JSON at");
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> JsonObject.parse(
                        ("{\"skipped\":" + nested(10_000) + "}").getBytes(StandardCharsets.UTF_8), Set.of("skipped")));
    }

    private static String nested(int inner) {
        return "{\"a\":".repeat(inner) + "{}" + "}".repeat(inner);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xc0, 0xff, 0xed, 0xf8})
    void isRefusedWhereAByteIsNotOfUtf8(int wrong) {
        byte[] body = "{\"a\":\"secret?  \"}".getBytes(StandardCharsets.US_ASCII);
        body[12] = (byte) wrong;

        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> JsonObject.parse(body, Set.of()))
                .withMessageMatching("not UTF-8 after line \\d+, column \\d+")
                .withNoCause();
    }

    @Test
    void isRefusedInAnotherEncodingThanUtf8() {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThatExceptionOfType(MalformedJsonException.class)
                    .isThrownBy(() -> JsonObject.parse("{\"a\":\"secret\"}".getBytes(charset), Set.of()))
                    .withMessageStartingWith("not JSON at line 1");
        }
    }

    @Test
    void isRefusedWhereverItIsCutOff() {
        byte[] whole = "{\"a\":[1,\"ü\",{\"b\":null}],\"c\":-1.5e3,\"d\":false}".getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatExceptionOfType(MalformedJsonException.class)
                    .as("cut off after %s bytes", length)
                    .isThrownBy(() -> JsonObject.parse(part, Set.of()));
        }
    }

    @Test
    void comesInAnArrayOfObjectsAlone() throws MalformedJsonException {
        assertThat(array("[]")).isEmpty();
        assertThat(array("[{\"a\":1},{}]")).hasSize(2);
        for (String other : List.of("{}", "[1]", "[{},null]", "[[]]", "null")) {
            assertThatExceptionOfType(MalformedJsonException.class)
                    .isThrownBy(() -> array(other))
                    .withMessage("not an array of objects");
        }
    }

    private static List<JsonObject> array(String text) throws MalformedJsonException {
        return JsonObject.parseArray(text.getBytes(StandardCharsets.UTF_8), Set.of());
    }

    @Test
    void showsItsNamesAlone() throws MalformedJsonException {
        assertThat(object("{\"a\":\"secret\"}")).hasToString("JsonObject[a]");
    }
}
