package dev.rollcall.http.internal.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a service answered, in full. Names of headers are looked up without regard to case. {@link #toString()} is the
 * status alone: the rest may hold a token or a person's data.
 */
public final class Answer {

    private final int status;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;

    /**
     * Creates an answer.
     *
     * @param headers the values of each header, in the order in which they came; names that differ in case only are
     *     joined
     * @param body kept as it is, not copied
     */
    public Answer(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        headers.forEach((name, values) ->
                this.headers.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(values));
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** All values of a header, one per line that it came in; none if it is not there. */
    public List<String> headers(String name) {
        return Collections.unmodifiableList(headers.getOrDefault(name, List.of()));
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The content. The caller leaves it as it is. */
    public byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return "status " + status;
    }
}
