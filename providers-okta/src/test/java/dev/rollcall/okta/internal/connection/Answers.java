package dev.rollcall.okta.internal.connection;

import dev.rollcall.http.internal.exchange.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers as Okta gives them. */
final class Answers {

    private final Map<String, List<String>> headers = new LinkedHashMap<>();

    static Answers at(Instant date) {
        return new Answers().with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)));
    }

    static Answers undated() {
        return new Answers();
    }

    Answers with(String header, Object value) {
        headers.computeIfAbsent(header, unused -> new ArrayList<>()).add(String.valueOf(value));
        return this;
    }

    Answers limits(long limit, long remaining, Instant reset) {
        return with("x-rate-limit-limit", limit)
                .with("x-rate-limit-remaining", remaining)
                .with("x-rate-limit-reset", reset.getEpochSecond());
    }

    Answer status(int status) {
        return status(status, "");
    }

    Answer status(int status, String body) {
        return new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
