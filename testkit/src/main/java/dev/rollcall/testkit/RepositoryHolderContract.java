package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What {@code holders} promises: who has a name or an id. */
abstract class RepositoryHolderContract extends RepositoryReadContract {

    /** A name that is held, and the same name as R13 sees it. */
    private static final List<List<String>> SAME_NAMES = List.of(
            List.of("jane", "JANE"),
            List.of("Jane.Doe@Example.ORG", "jane.doe@example.org"),
            List.of("jane doe", "  jane doe\t"),
            List.of("m\u00FCller", "mu\u0308ller"),
            List.of("Mu\u0308ller", "M\u00DCLLER"),
            List.of("\u0130pek", "ipek"),
            List.of("\u0131rmak", "IRMAK"),
            List.of("\u039F\u0394\u039F\u03A3", "\u03BF\u03B4\u03BF\u03C2"),
            List.of("\u212Aelvin", "kelvin"),
            List.of("mi\u200Cr", "mir"));

    /** A name that is held, and another name that is not the same as R13 sees it. */
    private static final List<List<String>> OTHER_NAMES = List.of(
            List.of("jane", "jan"),
            List.of("jane", "j_ne"),
            List.of("jane", "j%"),
            List.of("jane doe", "janedoe"),
            List.of("jane  doe", "jane doe"),
            List.of("stra\u00DFe", "strasse"),
            List.of("ren\u00E9", "rene"),
            List.of("m\u00FCller", "mueller"),
            List.of("\uFB01nn", "finn"),
            List.of("\u0444\u0451\u0434\u043E\u0440", "\u0444\u0435\u0434\u043E\u0440"));

    /** What a holder tells, in a form whose differences can be read. */
    private static List<@Nullable Object> picture(Holder holder) {
        return Arrays.asList(holder.id(), holder.owner(), holder.username().value(), holder.externalId());
    }

    private static List<@Nullable Object> holder(
            Account account, @Nullable DirectoryName owner, @Nullable String externalId) {
        return Arrays.asList(
                account.id(), owner, account.username().value(), externalId == null ? null : ExternalId.of(externalId));
    }

    final List<List<@Nullable Object>> holdersOfNames(DirectoryName directory, String... names) {
        Set<Username> usernames = Stream.of(names).map(Username::of).collect(Collectors.toSet());
        return pictures(repository().holders(directory, usernames, Set.of()));
    }

    final List<List<@Nullable Object>> holdersOfIds(DirectoryName directory, String... ids) {
        Set<ExternalId> externalIds = Stream.of(ids).map(ExternalId::of).collect(Collectors.toSet());
        return pictures(repository().holders(directory, Set.of(), externalIds));
    }

    private static List<List<@Nullable Object>> pictures(List<Holder> holders) {
        List<List<@Nullable Object>> pictures = new ArrayList<>();
        holders.forEach(holder -> pictures.add(picture(holder)));
        return pictures;
    }

    final List<AccountId> idsOfHolders(Set<Username> names, Set<ExternalId> ids) {
        return repository().holders(STAFF, names, ids).stream().map(Holder::id).toList();
    }

    @Test
    @DisplayName("holders finds who has a name, whoever owns the account")
    void findsTheHolderOfANameWhoeverOwnsTheAccount() {
        Account anna = person("anna");
        Account bert = blocked(person("bert"), BlockReason.MANUAL, MONDAY);
        Account paul = person(PARTNERS, "paul");
        Account lea = local("lea");
        person("zoe");

        assertThat(holdersOfNames(STAFF, "anna", "bert", "paul", "lea", "nobody"))
                .as(guide("the condition of holders for names: neither the owner nor the status; each account once"))
                .containsExactlyInAnyOrder(
                        holder(anna, STAFF, "id of anna"),
                        holder(bert, STAFF, "id of bert"),
                        holder(paul, PARTNERS, null),
                        holder(lea, null, null));
    }

