package dev.rollcall.testservers.entra;

import dev.rollcall.testservers.http.HttpQuestion;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cuts lists into pages. A page begins after the last object of the one before, so that what happens to the tenant
 * between two pages shows in the second. Guarded by the tenant.
 */
final class Pages {

    private final String origin;
    private final EntraPaging paging;
    private final PageTokens tokens;

    Pages(String origin, EntraPaging paging, PageTokens tokens) {
        this.origin = origin;
        this.paging = paging;
        this.tokens = tokens;
    }

    /**
     * One page.
     *
     * @param context what the objects are
     * @param list in the order of their numbers
     */
    ObjectNode page(
            HttpQuestion question,
            GraphQuery query,
            String context,
            List<Entry> list,
            Predicate<Entry> wanted,
            Function<Entry, ObjectNode> render) {
        Cursor cursor = tokens.cursor(question);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("@odata.context", origin + "/v1.0/$metadata#" + context);
        if (query.counted() && cursor.page() == 1) {
            page.put("@odata.count", paging.count(list.stream().filter(wanted).count()));
        }
        ArrayNode value = JsonNodeFactory.instance.arrayNode();
        int size = paging.isEmpty(cursor.page()) ? 0 : paging.size(query.pageSize());
        int last = cursor.after();
        int resume = cursor.after();
        int at = next(list, first(list, cursor.after()), wanted);
        while (at < list.size() && value.size() < size) {
            Entry entry = list.get(at);
            value.add(render.apply(entry));
            resume = value.size() > size - paging.repeated() ? resume : entry.number();
            last = entry.number();
            at = next(list, at + 1, wanted);
        }
        if (at < list.size()) {
            int after = value.size() > paging.repeated() ? resume : last;
            Cursor following = new Cursor(cursor.path(), cursor.options(), after, cursor.page() + 1);
            page.put("@odata.nextLink", paging.link(tokens.link(origin, question, following)));
        }
        page.set("value", value);
        return page;
    }

    private static int next(List<Entry> list, int from, Predicate<Entry> wanted) {
        int at = from;
        while (at < list.size() && !wanted.test(list.get(at))) {
            at++;
        }
        return at;
    }

    /** The place of the first object with a greater number. */
    private static int first(List<Entry> list, int number) {
        int low = 0;
        int high = list.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (list.get(middle).number() > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
