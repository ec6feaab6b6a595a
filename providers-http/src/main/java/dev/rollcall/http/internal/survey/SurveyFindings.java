package dev.rollcall.http.internal.survey;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.directory.survey.SharedKeys;

/** What an administrator should know of the people in scope before the first run (R45). */
public final class SurveyFindings {

    private final PeopleSurvey survey;
    private final Validation.Builder findings;

    private SurveyFindings(PeopleSurvey survey, Validation.Builder findings) {
        this.survey = survey;
        this.findings = findings;
    }

    /**
     * Adds a finding for the people, their activity, those who cannot be read, the external ids, the match keys, each
     * attribute of the request, and each warning of the read.
     *
     * @param externalId the name of the attribute that tells people apart
     * @param matchKey the name of the attribute that is the match key
     * @param partial whether something that was chosen is not there, so that the counts are of the rest
     */
    public static void tell(
            PeopleSurvey survey,
            ReadRequest request,
            String externalId,
            String matchKey,
            boolean partial,
            Validation.Builder findings) {
        SurveyFindings all = new SurveyFindings(survey, findings);
        all.tellPeople(partial);
        all.tellActivity();
        all.tellUnreadable();
        all.tellIds("external id '" + externalId + "'");
        all.tellMatchKeys("match key '" + matchKey + "'");
        all.tellAttributes(request);
        survey.warnings().forEach(text -> findings.warning("read", text));
    }

    /** A number with the word for what was counted. */
    private static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private void tellPeople(boolean partial) {
        if (survey.people() == 0) {
            findings.warning(
                    "people",
                    "nobody is in scope; once this directory has active accounts, a run is held rather than believing that (R2)");
            return;
        }
        String text = counted(survey.people(), "person", "people") + " in scope: " + survey.are(Activity.ACTIVE)
                + " active, " + survey.are(Activity.INACTIVE) + " inactive, " + survey.are(Activity.UNKNOWN)
                + " unknown" + (survey.isFull() ? "; there are so many that some may be counted twice" : "");
        if (partial) {
            findings.warning("people", text + "; counted without what is not there, see above");
        } else {
            findings.ok("people", text);
        }
    }

    private void tellActivity() {
        long unknown = survey.are(Activity.UNKNOWN);
        if (survey.people() > 1 && unknown == survey.people()) {
            findings.error(
                    "activity",
                    "it is unknown of everybody; a run fails where that is so (R6): let the account that reads see it");
        } else if (unknown > 0) {
            findings.warning(
                    "activity",
                    "it is unknown of " + counted(unknown, "person", "people")
                            + ", for whom nothing is created, activated or blocked while that is so (R6)");
        }
    }

    private void tellUnreadable() {
        if (survey.unreadable() > 0) {
            findings.warning(
                    "unreadable people",
                    counted(survey.unreadable(), "person", "people")
                            + " cannot be read and would be rejected (R5), for one: "
                            + String.join(", for another: ", survey.reasons()));
        }
    }

    private void tellIds(String subject) {
        SharedKeys ids = survey.ids();
        if (survey.unidentified() > 0) {
            findings.warning(
                    subject,
                    counted(survey.unidentified(), "person has", "people have")
                            + " none that can be read; a run blocks nobody as removed while there are such people, unless so many"
                            + " are tolerated (R5)");
        }
        if (ids.shared() > 0) {
            findings.warning(
                    subject,
                    counted(ids.shared(), "id stands", "ids stand") + " at " + ids.sharers()
                            + " people of different match keys, who come as the same person more than once and are rejected (R12);"
                            + " choose an attribute that is unique");
        } else if (survey.unidentified() == 0 && survey.people() > 0) {
            findings.ok(subject, "everybody has one of their own" + unless(ids));
        }
    }

    private void tellMatchKeys(String subject) {
        SharedKeys keys = survey.matchKeys();
        if (survey.withoutMatchKey() > 0) {
            findings.warning(
                    subject,
                    counted(survey.withoutMatchKey(), "person has", "people have")
                            + " none and would be rejected (R5); choose another attribute, or leave them out of the scope");
        }
        if (keys.shared() > 0) {
            findings.warning(
                    subject,
                    counted(keys.shared(), "value is", "values are") + " shared by " + keys.sharers()
                            + " people, who would be neither created, linked nor renamed (R12); make it unique");
        } else if (survey.withoutMatchKey() == 0 && survey.people() > 0) {
            findings.ok(subject, "everybody has one of their own" + unless(keys));
        }
    }

    private static String unless(SharedKeys keys) {
        return keys.isFull() ? ", as far as so many could be compared" : "";
    }

    private void tellAttributes(ReadRequest request) {
        if (survey.people() == 0) {
            return;
        }
        for (String attribute : request.attributes()) {
            String subject = "attribute '" + attribute + "'";
            if (survey.hasSeen(attribute)) {
                findings.ok(subject, "is there");
            } else {
                findings.warning(
                        subject,
                        "nobody has a value, or the account may not see it; a field that follows it is not cleared, but never set"
                                + " either (R20)");
            }
        }
    }
}
