package dev.rollcall.okta.internal.people;

import dev.rollcall.directory.Activity;
import dev.rollcall.http.internal.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the status as a text, so that one that nobody knows yet harms no page (F86), and remembers those that nobody
 * said the meaning of.
 */
final class StatusReader {

    private static final String MISSING = "";
    private static final String NO_WORD = "?";
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,59}");
    private static final int MOST = 20;

    private final Map<String, Activity> meanings;
    private final Map<String, Long> unknown = new TreeMap<>();

    StatusReader(Map<String, Activity> meanings) {
        this.meanings = meanings;
    }

    Activity of(JsonObject user) {
        String status = user.text("status").orElse(MISSING);
        Activity meaning = meanings.get(status);
        if (meaning == null) {
            String shown = status.equals(MISSING) || WORD.matcher(status).matches() ? status : NO_WORD;
            unknown.merge(unknown.size() < MOST || unknown.containsKey(shown) ? shown : NO_WORD, 1L, Long::sum);
        }
        return meaning == null ? Activity.UNKNOWN : meaning;
    }

    List<String> warnings() {
        return unknown.entrySet().stream()
                .map(status -> warning(status.getKey(), status.getValue()))
                .toList();
    }

    private static String warning(String status, long times) {
        String unknown = ", so that the activity of these people is unknown (R6; read " + times
                + (times == 1 ? " time)" : " times)");
        return switch (status) {
            case MISSING ->
                "Okta gave no status of some people" + unknown + ": check the rights of the account that asks";
            case NO_WORD -> "Okta gave a status that cannot be shown" + unknown;
            default ->
                "The status '" + status + "' is not known" + unknown + ": say what it means with status(\"" + status
                        + "\", ...)";
        };
    }
}
