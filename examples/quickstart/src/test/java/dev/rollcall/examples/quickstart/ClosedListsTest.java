package dev.rollcall.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.BlockReason;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.Outcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a page says that it lists all of something, it does. */
class ClosedListsTest {

    static Stream<Arguments> lists() {
        return Stream.of(
                list("refusals.md", RefusalCode.class),
                list("refusals.md", Outcome.class),
                list("refusals.md", FailureCause.class),
                list("refusals.md", GuardKind.class),
                Arguments.of("refusals.md", "Hold.Reason", names(Hold.Reason.class)),
                list("hosts.md", BlockReason.class));
    }

    @ParameterizedTest(name = "{0} lists every {1}")
    @MethodSource("lists")
    void thePageListsEveryConstant(String page, String title, List<String> names) throws IOException {
        assertThat(Pages.firstColumn(Pages.docs(page), title)).containsExactlyElementsOf(names);
    }

    @Test
    @DisplayName("Every refusal code has a part of its own that says what to do")
    void everyRefusalCodeHasAPartOfItsOwn() throws IOException {
        assertThat(Pages.codeHeadings(Pages.docs("refusals.md"))).containsExactlyElementsOf(names(RefusalCode.class));
    }

    @Test
    @DisplayName("The rulebook names every outcome, block reason and guard")
    void theRulebookNamesThemAll() throws IOException {
        String rules = Pages.docs("rules.md");

        assertThat(Stream.of(names(Outcome.class), names(BlockReason.class), names(GuardKind.class))
                        .flatMap(List::stream))
                .allSatisfy(name -> assertThat(rules).contains("`" + name + "`"));
    }

    private static Arguments list(String page, Class<? extends Enum<?>> type) {
        return Arguments.of(page, type.getSimpleName(), names(type));
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }
}
