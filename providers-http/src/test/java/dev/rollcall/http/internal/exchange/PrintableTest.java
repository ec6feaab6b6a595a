package dev.rollcall.http.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F118: names in messages")
class PrintableTest {

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"\n", "\r", "\u001b", "\u0085", "\u202e", "\u2028", "\u2029", "\ud83d", "\uffff"})
    @DisplayName("have a question mark for what is not to be seen, starts a line or turns the text around")
    void haveNothingThatIsNotToBeSeen(String character) {
        assertThat(Printable.of("Sta" + character + "ff")).isEqualTo("Sta?ff");
    }

    @Test
    @DisplayName("keep every letter, those outside the basic plane too")
    void keepLetters() {
        assertThat(Printable.of("Zo\u00eb \ud83d\udc4d")).isEqualTo("Zo\u00eb \ud83d\udc4d");
    }

    @Test
    @DisplayName("are cut at 200 characters, however many code units those are")
    void areCut() {
        assertThat(Printable.of("\ud83d\udc4d".repeat(200))).isEqualTo("\ud83d\udc4d".repeat(200));
        assertThat(Printable.of("x".repeat(201))).isEqualTo("x".repeat(200) + "...");
    }
}
