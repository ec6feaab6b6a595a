package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The next links that were handed out. Each is the address of the first page with a token, in which there are
 * characters that must stay encoded; it is good for that list and those options only, as often as it is wanted. Guarded
 * by the tenant.
 */
final class PageTokens {

    static final String OPTION = "$skiptoken";

    private final Map<String, Cursor> cursors = new HashMap<>();
    private int made;

    /** The address of the page. */
    String link(String origin, HttpQuestion question, Cursor cursor) {
        made++;
        byte[] bytes =
                ("RFNwdAIAAQ" + made + "\u00ff\u00fb\u00fe" + cursor.page()).getBytes(StandardCharsets.ISO_8859_1);
        String token = Base64.getEncoder().encodeToString(bytes) + "+/==";
        cursors.put(token, cursor);
        String before = question.rawQuery().replaceAll("&?(\\$|%24)skiptoken=[^&]*", "");
        return origin + question.rawPath() + "?" + before + (before.isEmpty() ? "" : "&") + OPTION + "="
                + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    /** Where the page begins that a question is about. */
    Cursor cursor(HttpQuestion question) {
        String token = question.query().get(OPTION);
        Map<String, String> options = new LinkedHashMap<>(question.query());
        options.remove(OPTION);
        if (token == null) {
            return new Cursor(question.path(), options, 0, 1);
        }
        Cursor cursor = cursors.get(token);
        if (cursor == null) {
            throw GraphFailure.of(400, "Directory_ExpiredPageToken", "The page token has expired.");
        }
        if (!cursor.path().equals(question.path()) || !cursor.options().equals(options)) {
            throw GraphFailure.bad("The page token belongs to another question.");
        }
        return cursor;
    }

    /** The number of the page that a question is about; 0 where its token is not known. */
    int page(HttpQuestion question) {
        String token = question.query().getOrDefault(OPTION, "");
        Cursor cursor = cursors.get(token);
        return token.isEmpty() ? 1 : cursor == null ? 0 : cursor.page();
    }

    /** All that were handed out are too old from now on. */
    void expire() {
        cursors.clear();
    }
}
