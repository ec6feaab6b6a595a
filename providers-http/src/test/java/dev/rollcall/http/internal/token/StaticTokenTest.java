package dev.rollcall.http.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.http.internal.exchange.Request;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A token that the host has")
class StaticTokenTest {

    private static final Request REQUEST = Request.get(URI.create("https://example.com/people"));

    @Test
    void isSentAsItIs() {
        StaticToken token = new StaticToken("SSWS", "00aB-_~+/="::toCharArray, "API token");

        assertThat(token.sign(REQUEST).headers()).containsEntry("Authorization", "SSWS 00aB-_~+/=");
        assertThat(token).hasToString("StaticToken[SSWS]");
    }

    @Test
    void isAskedForOnceAndItsArrayIsOverwritten() {
        char[] given = "secret".toCharArray();
        AtomicInteger asked = new AtomicInteger();
        StaticToken token = new StaticToken(
                "SSWS",
                () -> {
                    asked.incrementAndGet();
                    return given;
                },
                "API token");
        token.sign(REQUEST);
        token.sign(REQUEST);

        assertThat(asked).hasValue(1);
        assertThat(given).containsOnly('\0');
    }

    @Test
    @DisplayName("F125: cannot be renewed")
    void cannotBeRenewed() {
        StaticToken token = new StaticToken("SSWS", "secret"::toCharArray, "API token");

        assertThat(token.renew(token.sign(REQUEST))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret\r\nX-Evil: 1",
                "secret\nx",
                "sec ret",
                "s\u00e9cret",
                "secret\0",
                "\tsecret",
                "secret\u007f"
            })
    @DisplayName("is refused where it could not be sent, or would end the header")
    void isRefusedWhereItCannotBeSent(String wrong) {
        char[] given = wrong.toCharArray();

        assertThatExceptionOfType(DirectoryCredentialsException.class)
                .isThrownBy(() -> new StaticToken("SSWS", () -> given, "API token"))
                .withMessageStartingWith("the API token holds a character that none can hold")
                .withMessageNotContaining("cret");
        assertThat(given).containsOnly('\0');
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\n", "secret\r\n", "secret\r", "\n"})
    void isRefusedWithAHintWhereItEndsWithALineBreak(String wrong) {
        assertThatExceptionOfType(DirectoryCredentialsException.class)
                .isThrownBy(() -> new StaticToken("SSWS", wrong::toCharArray, "API token"))
                .withMessage("the API token ends with a line break, as what is read from a file may; leave it out");
    }

    @Test
    @SuppressWarnings("NullAway") // hosts may do so
    void isRefusedWhereTheHostGivesNone() {
        assertThatExceptionOfType(DirectoryCredentialsException.class)
                .isThrownBy(() -> new StaticToken("SSWS", () -> new char[0], "API token"))
                .withMessage("there is no API token: what the host gave is empty");
        assertThatExceptionOfType(DirectoryCredentialsException.class)
                .isThrownBy(() -> new StaticToken("SSWS", () -> null, "API token"))
                .withMessage("there is no API token: what the host gave is empty");
    }

    @Test
    @DisplayName("F122: is not told by what the host throws")
    void isNotToldByWhatTheHostThrows() {
        IllegalStateException thrown = new IllegalStateException("the vault says: secret");

        assertThatExceptionOfType(DirectoryCredentialsException.class)
                .isThrownBy(() -> new StaticToken(
                        "SSWS",
                        () -> {
                            throw thrown;
                        },
                        "API token"))
                .withMessage("the host could not give the API token (java.lang.IllegalStateException)")
                .withCause(thrown);
    }
}
