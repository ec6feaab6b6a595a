package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of a question, and whether it goes to the index ({@code ConsistencyLevel: eventual}). */
final class GraphQuery {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 999;

    /** With managers a page is no larger, whatever was asked for. */
    private static final int LARGEST_EXPANDED_PAGE = 100;

    private final Map<String, String> options;
    private final boolean eventual;

    private GraphQuery(Map<String, String> options, boolean eventual) {
        this.options = options;
        this.eventual = eventual;
    }

    /** The options of a question that may have these and no others. */
    static GraphQuery of(HttpQuestion question, String... allowed) {
        Map<String, String> options = question.query();
        Set<String> known = Set.of(allowed);
        for (String name : options.keySet()) {
            if (!known.contains(name)) {
                throw GraphFailure.bad("The query option '" + name + "' is not known here.");
            }
        }
        String level = question.header("ConsistencyLevel").orElse("");
        if (!level.isEmpty() && !level.equals("eventual")) {
            throw GraphFailure.bad("The ConsistencyLevel is not known.");
        }
        GraphQuery query = new GraphQuery(options, !level.isEmpty());
        query.check();
        return query;
    }

    private void check() {
        if (counted() && !eventual) {
            throw GraphFailure.unsupported("$count needs ConsistencyLevel: eventual.");
        }
        if (eventual && option("$expand") != null) {
            throw GraphFailure.unsupported("$expand is not supported with ConsistencyLevel: eventual.");
        }
    }

    @Nullable
    String option(String name) {
        return options.get(name);
    }

    Map<String, String> options() {
        return options;
    }

    boolean eventual() {
        return eventual;
    }

    boolean counted() {
        String count = options.getOrDefault("$count", "false");
        if (!count.equals("true") && !count.equals("false")) {
            throw GraphFailure.bad("$count is neither true nor false.");
        }
        return count.equals("true");
    }

    int pageSize() {
        String top = option("$top");
        if (top == null) {
            return USUAL_PAGE;
        }
        int size = top.matches("[0-9]{1,9}") ? Integer.parseInt(top) : 0;
        if (size < 1 || size > LARGEST_PAGE) {
            throw GraphFailure.unsupported("A page has 1 to 999 objects.");
        }
        return option("$expand") == null ? size : Math.min(size, LARGEST_EXPANDED_PAGE);
    }

    /** Refuses the question unless it says that it knows what the index is. */
    void needsIndex(String what) {
        if (!eventual || !counted()) {
            throw GraphFailure.unsupported(what + " needs ConsistencyLevel: eventual and $count=true.");
        }
    }
}
