package dev.rollcall.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.lock.Fence;
import dev.rollcall.lock.StaleFenceException;
import dev.rollcall.testkit.UserRepositoryContract;
import dev.rollcall.testkit.contracts.Defect;
import dev.rollcall.testkit.contracts.Trial;
import dev.rollcall.testkit.repository.TextbookRepository.Table;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract is no decoration: it lets pass whoever keeps it, and each of its tests catches somebody who does not.
 */
@Tag("slow")
class UserRepositoryContractBitesTest {

    static List<Defect<Table, UserRepository>> defects() {
        return Defects.all();
    }

    private static Trial trial(Function<Table, UserRepository> adapter, Supplier<Trial> trial) {
        ContractSubject.adapter = adapter;
        try {
            return trial.get();
        } finally {
            ContractSubject.adapter = null;
        }
    }

    @ParameterizedTest
    @MethodSource("defects")
    void catches(Defect<Table, UserRepository> defect) {
        trial(defect.adapter(), () -> Trial.of(ContractSubject.class, defect.caughtBy()))
                .assertCaught(defect, "UserRepository");
    }

    @Test
    void everyTestOfTheContractCatchesSomething() {
        Set<String> caught = defects().stream().map(Defect::caughtBy).collect(Collectors.toCollection(TreeSet::new));

        assertThat(caught).isEqualTo(Trial.testsOf(UserRepositoryContract.class));
    }

    @Test
    void saysWhatIsNotWrittenYet() {
        assertSays(
                "theNameKeepsItsSpelling",
                "apply, which is not written yet for [CREATE]",
                table -> new TextbookRepository(table) {
                    @Override
                    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
                        throw new UnsupportedOperationException();
                    }
                });
    }

    @Test
    void saysThatAFenceIsNotStale() {
        assertSays(
                "theSameFenceAndAHigherOnePass",
                "the fence, which is not stale",
                table -> new TextbookRepository(table) {
                    @Override
                    void pass(Fence fence) {
                        if (fence.token() == table.fences.getOrDefault(fence.directory(), 0L)) {
                            throw new StaleFenceException(fence, fence.token());
                        }
                        super.pass(fence);
                    }
                });
    }

    private static void assertSays(String test, String words, Function<Table, UserRepository> adapter) {
        Trial trial = trial(adapter, () -> Trial.of(ContractSubject.class, test));
        assertThat(trial.failed().get(test)).isInstanceOf(AssertionError.class).hasMessageContaining(words);
    }

    @Test
    void letsPassWhoeverKeepsTheContract() {
        trial(TextbookRepository::new, () -> Trial.of(ContractSubject.class)).assertKept(UserRepositoryContract.class);
    }

    @Test
    void letsPassTheRepositoryInMemoryAndSaysWhatItCannotCheck() {
        Trial.of(InMemoryUserRepositoryTest.class)
                .assertKeptExcept(
                        "scanRefusesAnUnknownField",
                        "loadRefusesAnUnknownField",
                        "applyRefusesAnUnknownField",
                        "aValueThatDoesNotFitIsRefused",
                        "aValueThatDoesNotFitHarmsNoOther",
                        "whatIsAppliedIsDurable",
                        "eachCallSeesWhatIsCommitted",
                        "aVersionIsTheSameForEveryRepository",
                        "everyRepositoryKnowsTheFence",
                        "eventsAreStoredWithTheirChanges",
                        "noEventsOfWhatWasNotMade",
                        "twoProcessesAreKeptApartLikeTwoThreads",
                        "aBatchHandedOverAgainStoresNoEventTwice",
                        "aLostAnswerIsNoRefusal",
                        "aCommitThatFailsIsNoRefusal",
                        "eventsGoWithTheirChangesWhenACommitBreaksOff",
                        "aStoreThatIsDownIsThrown",
                        "aStoreThatIsDownIsReportedWithoutPersonalData",
                        "aScanThatBreaksOffDoesNotLookComplete",
                        "aScanSendsNoStatementForEachAccount",
                        "holdersAreFoundManyAtATime",
                        "accountsAreLoadedManyAtATime",
                        "activeAccountsAreCountedInOneQuery",
                        "creationsSendNoQueryForEachPerson",
                        "updatesSendNoQueryForEachAccount",
                        "changesOfStatusSendNoQueryForEachAccount");
    }
}
