package dev.rollcall.testservers;

import java.io.PrintStream;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves tests out whose server cannot be started here, and is loud about it. */
abstract class ServerCondition implements ExecutionCondition {

    static final String REQUIRED = "rollcall.servers.required";

    private final String server;

    ServerCondition(String server) {
        this.server = server;
    }

    /** Why the server cannot be started here, and what helps. */
    abstract Optional<String> obstacle();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String test = context.getTestClass().map(Class::getSimpleName).orElseGet(context::getDisplayName);
        return decide(server, test, obstacle(), Boolean.getBoolean(REQUIRED), System.err);
    }

    static ConditionEvaluationResult decide(
            String server, String test, Optional<String> obstacle, boolean required, PrintStream err) {
        if (obstacle.isEmpty()) {
            return ConditionEvaluationResult.enabled(server + " can be started");
        }
        String line = "NOT RUN: " + server + " tests of " + test + ": " + obstacle.get();
        err.println(line);
        if (required) {
            throw new IllegalStateException(line + " (" + REQUIRED + " is true)");
        }
        return ConditionEvaluationResult.disabled(line);
    }

    static final class OpenLdap extends ServerCondition {

        private static final Optional<String> OBSTACLE = Requirements.openLdap();

        OpenLdap() {
            super("OpenLdap");
        }

        @Override
        Optional<String> obstacle() {
            return OBSTACLE;
        }
    }

    static final class Samba extends ServerCondition {

        private static final Optional<String> OBSTACLE = Requirements.samba();

        Samba() {
            super("Samba");
        }

        @Override
        Optional<String> obstacle() {
            return OBSTACLE;
        }
    }
}
