package dev.rollcall.http.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.json.MalformedJsonException;
import dev.rollcall.http.internal.token.TokenAnswer.Granted;
import dev.rollcall.http.internal.token.TokenAnswer.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer of a token endpoint")
class TokenAnswerTest {

    private static TokenAnswer parse(int status, String body) throws MalformedJsonException {
        return TokenAnswer.parse(new Answer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static AccessToken granted(String body) throws MalformedJsonException {
        return ((Granted) parse(200, body)).token();
    }

    @Test
    void givesAToken() throws MalformedJsonException {
        AccessToken token = granted(
                "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"ey.J\"}");

        assertThat(token.type()).isEqualTo("Bearer");
        assertThat(token.value()).isEqualTo("ey.J");
        assertThat(token.lifetime()).isEqualTo(Duration.ofSeconds(3599));
    }

    @ParameterizedTest
    @CsvSource({"bearer,Bearer", "BEARER,Bearer", "dpop,DPoP", "DPoP,DPoP"})
    void namesTheTypeOfATokenInAnyLetterCase(String sent, String type) throws MalformedJsonException {
        assertThat(granted("{\"token_type\":\"" + sent + "\",\"access_token\":\"t\"}")
                        .type())
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"3600|3600", "\"3600\"|3600", "0|0", "-5|-5", "9999999999|9999999999", "null|300"})
    void givesTheLifetimeAsANumberOrAString(String sent, long seconds) throws MalformedJsonException {
        assertThat(granted("{\"token_type\":\"Bearer\",\"access_token\":\"t\",\"expires_in\":" + sent + "}")
                        .lifetime())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void givesATokenForFiveMinutesWhereItDoesNotSayForHowLong() throws MalformedJsonException {
        assertThat(granted("{\"token_type\":\"Bearer\",\"access_token\":\"t\"}").lifetime())
                .isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token_type\":\"Bearer\"}",
                "{\"token_type\":\"Bearer\",\"access_token\":\"\"}",
                "{\"token_type\":\"Bearer\",\"access_token\":\" \"}",
                "{\"token_type\":\"Bearer\",\"access_token\":null}",
                "{\"token_type\":\"Bearer\",\"access_token\":7}",
                "{\"token_type\":\"Bearer\",\"access_token\":\"secret\\r\\nX: 1\"}",
                "{\"token_type\":\"Bearer\",\"access_token\":\"s\u00e9cret\"}",
                "{\"token_type\":\"mac\",\"access_token\":\"secret\"}",
                "{\"access_token\":\"secret\"}",
                "{\"token_type\":\"Bearer\",\"access_token\":\"secret\",\"expires_in\":\"soon\"}",
                "{\"token_type\":\"Bearer\",\"access_token\":\"secret\",\"expires_in\":1.5}",
                "{\"token_type\":\"Bearer\",\"access_token\":\"secret\",\"expires_in\":10000000000}",
                "{\"token_type\":\"Bearer\",\"access_token\":\"secret\",\"expires_in\":\"10000000000\"}",
                "{\"error\":\"invalid_client\"}",
                "<html>secret</html>",
                ""
            })
    @DisplayName("F122: is refused where its token cannot be used, without showing it")
    void isRefusedWhereItsTokenCannotBeUsed(String body) {
        assertThatExceptionOfType(MalformedJsonException.class)
                .isThrownBy(() -> parse(200, body))
                .withMessageNotContaining("cret");
    }

    @Test
    void givesTheCodeOfARefusalAndNothingThatWasWrittenForPeople() throws MalformedJsonException {
        Refused refused = (Refused)
                parse(
                        401,
                        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: wrong secret ab*cd\",\"error_codes\":[7000215]}");

        assertThat(refused).isEqualTo(new Refused(401, Optional.of("invalid_client"), List.of(7000215L)));
        assertThat(refused.toString()).doesNotContain("AADSTS");
    }

    @Test
    void givesTheCodeThatOktaCallsSo() throws MalformedJsonException {
        assertThat(parse(401, "{\"errorCode\":\"invalid_client\",\"errorSummary\":\"no such client\"}"))
                .isEqualTo(new Refused(401, Optional.of("invalid_client"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Bad gateway</html>",
                "",
                "{}",
                "[]",
                "{\"error\":7}",
                "{\"error\":\"\"}",
                "{\"error\":\"the secret 'x' is wrong\"}",
                "{\"error\":\"a\\nb\"}",
                "{\"error\":{\"code\":\"x\"}}"
            })
    void isARefusalWithoutACodeWhereItHasNoneThatLooksLikeOne(String body) throws MalformedJsonException {
        assertThat(parse(400, body)).isEqualTo(new Refused(400, Optional.empty(), List.of()));
    }

    @Test
    void hasACodeOfSixtyCharactersAtTheMost() throws MalformedJsonException {
        String longest = "a".repeat(60);

        assertThat(parse(400, "{\"error\":\"" + longest + "\"}"))
                .isEqualTo(new Refused(400, Optional.of(longest), List.of()));
        assertThat(parse(400, "{\"error\":\"" + longest + "a\"}"))
                .isEqualTo(new Refused(400, Optional.empty(), List.of()));
    }
}