    @Test
    @DisplayName("holders compares names as Username.equals does: letter case, Unicode form and surrounding space aside"
            + " (R13)")
    void comparesNamesAsR13Says() {
        assertSoftly(softly -> forEachHeldName(
                SAME_NAMES,
                (names, held) -> softly.assertThat(idsOfHolders(Set.of(Username.of(names.get(1))), Set.of()))
                        .as(guide("how names are compared; '" + spelled(names.get(1)) + "' has to find '"
                                + spelled(names.get(0))
                                + "': keep NameFolding.fold(name) in a column of its own and compare that"))
                        .containsExactly(held)));
    }

    @Test
    @DisplayName("holders does not take different names for the same: \u00DF is not ss, \u00E9 is not e (R13)")
    void tellsDifferentNamesApart() {
        assertSoftly(softly -> forEachHeldName(
                OTHER_NAMES,
                (names, held) -> softly.assertThat(idsOfHolders(Set.of(Username.of(names.get(1))), Set.of()))
                        .as(guide("how names are compared; '" + spelled(names.get(1)) + "' must not find '"
                                + spelled(names.get(0))
                                + "': not with LIKE, and in a column whose collation is binary"))
                        .isEmpty()));
    }

    /** A name with its letters outside of ASCII by number, as many of them look alike. */
    private static String spelled(String name) {
        StringBuilder spelled = new StringBuilder();
        name.chars()
                .forEach(c -> spelled.append(
                        c >= ' ' && c < 0x7F ? String.valueOf((char) c) : String.format(Locale.ROOT, "\\u%04X", c)));
        return spelled.toString();
    }

    /** Tries a claim while somebody holds the first name of each pair. A host may forbid names; then it says which. */
    private void forEachHeldName(List<List<String>> pairs, BiConsumer<List<String>, AccountId> claim) {
        for (int i = 0; i < pairs.size(); i++) {
            String name = pairs.get(i).get(0);
            ChangeResult result = tryTo(Creation.of(STAFF, name).id("id " + i).change());
            if (result.status() == ChangeResult.Status.REFUSED) {
                reportUnchecked("the name '" + name + "', which the table refuses: " + result.reason());
            } else {
                assertStatus(
                        result,
                        ChangeResult.Status.APPLIED,
                        "Create for the name '" + spelled(name)
                                + "', which nobody has: it is made, or REFUSED where the host" + " forbids such names");
                Account held = reread(result.versions().keySet().iterator().next());
                claim.accept(pairs.get(i), held.id());
                make(Edit.of(held).rename("former" + i).change());
            }
        }
    }

    @Test
    @ResourceLock(Resources.LOCALE)
    @DisplayName("Names are compared alike in every locale of the JVM (R13)")
    void comparesNamesAlikeInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            Account ingrid = person("INGRID");
            assertThat(idsOfHolders(Set.of(Username.of("ingrid")), Set.of()))
                    .as(guide("how names are folded: with NameFolding.fold, never with toLowerCase() of the"
                            + " JVM's locale"))
                    .containsExactly(ingrid.id());
            Locale.setDefault(Locale.ROOT);
            assertThat(idsOfHolders(Set.of(Username.of("ingrid")), Set.of()))
                    .as(guide("how names were folded when they were written: alike in every locale"))
                    .containsExactly(ingrid.id());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @DisplayName("A blank name is nobody's (R13)")
    void aBlankNameIsNobodys() {
        person("anna");
        local("lea");

        assertThat(idsOfHolders(Set.of(Username.of(" \u00A0")), Set.of()))
                .as(guide("holders for a blank name: it equals no other, not even none"))
                .isEmpty();
    }

    @Test
    @DisplayName("An account that the host made itself is found by its name, in any spelling (R10)")
    void findsAccountsThatTheHostMade() {
        AccountId made = hostMade("Host.Made", true);

        assertThat(idsOfHolders(Set.of(Username.of("host.made")), Set.of()))
                .as(guide("what holders compares for a row that the sync never wrote: its folded column is empty"
                        + " unless the host fills it too, or the database does"))
                .containsExactly(made);
    }

