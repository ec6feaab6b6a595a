package dev.rollcall.cli.story;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Days in their order, a test each. After one that failed the others are left out, as they would begin in an unexpected
 * state.
 */
public final class Diary {

    private final List<DynamicTest> days = new ArrayList<>();
    private boolean failed;

    /** Adds a day. */
    public Diary day(String sentence, Executable events) {
        days.add(DynamicTest.dynamicTest(sentence, () -> {
            Assumptions.assumeFalse(failed, "a day before this one failed");
            failed = true;
            events.execute();
            failed = false;
        }));
        return this;
    }

    /** The days, for a {@code TestFactory}. */
    public List<DynamicTest> days() {
        return List.copyOf(days);
    }
}
