package dev.rollcall.testkit;

import static dev.rollcall.testkit.ProviderDefects.defect;
import static dev.rollcall.testkit.ProviderDefects.read;
import static dev.rollcall.testkit.ProviderDefects.sink;
import static dev.rollcall.testkit.SpoiltDirectory.OPEN;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/** What providers do wrong in how a read goes, and how it ends. */
final class ReadDefects {

    private ReadDefects() {}

    static Stream<ProviderDefect> all() {
        return Stream.of(endings(), interruptions()).flatMap(stream -> stream);
    }

    private static Stream<ProviderDefect> endings() {
        return Stream.of(
                defect(
                        "completes twice",
                        "declaresTheReadCompleteOnceAndLast",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public Completion complete(long count, String evidence) {
                                super.complete(count, evidence);
                                return super.complete(count, evidence);
                            }
                        })),
                defect(
                        "goes on after the end",
                        "declaresTheReadCompleteOnceAndLast",
                        ScriptedDirectory::completesThenDeliversMore),
                defect("counts wrongly", "countsItsDeliveries", sound -> sound.claimsCompletionWith(99)),
                defect("gives no evidence", "givesEvidence", sink(people -> new ForwardingSink(people) {
                    @Override
                    public Completion complete(long count, String evidence) {
                        return super.complete(count, " ");
                    }
                })),
                defect(
                        "gives no evidence of an empty scope",
                        "givesEvidence",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public Completion complete(long count, String evidence) {
                                return super.complete(count, count == 0 ? "" : evidence);
                            }
                        })),
                defect(
                        "returns a completion of its own",
                        "returnsTheCompletionThatTheSinkMade",
                        read((sound, request, people) -> {
                            sound.read(request, people);
                            return sound.returnsForgedCompletion().read(request, new RecordingSink());
                        })),
                defect(
                        "returns nothing",
                        "returnsTheCompletionThatTheSinkMade",
                        ScriptedDirectory::completesButReturnsNothing),
                defect(
                        "closes after completing",
                        "closesEverythingBeforeItDeclaresTheReadComplete",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public Completion complete(long count, String evidence) {
                                OPEN.incrementAndGet();
                                try {
                                    return super.complete(count, evidence);
                                } finally {
                                    OPEN.decrementAndGet();
                                }
                            }
                        })),
                defect("can be read once", "readsTheSamePeopleASecondTime", sound -> {
                    AtomicBoolean used = new AtomicBoolean();
                    return read((same, request, people) -> used.getAndSet(true)
                                    ? people.complete(0, "nothing left")
                                    : same.read(request, people))
                            .apply(sound);
                }),
                defect(
                        "wraps exceptions of the sink",
                        "letsAnExceptionOfTheSinkThroughAtEachPerson",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public void accept(DirectoryUser person) {
                                wrapping(() -> super.accept(person));
                            }
                        })),
                defect(
                        "takes exceptions of the sink for its own",
                        "letsAnExceptionOfTheSinkThroughAtEachPerson",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public void accept(DirectoryUser person) {
                                ignoring(() -> super.accept(person));
                            }
                        })),
                defect("is of no use once the sink threw", "letsAnExceptionOfTheSinkThroughAtEachPerson", sound -> {
                    AtomicBoolean stuck = new AtomicBoolean();
                    return read((same, request, people) -> {
                                if (stuck.getAndSet(true)) {
                                    throw new SnapshotIncompleteException("another read is under way");
                                }
                                Completion completion = same.read(request, people);
                                stuck.set(false);
                                return completion;
                            })
                            .apply(sound);
                }),
                defect(
                        "wraps exceptions of checkpoint",
                        "letsAnExceptionOfACheckpointThrough",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public void checkpoint() {
                                wrapping(super::checkpoint);
                            }
                        })),
                defect(
                        "takes exceptions of remaining for no limit",
                        "letsAnExceptionOfRemainingThrough",
                        read((sound, request, people) -> {
                            ignoring(people::remaining);
                            return sound.read(request, people);
                        })),
                defect(
                        "takes exceptions of warning for its own",
                        "letsAnExceptionOfAWarningThrough",
                        read((sound, request, people) -> {
                            ignoring(() -> people.warning("the group is empty"));
                            return sound.read(request, people);
                        })),
                defect(
                        "takes exceptions of pause for its own",
                        "letsAnExceptionOfAPauseThrough",
                        read((sound, request, people) -> {
                            try {
                                return sound.read(request, people);
                            } catch (DirectoryUnavailableException e) {
                                ignoring(() -> people.pause(Duration.ofSeconds(1)));
                                throw e;
                            }
                        })),
                defect(
                        "wraps exceptions of complete",
                        "letsAnExceptionOfCompleteThrough",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public Completion complete(long count, String evidence) {
                                List<Completion> made = new ArrayList<>();
                                wrapping(() -> made.add(super.complete(count, evidence)));
                                return made.get(0);
                            }
                        })),
                defect(
                        "leaves everything open when the sink throws",
                        "closesEverythingWhenTheSinkThrows",
                        leavingOpen()));
    }

    /** Opens something that is only closed at a good end. */
    static Function<ScriptedDirectory, DirectoryProvider> leavingOpen() {
        return read((sound, request, people) -> sound.read(request, new ForwardingSink(people) {
            {
                OPEN.incrementAndGet();
            }

            @Override
            public Completion complete(long count, String evidence) {
                OPEN.decrementAndGet();
                return super.complete(count, evidence);
            }
        }));
    }

    private static void wrapping(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            throw new SnapshotIncompleteException("the read failed", e);
        }
    }

    private static void ignoring(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            // goes on
        }
    }

    private static Stream<ProviderDefect> interruptions() {
        return Stream.of(
                defect(
                        "takes an interruption for a failure",
                        "endsPromptlyWhenItIsInterrupted",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public void accept(DirectoryUser person) {
                                if (Thread.currentThread().isInterrupted()) {
                                    throw new DirectoryUnavailableException("interrupted");
                                }
                                super.accept(person);
                            }

                            @Override
                            public void checkpoint() {
                                if (Thread.currentThread().isInterrupted()) {
                                    throw new DirectoryUnavailableException("interrupted");
                                }
                                super.checkpoint();
                            }
                        })),
                defect(
                        "forgets that it was interrupted",
                        "endsPromptlyWhenItIsInterrupted",
                        read((sound, request, people) -> {
                            try {
                                return sound.read(request, people);
                            } finally {
                                Thread.interrupted();
                            }
                        })),
                defect(
                        "does not answer to an interruption",
                        "endsPromptlyWhenItIsInterruptedWhileTheDirectoryDoesNotAnswer",
                        read((sound, request, people) -> sound.read(request, new ForwardingSink(people) {
                            @Override
                            public void checkpoint() {
                                if (Thread.currentThread().isInterrupted()) {
                                    sound.hangsStubbornlyAt(0);
                                    sound.read(request, new RecordingSink());
                                }
                            }
                        }))),
                defect(
                        "shares what it read with others",
                        "readsBesideAnotherProvider",
                        read((sound, request, people) -> {
                            List<DirectoryUser> mine = SharedBuffer.fill(sound, request);
                            for (int i = 0; i < mine.size(); i++) {
                                people.accept(SharedBuffer.PEOPLE.get(i));
                            }
                            return people.complete(mine.size(), "all of the buffer");
                        })));
    }

    /** State that one provider has in common with all others. */
    private static final class SharedBuffer {
        static final List<DirectoryUser> PEOPLE = new ArrayList<>();

        static List<DirectoryUser> fill(ScriptedDirectory sound, ReadRequest request) {
            RecordingSink sink = new RecordingSink();
            sound.read(request, sink);
            synchronized (PEOPLE) {
                PEOPLE.clear();
                PEOPLE.addAll(sink.people());
            }
            return sink.people();
        }
    }
}
