package dev.rollcall.http.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The content of an answer")
class BoundedBodyTest {

    private final BoundedBody body = new BoundedBody(100);
    private final Source source = new Source();

    /** Where content comes from. */
    private static final class Source implements Subscription {
        private long requested;
        private boolean cancelled;

        @Override
        public void request(long parts) {
            requested += parts;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private record Head(int statusCode, HttpHeaders headers, HttpClient.Version version) implements ResponseInfo {}

    private BodySubscriber<byte[]> begun() {
        return body.apply(new Head(200, HttpHeaders.of(Map.of(), (name, value) -> true), HttpClient.Version.HTTP_1_1));
    }

    @Test
    @DisplayName("is stopped where it arrives")
    void stoppedMeanwhile() {
        begun().onSubscribe(source);
        body.stop();

        assertThat(source.cancelled).isTrue();
    }

    @Test
    @DisplayName(
            "is not taken where its head comes when nobody waits any more, so that the connection is not kept for it")
    void stoppedBeforeItsHead() {
        body.stop();
        begun().onSubscribe(source);

        assertThat(source.cancelled).isTrue();
        assertThat(source.requested).isZero();
    }

    @Test
    @DisplayName("nor where that happens between its head and its first part")
    void stoppedBeforeItsFirstPart() {
        BodySubscriber<byte[]> begun = begun();
        body.stop();
        begun.onSubscribe(source);

        assertThat(source.cancelled).isTrue();
        assertThat(source.requested).isZero();
    }

    @Test
    @DisplayName("that came in full leaves the connection alone, which may be at another exchange by then")
    void stoppedAfterwards() {
        BodySubscriber<byte[]> begun = begun();
        begun.onSubscribe(source);
        begun.onNext(List.of(ByteBuffer.wrap(new byte[] {1, 2})));
        begun.onComplete();
        body.stop();

        assertThat(begun.getBody().toCompletableFuture().join()).containsExactly(1, 2);
        assertThat(source.cancelled).isFalse();
    }
}
