package dev.rollcall.rules.whoiswho;

import dev.rollcall.plan.Hold;
import java.util.List;
import java.util.Optional;

/** Whether the directory's ids have changed their form or attribute, so that everybody looks new (R15). */
public final class IdentityScheme {

    private IdentityScheme() {}

    /**
     * Decides.
     *
     * @param found accounts, active or blocked for the licence or for inactivity, whose person was found by id or
     *     username
     * @param foundUnderAnotherId those of them found only by username, and under another id
     */
    public static boolean hasChanged(long found, long foundUnderAnotherId) {
        return foundUnderAnotherId >= 2 && 2 * foundUnderAnotherId > found;
    }

    /**
     * Returns the reason to hold the run, if the scheme changed.
     *
     * @param relinked how many of the accounts the plan gives their new ids
     * @param unidentified how many people came without an external id; while there are any nobody is relinked (R11)
     */
    public static Optional<Hold> hold(long found, long foundUnderAnotherId, long relinked, long unidentified) {
        return hasChanged(found, foundUnderAnotherId)
                ? Optional.of(new Hold(
                        Hold.Reason.IDENTITY_SCHEME_CHANGED,
                        List.of(foundUnderAnotherId + " of " + found
                                + " accounts were found only by username and under another external id: the form or the"
                                + " attribute of the id was changed; "
                                + whatToDo(relinked, unidentified))))
                : Optional.empty();
    }

    private static String whatToDo(long relinked, long unidentified) {
        if (relinked > 0) {
            return "approve the run to give the accounts their new ids";
        }
        return unidentified > 0
                ? "nobody can be given a new id while " + unidentified
                        + " people came without one: correct that, and run again"
                : "none of these people can be given the account, see the rejections and the ignore list: correct them,"
                        + " or relink, block or make local the accounts by hand";
    }
}
