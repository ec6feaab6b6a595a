package dev.rollcall.http.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A text in JSON")
class JsonTextTest {

    @Test
    void hasItsMembersInTheirOrder() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("z", "a \"quoted\" \\ \n ü");
        members.put("exp", 1_800_000_000L);
        members.put("a", 7);
        members.put("flag", true);
        members.put("jwk", Map.of("kty", "EC"));
        members.put("empty", Map.of());

        assertThat(JsonText.of(members))
                .isEqualTo("{\"z\":\"a \\\"quoted\\\" \\\\ \\n ü\",\"exp\":1800000000,\"a\":7,\"flag\":true,"
                        + "\"jwk\":{\"kty\":\"EC\"},\"empty\":{}}");
    }

    @Test
    void holdsNothingOfAnotherKind() {
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.of(Map.of("x", 1.5)));
        assertThatIllegalArgumentException().isThrownBy(() -> JsonText.of(Collections.singletonMap("x", null)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.of(Map.of("x", new char[] {'s'})))
                .withMessageContaining("'x'");
    }
}
