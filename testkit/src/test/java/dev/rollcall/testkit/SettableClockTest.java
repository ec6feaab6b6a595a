package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettableClockTest {

    private static final Instant SEVEN = Instant.parse("2026-01-01T07:00:00Z");

    private final SettableClock clock = SettableClock.at("2026-01-01T07:00:00Z");

    @Test
    void standsStill() {
        Instant first = clock.instant();
        assertThat(clock.instant()).isEqualTo(first).isEqualTo(SEVEN);
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void advancesAndGoesBack() {
        assertThat(clock.advance(Duration.ofHours(2))).isEqualTo(SEVEN.plusSeconds(7200));
        assertThat(clock.advance(Duration.ofHours(-3))).isEqualTo(SEVEN.minusSeconds(3600));
        assertThat(clock.instant()).isEqualTo(SEVEN.minusSeconds(3600));
    }

    @Test
    void isSet() {
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void showsTheSameMomentInAnotherZone() {
        Clock kathmandu = clock.withZone(ZoneId.of("Asia/Kathmandu"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(kathmandu.instant()).isEqualTo(SEVEN.plusSeconds(60));
        assertThat(kathmandu.getZone()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
    }

    @Test
    void losesNoAdvanceOfSeveralThreads() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                for (int k = 0; k < 1000; k++) {
                    clock.advance(Duration.ofSeconds(1));
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(clock.instant()).isEqualTo(SEVEN.plusSeconds(4000));
    }
}
