package dev.rollcall.http.internal.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Counting people before the first run")
class PeopleSurveyTest {

    private final PeopleSurvey survey = new PeopleSurvey();

    private static DirectoryUser.Builder ann() {
        return DirectoryUser.active("1", "ann");
    }

    private static DirectoryUser.Builder bob() {
        return DirectoryUser.active("2", "bob");
    }

    @Test
    @DisplayName("R4: counts somebody once who comes with each group")
    void countsSomebodyOnce() {
        survey.accept(ann().groups("staff").build());
        survey.accept(bob().inactive().groups("staff").build());
        survey.accept(ann().groups("admins").build());
        survey.accept(ann().groups("staff").build()); // the group was read once more

        assertThat(survey.people()).isEqualTo(2);
        assertThat(survey.are(Activity.ACTIVE)).isEqualTo(1);
        assertThat(survey.are(Activity.INACTIVE)).isEqualTo(1);
        assertThat(survey.are(Activity.UNKNOWN)).isZero();
        assertThat(survey.inGroup("staff")).isEqualTo(2);
        assertThat(survey.inGroup("admins")).isEqualTo(1);
        assertThat(survey.inGroup("others")).isZero();
        assertThat(survey.ids().shared()).isZero();
        assertThat(survey.matchKeys().shared()).isZero();
        assertThat(survey.isFull()).isFalse();
    }

    @Test
    @DisplayName("R13: finds match keys that differ in letter case only")
    void findsSharedMatchKeys() {
        survey.accept(ann().build());
        survey.accept(DirectoryUser.active("3", "ANN").build());
        survey.accept(ann().groups("staff").build());

        assertThat(survey.people()).isEqualTo(2);
        assertThat(survey.matchKeys().shared()).isEqualTo(1);
        assertThat(survey.matchKeys().sharers()).isEqualTo(2);
        assertThat(survey.ids().shared()).isZero();
    }

    @Test
    @DisplayName("R12: counts those who share once each, however many groups they are in")
    void countsSharersOnce() {
        for (String group : List.of("staff", "admins", "others")) {
            survey.accept(ann().groups(group).build());
            survey.accept(DirectoryUser.active("3", "Ann").groups(group).build());
        }

        assertThat(survey.matchKeys().shared()).isEqualTo(1);
        assertThat(survey.matchKeys().sharers()).isEqualTo(2);
    }

    @Test
    void findsIdsOfSeveralPeople() {
        survey.accept(ann().build());
        survey.accept(DirectoryUser.active("1", "carl").build());

        assertThat(survey.ids().shared()).isEqualTo(1);
        assertThat(survey.ids().sharers()).isEqualTo(2);
    }

    @Test
    @DisplayName("R5: counts people without an id by their match keys, and others each time")
    void countsPeopleWithoutAnId() {
        DirectoryUser nameless = DirectoryUser.builder().matchKey("carl").build();
        survey.accept(nameless.toBuilder().groups("staff").build());
        survey.accept(nameless.toBuilder().groups("staff").build());
        survey.unreadable(DirectoryUser.builder().build(), "line 7 is empty");
        survey.unreadable(DirectoryUser.builder().build(), "line 8 is empty");

        assertThat(survey.people()).isEqualTo(3);
        assertThat(survey.unidentified()).isEqualTo(3);
        assertThat(survey.withoutMatchKey()).isEqualTo(2);
        assertThat(survey.unreadable()).isEqualTo(2);
        assertThat(survey.inGroup("staff")).isEqualTo(1);
        assertThat(survey.matchKeys().shared()).isZero();
    }

    @Test
    @DisplayName("R12: finds a match key that somebody with an id shares with somebody without one")
    void findsAKeySharedWithSomebodyWithoutAnId() {
        survey.accept(ann().build());
        survey.accept(DirectoryUser.builder().matchKey("ann").build());

        assertThat(survey.people()).isEqualTo(2);
        assertThat(survey.matchKeys().sharers()).isEqualTo(2);
    }

    @Test
    @DisplayName("R5: counts somebody unreadable once, and keeps a few reasons")
    void countsTheUnreadable() {
        for (int i = 0; i < 5; i++) {
            survey.unreadable(DirectoryUser.builder().externalId("9").build(), "reason " + i % 4);
        }
        survey.accept(ann().build());

        assertThat(survey.people()).isEqualTo(2);
        assertThat(survey.unreadable()).isEqualTo(1);
        assertThat(survey.unidentified()).isZero();
        assertThat(survey.reasons()).containsExactly("reason 0", "reason 1", "reason 2");
    }

    @Test
    void seesAttributesInAnyLetterCase() {
        survey.accept(ann().attribute("employeeId", "7").build());

        assertThat(survey.hasSeen("EMPLOYEEID")).isTrue();
        assertThat(survey.hasSeen("department")).isFalse();
    }

    @Test
    void keepsWarningsEachOnceAndNotWithoutEnd() {
        survey.warning("first");
        survey.warning("first");
        for (int i = 0; i < 1_000; i++) {
            survey.warning("warning " + i);
        }

        assertThat(survey.warnings()).hasSize(20).startsWith("first", "warning 0");
    }

    @Test
    @DisplayName("R1: completes a read of which everybody came")
    void completesARead() {
        assertThat(survey.evidence()).isEmpty();
        survey.accept(ann().build());
        survey.unreadable(bob().build(), "why");

        Completion completion = survey.complete(2, "every page was read");

        assertThat(completion.delivered()).isEqualTo(2);
        assertThat(completion.evidence()).isEqualTo("every page was read");
        assertThat(survey.evidence()).contains("every page was read");
    }

    @Test
    @DisplayName("R1: does not complete a read of which somebody is missing")
    void doesNotCompleteAReadOfWhichSomebodyIsMissing() {
        survey.accept(ann().build());

        assertThatExceptionOfType(SnapshotIncompleteException.class)
                .isThrownBy(() -> survey.complete(2, "every page was read"))
                .withMessage("the provider counted 2 people, but delivered 1");
        assertThat(survey.evidence()).isEmpty();
    }

    @Test
    void goesOnUntilTheThreadIsInterrupted() {
        survey.checkpoint();
        assertThat(survey.remaining()).isEmpty();

        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(DirectoryUnavailableException.class)
                    .isThrownBy(survey::checkpoint)
                    .withMessage("the validation was interrupted; start it again");
        } finally {
            assertThat(Thread.interrupted()).as("the flag stays").isTrue();
        }
    }

    @Test
    void waitsForNobody() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> survey.pause(Duration.ofSeconds(1)));
    }
}
