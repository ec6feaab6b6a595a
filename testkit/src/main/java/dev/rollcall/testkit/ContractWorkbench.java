package dev.rollcall.testkit;

import java.util.List;
import java.util.concurrent.Callable;
import org.assertj.core.presentation.Representation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What the contracts of the audit log, the lock and the journal have in common: words for a failure, and threads.
 *
 * <p>The sentences of each are spread over a chain of classes, one concern each; the last one, which authors extend,
 * says what they can override.
 */
@Execution(ExecutionMode.SAME_THREAD)
abstract class ContractWorkbench {

    /** Text that is often taken for something else on its way to a store and back. */
    static final List<String> AWKWARD = List.of(
            "O'Neil \"the \\ slash\" `tick`",
            "'; DROP TABLE events; --",
            "one;two,three|four\tfive",
            "first\nsecond\r\nthird\u2028fourth",
            "100%_of[these]*?",
            "{\"json\": null} <b>&amp;</b> ${name} :name ?",
            "J\u00FCrgen and Ju\u0308rgen",
            "\u05D0\u05D1\u05D2 \u202Eright to left\u202C",
            "\uD83D\uDE00\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            " padded ",
            "\u00A0no-break\u00A0",
            "\u0001\u001B[31mcontrol\u007F",
            "=1+1",
            "null");

    /** Text with something in it that many a store does not take: U+0000, and either half of a surrogate pair. */
    static final List<String> UNSTORABLE = List.of("before\u0000after", "before\uD83Dafter", "before\uDE00after");

    static final Representation BRIEF = new BriefRepresentation();

    private String sentence = "";

    /** The name of the interface. */
    abstract String contract();

    @BeforeEach
    void rememberTheSentence(TestInfo test) {
        sentence = test.getDisplayName();
    }

    /** What a failure says first: the sentence that is broken, and where to look. */
    final String guide(String lookAt) {
        return "The contract of " + contract() + " is broken: \"" + sentence + "\". Look at " + lookAt + ".";
    }

    /** Does something that has to succeed, and says where to look if it does not. */
    final <T> T trying(String lookAt, Callable<T> act) {
        try {
            return act.call();
        } catch (Exception e) {
            throw new AssertionError(guide(lookAt + "; it threw " + e), e);
        }
    }

    /** Does something that has to succeed, and says where to look if it does not. */
    final void trying(String lookAt, Runnable act) {
        trying(lookAt, () -> {
            act.run();
            return true;
        });
    }

    /** Does these on a thread each; all start together. The results are in the order of the acts. */
    final <T> List<T> atOnce(String lookAt, List<Callable<T>> acts) {
        return trying(lookAt, () -> Together.run(acts));
    }
}
