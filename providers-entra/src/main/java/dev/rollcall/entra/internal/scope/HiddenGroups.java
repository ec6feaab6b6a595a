package dev.rollcall.entra.internal.scope;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.connection.EntraSession;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.http.internal.listing.Page;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Chosen groups that hide their members, and whose members have not come so far. Whoever may not see the members of
 * such a group is told that there are none (F78), so that an empty one is not believed.
 */
final class HiddenGroups {

    private final EntraSettings settings;
    private final EntraSession session;
    private final Questions questions;
    private final Set<FoundGroup> silent = new LinkedHashSet<>();

    HiddenGroups(EntraSettings settings, EntraSession session, Questions questions, List<FoundGroup> groups) {
        this.settings = settings;
        this.session = session;
        this.questions = questions;
        groups.stream().filter(FoundGroup::hidden).forEach(silent::add);
    }

    /** Notes what came of a group. */
    void see(@Nullable FoundGroup group, Page page) {
        if (group != null && !page.items().isEmpty()) {
            silent.remove(group);
        }
    }

    /**
     * To be called when all were read. Where it may be for a filter that nobody came, the group is asked for any
     * member.
     *
     * @throws DirectoryCredentialsException if nothing comes of one
     */
    void check() {
        if (settings.scope().filter() != null) {
            silent.removeIf(this::hasMember);
        }
        if (!silent.isEmpty()) {
            throw new DirectoryCredentialsException("The members of every chosen group are needed, and "
                    + silent.stream().map(FoundGroup::toString).collect(Collectors.joining(", "))
                    + (silent.size() == 1 ? " hides its members" : " hide their members")
                    + ", of whom none came. Give the application Member.Read.Hidden (application permission, with admin"
                    + " consent), or take a group that is empty out of the configuration");
        }
    }

    private boolean hasMember(FoundGroup group) {
        GraphList list = questions.anyMember(group);
        String doing = "looking for a member of " + group;
        Set<URI> seen = new HashSet<>();
        URI at = list.start();
        while (at != null && seen.add(at) && seen.size() <= settings.http().maxPages()) {
            Page page = list.parse(seen.size(), session.get(list.follow(at), doing, Permission.MEMBERS));
            if (!page.items().isEmpty()) {
                return true;
            }
            at = page.next(); // an empty page may have a next one (F73)
        }
        return false;
    }
}
