package dev.rollcall.http.internal.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.identity.DirectoryName;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R45: What an administrator is told of the people")
class SurveyFindingsTest {

    private final PeopleSurvey survey = new PeopleSurvey();

    private List<String> told(boolean partial, String... attributes) {
        Validation.Builder findings = Validation.builder();
        ReadRequest request = ReadRequest.of(DirectoryName.of("okta"), List.of(attributes));
        SurveyFindings.tell(survey, request, "id", "login", partial, findings);
        return findings.build().findings().stream().map(String::valueOf).toList();
    }

    @Test
    void isThatAllIsWell() {
        survey.accept(DirectoryUser.active("1", "ann")
                .attribute("department", "Sales")
                .build());
        survey.accept(DirectoryUser.active("2", "bob").inactive().build());

        assertThat(told(false, "department"))
                .containsExactly(
                        "OK people: 2 people in scope: 1 active, 1 inactive, 0 unknown",
                        "OK external id 'id': everybody has one of their own",
                        "OK match key 'login': everybody has one of their own",
                        "OK attribute 'department': is there");
    }

    @Test
    @DisplayName("is that nobody is there (R2), and nothing more")
    void isThatNobodyIsThere() {
        assertThat(told(false, "department"))
                .containsExactly(
                        "WARNING people: nobody is in scope; once this directory has active accounts, a run is held"
                                + " rather than believing that (R2)");
    }

    @Test
    void isThatTheCountsAreOfTheRest() {
        survey.accept(DirectoryUser.active("1", "ann").build());

        assertThat(told(true))
                .contains("WARNING people: 1 person in scope: 1 active, 0 inactive, 0 unknown;"
                        + " counted without what is not there, see above");
    }

    @Test
    @DisplayName("is that the activity of everybody is unknown (R6)")
    void isThatTheActivityOfEverybodyIsUnknown() {
        survey.accept(DirectoryUser.builder().externalId("1").matchKey("ann").build());
        survey.accept(DirectoryUser.builder().externalId("2").matchKey("bob").build());

        assertThat(told(false))
                .contains("ERROR activity: it is unknown of everybody; a run fails where that is so (R6):"
                        + " let the account that reads see it");
    }

    @Test
    @DisplayName("is of how many the activity is unknown (R6); of one alone it may be")
    void isOfHowManyTheActivityIsUnknown() {
        survey.accept(
                DirectoryUser.active("1", "ann").activity(Activity.UNKNOWN).build());

        assertThat(told(false))
                .contains(
                        "WARNING activity: it is unknown of 1 person, for whom nothing is created, activated or blocked"
                                + " while that is so (R6)");
    }

    @Test
    @DisplayName("is who cannot be read (R5)")
    void isWhoCannotBeRead() {
        survey.accept(DirectoryUser.active("1", "ann").build());
        survey.unreadable(
                DirectoryUser.builder().externalId("2").matchKey("bob").build(), "its name is a list");
        survey.unreadable(DirectoryUser.builder().build(), "it has no id");

        assertThat(told(false))
                .contains(
                        "WARNING unreadable people: 2 people cannot be read and would be rejected (R5), for one: its name is a list,"
                                + " for another: it has no id",
                        "WARNING external id 'id': 1 person has none that can be read; a run blocks nobody as removed while there are"
                                + " such people, unless so many are tolerated (R5)",
                        "WARNING match key 'login': 1 person has none and would be rejected (R5); choose another attribute, or leave"
                                + " them out of the scope")
                .noneMatch(text -> text.endsWith("everybody has one of their own"));
    }

    @Test
    @DisplayName("is what is shared (R12)")
    void isWhatIsShared() {
        survey.accept(DirectoryUser.active("1", "ann").build());
        survey.accept(DirectoryUser.active("2", "Ann").build());
        survey.accept(DirectoryUser.active("2", "bob").build());

        assertThat(told(false))
                .contains(
                        "WARNING external id 'id': 1 id stands at 2 people of different match keys, who come as the same person more"
                                + " than once and are rejected (R12); choose an attribute that is unique",
                        "WARNING match key 'login': 1 value is shared by 2 people, who would be neither created, linked nor renamed"
                                + " (R12); make it unique")
                .noneMatch(text -> text.endsWith("everybody has one of their own"));
    }

    @Test
    @DisplayName("is which attributes nobody carries (R20), spelt as the host spelt them")
    void isWhichAttributesNobodyCarries() {
        survey.accept(DirectoryUser.active("1", "ann")
                .attribute("department", "Sales")
                .build());

        assertThat(told(false, "Department", "costCenter"))
                .contains(
                        "OK attribute 'Department': is there",
                        "WARNING attribute 'costCenter': nobody has a value, or the account may not see it; a field that follows it is"
                                + " not cleared, but never set either (R20)");
    }

    @Test
    void isWhatTheReadWarnedOf() {
        survey.accept(DirectoryUser.active("1", "ann").build());
        survey.warning("changes of members could not be looked for");

        assertThat(told(false)).endsWith("WARNING read: changes of members could not be looked for");
    }
}
