package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.ChangeResult.Status;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of the fields, the id and the absence in a {@link Change.Update}, and of the values themselves. */
abstract class RepositoryUpdateContract extends RepositoryStatusContract {

    /** Values that are easily altered on the way, with what is special about them. */
    private static Map<String, String> awkwardValues() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("a space at either end", " both ends ");
        values.put("nothing but a space", " ");
        values.put("10,000 characters", "x".repeat(9_999) + "y");
        values.put("characters of four bytes", "\uD83D\uDE00 \uD835\uDD18 \uD840\uDC0B");
        values.put("line breaks and a tab", "first\r\nsecond\n\tthird\n");
        values.put("text from right to left", "\u05D0\u05D1\u05D2 \u202Babc\u202C \u0645\u0631");
        values.put("a letter with a combining mark", "Mu\u0308ller and M\u00FCller");
        values.put("an invisible character", "a\u200Bb\uFEFFc");
        values.put("quotes, wildcards and escapes", "O'Neil \"%_\\ ?; -- ${a} {0} <b>&amp;</b>");
        values.put("a number with zeros", "0070.50");
        values.put("the word null", "null");
        values.put("a control character", "a\u0001b");
        values.put("a NUL", "a\u0000b");
        values.put("the first half of a surrogate pair", "a\uD83Db");
        values.put("the second half of a surrogate pair", "a\uDE00");
        return values;
    }

    private static String nameFor(String special) {
        return special.replaceAll("[^A-Za-z0-9]+", ".");
    }

    @Test
    @DisplayName("Update: the fields that it names are set, the others keep their value to the byte")
    void setsTheFieldsThatAreNamed() {
        Account anna = person("anna");
        Account bert = person("bert");

        make(Edit.of(anna).field(field(0), valueOf(field(0), 2)).change());

        assertNow(
                anna.toBuilder().field(field(0), valueOf(field(0), 2)).build(),
                "the columns that Update writes: only those that the change names");
        assertNow(bert, "the condition of Update: the id of one account");
    }

    @Test
    @DisplayName("Update: a null clears the field")
    void aNullClearsTheField() {
        Account anna = person("anna");

        make(Edit.of(anna).field(field(0), null).change());

        assertNow(
                anna.toBuilder().field(field(0), null).build(),
                "what Update writes for a null: no value at all, and nothing to the fields that it does not name");
    }

    @Test
    @DisplayName("A field without value, or with an empty one, is left out of what is read")
    void anEmptyFieldIsLeftOut() {
        Account anna = person("anna");

        ChangeResult result = tryTo(Edit.of(anna).field(field(0), "").change());

        if (result.status() != Status.REFUSED) {
            assertStatus(result, Status.APPLIED, "Update with an empty text");
            assertNow(
                    anna.toBuilder().field(field(0), null).build(),
                    "how an empty text is read back: like no value, as some databases keep no other");
        }
    }

    @Test
    @DisplayName("Update: a value is read back exactly as it was written, or the change is refused")
    void anUpdatedValueIsReadBackExactly() {
        assertSoftly(softly -> awkwardValues().forEach((special, value) -> {
            Account account = person(nameFor(special));
            ChangeResult result = tryTo(Edit.of(account).field(field(0), value).change());
            Account expected = result.status() == Status.REFUSED
                    ? account
                    : account.toBuilder().field(field(0), value).build();
            softly.assertThat(result.status())
                    .as(guide("what Update answers to a value with " + special))
                    .isIn(Status.APPLIED, Status.REFUSED);
            softly.assertThat(picture(reread(account)))
                    .as(guide("how Update writes a value with " + special
                            + ": not trimmed, cut, normalized or converted; refused if the column cannot keep it"))
                    .isEqualTo(picture(expected));
        }));
    }

    @Test
    @DisplayName("Create: a value is read back exactly as it was written, or the change is refused")
    void aCreatedValueIsReadBackExactly() {
        assertSoftly(softly -> awkwardValues().forEach((special, value) -> {
            ChangeResult result = tryTo(
                    Creation.of(STAFF, nameFor(special)).field(field(0), value).change());
            softly.assertThat(result.status())
                    .as(guide("what Create answers to a value with " + special))
                    .isIn(Status.APPLIED, Status.REFUSED);
            result.versions()
                    .keySet()
                    .forEach(id -> softly.assertThat(reread(id).fields())
                            .as(guide("how Create writes a value with " + special
                                    + ": not trimmed, cut, normalized or converted; refused if the"
                                    + " column cannot keep it"))
                            .isEqualTo(Map.of(field(0), value)));
        }));
    }

    @Test
    @DisplayName("A value that a change does not name keeps every byte, whatever else is written to the account")
    void aValueThatIsNotNamedKeepsEveryByte() {
        assertSoftly(softly -> awkwardValues().forEach((special, value) -> {
            String name = nameFor(special);
            ChangeResult result =
                    tryTo(Creation.of(STAFF, name).field(field(0), value).change());
            if (result.status() == Status.APPLIED) {
                Account account = reread(result.versions().keySet().iterator().next());
                account = make(
                        Edit.of(account).field(field(1), valueOf(field(1), 2)).change());
                account = make(Edit.of(account).rename(name + ".new").change());
                account = make(block(account, BlockReason.MANUAL, MONDAY));
                account = make(activate(account));
                account = make(reassign(account, null));
                softly.assertThat(account.field(field(0)))
                        .as(guide("what is written beside the columns that a change names; a value with " + special))
                        .isEqualTo(value);
            }
        }));
    }

    @Test
    @DisplayName("A value that does not fit is refused with a reason that does not repeat it, and nothing is written")
    void aValueThatDoesNotFitIsRefused() {
        String value = unfitValue();
        Account anna = person("anna");
        Map<String, Object> before = table();

        List<ChangeResult> results = apply(
                Edit.of(anna)
                        .rename("anna2")
                        .field(field(0), value)
                        .field(field(1), valueOf(field(1), 2))
                        .change(),
                Creation.of(STAFF, "newcomer").field(field(0), value).change());

        assertStatuses(
                results,
                "how apply tells what the database says about one change from a database that is down",
                Status.REFUSED,
                Status.REFUSED);
        assertThat(results)
                .extracting(ChangeResult::reason)
                .allSatisfy(reason -> assertThat(reason)
                        .as(guide("the reason of a refusal: the constraint or the column, never the value"))
                        .isNotBlank()
                        .doesNotContain(value));
        assertNothingWritten(before, "what is written of a change whose value does not fit: not even its other parts");
    }

    @Test
    @DisplayName("Update never changes the status, the reason of a block or its moment")
    void anUpdateLeavesTheStatus() {
        Account blocked = blocked(person("anna"), BlockReason.INACTIVE_IN_DIRECTORY, MONDAY);

        make(Edit.of(blocked)
                .rename("anna2")
                .link("4711")
                .field(field(0), valueOf(field(0), 2))
                .change());

        assertNow(
                blocked.toBuilder()
                        .username(Username.of("anna2"))
                        .externalId(ExternalId.of("4711"))
                        .field(field(0), valueOf(field(0), 2))
                        .build(),
                "what Update writes: all that it names in one step, and never the status");
    }

    @Test
    @DisplayName("Update: an external id is set, and an earlier one given up (R9, R11)")
    void linksAndRelinks() {
        Account nils = unlinked(STAFF, "nils");

        Account linked = make(Edit.of(nils).link("first").change());
        assertNow(nils.toBuilder().externalId(ExternalId.of("first")).build(), "what Update writes when it links");
        assertThat(holdersOfIds(STAFF, "first"))
                .as(guide("what Update writes when it links: holders has to find it"))
                .hasSize(1);

        make(Edit.of(linked).link("second").change());
        assertNow(nils.toBuilder().externalId(ExternalId.of("second")).build(), "what Update writes when it relinks");
        assertThat(holdersOfIds(STAFF, "first"))
                .as(guide("what Update writes when it relinks: nobody has the earlier id then"))
                .isEmpty();
    }

    @Test
    @DisplayName("Update: an external id that another account of the directory has is refused, and nothing is written")
    void linkingToATakenIdIsRefused() {
        person("anna");
        Account nils = unlinked(STAFF, "nils");
        Map<String, Object> before = table();

        assertStatus(
                tryTo(Edit.of(nils)
                        .link("id of anna")
                        .field(field(0), valueOf(field(0), 2))
                        .change()),
                Status.REFUSED,
                "the constraint on external ids when Update links");
        assertNothingWritten(before, "what Update writes when its link is refused: not its fields either");
    }

    @Test
    @DisplayName("Update: an absence is noted, forgotten, or left as it is (R22)")
    void notesAndForgetsAnAbsence() {
        Account alice = person("alice");

        Account absent = make(Edit.of(alice).absentSince(MONDAY).change());
        assertNow(alice.toBuilder().absentSince(MONDAY).build(), "what Update writes when it notes an absence");

        Account edited =
                make(Edit.of(absent).field(field(0), valueOf(field(0), 2)).change());
        assertThat(edited.absentSince())
                .as(guide("what Update writes when it says nothing of an absence: it leaves the noted one alone"))
                .contains(MONDAY);

        Account present = make(Edit.of(edited).present().change());
        assertThat(present.absentSince())
                .as(guide("what Update writes when it forgets an absence"))
                .isEmpty();
    }

    /** A value that the host says does not fit into the first field. */
    final String unfitValue() {
        return valueThatDoesNotFit(field(0))
                .orElseGet(() -> Assumptions.abort(
                        "valueThatDoesNotFit names none: whether an error of the database becomes a refusal is"
                                + " not known"));
    }
}
