package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.identity.Username;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of the names in a {@link Change.Update} and in a {@link Change.RenameCycle}. */
abstract class RepositoryRenameContract extends RepositoryUpdateContract {

    private static Account renamed(Account account, String name) {
        return account.toBuilder().username(Username.of(name)).build();
    }

    private static Change.RenameCycle cycle(Edit... edits) {
        return new Change.RenameCycle(Arrays.stream(edits).map(Edit::change).toList());
    }

    @Test
    @DisplayName("Update: the account is renamed in place, and its earlier name is free (R14)")
    void renamesInPlace() {
        Account anna = person("anna");

        make(Edit.of(anna).rename("Anna.Smith").change());

        assertNow(renamed(anna, "Anna.Smith"), "what Update writes when it renames: the name and nothing else");
        assertThat(holdersOfNames(STAFF, "anna.smith"))
                .as(guide("the folded name: it is written together with the name"))
                .hasSize(1);
        assertThat(holdersOfNames(STAFF, "anna"))
                .as(guide("the folded name: nothing keeps the earlier one"))
                .isEmpty();
        assertStatus(
                tryTo(Creation.of(STAFF, "anna").id("new").change()),
                Status.APPLIED,
                "the constraint on names: it has to let go of the earlier one");
    }

    @Test
    @DisplayName("Update: a mere change of spelling needs no free name (R14)")
    void respellsAName() {
        Account anna = person("anna");

        assertStatus(
                tryTo(Edit.of(anna).rename("ANNA").change()),
                Status.APPLIED,
                "the check whether a name is taken: not by the account itself");
        assertNow(renamed(anna, "ANNA"), "the column of the username: it holds the spelling, to the letter");
    }

    @Test
    @DisplayName("Update: a name that another account of the host holds is refused, and nothing is written")
    void aNameOfAnotherAccountIsRefusedToAnOldOne() {
        Account anna = person("anna");
        person("bert");
        person(PARTNERS, "paul");
        local("lea");
        Map<String, Object> before = table();

        assertSoftly(softly -> List.of("bert", "BERT", "paul", "lea")
                .forEach(name -> assertRefused(
                        softly,
                        Edit.of(anna)
                                .rename(name)
                                .field(field(0), valueOf(field(0), 2))
                                .absentSince(MONDAY)
                                .change(),
                        "the constraint on names: one for the whole host, over NameFolding.fold(name); '" + name
                                + "'")));
        assertNothingWritten(before, "what Update writes when its new name is refused: not its fields either");
    }

    @Test
    @DisplayName("A name that is given up is free for a later change of the same batch")
    void aNameGivenUpIsFreeInTheSameBatch() {
        Account anna = person("anna");
        Account bert = person("bert");
        Account carl = person("carl");

        List<ChangeResult> results = apply(
                Edit.of(anna).rename("anna2").change(),
                Edit.of(bert).rename("anna").change(),
                Creation.of(PARTNERS, "bert").id("new").change(),
                reassign(carl, null, "carl2"),
                Creation.of(PARTNERS, "carl").id("newer").change());

        assertStatuses(
                results,
                "the order in which apply writes: that of the batch, each statement before the next; an object mapper that"
                        + " collects them may insert before it updates",
                Status.APPLIED,
                Status.APPLIED,
                Status.APPLIED,
                Status.APPLIED,
                Status.APPLIED);
        assertNow(renamed(anna, "anna2"), "what Update writes when it renames");
        assertNow(renamed(bert, "anna"), "what Update writes when it takes a name that was just given up");
    }

    @Test
    @DisplayName("RenameCycle: two accounts swap their names")
    void swapsTwoNames() {
        Account anna = person("anna");
        Account bert = person("bert");

        ChangeResult result =
                tryTo(cycle(Edit.of(anna).rename("bert"), Edit.of(bert).rename("anna")));

        assertStatus(
                result, Status.APPLIED, "RenameCycle: with a unique index one name has to be out of the way meanwhile");
        assertNow(renamed(anna, "bert"), "RenameCycle: who ends up with which name");
        assertNow(renamed(bert, "anna"), "RenameCycle: who ends up with which name");
        assertThat(holdersOfNames(STAFF, "anna", "bert"))
                .as(guide("the folded names after RenameCycle"))
                .hasSize(2);
    }

    @Test
    @DisplayName("RenameCycle: three accounts pass their names on, each in its new spelling")
    void passesThreeNamesOn() {
        Account anna = person("anna");
        Account bert = blocked(person("bert"), BlockReason.LICENCE_LIMIT, MONDAY);
        Account carl = person("carl");

        ChangeResult result = tryTo(cycle(
                Edit.of(anna).rename("Bert"),
                Edit.of(bert).rename("Carl"),
                Edit.of(carl).rename("Anna")));

        assertStatus(result, Status.APPLIED, "RenameCycle for more than two accounts");
        assertNow(renamed(anna, "Bert"), "RenameCycle for more than two accounts: who ends up with which name");
        assertNow(renamed(bert, "Carl"), "RenameCycle for more than two accounts: who ends up with which name");
        assertNow(renamed(carl, "Anna"), "RenameCycle for more than two accounts: who ends up with which name");
    }

