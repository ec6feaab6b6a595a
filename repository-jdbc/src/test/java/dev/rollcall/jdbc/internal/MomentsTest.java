package dev.rollcall.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-16T08:00:00.123Z,       2026-11-16T08:00:00.123Z, 2026-11-16T08:00:00.123Z",
        "2026-11-16T08:00:00.123000001Z, 2026-11-16T08:00:00.123Z, 2026-11-16T08:00:00.124Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999Z, 1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z,           0001-01-01T00:00:00Z,     0001-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z,    0001-01-01T00:00:00Z,     0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999Z, +10000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z,         9999-12-31T23:59:59.999Z, +10000-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999Z, +10000-01-01T00:00:00Z"
    })
    void areCutWhenStoredAndRoundedUpAsBounds(Instant moment, Instant stored, Instant bound) {
        assertThat(Moments.stored(moment)).isEqualTo(stored);
        assertThat(Moments.bound(moment)).isEqualTo(bound);
    }
}
