package dev.rollcall.rulebook;

import static dev.rollcall.account.BlockReason.LICENCE_LIMIT;
import static dev.rollcall.account.BlockReason.REMOVED_FROM_SCOPE;
import static dev.rollcall.policy.ValueSource.attribute;
import static dev.rollcall.policy.ValueSource.matchKey;
import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutKey;
import static dev.rollcall.testkit.RollcallAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Change;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.rules.Rule;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.People.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R22 Removed from scope: blocked")
class AbsenceTest {

    private static final String MISSED = "2026-03-01T07:00:00Z";
    private static final Duration GRACE = Duration.ofDays(3);
    private static final Person BOB = person("2", "bob");

    private static Given annIsAbsent(Row ann) {
        return Given.people(BOB).accounts(ann, account("2", "bob")).policy(policy -> policy.grace(GRACE));
    }

    @Test
    void atOnceWhereThereIsNoGrace() {
        assertThat(Given.people(BOB)
                        .accounts(account("1", "ann"), account("2", "bob"))
                        .plan())
                .blocks("ann", REMOVED_FROM_SCOPE)
                .because(Rule.R22)
                .counts(Count.REMOVED, 1)
                .counts(Count.BLOCKED, 1)
                .counts(PersonResult.BLOCKED, 0);
    }

