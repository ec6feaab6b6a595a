package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.identity.ExternalId;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a change that would take a seat (R32). */
abstract class RepositorySeatContract extends RepositoryVersionContract {

    private static final String COUNT =
            "the count before a seat is taken: active accounts of the whole host, fewer than"
                    + " the limit, in the transaction of the change";

    private Change.Create newcomer(String name, long limit) {
        return personCreation(STAFF, name).seatLimit(limit).change();
    }

    @Test
    @DisplayName(
            "Create takes a seat while fewer accounts are active than the limit; then it is NO_SEAT, and nothing is"
                    + " written")
    void createsUpToTheLimit() {
        assertStatus(tryTo(newcomer("anna", 2)), Status.APPLIED, COUNT);
        assertStatus(tryTo(newcomer("bert", 2)), Status.APPLIED, COUNT);
        Map<String, Object> before = table();

        assertStatus(tryTo(newcomer("carl", 2)), Status.NO_SEAT, COUNT);
        assertNothingWritten(before, "what is written when there is no seat: nothing, not a blocked account either");
        assertThat(holdersOfNames(STAFF, "carl"))
                .as(guide("what is written when there is no seat: nothing"))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "Activate takes a seat while fewer accounts are active than the limit; then it is NO_SEAT, and nothing is"
                    + " written")
    void activatesUpToTheLimit() {
        Account anna = blocked(person("anna"), BlockReason.LICENCE_LIMIT, MONDAY);
        Account nils = blocked(unlinked(STAFF, "nils"), BlockReason.LICENCE_LIMIT, TUESDAY);
        assertStatus(tryTo(activate(anna, 1)), Status.APPLIED, COUNT);
        Map<String, Object> before = table();

        assertStatus(
                tryTo(new Change.Activate(nils.id(), nils.version(), ExternalId.of("4711"), OptionalLong.of(1))),
                Status.NO_SEAT,
                COUNT);
        assertNothingWritten(before, "what Activate writes when there is no seat: neither the status nor its link");
    }

    @Test
    @DisplayName(
            "Seats are counted over the whole host: other directories and local accounts take them, blocked ones do"
                    + " not (R30)")
    void countsSeatsOverTheWholeHost() {
        person(PARTNERS, "paul");
        local("lea");
        blocked(person("bert"), BlockReason.MANUAL, MONDAY);
        Account wanda = make(personCreation(STAFF, "wanda").waitingSince(MONDAY).change());

        assertStatus(tryTo(newcomer("anna", 2)), Status.NO_SEAT, COUNT);
        assertStatus(tryTo(activate(wanda, 2)), Status.NO_SEAT, COUNT);
        assertStatus(tryTo(newcomer("anna", 3)), Status.APPLIED, COUNT);
    }

    @Test
    @DisplayName("A seat that a block frees is there for a later change of the same batch")
    void aBlockFreesASeatForTheSameBatch() {
        Account anna = person("anna");
        Account bert = blocked(person("bert"), BlockReason.LICENCE_LIMIT, MONDAY);
        Account carl = person("carl");

        assertStatuses(
                apply(
                        block(anna, BlockReason.REMOVED_FROM_SCOPE, TUESDAY),
                        activate(bert, 2),
                        block(carl, BlockReason.REMOVED_FROM_SCOPE, TUESDAY),
                        newcomer("dora", 2),
                        newcomer("emil", 2)),
                "the count of a batch: if it is made once, every block and every grant has to move it",
                Status.APPLIED,
                Status.APPLIED,
                Status.APPLIED,
                Status.APPLIED,
                Status.NO_SEAT);
        assertThat(repository().activeAccounts()).as(guide(COUNT)).isEqualTo(2);
    }

    @Test
    @DisplayName("Seats that a batch takes count for its later changes")
    void aGrantTakesASeatInTheSameBatch() {
        Account wanda = make(personCreation(STAFF, "wanda").waitingSince(MONDAY).change());

        assertStatuses(
                apply(
                        newcomer("anna", 3),
                        activate(wanda, 3),
                        personCreation(PARTNERS, "bert").change(),
                        newcomer("carl", 3),
                        newcomer("dora", 4)),
                "the count of a batch: every seat that it takes has to move it, also one taken without a limit",
                Status.APPLIED,
                Status.APPLIED,
                Status.APPLIED,
                Status.NO_SEAT,
                Status.APPLIED);
    }

    @Test
    @DisplayName("A change that is not made takes no seat and frees none")
    void aChangeThatIsNotMadeMovesNoSeat() {
        Account anna = person("anna");
        Account stale = anna;
        make(Edit.of(anna).field(field(0), valueOf(field(0), 2)).change());

        assertStatuses(
                apply(
                        block(stale, BlockReason.REMOVED_FROM_SCOPE, MONDAY),
                        newcomer("bert", 1),
                        Creation.of(STAFF, "anna").id("new").seatLimit(2).change(),
                        newcomer("carl", 2)),
                "the count of a batch: only what was applied moves it",
                Status.CONFLICT,
                Status.NO_SEAT,
                Status.REFUSED,
                Status.APPLIED);
    }

    @Test
    @DisplayName(
            "Activate of an account that is active already is made at a full licence too, and takes no second seat")
    void anActiveAccountTakesNoSecondSeat() {
        Account anna = person("anna");
        Account bert = person("bert");
        String lookAt = "Activate of an account that is active already: it needs no seat, and does not move the count";

        assertStatus(tryTo(activate(anna, 2)), Status.APPLIED, lookAt);
        assertThat(repository().activeAccounts()).as(guide(lookAt)).isEqualTo(2);
        assertStatuses(
                apply(activate(bert), activate(reread(anna), 2), newcomer("carl", 3), newcomer("dora", 3)),
                lookAt,
                Status.APPLIED,
                Status.APPLIED,
                Status.APPLIED,
                Status.NO_SEAT);
        assertThat(repository().activeAccounts()).as(guide(lookAt)).isEqualTo(3);
        assertStatus(tryTo(newcomer("emil", 4)), Status.APPLIED, lookAt);
    }

    @Test
    @DisplayName("With a limit of 0 no seat is free; without a limit there always is one")
    void zeroIsALimitAndNoneIsNot() {
        assertStatus(tryTo(newcomer("anna", 0)), Status.NO_SEAT, "how a limit of 0 is told from none");

        Account wanda = make(personCreation(STAFF, "wanda").waitingSince(MONDAY).change());
        assertStatus(tryTo(activate(wanda, 0)), Status.NO_SEAT, "how a limit of 0 is told from none");
        assertStatus(tryTo(activate(wanda)), Status.APPLIED, "Activate without a limit");
        assertStatus(tryTo(personCreation(STAFF, "bert").change()), Status.APPLIED, "Create without a limit");
    }

    @Test
    @DisplayName(
            "Whoever begins to wait, is blocked or updated needs no seat; a limit below the use blocks nobody (R30)")
    void onlyGrantsNeedASeat() {
        Account anna = person("anna");
        Account bert = person("bert");
        assertStatus(tryTo(newcomer("carl", 1)), Status.NO_SEAT, COUNT);
        assertNow(anna, "what is written when more accounts are active than the limit allows");
        assertNow(bert, "what is written when more accounts are active than the limit allows");

        assertStatuses(
                apply(
                        personCreation(STAFF, "wanda").waitingSince(MONDAY).change(),
                        Edit.of(anna).rename("anna2").change(),
                        block(bert, BlockReason.MANUAL, MONDAY)),
                "which changes ask for a seat: only Create and Activate with a limit",
                Status.APPLIED,
                Status.APPLIED,
                Status.APPLIED);
    }
}
