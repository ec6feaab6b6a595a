package dev.rollcall.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.rules.reading.Entry;
import dev.rollcall.run.FailureCause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DirectoryReadingTest {

    private static final DirectoryName STAFF = DirectoryName.of("staff");
    private static final Clock STOPPED = Clock.fixed(Instant.parse("2026-03-01T07:00:00Z"), ZoneOffset.UTC);

    private static String read(Clock clock, Consumer<Entry> people, Function<PersonSink, Completion> provider) {
        Duration ttl = Duration.ofMinutes(2);
        var lease = new LocalRunLock(STOPPED).acquire(STAFF, ttl).orElseThrow();
        Checkpoints checkpoints = new Checkpoints(STOPPED, lease, ttl, null, () -> false);
        DirectoryProvider directory = new DirectoryProvider() {
            @Override
            public Completion read(ReadRequest request, PersonSink sink) {
                return provider.apply(sink);
            }

            @Override
            public Validation validate(ReadRequest request) {
                return Validation.builder().build();
            }
        };
        return new DirectoryReading(clock, checkpoints, people)
                .read(directory, ReadRequest.of(STAFF, Set.of()), Thread::new, delivered -> {});
    }

    @Test
    @DisplayName("R1: a delivery that ended in an error leaves the read incomplete, though the provider went on")
    void aSwallowedErrorProvesTheReadIncomplete() {
        Consumer<Entry> people = entry -> {
            if (entry.person().matchKey().filter("bob"::equals).isPresent()) {
                throw new OutOfMemoryError("a test");
            }
        };

        assertThatExceptionOfType(RunStopped.class)
                .isThrownBy(() -> read(STOPPED, people, sink -> {
                    sink.accept(DirectoryUser.active("1", "ann").build());
                    try {
                        sink.accept(DirectoryUser.active("2", "bob").build());
                    } catch (OutOfMemoryError e) {
                        sink.warning("somebody was too large");
                    }
                    return sink.complete(1, "all of them");
                }))
                .withMessageContaining("OutOfMemoryError")
                .satisfies(e -> assertThat(e.failureCause()).isEqualTo(FailureCause.SNAPSHOT_INCOMPLETE));
    }

    /** Goes on by ten seconds each time it is looked at, and once back by an hour. */
    private static final class ClockPutBack extends Clock {
        private Instant now = STOPPED.instant();
        private int looks;

        @Override
        public Instant instant() {
            now = now.plus(++looks == 3 ? Duration.ofHours(-1) : Duration.ofSeconds(10));
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Zones do not matter here");
        }
    }

    @Test
    @DisplayName("R1: a pause does not become longer by what the clock is put back meanwhile")
    void aPauseDoesNotBecomeLongerByWhatTheClockIsPutBack() {
        ClockPutBack clock = new ClockPutBack();

        String evidence = read(clock, entry -> {}, sink -> {
            sink.pause(Duration.ofMinutes(1));
            return sink.complete(0, "nobody is there");
        });

        assertThat(evidence).isEqualTo("nobody is there");
        assertThat(clock.looks).isEqualTo(1 + 6 + 1);
    }
}
