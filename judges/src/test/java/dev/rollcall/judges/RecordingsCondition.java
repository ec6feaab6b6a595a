package dev.rollcall.judges;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves tests out whose recordings are not at hand, and is loud about it. */
final class RecordingsCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String test = context.getTestClass().map(Class::getSimpleName).orElseGet(context::getDisplayName);
        return decide(test, System.getProperty(Recordings.FOLDER), System.err);
    }

    static ConditionEvaluationResult decide(String test, @Nullable String folder, PrintStream err) {
        if (folder == null || folder.isBlank()) {
            String line = "NOT RUN: " + test
                    + " replays recordings of the real services, which are not part of the project. With "
                    + String.join(", ", Recordings.FILES) + " in a folder: mvn verify -D" + Recordings.FOLDER
                    + "=<folder>";
            err.println(line);
            return ConditionEvaluationResult.disabled(line);
        }
        for (String file : Recordings.FILES) {
            if (!Files.isReadable(Path.of(folder, file))) {
                throw new IllegalStateException(
                        "the folder that " + Recordings.FOLDER + " names has no readable " + file);
            }
        }
        return ConditionEvaluationResult.enabled("the recordings are at hand");
    }
}
