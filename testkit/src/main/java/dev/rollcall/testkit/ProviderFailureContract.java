package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Finding;
import dev.rollcall.directory.Validation.Level;
import dev.rollcall.testkit.RecordingSink.Unreadable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a provider does where something is wrong, and how it says so. */
abstract class ProviderFailureContract extends ProviderReadContract {

    @Test
    @DisplayName("A read that breaks is an exception, wherever it breaks, and never complete")
    void throwsWhereverTheReadBreaks() {
        List<DirectoryUser> team = team();
        for (int place = 0; place <= team.size(); place++) {
            failing(brokenAt(team, place));
        }
    }

    @Test
    @DisplayName("Everything is closed when the read has broken, wherever it did (R7)")
    void closesEverythingWhenTheReadBreaks() {
        List<DirectoryUser> team = team();
        for (int place = 0; place <= team.size(); place++) {
            DirectoryProvider provider = brokenAt(team, place);
            LongSupplier open = openResources();
            failing(provider);
            assertClosed(open);
        }
    }

    @Test
    @DisplayName("A directory that cannot be reached is an exception")
    void throwsWhereTheDirectoryCannotBeReached() {
        failing(unreachable());
    }

    @Test
    @DisplayName("Credentials that the directory refuses are an exception of their own")
    void tellsThatTheCredentialsAreWrong() {
        assertThat(failing(wrongCredentials())).isInstanceOf(DirectoryCredentialsException.class);
    }

    // Secrets

    @TestFactory
    @DisplayName("No password, token or other secret is told")
    Stream<DynamicTest> tellsNoSecret() {
        return situations().entrySet().stream()
                .map(situation -> dynamicTest(situation.getKey(), () -> {
                    Iterable<String> secrets = secrets();
                    DirectoryProvider provider = situation.getValue().get();
                    List<String> told = told(provider);
                    for (String secret : secrets) {
                        assertThat(told)
                                .as("messages, findings, warnings, evidence and toString() of the provider")
                                .noneMatch(text -> text.contains(secret));
                    }
                }));
    }

    private Map<String, Supplier<DirectoryProvider>> situations() {
        Map<String, Supplier<DirectoryProvider>> situations = new LinkedHashMap<>();
        situations.put("by a read in which all is well", () -> provider(team()));
        situations.put("by a read that breaks", () -> brokenAt(team(), 1));
        situations.put("by one that cannot reach the directory", this::unreachable);
        situations.put("by one whose credentials are refused", this::wrongCredentials);
        situations.put("by one that misses a group", this::missingGroup);
        situations.put(
                "by one with somebody unreadable",
                () -> withUnreadable(team(), next("damaged").build()));
        return situations;
    }

    private List<String> told(DirectoryProvider provider) {
        List<String> told = new ArrayList<>();
        told.add(String.valueOf(provider));
        provider.validate(everything()).findings().forEach(finding -> told.add(finding.toString()));
        RecordingSink sink = new RecordingSink();
        Throwable thrown = catchThrowable(() -> provider.read(everything(), sink));
        if (thrown != null) {
            told.add(thrown.toString());
        }
        sink.unreadable().stream().map(Unreadable::why).forEach(told::add);
        told.addAll(sink.warnings());
        sink.completion().map(Completion::evidence).ifPresent(told::add);
        return told;
    }

    // Validation

    @Test
    @DisplayName("A validation has a finding for each thing it checked, also where all is well (R45)")
    void namesWhatItValidatedWhereAllIsWell() {
        Validation validation = provider(team()).validate(everything());
        assertThat(validation.findings()).as("findings").isNotEmpty().allMatch(ProviderFailureContract::saysSomething);
        assertThat(validation.isValid())
                .as("the validation of a directory in which all is well: %s", validation.findings())
                .isTrue();
    }

    private static boolean saysSomething(Finding finding) {
        return !finding.subject().isBlank() && !finding.text().isBlank();
    }

    @Test
    @DisplayName("A validation has no effect: it can be repeated, leaves nothing open, and the next read is as ever")
    void validatesWithoutEffect() {
        List<DirectoryUser> team = team();
        DirectoryProvider provider = provider(team);
        assertDelivered(read(provider, everything()), everything(), team);
        List<Level> before = levels(provider.validate(everything()));
        assertThat(levels(provider.validate(everything()))).isEqualTo(before);
        assertDelivered(read(provider, everything()), everything(), team);
    }

    private static List<Level> levels(Validation validation) {
        return validation.findings().stream().map(Finding::level).toList();
    }

    @Test
    @DisplayName("A validation leaves nothing open")
    void leavesNothingOpenAfterAValidation() {
        DirectoryProvider provider = provider(team());
        LongSupplier open = openResources();
        provider.validate(everything());
        assertClosed(open);
    }

    @Test
    @DisplayName("A validation tells how many people each chosen group holds (R45)")
    void tellsHowManyPeopleEachChosenGroupHolds() {
        Set<String> groups = Set.of(group("Sales"), group("Support"));
        List<DirectoryUser> people = List.of(
                next("anna").groups(group("Sales")).build(),
                next("bert").groups(group("Sales")).build(),
                next("carla").groups(group("Sales"), group("Support")).build());
        List<Finding> findings =
                choosing(people, groups, groups).validate(everything()).findings();
        assertThat(findings).anyMatch(finding -> tells(finding, group("Sales"), "3"));
        assertThat(findings).anyMatch(finding -> tells(finding, group("Support"), "1"));
    }

    private static boolean tells(Finding finding, String group, String number) {
        String text = finding.toString();
        return text.contains(group) && text.replace(group, "").matches("(?s).*\\b" + number + "\\b.*");
    }

    @TestFactory
    @DisplayName("What is wrong is a finding of a validation, not an exception (R45)")
    Stream<DynamicTest> findsWhatIsWrongInsteadOfThrowing() {
        return Stream.of(
                dynamicTest("the directory cannot be reached", () -> assertFindsAnError(unreachable())),
                dynamicTest("the credentials are refused", () -> assertFindsAnError(wrongCredentials())),
                dynamicTest("a chosen group is not there", () -> {
                    DirectoryProvider provider = missingGroup();
                    Finding found = provider.validate(everything()).findings().stream()
                            .filter(finding -> finding.level() != Level.OK)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("a group is missing, and all findings are fine"));
                    assertThat(found.level()).isEqualTo(seesEmptyGroups() ? Level.ERROR : Level.WARNING);
                    assertThat(found.toString()).contains(group("Missing"));
                }));
    }

    private void assertFindsAnError(DirectoryProvider provider) {
        Validation validation = provider.validate(everything());
        assertThat(validation.isValid())
                .as("the validation of a directory with something wrong: %s", validation.findings())
                .isFalse();
        assertThat(validation.findings()).allMatch(ProviderFailureContract::saysSomething);
    }
}
