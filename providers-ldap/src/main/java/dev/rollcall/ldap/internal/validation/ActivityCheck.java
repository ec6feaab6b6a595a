package dev.rollcall.ldap.internal.validation;

import dev.rollcall.ldap.internal.LdapSettings;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds attributes of activity that nobody carries (R6). Most rules take a missing one for active, so that one which
 * the account may not read would keep everybody active, in silence.
 */
final class ActivityCheck {

    /** Attributes, in any case, that active people need not have. */
    private static final Set<String> FOR_INACTIVE_PEOPLE =
            caseless("pwdAccountLockedTime", "nsAccountLock", "loginDisabled", "loginExpirationTime");

    private final LdapSettings.People settings;
    private final PeopleSurvey survey;
    private final Findings findings;

    ActivityCheck(LdapSettings.People settings, PeopleSurvey survey, Findings findings) {
        this.settings = settings;
        this.survey = survey;
        this.findings = findings;
    }

    void tell() {
        if (survey.people() == 0) {
            return;
        }
        for (String attribute : new TreeSet<>(settings.activity().attributes())) {
            if (!survey.carries(attribute)) {
                tell(attribute);
            }
        }
    }

    private void tell(String attribute) {
        String subject = "activity by '" + attribute + "'";
        if (FOR_INACTIVE_PEOPLE.contains(attribute)) {
            findings.ok(
                    subject,
                    "nobody has it, so that it marks nobody as inactive; whether the account may see it cannot be told from"
                            + " that: disable a test user and look");
        } else {
            findings.warning(
                    subject,
                    "nobody has it, or the account may not see it; whoever is inactive by it may then be taken for active:"
                            + " let the account see it, or choose another way of telling activity");
        }
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
