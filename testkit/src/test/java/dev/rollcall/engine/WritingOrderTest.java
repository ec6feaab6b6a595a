package dev.rollcall.engine;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.People.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.testkit.ScriptedDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R38: the order of writing")
class WritingOrderTest {

    /** The parts of a plan, in the order in which they are written. */
    private enum Part {
        BLOCKS,
        ACTIVATIONS,
        UPDATES,
        CREATIONS,
        WAITS
    }

    private static Part part(Change change) {
        return switch (change.kind()) {
            case BLOCK -> ((Change.Block) change).reason() == BlockReason.LICENCE_LIMIT ? Part.WAITS : Part.BLOCKS;
            case ACTIVATE -> Part.ACTIVATIONS;
            case UPDATE, RENAME_CYCLE -> Part.UPDATES;
            case CREATE -> ((Change.Create) change).waitingSince() == null ? Part.CREATIONS : Part.WAITS;
            case REASSIGN -> throw new AssertionError("No run gives an account another owner");
        };
    }

    @ParameterizedTest(name = "{0} seats")
    @ValueSource(longs = {0, 10, 12, 14, 16, 1000})
    @DisplayName("R38: blocks, activations, updates, creations with a seat, those who wait")
    void thePartsAreWrittenInTheirOrder(long seats) {
        Host host = BusyNight.host().seats(seats);

        host.run();

        assertThat(host.repository.changes())
                .extracting(WritingOrderTest::part)
                .isSorted()
                .contains(Part.BLOCKS, Part.UPDATES);
    }

    @Test
    @DisplayName("R31: seats are granted to who waits, longest first; then who returns; then who is new, by match key")
    void seatsAreGrantedInTheirOrder() {
        Host host = BusyNight.host();

        host.run();

        List<String> granted = new ArrayList<>();
        for (Change change : host.repository.changes()) {
            if (change instanceof Change.Activate activate) {
                granted.add(activate.account().value());
            } else if (change instanceof Change.Create create) {
                granted.add(create.username().value());
            }
        }
        assertThat(granted)
                .containsExactly(
                        "acc-jon", "acc-ida", "acc-kim", "acc-leo", "acc-ned", "dan", "uma", "vic", "wes", "xia");
    }

    @Test
    @DisplayName("R31, R38: those who begin to wait do so by match key, whether they return or are new")
    void thoseWhoBeginToWaitDoSoByMatchKey() {
        Host host = BusyNight.host().seats(BusyNight.TAKEN + 3);

        host.run();

        List<String> waits = new ArrayList<>();
        for (Change change : host.repository.changes()) {
            if (part(change) == Part.WAITS) {
                waits.add(
                        change instanceof Change.Block block
                                ? block.account().value()
                                : ((Change.Create) change).username().value());
            }
        }
        assertThat(waits).containsExactly("dan", "acc-leo", "acc-ned", "uma", "vic", "wes", "xia");
    }

    @Test
    @DisplayName("R9, R38: an activation carries its link")
    void anActivationCarriesItsLink() {
        Host host = BusyNight.host();

        host.run();

        assertThat(host.repository.changes())
                .filteredOn(change -> change instanceof Change.Activate activate
                        && activate.account().value().equals("acc-ned"))
                .singleElement()
                .satisfies(change -> assertThat(Objects.toString(((Change.Activate) change).externalId()))
                        .isEqualTo("13"));
    }

    @Test
    @DisplayName("R38: where status and the rest both change, the status is a write of its own")
    void theStatusIsAWriteOfItsOwn() {
        Host host = BusyNight.host();

        host.run();

        assertThat(host.repository.changes())
                .filteredOn(change -> (change instanceof Change.Block block
                                && block.account().value().equals("acc-quin"))
                        || (change instanceof Change.Update update
                                && update.account().value().equals("acc-quin")))
                .extracting(Change::kind)
                .containsExactly(Change.Kind.BLOCK, Change.Kind.UPDATE);
        assertThat(host.account("quinn").field("title")).isEqualTo("gone");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @DisplayName("R14, R38: a chain is renamed from its free end, in whatever order people are read")
    void aChainIsRenamedFromItsFreeEnd(long seed) {
        Host host = Host.of(
                        ScriptedDirectory.of(person("1", "b"), person("2", "c"), person("3", "d"), person("4", "e"))
                                .shuffled(seed),
                        account("1", "a"),
                        account("2", "b"),
                        account("3", "c"),
                        account("4", "d"))
                .policy(Host.UNGUARDED);

        host.run();

        assertThat(host.repository.changes())
                .extracting(change -> ((Change.Update) change).account().value())
                .containsExactly("acc-d", "acc-c", "acc-b", "acc-a");
        assertThat(host.account("e").id().value()).isEqualTo("acc-d");
    }

    @Test
    @DisplayName("R14, R38: a ring is one change, with every field that changes too")
    void aRingIsOneChange() {
        Host host = Host.of(
                        ScriptedDirectory.of(person("1", "b").with("title", "x"), person("2", "c"), person("3", "a")),
                        account("1", "a"),
                        account("2", "b"),
                        account("3", "c"))
                .policy(Host.UNGUARDED);

        host.run();

        assertThat(host.repository.changes())
                .singleElement()
                .satisfies(change ->
                        assertThat(((Change.RenameCycle) change).updates()).hasSize(3));
        assertThat(host.rows())
                .containsExactly(
                        "a of staff as 3: ACTIVE {}",
                        "b of staff as 1: ACTIVE {title=x}",
                        "c of staff as 2: ACTIVE {}");
    }

    @Test
    @DisplayName("R14: two rings and a chain in one night do not mix")
    void twoRingsAndAChainDoNotMix() {
        Host host = Host.of(
                        ScriptedDirectory.of(
                                person("1", "b"),
                                person("2", "a"),
                                person("3", "d"),
                                person("4", "c"),
                                person("5", "f"),
                                person("6", "g")),
                        account("1", "a"),
                        account("2", "b"),
                        account("3", "c"),
                        account("4", "d"),
                        account("5", "e"),
                        account("6", "f"))
                .policy(Host.UNGUARDED);

        host.run();

        assertThat(host.repository.changes())
                .extracting(Change::kind)
                .containsExactlyInAnyOrder(
                        Change.Kind.RENAME_CYCLE, Change.Kind.RENAME_CYCLE, Change.Kind.UPDATE, Change.Kind.UPDATE);
        assertThat(host.account("g").id().value()).isEqualTo("acc-f");
        assertThat(host.account("b").id().value()).isEqualTo("acc-a");
    }

    @Test
    @DisplayName("R33: the engine calls the repository on the caller's thread only, under one fence")
    void theRepositoryIsCalledOnTheCallersThreadOnly() {
        Host host = BusyNight.host();

        host.run();

        assertThat(host.repository.threads()).containsExactly(Thread.currentThread());
        assertThat(host.repository.fences())
                .isNotEmpty()
                .allSatisfy(fence -> assertThat(fence.isChecked()).isTrue());
        assertThat(host.repository.fences().stream().distinct()).hasSize(1);
    }
}