    @Test
    @DisplayName("RenameCycle: what its updates say beside the names is written too")
    void aCycleWritesFieldsToo() {
        Account anna = make(Edit.of(person("anna")).absentSince(MONDAY).change());
        Account bert = person("bert");

        tryTo(cycle(
                Edit.of(anna)
                        .rename("bert")
                        .field(field(0), valueOf(field(0), 2))
                        .field(field(1), null)
                        .present(),
                Edit.of(bert).rename("anna").absentSince(TUESDAY)));

        assertNow(
                renamed(anna, "bert").toBuilder()
                        .field(field(0), valueOf(field(0), 2))
                        .field(field(1), null)
                        .absentSince(null)
                        .build(),
                "RenameCycle: each of its updates may name fields and an absence");
        assertNow(
                renamed(bert, "anna").toBuilder().absentSince(TUESDAY).build(),
                "RenameCycle: each of its updates may name fields and an absence");
    }

    @Test
    @DisplayName("RenameCycle: the result names every account with its version, and each version is new")
    void aCycleAnswersWithEveryVersion() {
        Account anna = person("anna");
        Account bert = person("bert");

        ChangeResult result =
                tryTo(cycle(Edit.of(anna).rename("bert"), Edit.of(bert).rename("anna")));

        Map<String, String> versions = new TreeMap<>();
        result.versions().forEach((id, version) -> versions.put(id.value(), version));
        assertThat(versions)
                .as(guide("the result of RenameCycle: every account that it wrote, with what a load would give now"))
                .isEqualTo(new TreeMap<>(Map.of(
                        anna.id().value(), reread(anna).version(),
                        bert.id().value(), reread(bert).version())));
        assertThat(versions.values())
                .as(guide("the versions after RenameCycle: another for each account"))
                .doesNotContain(anna.version(), bert.version());
    }

    @Test
    @DisplayName("RenameCycle: one stale version, in whatever place, is a conflict, and nothing is written")
    void aCycleWithAStaleVersionWritesNothing() {
        Account anna = person("anna");
        Account bert = person("bert");
        Account carl = person("carl");
        int value = 2;
        for (Account changed : List.of(anna, bert, carl)) {
            Account now = reread(changed);
            make(Edit.of(now).field(field(1), valueOf(field(1), value++)).change());
            List<Account> asRead = Stream.of(anna, bert, carl)
                    .map(account -> account.id().equals(changed.id()) ? now : reread(account))
                    .toList();
            Map<String, Object> before = table();

            ChangeResult result = tryTo(cycle(
                    Edit.of(asRead.get(0)).rename("bert").field(field(0), valueOf(field(0), 2)),
                    Edit.of(asRead.get(1)).rename("carl").field(field(0), valueOf(field(0), 2)),
                    Edit.of(asRead.get(2)).rename("anna").field(field(0), valueOf(field(0), 2))));

            assertStatus(result, Status.CONFLICT, "the versions in RenameCycle: each is checked");
            assertNothingWritten(
                    before, "RenameCycle: all of it in one transaction or savepoint, so that none of it is left");
        }
    }

    @Test
    @DisplayName("RenameCycle: a name that somebody outside of it holds is refused, and nothing is written")
    void aCycleWithATakenNameWritesNothing() {
        Account anna = person("anna");
        Account bert = person("bert");
        local("lea");
        Map<String, Object> before = table();

        ChangeResult result =
                tryTo(cycle(Edit.of(anna).rename("bert"), Edit.of(bert).rename("Lea")));

        assertStatus(result, Status.REFUSED, "the constraint on names in RenameCycle");
        assertNothingWritten(
                before, "RenameCycle: all of it in one transaction or savepoint, so that none of it is left");
    }

    @Test
    @DisplayName("RenameCycle: what is refused or in conflict does no harm to its neighbours, nor they to it")
    void aCycleAndItsNeighbours() {
        Account anna = person("anna");
        Account bert = person("bert");
        Account carl = person("carl");
        Account dora = person("dora");

        List<ChangeResult> results = apply(
                Creation.of(STAFF, "carl").id("new").change(),
                cycle(Edit.of(anna).rename("bert"), Edit.of(bert).rename("anna")),
                cycle(Edit.of(carl).rename("dora"), Edit.of(dora).rename("anna")),
                Creation.of(STAFF, "emil").change());

        assertStatuses(
                results,
                "where apply draws the line around one change",
                Status.REFUSED,
                Status.APPLIED,
                Status.REFUSED,
                Status.APPLIED);
        assertNow(renamed(anna, "bert"), "RenameCycle among changes that are refused");
        assertNow(renamed(bert, "anna"), "RenameCycle among changes that are refused");
        assertNow(carl, "RenameCycle: all or nothing");
        assertNow(dora, "RenameCycle: all or nothing");
    }
}
