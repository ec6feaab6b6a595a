package dev.rollcall.rules.whoiswho;

import dev.rollcall.rules.Rule;

/** Which account of the directory a person is. */
public final class Correlation {

    private Correlation() {}

    /** What the accounts of the directory say about a person. Numbers of accounts, except where said. */
    public record Facts(
            int withThisId, int withThisNameAndNoId, int withThisNameAndAnotherId, boolean sharesKeyOrName) {}

    /** Who the person is. */
    public enum Match {
        /** The account with the person's external id (R8). */
        BY_ID(Rule.R8),
        /** An account without external id and with the person's username, which is linked (R9). */
        LINK(Rule.R9),
        /** Nobody yet. */
        NOBODY(Rule.R16),
        /** The username belongs to somebody else with another external id (R11). */
        SOMEBODY_ELSE(Rule.R11),
        /** More than one account could be meant (R12). */
        SEVERAL(Rule.R12),
        /** Would be linked or created, but shares a match key or a username with another person (R12). */
        SHARED(Rule.R12);

        private final Rule rule;

        Match(Rule rule) {
            this.rule = rule;
        }

        /** The rule that decided. */
        public Rule rule() {
            return rule;
        }
    }

    /** Decides. */
    public static Match decide(Facts facts) {
        if (facts.withThisId() > 0) {
            return facts.withThisId() == 1 ? Match.BY_ID : Match.SEVERAL;
        }
        if (facts.sharesKeyOrName()) {
            return Match.SHARED;
        }
        if (facts.withThisNameAndNoId() + facts.withThisNameAndAnotherId() > 1) {
            return Match.SEVERAL;
        }
        if (facts.withThisNameAndNoId() == 1) {
            return Match.LINK;
        }
        return facts.withThisNameAndAnotherId() == 1 ? Match.SOMEBODY_ELSE : Match.NOBODY;
    }

    /** What must hold before an account of another external id is given to a person (R11, R15). */
    public record RelinkFacts(
            boolean hostRelinks,
            boolean schemeChangeApproved,
            boolean oldIdInSnapshot,
            boolean graceIsOver,
            boolean somebodyUnidentified,
            boolean oldIdIgnored) {}

    /**
     * Whether the account of another external id is given to the person. An approved change of the id scheme takes the
     * place of the host's general choice and of the grace, because then it is the ids that went away and not the
     * people.
     */
    public static boolean mayRelink(RelinkFacts facts) {
        return !facts.oldIdInSnapshot()
                && !facts.somebodyUnidentified()
                && !facts.oldIdIgnored()
                && (facts.schemeChangeApproved() || (facts.hostRelinks() && facts.graceIsOver()));
    }
}
