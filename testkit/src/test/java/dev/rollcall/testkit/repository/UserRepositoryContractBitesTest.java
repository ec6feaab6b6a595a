package dev.rollcall.testkit.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testkit.UserRepositoryContract;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract is no decoration: it lets pass whoever keeps it, and each of its tests catches somebody who does not. */
class UserRepositoryContractBitesTest {

    static List<Defect> defects() {
        return Stream.of(
                        ReadingDefects.all(),
                        HolderDefects.all(),
                        CreateAndStatusDefects.all(),
                        UpdateDefects.all(),
                        RenameAndReassignDefects.all(),
                        VersionAndSeatDefects.all(),
                        BatchAndRunDefects.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("defects")
    void catches(Defect defect) {
        ContractRun run = ContractRun.of(defect.adapter(), defect.caughtBy());

        assertThat(run.failed()).as("the tests that noticed: %s", defect.what()).containsKey(defect.caughtBy());
        assertThat(run.failed().get(defect.caughtBy()))
                .as("what the failure says to whoever has to repair the repository")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The contract of UserRepository is broken: \"")
                .hasMessageContaining("Look at ");
    }

    @Test
    void everyTestOfTheContractCatchesSomething() {
        Set<String> caught = defects().stream().map(Defect::caughtBy).collect(Collectors.toCollection(TreeSet::new));

        assertThat(caught).isEqualTo(testsOfTheContract());
    }

    @Test
    void letsPassWhoeverKeepsTheContract() {
        ContractRun run = ContractRun.of(TextbookRepository::new);

        assertThat(run.failed()).isEmpty();
        assertThat(run.skipped()).isEmpty();
        assertThat(run.passed().keySet()).isEqualTo(testsOfTheContract());
    }

    @Test
    void letsPassTheRepositoryInMemoryAndSaysWhatItCannotCheck() {
        ContractRun run = ContractRun.of(InMemoryUserRepositoryTest.class);

        assertThat(run.failed()).isEmpty();
        assertThat(run.skipped().keySet())
                .containsExactlyInAnyOrder(
                        "scanRefusesAnUnknownField",
                        "loadRefusesAnUnknownField",
                        "aValueThatDoesNotFitIsRefused",
                        "aValueThatDoesNotFitHarmsNoOther",
                        "whatIsAppliedIsDurable",
                        "eachCallSeesWhatIsCommitted",
                        "aVersionIsTheSameForEveryRepository",
                        "everyRepositoryKnowsTheFence",
                        "eventsAreStoredWithTheirChanges",
                        "noEventsOfWhatWasNotMade");
        assertThat(run.skipped().values())
                .allSatisfy(reason -> assertThat(reason).contains("not"));
    }

    @Test
    void everyTestOfTheContractSaysItsSentence() {
        Map<String, String> sentences = ContractRun.of(TextbookRepository::new).passed();

        assertThat(sentences)
                .allSatisfy((method, sentence) ->
                        assertThat(sentence).as(method).doesNotContain("()").contains(" "));
        assertThat(sentences.values()).doesNotHaveDuplicates();
    }

    private static Set<String> testsOfTheContract() {
        Set<String> names = new TreeSet<>();
        for (Class<?> type = UserRepositoryContract.class; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    names.add(method.getName());
                }
            }
        }
        return names;
    }
}
