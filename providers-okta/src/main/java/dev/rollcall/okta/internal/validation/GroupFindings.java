package dev.rollcall.okta.internal.validation;

import dev.rollcall.directory.Validation;
import dev.rollcall.http.internal.exchange.Printable;
import dev.rollcall.http.internal.survey.PeopleSurvey;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.okta.internal.OktaSettings.Chosen;
import dev.rollcall.okta.internal.scope.FoundGroup;
import dev.rollcall.okta.internal.scope.ResolvedGroups;
import java.util.List;
import java.util.Optional;

/** What is told of the chosen groups that are there. */
final class GroupFindings {

    private final OktaSettings settings;
    private final Validation.Builder findings;

    GroupFindings(OktaSettings settings, Validation.Builder findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /** @param survey the people; empty if they could not be read */
    void tell(List<FoundGroup> groups, Optional<PeopleSurvey> survey) {
        for (Chosen chosen : settings.scope().groups()) {
            groups.stream()
                    .filter(group -> group.chosenAs().contains(chosen.text()))
                    .forEach(group -> tell(chosen, group, survey));
        }
    }

    private void tell(Chosen chosen, FoundGroup group, Optional<PeopleSurvey> survey) {
        String subject = ResolvedGroups.subject(chosen.text());
        String what = chosen.byId()
                ? "; it is '" + Printable.of(group.name()) + "'"
                : "; chosen as id:" + group.id() + " it stays the same after a rename";
        long people = survey.map(all -> all.inGroup(chosen.text())).orElse(-1L);
        if (people < 0) {
            findings.ok(subject, "is there" + what);
        } else if (people == 0) {
            findings.warning(
                    subject,
                    "nobody is in it, or the account may not see its members" + what
                            + "; check whether it is the right one");
        } else {
            findings.ok(subject, people + (people == 1 ? " person" : " people") + what);
        }
    }
}
