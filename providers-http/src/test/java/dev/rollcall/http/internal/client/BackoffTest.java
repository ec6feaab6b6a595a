package dev.rollcall.http.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where nobody says how long to wait")
class BackoffTest {

    @Test
    @DisplayName("it is twice as long each time, and a minute at most")
    void doubles() {
        Backoff longest = new Backoff(() -> 1.0);

        assertThat(IntStream.rangeClosed(1, 9).mapToObj(longest::after).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(longest.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("chance takes up to half of it away")
    void chance() {
        assertThat(new Backoff(() -> 0.0).after(3)).isEqualTo(Duration.ofSeconds(2));
        assertThat(new Backoff(() -> 0.5).after(3)).isEqualTo(Duration.ofSeconds(3));
        assertThat(Backoff.usual().after(3)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }
}
