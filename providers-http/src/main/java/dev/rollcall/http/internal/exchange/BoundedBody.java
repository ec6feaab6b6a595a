package dev.rollcall.http.internal.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Takes the content of one answer: all that was announced, no more than is allowed, and none that begins after it was
 * stopped.
 */
final class BoundedBody implements BodyHandler<byte[]> {

    private static final int NOT_ANNOUNCED = -1;

    private final int limit;
    private volatile @Nullable Content content;
    private volatile boolean stopped;

    BoundedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo info) {
        boolean empty = info.statusCode() == 204 || info.statusCode() == 304;
        Content mine = new Content(limit, empty ? NOT_ANNOUNCED : announced(info.headers()));
        content = mine;
        if (stopped) {
            mine.stop();
        }
        return mine;
    }

    /**
     * Stops what is still arriving, and what begins to arrive after this: the head of an answer may come just when the
     * exchange is given up.
     */
    void stop() {
        stopped = true;
        Content mine = content;
        if (mine != null) {
            mine.stop();
        }
    }

    private static long announced(HttpHeaders headers) {
        String length = headers.firstValue("Content-Length").orElse("").strip();
        return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : NOT_ANNOUNCED;
    }

    private static final class Content implements BodySubscriber<byte[]> {
        private final int limit;
        private final long announced;
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private volatile @Nullable Subscription source;
        private volatile boolean unwanted;

        Content(int limit, long announced) {
            this.limit = limit;
            this.announced = announced;
        }

        @Override
        public CompletionStage<byte[]> getBody() {
            return result;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            source = subscription;
            if (unwanted) {
                subscription.cancel();
            } else if (announced > limit) {
                refuse();
            } else {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (result.isDone()) {
                    return;
                }
                if (part.remaining() > limit - bytes.size()) {
                    refuse();
                    return;
                }
                byte[] some = new byte[part.remaining()];
                part.get(some);
                bytes.write(some, 0, some.length);
            }
        }

        private void refuse() {
            result.completeExceptionally(new AnswerTooLargeException(limit));
            stop();
            bytes.reset();
        }

        private void stop() {
            unwanted = true;
            Subscription subscription = source;
            if (subscription != null) {
                subscription.cancel();
            }
        }

        @Override
        public void onError(Throwable failure) {
            source = null;
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            source = null; // the connection may be in use for another exchange by now
            if (announced != NOT_ANNOUNCED && announced != bytes.size()) {
                result.completeExceptionally(
                        new IOException(announced + " bytes were announced, and " + bytes.size() + " came"));
            } else {
                result.complete(bytes.toByteArray());
            }
        }
    }
}
