package dev.rollcall.http.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The way to an attribute")
class AttributePathTest {

    private JsonObject person;

    @BeforeEach
    void person() throws MalformedJsonException {
        person = JsonObject.parse(
                ("{\"mail\":\"a@example.com\",\"org\":{\"unit\":{\"cost\":7,\"tags\":[\"x\",\"y\"]},\"none\":null},"
                                + "\"plans\":[{\"name\":\"z\"}]}")
                        .getBytes(StandardCharsets.UTF_8),
                Set.of());
    }

    @Test
    void leadsToAMember() {
        assertThat(AttributePath.of("mail").valuesOrNull(person)).containsExactly("a@example.com");
    }

    @Test
    void leadsThroughObjects() {
        assertThat(AttributePath.of("org.unit.cost").valuesOrNull(person)).containsExactly("7");
        assertThat(AttributePath.of("org.unit.tags").valuesOrNull(person)).containsExactly("x", "y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "absent.deeper", "org.none", "org.none.deeper", "org.unit.absent"})
    void leadsToNothingWhereSomethingIsAbsentOrNull(String path) {
        assertThat(AttributePath.of(path).valuesOrNull(person)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org", "org.unit", "plans", "plans.name", "mail.domain"})
    void isMalformedWhereItEndsAtNoValueOrLeadsThroughNoObject(String path) {
        assertThat(AttributePath.of(path).valuesOrNull(person)).isNull();
    }

    @Test
    void beginsWithWhatIsAskedFor() {
        assertThat(AttributePath.of("org.unit.cost").first()).isEqualTo("org");
        assertThat(AttributePath.of("org.unit.cost")).hasToString("org.unit.cost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "a.", ".a", "a..b", "a. .b"})
    void hasANameBeforeBetweenAndAfterTheDots(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttributePath.of(path))
                .withMessage("a name between the dots is missing");
    }
}
