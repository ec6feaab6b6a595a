package dev.rollcall.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * One run of a contract, as a build of an author would make it.
 *
 * @param passed the tests that passed with their sentences, by method name
 * @param skipped the tests that were skipped, with the reason
 * @param failed the tests that failed, with what they threw
 */
public record Trial(Map<String, String> passed, Map<String, String> skipped, Map<String, Throwable> failed) {

    /** Runs all that a test class inherits. */
    public static Trial of(Class<?> testClass) {
        return of(DiscoverySelectors.selectClass(testClass));
    }

    /** Runs one test. */
    public static Trial of(Class<?> testClass, String method) {
        return of(DiscoverySelectors.selectMethod(testClass, method));
    }

    private static Trial of(DiscoverySelector tests) {
        // Nothing of the build that runs this test should hear of the failures in here.
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build());
        Trial trial = new Trial(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request().selectors(tests).build(), trial.new Listener());
        return trial;
    }

    /** The names of all tests of a contract. */
    public static Set<String> testsOf(Class<?> contract) {
        Set<String> names = new TreeSet<>();
        for (Class<?> type = contract; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    names.add(method.getName());
                }
            }
        }
        return names;
    }

    /** The test that is meant for a defect has failed, and says what to look at. */
    public void assertCaught(Defect<?, ?> defect, String contract) {
        assertThat(failed).as("the tests that noticed: %s", defect.what()).containsKey(defect.caughtBy());
        assertThat(failed.get(defect.caughtBy()))
                .as("what the failure says to whoever has to repair it")
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("The contract of " + contract + " is broken: \"")
                .hasMessageContaining("Look at ");
    }

    /** Every test of the contract has passed, and none was skipped. */
    public void assertKept(Class<?> contract) {
        assertThat(failed).isEmpty();
        assertThat(skipped).isEmpty();
        assertThat(passed.keySet()).isEqualTo(testsOf(contract));
        assertThat(passed)
                .allSatisfy((method, sentence) ->
                        assertThat(sentence).as(method).doesNotContain("()").contains(" "));
        assertThat(passed.values()).doesNotHaveDuplicates();
    }

    /** No test has failed, and these were skipped, with the reason. */
    public void assertKeptExcept(String... unchecked) {
        assertThat(failed).isEmpty();
        assertThat(skipped.keySet()).containsExactlyInAnyOrder(unchecked);
        assertThat(skipped.values()).allSatisfy(reason -> assertThat(reason).contains("not"));
    }

    private final class Listener implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Throwable thrown = result.getThrowable().orElse(null);
            String name = name(test);
            if (name == null) {
                if (thrown != null) {
                    failed.put(test.getDisplayName(), thrown);
                }
                return;
            }
            switch (result.getStatus()) {
                case SUCCESSFUL -> passed.put(name, test.getDisplayName());
                case ABORTED -> skipped.put(name, thrown == null ? "" : String.valueOf(thrown.getMessage()));
                case FAILED -> failed.put(name, thrown == null ? new AssertionError() : thrown);
            }
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            skipped.put(String.valueOf(name(test)), reason);
        }

        private @Nullable String name(TestIdentifier test) {
            return test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> ((MethodSource) source).getMethodName())
                    .orElse(null);
        }
    }
}
