package dev.rollcall.http.internal.listing;

import dev.rollcall.http.internal.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items what is on it; there may be nothing on a page that is not the last
 * @param next where the next page is; null on the last
 * @param total how many items the service says the whole list has, where it says so; that many different ones have to
 *     come then, told apart by their {@code id}
 */
public record Page(List<JsonObject> items, @Nullable URI next, OptionalLong total) {
    public Page {
        items = List.copyOf(items);
    }
}
