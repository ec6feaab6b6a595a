package dev.rollcall.http;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a directory behind a web API is talked to: limits of time and size, how many questions at once, trust. Immutable;
 * every {@code with} returns a copy. What is set here can be shared by several providers.
 *
 * <p>Redirects are never followed, and cookies never kept.
 */
public final class HttpSettings {

    private static final Duration LONGEST = Duration.ofDays(20);

    private final Values values;

    private HttpSettings(Values values) {
        this.values = values;
    }

    /** Filled before it becomes part of settings, and not changed afterwards. */
    private static final class Values {
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration responseTimeout = Duration.ofMinutes(1);
        private Duration totalTimeout = Duration.ofHours(2);
        private int attempts = 6;
        private int parallel = 4;
        private int maxResponseBytes = 20_000_000;
        private int maxPages = 100_000;
        private @Nullable SSLContext trust;
        private @Nullable ProxySelector proxy;
        private boolean insecureLoopback;

        Values() {}

        Values(Values that) {
            this.connectTimeout = that.connectTimeout;
            this.responseTimeout = that.responseTimeout;
            this.totalTimeout = that.totalTimeout;
            this.attempts = that.attempts;
            this.parallel = that.parallel;
            this.maxResponseBytes = that.maxResponseBytes;
            this.maxPages = that.maxPages;
            this.trust = that.trust;
            this.proxy = that.proxy;
            this.insecureLoopback = that.insecureLoopback;
        }
    }

    private HttpSettings with(Consumer<Values> change) {
        Values copy = new Values(values);
        change.accept(copy);
        return new HttpSettings(copy);
    }

    /** The settings that hold unless said otherwise. */
    public static HttpSettings usual() {
        return new HttpSettings(new Values());
    }

    /** Sets how long a connection with its handshake may take; 10 seconds unless said. */
    public HttpSettings withConnectTimeout(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        return with(copy -> copy.connectTimeout = duration);
    }

    /** Sets how long one answer may take to arrive in full; a minute unless said. */
    public HttpSettings withResponseTimeout(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        return with(copy -> copy.responseTimeout = duration);
    }

    /**
     * Sets how long a read may take in all, waiting for the service's limits included; two hours unless said. A run's
     * own deadline may end it before.
     */
    public HttpSettings withTotalTimeout(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        return with(copy -> copy.totalTimeout = duration);
    }

    /**
     * Sets how often one question is asked before the read fails, when the service does not answer or answers that it
     * has trouble; 6 unless said. Being told to wait is no attempt: that goes on until the time is over. Where somebody
     * waits for the outcome, as at a validation, a host whose name is not known, and that never answered, is asked for
     * once.
     */
    public HttpSettings withAttempts(int number) {
        return with(copy -> copy.attempts = number);
    }

    /** Sets how many lists are read at once at the most; 4 unless said, 16 at the most. */
    public HttpSettings withParallel(int lists) {
        return with(copy -> copy.parallel = lists);
    }

    /**
     * Sets how large one answer may be before the read fails, in bytes; 20,000,000 unless said. A page that is taken
     * apart takes up to 25 times its size in memory, and two pages of each list that is read at once
     * ({@link #withParallel}) are held: with four lists, a service that sends pages of this size, all of tiny values,
     * needs 4 GB. Usual pages of up to a thousand people have 2,000,000 bytes at the most.
     */
    public HttpSettings withMaxResponseBytes(int bytes) {
        return with(copy -> copy.maxResponseBytes = bytes);
    }

    /** Sets how many pages one list may have before the read fails; 100,000 unless said. */
    public HttpSettings withMaxPages(int pages) {
        return with(copy -> copy.maxPages = pages);
    }

    /** Sets what certificates are trusted, for companies that look into TLS; those that the JVM trusts unless said. */
    public HttpSettings withTrust(SSLContext context) {
        Objects.requireNonNull(context, "context");
        return with(copy -> copy.trust = context);
    }

    /**
     * Sets the proxy; as the JVM is configured unless said. A proxy that wants a login is not supported: it has to let
     * this machine pass without one. What goes to the loopback without TLS never goes through a proxy.
     */
    public HttpSettings withProxy(ProxySelector selector) {
        Objects.requireNonNull(selector, "selector");
        return with(copy -> copy.proxy = selector);
    }

    /**
     * Lets addresses with {@code http://} pass, if they are of the loopback: for tests against a stand-in on the same
     * machine. Whatever this is set to, a token never goes over a network without TLS.
     */
    public HttpSettings withInsecureLoopback() {
        return with(copy -> copy.insecureLoopback = true);
    }

    /** See {@link #withConnectTimeout}. */
    public Duration connectTimeout() {
        return values.connectTimeout;
    }

    /** See {@link #withResponseTimeout}. */
    public Duration responseTimeout() {
        return values.responseTimeout;
    }

    /** See {@link #withTotalTimeout}. */
    public Duration totalTimeout() {
        return values.totalTimeout;
    }

    /** See {@link #withAttempts}. */
    public int attempts() {
        return values.attempts;
    }

    /** See {@link #withParallel}. */
    public int parallel() {
        return values.parallel;
    }

    /** See {@link #withMaxResponseBytes}. */
    public int maxResponseBytes() {
        return values.maxResponseBytes;
    }

    /** See {@link #withMaxPages}. */
    public int maxPages() {
        return values.maxPages;
    }

    /** See {@link #withTrust}; empty for what the JVM trusts. */
    public Optional<SSLContext> trust() {
        return Optional.ofNullable(values.trust);
    }

    /** See {@link #withProxy}; empty for what the JVM is configured with, as {@link HttpClient} takes it. */
    public Optional<ProxySelector> proxy() {
        return Optional.ofNullable(values.proxy);
    }

    /** See {@link #withInsecureLoopback}. */
    public boolean insecureLoopback() {
        return values.insecureLoopback;
    }

    /** What is wrong with these settings, each in words; empty if nothing. For providers when they are built. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        checkTime("connect timeout", values.connectTimeout, problems);
        checkTime("response timeout", values.responseTimeout, problems);
        checkTime("total timeout", values.totalTimeout, problems);
        checkNumber("number of attempts", values.attempts, 1, 100, problems);
        checkNumber("number of lists read at once", values.parallel, 1, 16, problems);
        checkNumber("largest answer in bytes", values.maxResponseBytes, 1_000, Integer.MAX_VALUE - 16, problems);
        checkNumber("largest number of pages", values.maxPages, 1, Integer.MAX_VALUE, problems);
        return List.copyOf(problems);
    }

    private static void checkTime(String name, Duration duration, List<String> problems) {
        if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
            problems.add("the " + name + " must be longer than nothing, and 20 days at most");
        }
    }

    private static void checkNumber(String name, int number, int least, int most, List<String> problems) {
        if (number < least || number > most) {
            problems.add("the " + name + " must be from " + least + " to " + most + ", not " + number);
        }
    }
}
