package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Cuts lists into pages. Only what is on a page is rendered. */
final class Pager {

    private static final Set<String> OWN = Set.of("after", "limit", "view");
    private static final String COMMAS = "&view=a,b;rel=next,c";

    private final URI address;
    private final OktaPages settings;

    Pager(URI address, OktaPages settings) {
        this.address = address;
        this.settings = settings;
    }

    /**
     * A page of a list.
     *
     * @param rows what stands behind the row of a number, in order
     */
    <T extends Row> HttpReply page(
            HttpQuestion question,
            Limit limits,
            IntFunction<Iterator<T>> rows,
            Predicate<T> wanted,
            Function<T, JsonNode> rendering) {
        int limit = Math.min(limits.of(question), settings.most());
        Cursor cursor = Cursor.of(question);
        if (settings.haveEmptyBetween() && cursor.number() >= 0 && !cursor.afterEmpty()) {
            return reply(question, limit, JsonMapper.shared().createArrayNode(), new Cursor(cursor.number(), true));
        }
        List<T> found = new ArrayList<>();
        boolean more = take(rows.apply(cursor.number()), wanted, limit, found);
        ArrayNode body = JsonMapper.shared().createArrayNode();
        found.forEach(row -> body.add(rendering.apply(row)));
        return reply(question, limit, body, next(found, more));
    }

    /** A list that is not cut. */
    <T extends Row> HttpReply whole(HttpQuestion question, int limit, List<T> rows, Function<T, JsonNode> rendering) {
        ArrayNode body = JsonMapper.shared().createArrayNode();
        rows.forEach(row -> body.add(rendering.apply(row)));
        return reply(question, limit, body, null);
    }

    private static <T> boolean take(Iterator<T> rows, Predicate<T> wanted, int limit, List<T> found) {
        while (rows.hasNext()) {
            T row = rows.next();
            if (wanted.test(row)) {
                if (found.size() == limit) {
                    return true;
                }
                found.add(row);
            }
        }
        return false;
    }

    private @Nullable Cursor next(List<? extends Row> found, boolean more) {
        if (found.isEmpty() || !(more || settings.haveEmptyAtTheEnd())) {
            return null;
        }
        boolean repeat = more && settings.areOverlapping() && found.size() > 1;
        return new Cursor(found.get(found.size() - (repeat ? 2 : 1)).number(), false);
    }

    private HttpReply reply(HttpQuestion question, int limit, ArrayNode body, @Nullable Cursor next) {
        String after = question.query().get("after");
        List<String> links = new ArrayList<>();
        links.add(link(question, limit, after, "self"));
        if (next != null) {
            links.add(link(question, limit, next.text(question), "next"));
        }
        HttpReply reply = HttpReply.json(200, body);
        if (settings.areJoined()) {
            return reply.with(settings.headerName(), String.join(", ", links));
        }
        for (String link : links) {
            reply = reply.with(settings.headerName(), link);
        }
        return reply;
    }

    private String link(HttpQuestion question, int limit, @Nullable String after, String relation) {
        String rest = question.query().entrySet().stream()
                .filter(pair -> !OWN.contains(pair.getKey()))
                .map(Pager::encoded)
                .collect(Collectors.joining());
        return "<" + address + question.rawPath() + "?"
                + (after == null ? "" : "after=" + encode(after) + "&")
                + "limit=" + limit
                + rest
                + (settings.haveCommas() ? COMMAS : "")
                + ">; rel=\"" + relation + "\"";
    }

    private static String encoded(Map.Entry<String, String> pair) {
        return "&" + encode(pair.getKey()) + "=" + encode(pair.getValue());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
