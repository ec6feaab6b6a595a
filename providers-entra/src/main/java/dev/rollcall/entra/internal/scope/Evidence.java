package dev.rollcall.entra.internal.scope;

import dev.rollcall.http.internal.listing.Listings;
import java.util.List;

/** What proves that nobody is missing: that every list came to its end. For one read. */
public final class Evidence {

    private int lists;
    private long pages;
    private long objects;
    private long restarts;
    private int groupsReadAgain;

    void add(List<Listings.Walk> walks) {
        for (Listings.Walk walk : walks) {
            lists++;
            pages += walk.pages();
            objects += walk.items();
            restarts += walk.restarts();
        }
    }

    void readAgain(int groups) {
        groupsReadAgain += groups;
    }

    /** The evidence for the record. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("every list was followed to the page that names no next one: ")
                .append(of(lists, "list", "lists"))
                .append(", ")
                .append(of(pages, "page", "pages"))
                .append(", ")
                .append(of(objects, "object", "objects"));
        if (groupsReadAgain > 0) {
            text.append("; the members of ")
                    .append(of(groupsReadAgain, "group", "groups"))
                    .append(" changed meanwhile and were read once more");
        }
        if (restarts > 0) {
            text.append("; ").append(of(restarts, "list was", "lists were")).append(" begun again");
        }
        return text.toString();
    }

    private static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
