package dev.rollcall.ldap.internal.scope;

import java.util.ArrayList;
import java.util.List;

/** The bases, groups and units as they were found. */
public final class ResolvedScope {

    private final List<FoundEntry> bases;
    private final List<FoundEntry> groups;
    private final List<FoundEntry> units;
    private final List<FoundEntry> leftOut;
    private final List<String> groupRoots;

    ResolvedScope(
            List<FoundEntry> bases,
            List<FoundEntry> groups,
            List<FoundEntry> units,
            List<FoundEntry> leftOut,
            List<String> groupRoots) {
        this.bases = List.copyOf(bases);
        this.groups = List.copyOf(groups);
        this.units = List.copyOf(units);
        this.leftOut = List.copyOf(leftOut);
        this.groupRoots = List.copyOf(groupRoots);
    }

    /** The bases. */
    public List<FoundEntry> bases() {
        return bases;
    }

    /** The chosen groups. */
    public List<FoundEntry> groups() {
        return groups;
    }

    /** The chosen units. */
    public List<FoundEntry> units() {
        return units;
    }

    /** The units to leave out. */
    public List<FoundEntry> leftOut() {
        return leftOut;
    }

    /** Where groups in groups are looked for. */
    List<String> groupRoots() {
        return groupRoots;
    }

    UnitRules unitRules() {
        return new UnitRules(units, leftOut);
    }

    /** Every group and unit. */
    List<FoundEntry> all() {
        List<FoundEntry> all = new ArrayList<>(groups);
        all.addAll(units);
        all.addAll(leftOut);
        return all;
    }
}
