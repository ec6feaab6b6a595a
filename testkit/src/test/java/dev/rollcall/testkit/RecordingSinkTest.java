package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.testkit.RecordingSink.Call;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordingSinkTest {

    private static final DirectoryUser ANN = DirectoryUser.active("1", "ann").build();
    private static final DirectoryUser BOB = DirectoryUser.active("2", "bob").build();

    private final RecordingSink sink = new RecordingSink();
    private final IllegalStateException exception = new IllegalStateException("given up");

    @Test
    void keepsWhatWasDelivered() {
        sink.accept(ANN);
        sink.unreadable(BOB, "why");
        sink.warning("warned");
        sink.pause(Duration.ofHours(1));
        Completion completion = sink.complete(2, "evidence");
        assertThat(sink.people()).containsExactly(ANN);
        assertThat(sink.unreadable()).containsExactly(new RecordingSink.Unreadable(BOB, "why"));
        assertThat(sink.warnings()).containsExactly("warned");
        assertThat(sink.pauses()).containsExactly(Duration.ofHours(1));
        assertThat(sink.completion()).containsSame(completion);
        assertThat(completion.delivered()).isEqualTo(2);
        assertThat(completion.evidence()).isEqualTo("evidence");
        assertThat(sink.calls(Call.ACCEPT)).isEqualTo(1);
        assertThat(sink.violations()).isEmpty();
    }

    @Test
    void joinsRepeatsThatDifferInGroupsOnly() {
        sink.accept(ANN.toBuilder().groups("a").build());
        sink.accept(ANN.toBuilder().groups("b").build());
        sink.accept(ANN.toBuilder().matchKey("anna").build());
        sink.accept(DirectoryUser.builder().matchKey("nobody").build());
        sink.accept(DirectoryUser.builder().matchKey("nobody").build());
        assertThat(sink.everybody())
                .containsExactly(
                        ANN.toBuilder().groups("a", "b").build(),
                        ANN.toBuilder().matchKey("anna").build(),
                        DirectoryUser.builder().matchKey("nobody").build(),
                        DirectoryUser.builder().matchKey("nobody").build());
    }

    @Test
    void throwsAtAPlace() {
        sink.throwingAt(1, exception);
        sink.accept(ANN);
        assertThat(catchThrowable(() -> sink.accept(BOB))).isSameAs(exception);
        assertThat(sink.people()).containsExactly(ANN);
        assertThat(sink.violations()).isEmpty();
    }

    @Test
    void throwsFromAMethod() {
        sink.throwingFrom(Call.CHECKPOINT, exception);
        sink.accept(ANN);
        assertThat(catchThrowable(sink::checkpoint)).isSameAs(exception);
    }

    @Test
    void notesWhoGoesOnAfterItThrew() {
        sink.giveUp(exception);
        assertThat(catchThrowable(() -> sink.accept(ANN))).isSameAs(exception);
        assertThat(sink.violations()).isEmpty();
        assertThat(catchThrowable(() -> sink.complete(0, "evidence"))).isSameAs(exception);
        assertThat(sink.violations()).hasSize(1).first().asString().contains("COMPLETE", "had thrown");
        assertThat(sink.completion()).isEmpty();
    }

    @Test
    void notesWhoGoesOnAfterTheEnd() {
        sink.complete(0, "evidence");
        sink.accept(ANN);
        assertThat(sink.violations()).hasSize(1).first().asString().contains("ACCEPT", "declared complete");
        RecordingSink other = new RecordingSink();
        other.readEnded();
        other.warning("late");
        assertThat(other.violations()).hasSize(1).first().asString().contains("WARNING", "had ended");
    }

    @Test
    void notesASecondThreadInside() {
        sink.after(1, () -> {
            Thread second = new Thread(sink::checkpoint);
            second.start();
            try {
                second.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        sink.accept(ANN);
        sink.checkpoint();
        assertThat(sink.violations()).hasSize(1).first().asString().contains("second thread");
    }

    @Test
    void tellsHowMuchTimeRemains() {
        assertThat(sink.remaining()).isEmpty();
        assertThat(sink.remaining(Duration.ofSeconds(3)).remaining()).contains(Duration.ofSeconds(3));
    }
}
