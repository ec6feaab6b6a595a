package dev.rollcall.http.internal.exchange;

import dev.rollcall.http.HttpSettings;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Talks to a service with the JDK's client. Follows no redirect, keeps no cookie, asks for no compression, and sends
 * nothing in the clear but to the loopback, where the settings allow that; and that never through a proxy. For one
 * read; an idle connection is closed by {@link #close} from Java 21 on, and by the JDK some time later before.
 */
public final class JdkTransport implements Transport {

    private static final int PROXY_WANTS_LOGIN = 407;

    /** The JDK looks at its clock in milliseconds, and may end an exchange that much too early. */
    private static final Duration EARLY = Duration.ofMillis(10);

    /** What the JDK says where a proxy does not let it through. */
    private static final Pattern REFUSED_BY_PROXY = Pattern.compile("Tunnel failed, got: ([0-9]{3})");

    private final HttpSettings settings;
    private final HttpClient client;

    public JdkTransport(HttpSettings settings) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout());
        settings.trust().ifPresent(builder::sslContext);
        builder.proxy(new ServiceProxies(settings.proxy().orElseGet(ProxySelector::getDefault)));
        this.client = builder.build();
    }

    @Override
    public Answer send(Request request, Duration timeout) throws IOException, InterruptedException {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new HttpTimeoutException("no time left");
        }
        HttpRequest translated = translate(request, timeout);
        BoundedBody body = new BoundedBody(settings.maxResponseBytes());
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<byte[]>> exchange = begin(translated, body);
        try {
            HttpResponse<byte[]> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() == PROXY_WANTS_LOGIN) {
                throw new ProxyException(PROXY_WANTS_LOGIN);
            }
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (TimeoutException e) {
            throw late();
        } catch (ExecutionException e) {
            throw failure(e, System.nanoTime() - start >= timeout.minus(EARLY).toNanos());
        } finally {
            exchange.cancel(true);
            body.stop();
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> begin(HttpRequest request, BoundedBody body) throws IOException {
        try {
            return client.sendAsync(request, body);
        } catch (RuntimeException e) {
            // The request is a good one, so it was the selector of proxies, which is the host's.
            throw new ProxyException();
        }
    }

    private HttpRequest translate(Request request, Duration timeout) {
        if (!ServiceAddress.isSecret(request.uri(), settings)) {
            throw new IllegalArgumentException("nothing is sent without TLS");
        }
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).timeout(timeout);
            if ("http".equalsIgnoreCase(request.uri().getScheme())) {
                // Without TLS the JDK would ask to change over to HTTP/2 first.
                builder.version(HttpClient.Version.HTTP_1_1);
            }
            for (Map.Entry<String, String> header : request.headers().entrySet()) {
                builder.setHeader(header.getKey(), header.getValue());
            }
            byte[] body = request.body();
            return builder.method(
                            request.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                    .build();
        } catch (IllegalArgumentException e) {
            // Its message may be the value of a header, which may be a token: neither is passed on.
            throw new IllegalArgumentException("the request has an address or a header that cannot be sent");
        }
    }

    private static HttpTimeoutException late() {
        return new HttpTimeoutException("not all of the answer came in time");
    }

    /**
     * What to throw for an exchange that failed.
     *
     * @param late whether its time was over: the JDK closes the connection then, and may say of an answer that was just
     *     coming that it was cut
     */
    static IOException failure(ExecutionException wrapped, boolean late) {
        IOException failure = failure(wrapped);
        boolean told = failure instanceof HttpTimeoutException
                || failure instanceof ProxyException
                || failure instanceof AnswerTooLargeException;
        return late && !told ? late() : failure;
    }

    private static IOException failure(ExecutionException wrapped) {
        boolean mayRepeatTheAnswer = false;
        for (Throwable cause = wrapped.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof AnswerTooLargeException tooLarge) {
                return tooLarge;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            Matcher refusal = REFUSED_BY_PROXY.matcher(String.valueOf(cause.getMessage()));
            if (refusal.matches()) {
                return new ProxyException(Integer.parseInt(refusal.group(1)));
            }
            mayRepeatTheAnswer |= cause instanceof ProtocolException
                    || (cause instanceof RuntimeException && !(cause instanceof UnresolvedAddressException));
        }
        if (mayRepeatTheAnswer) {
            // The JDK quotes lines that it does not understand, and those may hold anything.
            return new IOException("the answer is no HTTP that can be understood");
        }
        return wrapped.getCause() instanceof IOException failure
                ? failure
                : new IOException("the exchange failed", wrapped.getCause());
    }

    @Override
    public void close() {
        if (client instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("the JDK's client cannot be closed", e);
            }
        }
    }
}
