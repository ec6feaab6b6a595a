package dev.rollcall.rules.guards;

import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the guards count in one plan (R33).
 *
 * @param blocks accounts going from active to blocked
 * @param activeAccounts the directory's active accounts
 * @param renames accounts renamed, respelled or relinked
 * @param clears by field, the accounts in which it is cleared
 * @param accountsOfPeopleRead accounts whose person was read
 * @param rejections people rejected who were not rejected in the last run that finished
 * @param peopleRead people read
 */
public record GuardedNumbers(
        long blocks,
        long activeAccounts,
        long renames,
        Map<String, Long> clears,
        long accountsOfPeopleRead,
        long rejections,
        long peopleRead) {

    public GuardedNumbers {
        clears = Map.copyOf(clears);
    }

    /** Returns the guards that are exceeded, each with a sentence for the administrator. */
    public Map<GuardKind, List<String>> exceeded(Function<GuardKind, Guard> guards) {
        Map<GuardKind, List<String>> exceeded = new EnumMap<>(GuardKind.class);
        check(exceeded, guards, GuardKind.BLOCKS, blocks, activeAccounts, "");
        check(exceeded, guards, GuardKind.RENAMES, renames, accountsOfPeopleRead, "");
        new TreeMap<>(clears)
                .forEach((field, count) -> check(
                        exceeded, guards, GuardKind.CLEARS, count, accountsOfPeopleRead, " (field '" + field + "')"));
        check(exceeded, guards, GuardKind.REJECTIONS, rejections, peopleRead, "");
        return exceeded;
    }

    private static void check(
            Map<GuardKind, List<String>> exceeded,
            Function<GuardKind, Guard> guards,
            GuardKind kind,
            long count,
            long base,
            String what) {
        Guard guard = guards.apply(kind);
        if (guard.isExceededBy(count, base)) {
            exceeded.computeIfAbsent(kind, unused -> new ArrayList<>())
                    .add(String.format(
                            Locale.ROOT,
                            "%d %s%s, of %d %s: %s",
                            count,
                            kind.counted(),
                            what,
                            base,
                            kind.base(),
                            guard));
        }
    }
}
