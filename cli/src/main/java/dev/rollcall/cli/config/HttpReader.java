package dev.rollcall.cli.config;

import dev.rollcall.http.HttpSettings;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads how a directory behind a web API is talked to. */
final class HttpReader {

    private static final String TIME = "must be longer than nothing, and 20d at most";

    private final Section section;
    private HttpSettings settings = HttpSettings.usual();

    private HttpReader(Section section) {
        this.section = section;
    }

    /** Reads the key {@code http} of a directory; what is usual where it is not there. */
    static HttpSettings read(Section directory) {
        Section section = directory.get("http", Value::section);
        if (section == null) {
            return HttpSettings.usual();
        }
        HttpReader reader = new HttpReader(section);
        reader.readTimes();
        reader.readNumbers();
        reader.readProtection();
        section.end();
        return reader.settings;
    }

    private void readTimes() {
        take("connect-timeout", Value::duration, HttpSettings::withConnectTimeout, TIME);
        take("response-timeout", Value::duration, HttpSettings::withResponseTimeout, TIME);
        take("total-timeout", Value::duration, HttpSettings::withTotalTimeout, TIME);
    }

    private void readNumbers() {
        take("attempts", Value::whole, HttpSettings::withAttempts, "must be from 1 to 100");
        take("parallel", Value::whole, HttpSettings::withParallel, "must be from 1 to 16");
        take(
                "max-response-bytes",
                Value::whole,
                HttpSettings::withMaxResponseBytes,
                "must be from 1000 to " + (Integer.MAX_VALUE - 16));
        take("max-pages", Value::whole, HttpSettings::withMaxPages, "must be 1 or more");
    }

    private void readProtection() {
        take("trusted-certificates", PemValues::trust, HttpSettings::withTrust, "");
        take("insecure-loopback", Value::flag, (each, insecure) -> insecure ? each.withInsecureLoopback() : each, "");
    }

    /** Takes a value that settings accept, or notes what it ought to be. */
    private <T> void take(
            String key,
            Function<Value, @Nullable T> kind,
            BiFunction<HttpSettings, T, HttpSettings> with,
            String expected) {
        Value value = section.value(key);
        T read = value == null ? null : kind.apply(value);
        if (value == null || read == null) {
            return;
        }
        HttpSettings next = with.apply(settings, read);
        if (next.problems().isEmpty()) {
            settings = next;
        } else {
            value.problem(expected);
        }
    }
}
