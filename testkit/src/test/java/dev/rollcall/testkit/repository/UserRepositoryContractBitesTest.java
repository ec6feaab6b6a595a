package dev.rollcall.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.UserRepository;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract is no decoration: it lets pass whoever keeps it, and each of its tests catches somebody who does not. */
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
    void letsPassWhoeverKeepsTheContract() {
        trial(TextbookRepository::new, () -> Trial.of(ContractSubject.class)).assertKept(UserRepositoryContract.class);
    }

    @Test
    void letsPassTheRepositoryInMemoryAndSaysWhatItCannotCheck() {
        Trial.of(InMemoryUserRepositoryTest.class)
                .assertKeptExcept(
                        "scanRefusesAnUnknownField",
                        "loadRefusesAnUnknownField",
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
