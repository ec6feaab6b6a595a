package dev.rollcall.ldap.internal.scope;

import dev.rollcall.ldap.internal.people.CanonicalDn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which chosen units an entry lies below, and whether one that is left out is deeper (F12). Names are canonical. */
final class UnitRules {

    private final List<FoundEntry> chosen;
    private final List<FoundEntry> leftOut;

    UnitRules(List<FoundEntry> chosen, List<FoundEntry> leftOut) {
        this.chosen = List.copyOf(chosen);
        this.leftOut = List.copyOf(leftOut);
    }

    /** What the rules say of a name. Of two units above it, the longer name is the deeper. */
    Verdict of(String name) {
        int deepestOut = deepest(leftOut, name);
        List<FoundEntry> above = new ArrayList<>();
        for (FoundEntry unit : chosen) {
            if (unit.canonical().length() > deepestOut && CanonicalDn.isBelowOrSame(name, unit.canonical())) {
                above.add(unit);
            }
        }
        Set<String> names = new TreeSet<>();
        above.forEach(unit -> names.add(unit.chosen().text()));
        return new Verdict(names, deepestOut >= 0 && above.isEmpty());
    }

    private static int deepest(List<FoundEntry> units, String name) {
        int deepest = -1;
        for (FoundEntry unit : units) {
            if (unit.canonical().length() > deepest && CanonicalDn.isBelowOrSame(name, unit.canonical())) {
                deepest = unit.canonical().length();
            }
        }
        return deepest;
    }

    /** Whether there is nothing to decide. */
    boolean isEmpty() {
        return chosen.isEmpty() && leftOut.isEmpty();
    }

    /**
     * What the rules say.
     *
     * @param units the chosen units it lies below, as they were chosen
     * @param leftOut whether it is out, whatever groups it is in
     */
    record Verdict(Set<String> units, boolean leftOut) {
        static final Verdict NO_RULES = new Verdict(Set.of(), false);
    }
}
