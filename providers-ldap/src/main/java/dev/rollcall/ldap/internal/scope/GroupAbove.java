package dev.rollcall.ldap.internal.scope;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A group on the way up from a person. Ordered by name, so that what is told does not depend on the order of answers.
 */
final class GroupAbove implements Comparable<GroupAbove> {

    private final String dn;
    private final String canonical;
    private final List<FoundEntry> chosen;
    private final Set<GroupAbove> above = new TreeSet<>();

    GroupAbove(String dn, String canonical, List<FoundEntry> chosen) {
        this.dn = dn;
        this.canonical = canonical;
        this.chosen = chosen;
    }

    /** Its name as the server spells it. */
    String dn() {
        return dn;
    }

    /** Its name in a form that can be compared. */
    String canonical() {
        return canonical;
    }

    /** As what it was chosen; more than one if it was chosen by name and by id, none if it was not. */
    List<FoundEntry> chosen() {
        return chosen;
    }

    /** The groups that it is in. */
    Set<GroupAbove> above() {
        return above;
    }

    @Override
    public int compareTo(GroupAbove other) {
        return canonical.compareTo(other.canonical);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupAbove that && canonical.equals(that.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        return dn;
    }
}
