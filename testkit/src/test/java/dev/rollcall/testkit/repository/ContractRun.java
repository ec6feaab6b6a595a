package dev.rollcall.testkit.repository;

import dev.rollcall.account.UserRepository;
import dev.rollcall.testkit.UserRepositoryContract;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * One run of the contract against one repository, as a build of a host would make it.
 *
 * @param passed the tests that passed, by method name
 * @param skipped the tests that were skipped, with the reason
 * @param failed the tests that failed, with what they threw
 */
record ContractRun(Map<String, String> passed, Map<String, String> skipped, Map<String, Throwable> failed) {

    /** Runs the whole contract. */
    static ContractRun of(Function<TextbookRepository.Table, UserRepository> adapter) {
        return of(adapter, DiscoverySelectors.selectClass(ContractSubject.class));
    }

    /** Runs one test of the contract. */
    static ContractRun of(Function<TextbookRepository.Table, UserRepository> adapter, String method) {
        return of(adapter, DiscoverySelectors.selectMethod(ContractSubject.class, method));
    }

    private static ContractRun of(Function<TextbookRepository.Table, UserRepository> adapter, DiscoverySelector tests) {
        ContractSubject.adapter = adapter;
        try {
            return of(tests);
        } finally {
            ContractSubject.adapter = null;
        }
    }

    /** Runs what a host's test class inherits. */
    static ContractRun of(Class<? extends UserRepositoryContract> testClass) {
        return of(DiscoverySelectors.selectClass(testClass));
    }

    private static ContractRun of(DiscoverySelector tests) {
        // Nothing of the build that runs this test should hear of the failures in here.
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build());
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request().selectors(tests).build();
        ContractRun run = new ContractRun(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        launcher.execute(request, run.new Listener());
        return run;
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
