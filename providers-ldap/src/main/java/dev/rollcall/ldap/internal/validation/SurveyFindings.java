package dev.rollcall.ldap.internal.validation;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.survey.SharedKeys;
import dev.rollcall.ldap.DanglingMembers;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.Printable;

/** What an administrator should know of the people in scope before the first run. */
final class SurveyFindings {

    private final LdapSettings settings;
    private final PeopleSurvey survey;
    private final Findings findings;

    SurveyFindings(LdapSettings settings, PeopleSurvey survey, Findings findings) {
        this.settings = settings;
        this.survey = survey;
        this.findings = findings;
    }

    /** @param partial whether something that was chosen is not there, so that the counts are of the rest */
    void tell(boolean partial) {
        tellPeople(partial);
        tellActivity();
        tellUnreadable();
        tellIds();
        tellMatchKeys();
        tellDangling();
    }

    private void tellPeople(boolean partial) {
        if (survey.people() == 0) {
            findings.warning(
                    "people",
                    "nobody is in scope; once this directory has active accounts, a run is held rather than believing that (R2)");
            return;
        }
        String text = Counts.of(survey.people(), "person", "people") + " in scope: " + survey.are(Activity.ACTIVE)
                + " active, " + survey.are(Activity.INACTIVE) + " inactive, " + survey.are(Activity.UNKNOWN)
                + " unknown";
        if (partial) {
            findings.warning("people", text + "; counted without what is not there, see above");
        } else {
            findings.ok("people", text);
        }
    }

    private void tellActivity() {
        if (survey.people() > 1 && survey.are(Activity.UNKNOWN) == survey.people()) {
            findings.error(
                    "activity",
                    survey.activityWarning().orElse("it is unknown of everybody")
                            + "; a run fails where that is so of everybody: choose another way of telling it, or let the account see it");
        } else {
            survey.activityWarning().ifPresent(text -> findings.warning("activity", text));
        }
    }

    private void tellUnreadable() {
        if (survey.unreadable() > 0) {
            findings.warning(
                    "unreadable people",
                    Counts.of(survey.unreadable(), "person", "people")
                            + " cannot be read and would be rejected (R5), for one: "
                            + String.join(", for another: ", survey.reasons()));
        }
    }

    private void tellIds() {
        String attribute = settings.people().externalId().attribute();
        String subject = "external id '" + attribute + "'";
        SharedKeys ids = survey.ids();
        if (survey.unidentified() > 0) {
            findings.warning(
                    subject,
                    Counts.of(survey.unidentified(), "person has", "people have")
                            + " none that can be read; a run blocks nobody as removed while there are such people, unless so many"
                            + " are tolerated (R5)");
        }
        if (ids.shared() > 0) {
            findings.warning(
                    subject,
                    Counts.of(ids.shared(), "id stands", "ids stand") + " at " + ids.sharers()
                            + " entries, which come as the same person more than once and are rejected where they differ (R12);"
                            + " choose an attribute that is unique");
        } else if (survey.unidentified() == 0 && survey.people() > 0) {
            findings.ok(subject, "everybody has one of their own" + unless(ids));
        }
    }

    private void tellMatchKeys() {
        String subject = "match key '" + settings.people().matchKey() + "'";
        SharedKeys keys = survey.matchKeys();
        if (survey.withoutMatchKey() > 0) {
            findings.warning(
                    subject,
                    Counts.of(survey.withoutMatchKey(), "person has", "people have")
                            + " none and would be rejected (R5); choose another attribute, or leave them out by a filter");
        }
        if (keys.shared() > 0) {
            findings.warning(
                    subject,
                    Counts.of(keys.shared(), "value is", "values are") + " shared by " + keys.sharers()
                            + " people, who would be neither created, linked nor renamed (R12); make it unique");
        } else if (survey.withoutMatchKey() == 0 && survey.people() > 0) {
            findings.ok(subject, "everybody has one of their own" + unless(keys));
        }
    }

    private static String unless(SharedKeys keys) {
        return keys.isFull() ? ", as far as so many could be compared" : "";
    }

    private void tellDangling() {
        if (survey.dangling() == 0) {
            return;
        }
        long more = survey.dangling() - survey.danglingNames().size();
        String names = String.join(
                        "; ", survey.danglingNames().stream().map(Printable::of).toList())
                + (more > 0 ? "; and " + more + " more" : "");
        boolean held = settings.scope().danglingMembers() == DanglingMembers.HOLD_REMOVALS;
        findings.warning(
                "members",
                "nothing is found under " + Counts.of(survey.dangling(), "name", "names")
                        + " that chosen groups list"
                        + (held ? ", and while that is so, a run blocks nobody as removed (R5)" : "")
                        + ": " + names + ". Take them out of the groups if they are gone"
                        + (held
                                ? ", let the account see them if they are hidden, or choose to ignore such members"
                                : ", or let the account see them if they are hidden"));
    }
}
