package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Outcome;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.StandingRefusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the sentences about the journal are tried with: the journal, runs to note in it, and a look at what it knows.
 */
abstract class JournalWorkbench extends ContractWorkbench {

    static final DirectoryName STAFF = DirectoryName.of("staff");
    static final DirectoryName PARTNERS = DirectoryName.of("partners");

    static final Instant MONDAY = Instant.parse("2024-03-04T08:15:30.123Z");

    /** More than fits into one list of parameters or one round trip. */
    static final int MANY = 20_000;

    static final int LONG = 100_000;

    /** Puts what comes in any order into one that can be compared. */
    static final Comparator<Object> BY_TEXT = Comparator.comparing(Object::toString);

    private @Nullable RunJournal opened;

    abstract RunJournal emptyJournal();

    abstract RunJournal reopened();

    @Override
    final String contract() {
        return "RunJournal";
    }

    @BeforeEach
    void forgetTheJournal() {
        opened = null;
    }

    /**
     * The journal under test. Opened at first use, so that whatever the author's class sets up before each test is
     * there.
     */
    final RunJournal journal() {
        RunJournal journal = opened;
        if (journal == null) {
            journal = emptyJournal();
            opened = journal;
        }
        return journal;
    }

    /** From now on the journal under test is the one that another process would have. */
    final void reopen() {
        journal();
        opened = reopened();
    }

    // Runs

    /** A run that begins so many milliseconds later than the first one. */
    static RunRecord run(String id, DirectoryName directory, long later) {
        return RunRecord.started(id, directory, "jane", MONDAY.plusMillis(later));
    }

    /** The same run at its end. */
    static RunRecord ended(RunRecord run, Outcome outcome) {
        return ended(
                run,
                outcome,
                outcome == Outcome.HELD ? Hold.Reason.GUARD : null,
                outcome == Outcome.FAILED ? FailureCause.DIRECTORY_UNAVAILABLE : null,
                "",
                Figures.builder()
                        .add(PersonResult.UNCHANGED, 40)
                        .add(Count.CREATED, 2)
                        .build());
    }

    // NullAway overlooks in a class file that heldFor may be null, as the annotation is that of a nested type.
    @SuppressWarnings("NullAway")
    static RunRecord ended(
            RunRecord run,
            Outcome outcome,
            Hold.@Nullable Reason heldFor,
            @Nullable FailureCause cause,
            String message,
            Figures figures) {
        return new RunRecord(
                run.runId(),
                run.directory(),
                run.actor(),
                run.startedAt(),
                run.startedAt().plusMillis(61_001),
                outcome,
                heldFor,
                cause,
                message,
                figures);
    }

    final RunRecord start(RunRecord run) {
        trying("started", () -> journal().started(run));
        return run;
    }

    final RunRecord start(String id, DirectoryName directory, long later) {
        return start(run(id, directory, later));
    }

    final RunRecord finish(RunRecord ended, @Nullable Iterable<StandingRefusal> standing) {
        trying("finished", () -> journal().finished(ended, standing));
        return ended;
    }

    final RunRecord end(RunRecord run, Outcome outcome) {
        return finish(ended(run, outcome), outcome.isFinished() ? List.of() : null);
    }

    /** A whole run that finished, with these refusals standing then. */
    final RunRecord finishedRun(String id, DirectoryName directory, long later, StandingRefusal... standing) {
        return finish(ended(start(id, directory, later), Outcome.COMPLETED), List.of(standing));
    }

    final void hold(HeldRun held, Iterable<HeldRun.Item> items) {
        trying("hold", () -> journal().hold(held, items));
    }

    final void permit(DirectoryName directory, Permission permission) {
        trying("permit", () -> journal().permit(directory, permission));
    }

    static HeldRun held(String runId) {
        return new HeldRun(runId, STAFF, MONDAY.plusSeconds(3_600), Hold.Reason.GUARD, "digest of " + runId);
    }

    static HeldRun.Item item(String key, @Nullable String value) {
        return new HeldRun.Item(GuardKind.RENAMES, key, value);
    }