    @Test
    @DisplayName("holders compares external ids exactly: letter case, Unicode form and spaces count (R13)")
    void comparesExternalIdsExactly() {
        Account lower = make(Creation.of(STAFF, "one").id("aB3x\u00FC").change());
        Account upper = make(Creation.of(STAFF, "two").id("Ab3X\u00FC").change());

        String lookAt = "the column of the external id: its collation has to be binary";
        assertThat(holdersOfIds(STAFF, "aB3x\u00FC"))
                .as(guide(lookAt))
                .containsExactly(holder(lower, STAFF, "aB3x\u00FC"));
        assertThat(holdersOfIds(STAFF, "Ab3X\u00FC"))
                .as(guide(lookAt))
                .containsExactly(holder(upper, STAFF, "Ab3X\u00FC"));
        assertThat(holdersOfIds(STAFF, "ab3x\u00FC", "aB3xu\u0308", "aB3xu", "aB3x\u00FC ", "aB3x_", "aB3%"))
                .as(guide(lookAt + ", without padding, and not compared with LIKE"))
                .isEmpty();
    }

    @Test
    @DisplayName("A local account that keeps an id of the directory is found by it (R9)")
    void findsALocalAccountByTheIdItKeeps() {
        Account lars = formerPerson("lars");

        assertThat(holdersOfIds(STAFF, "id of lars"))
                .as(guide("the condition of holders for ids: accounts of the directory, and local ones that came"
                        + " from it"))
                .containsExactly(holder(lars, null, "id of lars"));
    }

    @Test
    @DisplayName("The same id in another directory is somebody else's")
    void theSameIdInAnotherDirectoryIsSomebodyElses() {
        Account anna = make(Creation.of(STAFF, "anna").id("7").change());
        Account paul = make(Creation.of(PARTNERS, "paul").id("7").change());
        Account lars = make(Creation.of(STAFF, "lars").id("8").change());
        make(reassign(lars, null));

        String lookAt = "the condition of holders for ids: an id counts together with the directory that it belongs to";
        assertThat(holdersOfIds(STAFF, "7")).as(guide(lookAt)).containsExactly(holder(anna, STAFF, "7"));
        assertThat(holdersOfIds(PARTNERS, "7")).as(guide(lookAt)).containsExactly(holder(paul, PARTNERS, "7"));
        assertThat(holdersOfIds(PARTNERS, "8"))
                .as(guide(lookAt + ", for local accounts that keep one too"))
                .isEmpty();
    }

    @Test
    @DisplayName("A holder tells the id that it has in the directory that was asked about, and no other")
    void aHolderTellsItsIdInTheDirectoryAskedAbout() {
        Account paul = person(PARTNERS, "paul");
        Account lars = formerPerson("lars");

        assertThat(holdersOfNames(STAFF, "paul", "lars"))
                .as(guide("the external id of a holder: only where it belongs to the directory that was asked about"))
                .containsExactlyInAnyOrder(holder(paul, PARTNERS, null), holder(lars, null, "id of lars"));
        assertThat(holdersOfNames(PARTNERS, "paul", "lars"))
                .as(guide("the external id of a holder: only where it belongs to the directory that was asked about"))
                .containsExactlyInAnyOrder(holder(paul, PARTNERS, "id of paul"), holder(lars, null, null));
    }

    @Test
    @DisplayName("Every account with one of the names or ids is returned, once")
    void returnsEachHolderOnce() {
        Account anna = person("anna");
        Account bert = person("bert");
        person("carl");

        assertThat(idsOfHolders(
                        Set.of(Username.of("anna"), Username.of("nobody")),
                        Set.of(ExternalId.of("id of anna"), ExternalId.of("id of bert"), ExternalId.of("nobody's"))))
                .as(guide("how holders puts names and ids together: either is enough, and both give one row"))
                .containsExactlyInAnyOrder(anna.id(), bert.id());
    }

    @Test
    @DisplayName("Nobody holds no names and no ids")
    void nothingIsHeldByNobody() {
        person("anna");
        local("lea");

        assertThat(idsOfHolders(Set.of(), Set.of()))
                .as(guide("holders for empty sets: they must not come to mean everybody"))
                .isEmpty();
        assertThat(idsOfHolders(Set.of(Username.of("nobody")), Set.of()))
                .as(guide("holders for a name that nobody has and no ids"))
                .isEmpty();
        assertThat(idsOfHolders(Set.of(), Set.of(ExternalId.of("nobody's"))))
                .as(guide("holders for an id that nobody has and no names"))
                .isEmpty();
    }
}