    @Test
    void anAccountThatWasHandedOverAndThatNobodyClaimsWithAWordOfItsOwn() {
        assertThat(Given.people(BOB)
                        .accounts(unlinked("ann"), account("2", "bob"))
                        .plan())
                .blocks("ann", REMOVED_FROM_SCOPE)
                .saying("handed over")
                .saying("correct the username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"annabel", "ann\u200Babel"})
    void aNameThatTheHostRejectsIsClaimedAllTheSame(String name) {
        assertThat(Given.people(person("1", name), BOB)
                        .accounts(unlinked(name), account("2", "bob"))
                        .policy(policy -> policy.username(matchKey(), username -> username.maxLength(3)))
                        .plan())
                .rejects(name)
                .hasNo(StepKind.BLOCK);
    }

    @Test
    void inWhateverOrderTwoVersionsOfAPersonComeTheRejectedNameIsClaimed() {
        Person good = person("1", "k1").with("login", "ann");
        Person bad = person("1", "k1").with("login", "bobby");
        for (List<Person> order : List.of(List.of(good, bad), List.of(bad, good))) {
            assertThat(Given.people(
                                    order.get(0),
                                    order.get(1),
                                    person("2", "k2").with("login", "zed"))
                            .accounts(unlinked("bobby"), account("2", "zed"))
                            .policy(policy -> policy.username(attribute("login"), login -> login.maxLength(3)))
                            .plan())
                    .hasNo(StepKind.BLOCK);
        }
    }

    @Test
    void explainingSaysWhoseClaimKeepsAnAccount() {
        try (SyncPlan plan = Given.people(person("1", "annabel"), BOB)
                .accounts(unlinked("annabel"), account("2", "bob"))
                .policy(policy -> policy.username(matchKey(), username -> username.maxLength(3)))
                .plan()) {
            assertThat(plan.explain("annabel").toString())
                    .contains("claimed by somebody who was read")
                    .doesNotContain("nobody in it claims the name");
        }
    }

    @Test
    void theGraceBeginsWithTheFirstRunThatMissedThePerson() {
        var plan = annIsAbsent(account("1", "ann")).at(MISSED).plan();

        assertThat(plan).notesAbsence("ann").hasNo(StepKind.BLOCK).counts(Count.REMOVED, 0);
        Change.Update note = (Change.Update) Given.steps(plan).get(0).change();
        assertThat(note.absence()).isEqualTo(new Change.Absence(Instant.parse(MISSED)));
        assertThat(note.fields()).isEmpty();
    }

    @Test
    void itIsNotedOnce() {
        assertThat(annIsAbsent(account("1", "ann").absentSince(MISSED))
                        .at("2026-03-03T07:00:00Z")
                        .plan())
                .isEmpty()
                .reportsNoFailure();
    }

    @Test
    void oneSecondBeforeItsEndNothingHappensAndAtItsEndTheAccountIsBlocked() {
        Row ann = account("1", "ann").absentSince(MISSED);

        assertThat(annIsAbsent(ann).at("2026-03-04T06:59:59Z").plan()).isEmpty();
        assertThat(annIsAbsent(ann).at("2026-03-04T07:00:00Z").plan()).blocks("ann", REMOVED_FROM_SCOPE);
        assertThat(annIsAbsent(ann).at("2026-03-04T07:00:01Z").plan()).blocks("ann", REMOVED_FROM_SCOPE);
    }

    @Test
    void aGraceForEverNeverEnds() {
        assertThat(annIsAbsent(account("1", "ann").absentSince(MISSED))
                        .policy(policy -> policy.grace(ChronoUnit.FOREVER.getDuration()))
                        .at("2999-03-01T07:00:00Z")
                        .plan())
                .isEmpty();
    }

    @Test
    void itIsForgottenAsSoonAsThePersonIsReadAgain() {
        assertThat(Given.people(person("1", "ann"), BOB)
                        .accounts(account("1", "ann").absentSince(MISSED), account("2", "bob"))
                        .plan())
                .forgetsAbsence("ann")
                .because(Rule.R22)
                .hasNo(StepKind.UPDATE)
                .counts(Count.UPDATED, 0);
    }

    @Test
    void itIsForgottenTogetherWithWhateverElseChanges() {
        assertThat(Given.people(person("1", "ann").with("title", "b").unknown(), BOB)
                        .accounts(account("1", "ann").with("title", "a").absentSince(MISSED), account("2", "bob"))
                        .mapping("title")
                        .plan())
                .forgetsAbsence("ann")
                .with("title", "b");
    }

    @Test
    void itIsForgottenForAPersonWhoIsReadAndRejected() {
        Row ann = account("1", "ann").absentSince(MISSED);

        assertThat(Given.people(withoutKey("1"), BOB)
                        .accounts(ann, account("2", "bob"))
                        .plan())
                .rejects("1")
                .forgetsAbsence("ann");
        assertThat(Given.people(
                                person("1", "ann").with("x", "1"),
                                person("1", "ann").with("x", "2"))
                        .accounts(ann)
                        .plan())
                .rejects("1")
                .with(RefusalCode.DUPLICATE_EXTERNAL_ID)
                .forgetsAbsence("ann");
        assertThat(Given.people(person("1", "ann"))
                        .accounts(ann, account("1", "other").absentSince(MISSED))
                        .plan())
                .rejects("1")
                .with(RefusalCode.DUPLICATE_ACCOUNT)
                .forgetsAbsence("ann")
                .forgetsAbsence("other");
    }

    @Test
    void noSeatIsGrantedMeanwhileAndTheWaitGoesOn() {
        Row ann = account("1", "ann").blocked(LICENCE_LIMIT, "2026-01-01T00:00:00Z");

        assertThat(annIsAbsent(ann).at(MISSED).plan()).notesAbsence("ann").hasNo(StepKind.ACTIVATE, StepKind.WAIT);
        assertThat(annIsAbsent(ann.absentSince(MISSED))
                        .at("2026-03-04T07:00:00Z")
                        .plan())
                .changesReason("ann")
                .to(REMOVED_FROM_SCOPE)
                .counts(Count.BLOCKED, 0);
    }

    @Test
    void aGraceThatTheHostTookAwayIsOver() {
        assertThat(Given.people(BOB)
                        .accounts(account("1", "ann").absentSince("2099-01-01T00:00:00Z"), account("2", "bob"))
                        .plan())
                .blocks("ann", REMOVED_FROM_SCOPE);
    }

    @Test
    void whoComesBackAfterTheGraceIsActivated() {
        assertThat(Given.people(person("1", "ann"))
                        .accounts(
                                account("1", "ann").blocked(REMOVED_FROM_SCOPE).absentSince(MISSED))
                        .policy(policy -> policy.grace(GRACE))
                        .plan())
                .activates("ann")
                .forgetsAbsence("ann");
    }

    @Test
    void whoeverIsStillThereIsNotRemoved() {
        assertThat(Given.people(List.of(
                                person("1", "ann"),
                                person("3", "cy").inactive(),
                                person("4", "dan").unknown()))
                        .accounts(account("1", "ann"), account("3", "cy"), account("4", "dan"))
                        .plan())
                .counts(Count.REMOVED, 0);
    }
}