    static Permission permission(String actor) {
        return new Permission(actor, MONDAY.plusSeconds(3_600), null, true, Map.of());
    }

    static StandingRefusal refusal(String person) {
        return new StandingRefusal(person, RefusalCode.USERNAME_TAKEN, "what " + person, true);
    }

    // Looking

    final List<HeldRun.Item> itemsOf(String runId) {
        List<HeldRun.Item> items = new ArrayList<>();
        trying("heldItems", () -> journal().heldItems(runId, items::add));
        return items;
    }

    final List<StandingRefusal> refusalsOf(DirectoryName directory) {
        List<StandingRefusal> refusals = new ArrayList<>();
        trying("standingRefusals", () -> journal().standingRefusals(directory, refusals::add));
        return refusals;
    }

    final List<Permission> permissionsOf(DirectoryName directory) {
        return trying("permissions", () -> journal().permissions(directory));
    }

    final Set<ExternalId> ignoredIn(DirectoryName directory) {
        return trying("ignored", () -> journal().ignored(directory));
    }

    // Claims

    final void assertLast(DirectoryName directory, @Nullable RunRecord expected, String lookAt) {
        assertThat(trying("lastRun", () -> journal().lastRun(directory)).orElse(null))
                .withRepresentation(BRIEF)
                .as(guide(lookAt))
                .isEqualTo(expected);
    }

    final void assertLastFinished(DirectoryName directory, @Nullable RunRecord expected, String lookAt) {
        assertThat(trying("lastFinishedRun", () -> journal().lastFinishedRun(directory))
                        .orElse(null))
                .withRepresentation(BRIEF)
                .as(guide(lookAt))
                .isEqualTo(expected);
    }

    final void assertHeld(HeldRun expected, List<HeldRun.Item> items, String lookAt) {
        assertThat(trying("heldRun", () -> journal().heldRun(expected.runId())))
                .withRepresentation(BRIEF)
                .as(guide(lookAt))
                .contains(expected);
        assertThat(itemsOf(expected.runId()))
                .withRepresentation(BRIEF)
                .as(guide(lookAt))
                .containsExactlyInAnyOrderElementsOf(items);
    }

    final void assertPermissions(DirectoryName directory, List<Permission> expected, String lookAt) {
        assertThat(permissionsOf(directory))
                .withRepresentation(BRIEF)
                .as(guide(lookAt))
                .isEqualTo(expected);
    }

    final void assertRefusals(DirectoryName directory, List<StandingRefusal> expected, String lookAt) {
        assertThat(refusalsOf(directory))
                .withRepresentation(BRIEF)
                .as(guide(lookAt))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    final void assertIgnored(DirectoryName directory, String lookAt, String... expected) {
        assertThat(ignoredIn(directory))
                .extracting(ExternalId::value)
                .withRepresentation(BRIEF)
                .as(guide(lookAt))
                .containsExactlyInAnyOrder(expected);
    }

    /** What a consumer throws comes out of this as it is, however often. */
    final void assertPasses(Consumer<RuntimeException> act) {
        RuntimeException own = new IllegalStateException("the consumer has had enough");
        for (int times = 0; times < 30; times++) {
            assertThat(catchThrowable(() -> act.accept(own)))
                    .as(guide("what is caught of a consumer's exceptions: none"))
                    .isSameAs(own);
        }
    }

    // Iterables

    /** A series that can be gone through once, as one that is made on the way. */
    static <T> Iterable<T> once(List<T> elements) {
        Iterator<T> only = elements.iterator();
        boolean[] begun = {false};
        return () -> {
            if (begun[0]) {
                throw new IllegalStateException("This can be iterated once");
            }
            begun[0] = true;
            return only;
        };
    }

    /** A series that ends with an exception. */
    static <T> Iterable<T> breakingOff(List<T> elements, RuntimeException exception) {
        return () -> new Iterator<>() {
            private final Iterator<T> first = elements.iterator();

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public T next() {
                if (first.hasNext()) {
                    return first.next();
                }
                throw exception;
            }
        };
    }
}
