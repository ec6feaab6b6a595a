package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A provider that breaks a sentence of the contract fails in the test that is meant for that sentence. */
@Tag("slow")
class DirectoryProviderContractBitesTest {

    private static @Nullable ProviderDefect defect;

    /** The contract, tried on a directory with a defect. */
    static class Suspect extends ScriptedDirectoryContractTest {

        private static DirectoryProvider spoilt(DirectoryProvider sound) {
            return defect == null ? sound : defect.put().apply((ScriptedDirectory) sound);
        }

        @Override
        protected DirectoryProvider provider(List<DirectoryUser> people) {
            return spoilt(super.provider(people));
        }

        @Override
        protected DirectoryProvider choosing(List<DirectoryUser> people, Set<String> existing, Set<String> chosen) {
            Set<String> visible = seesEmptyGroups() ? existing : chosen;
            return spoilt(super.choosing(people, visible, chosen));
        }

        @Override
        protected boolean seesEmptyGroups() {
            return defect == null || defect.seesEmptyGroups();
        }

        @Override
        protected DirectoryProvider withUnreadable(List<DirectoryUser> people, DirectoryUser damaged) {
            return spoilt(super.withUnreadable(people, damaged));
        }

        @Override
        protected DirectoryProvider brokenAt(List<DirectoryUser> people, int place) {
            return spoilt(super.brokenAt(people, place));
        }

        @Override
        protected DirectoryProvider hangingAt(List<DirectoryUser> people, int place) {
            return spoilt(super.hangingAt(people, place));
        }

        @Override
        protected DirectoryProvider unreachable() {
            return spoilt(super.unreachable());
        }

        @Override
        protected DirectoryProvider wrongCredentials() {
            return spoilt(super.wrongCredentials());
        }

        @Override
        protected LongSupplier openResources() {
            LongSupplier open = super.openResources();
            return () -> open.getAsLong() + SpoiltDirectory.OPEN.get();
        }

        @Override
        protected Duration patience() {
            return defect == null ? super.patience() : Duration.ofMillis(300);
        }
    }

    static Stream<ProviderDefect> defects() {
        return ProviderDefects.all();
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("defects")
    void failsInTheTestMeantForThatSentence(ProviderDefect broken) {
        assertThat(failedTests(broken)).contains(broken.failing());
    }

    @Test
    void everyTestOfTheContractHasSomethingToBite() {
        Set<String> tests = new TreeSet<>();
        for (Class<?> type = DirectoryProviderContract.class; type != Object.class; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(TestFactory.class)) {
                    tests.add(method.getName());
                }
            }
        }
        assertThat(defects().map(ProviderDefect::failing)).containsAll(tests);
    }

    @Test
    void aSoundDirectoryFailsNoTest() {
        assertThat(failedTests(null)).isEmpty();
    }

    /** The test methods that fail, as a whole or in one of their dynamic tests. */
    private static Set<String> failedTests(@Nullable ProviderDefect tried) {
        Set<String> failed = Collections.synchronizedSet(new TreeSet<>());
        defect = tried;
        SpoiltDirectory.OPEN.set(0);
        try {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(Suspect.class))
                                    .build(),
                            new TestExecutionListener() {
                                @Override
                                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                    if (result.getStatus() == Status.FAILED) {
                                        test.getSource()
                                                .filter(MethodSource.class::isInstance)
                                                .map(source -> ((MethodSource) source).getMethodName())
                                                .ifPresent(failed::add);
                                    }
                                }
                            });
        } finally {
            defect = null;
        }
        return failed;
    }
}
