package dev.rollcall.entra.internal.scope;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.http.internal.listing.Page;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chosen groups that hide their members, and whose members have not come so far. Whoever may not see the members of such a group is told that there are
 * none (F78), so that an empty one is not believed.
 */
final class HiddenGroups {

    private static final String REMEDY =
            ". Give the application Member.Read.Hidden (application permission, with admin consent)";

    private final Set<FoundGroup> silent = new LinkedHashSet<>();

    HiddenGroups(List<FoundGroup> groups) {
        groups.stream().filter(FoundGroup::hidden).forEach(silent::add);
    }

    /** Notes what came of a group. */
    void see(@Nullable FoundGroup group, Page page) {
        if (group != null && !page.items().isEmpty()) {
            silent.remove(group);
        }
    }

    /**
     * To be called when all were read.
     *
     * @param filtered whether there is a filter, so that it may be right that nobody came
     * @throws DirectoryCredentialsException if nobody came of one without a filter
     */
    void check(boolean filtered, Consumer<String> warning) {
        if (silent.isEmpty()) {
            return;
        }
        String what = silent.stream().map(FoundGroup::toString).collect(Collectors.joining(", "))
                + (silent.size() == 1 ? " hides its members" : " hide their members");
        if (filtered) {
            warning.accept(what + ", and the filter found nobody" + REMEDY + " if it has not got it");
        } else {
            throw new DirectoryCredentialsException("The members of every chosen group are needed, and " + what
                    + ", of whom none came" + REMEDY + ", or take a group that is empty out of the configuration");
        }
    }
}
