package dev.rollcall.run;

import dev.rollcall.audit.FieldChange;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PlanSummary;
import dev.rollcall.plan.SeatForecast;
import dev.rollcall.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run went (R41). Immutable. The lists of people name the first {@value #LISTED} of each kind; the figures count
 * them all, and the audit log has them all.
 */
public final class SyncReport {

    /** How many people each list names at most. */
    public static final int LISTED = 1_000;

    private final RunRecord record;
    private final @Nullable PlanSummary plan;
    private final @Nullable Hold hold;
    private final @Nullable HeldRun held;
    private final Map<Phase, Duration> durations;
    private final List<Step> rejected;
    private final List<Step> failed;
    private final List<Step> waiting;
    private final List<String> warnings;
    private final String evidence;
    private final long unrecordedEvents;
    private final @Nullable Throwable exception;

    private SyncReport(Builder builder, RunRecord record) {
        this.record = record;
        this.plan = builder.plan;
        this.hold = builder.hold;
        this.held = builder.held;
        this.durations = Collections.unmodifiableMap(new EnumMap<>(builder.durations));
        this.rejected = List.copyOf(builder.rejected);
        this.failed = List.copyOf(builder.failed);
        this.waiting = List.copyOf(builder.waiting);
        this.warnings = List.copyOf(builder.warnings);
        this.evidence = builder.evidence;
        this.unrecordedEvents = builder.unrecordedEvents;
        this.exception = builder.exception;
    }

    /** The run's id: what an approval names. */
    public String runId() {
        return record.runId();
    }

    /** Whose run it was. */
    public DirectoryName directory() {
        return record.directory();
    }

    /** How it ended. */
    public Outcome outcome() {
        Outcome outcome = record.outcome();
        if (outcome == null) {
            throw new IllegalStateException("A report is made of a run that has ended");
        }
        return outcome;
    }

    /** Why it was held, for {@link Outcome#HELD}. */
    public Optional<Hold> hold() {
        return Optional.ofNullable(hold);
    }

    /** What can be approved, and until when, for {@link Outcome#HELD}. */
    public Optional<HeldRun> held() {
        return Optional.ofNullable(held);
    }

    /**
     * Why it failed, for {@link Outcome#FAILED}; empty for a fault of Rollcall's own, which {@link #exception()} then
     * is.
     */
    public Optional<FailureCause> cause() {
        return Optional.ofNullable(record.cause());
    }

    /** What an administrator should know of the end: what was tried, on what, and what to do. Never holds a secret. */
    public String message() {
        return record.message();
    }

    /**
     * The exception that ended the run. Its message and its causes may hold whatever a library put into them, secrets
     * included, so Rollcall never prints it.
     */
    public Optional<Throwable> exception() {
        return Optional.ofNullable(exception);
    }

    /** The record of the run as the journal has it. */
    public RunRecord runRecord() {
        return record;
    }

    /** What was done: counted from what the repository committed. For a held run, what would have been. */
    public Figures figures() {
        return record.figures();
    }

    /** The plan in figures; empty where the run ended before there was one. */
    public Optional<PlanSummary> plan() {
        return Optional.ofNullable(plan);
    }

    /** What the licence meant for the run; empty where it ended before there was a plan. */
    public Optional<SeatForecast> seats() {
        return plan().map(PlanSummary::seats);
    }

    /** How long each phase took, by the engine's clock; a phase that was not reached is left out. */
    public Map<Phase, Duration> durations() {
        return durations;
    }

    /** People who were rejected, with the reason. */
    public List<Step> rejected() {
        return rejected;
    }

    /** Steps that were refused, vetoed or not reached, with the reason. */
    public List<Step> failed() {
        return failed;
    }

    /** People who wait for a licence. */
    public List<Step> waiting() {
        return waiting;
    }

    /** What an administrator should look at, of no single person. */
    public List<String> warnings() {
        return warnings;
    }

    /** What proved that the read was complete (R1); empty where nothing did. */
    public String evidence() {
        return evidence;
    }

    /** How many audit events could not be recorded (R43); 0 where all were. */
    public long unrecordedEvents() {
        return unrecordedEvents;
    }

    /** The report in a few lines. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("Run " + runId() + " of directory '" + directory() + "': " + outcome()
                + cause().map(cause -> " (" + cause + ")").orElse(""));
        if (!message().isEmpty() && hold == null) {
            lines.add(message());
        }
        lines.add((hold == null ? "" : "Planned, not applied: ") + figures());
        seats().ifPresent(seats -> lines.add("Seats: " + seats));
        hold().ifPresent(hold -> lines.add("Held: " + hold));
        held().ifPresent(run -> lines.add(
                "To approve it, name run " + run.runId() + " (digest " + run.digest() + ") before " + run.expiresAt()));
        warnings.forEach(warning -> lines.add("Warning: " + warning));
        if (unrecordedEvents > 0) {
            lines.add("Audit: " + unrecordedEvents + " events could not be recorded");
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Starts a report; for the engine, and for tests of code that takes reports. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects a report. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable PlanSummary plan;
        private @Nullable Hold hold;
        private @Nullable HeldRun held;
        private final EnumMap<Phase, Duration> durations = new EnumMap<>(Phase.class);
        private final List<Step> rejected = new ArrayList<>();
        private final List<Step> failed = new ArrayList<>();
        private final List<Step> waiting = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private String evidence = "";
        private long unrecordedEvents;
        private @Nullable Throwable exception;

        private Builder() {}

        /** Sets the plan in figures, and takes over its warnings. */
        public Builder plan(PlanSummary summary) {
            this.plan = summary;
            warnings.clear();
            warnings.addAll(summary.warnings());
            return this;
        }

        /** Sets why the run was held, and what can be approved. */
        public Builder held(Hold reason, HeldRun run) {
            this.hold = reason;
            this.held = run;
            return this;
        }

        /** Adds to the time that a phase took. */
        public Builder took(Phase phase, Duration duration) {
            durations.merge(phase, duration, Duration::plus);
            return this;
        }

        /**
         * Adds a step that tells of a rejection, a refusal or a wait; the first {@value #LISTED} of each are listed,
         * without the change they were to write and with sensitive values masked.
         */
        public Builder step(Step step) {
            List<Step> list = switch (step.kind()) {
                case REJECT -> rejected;
                case WAIT -> waiting;
                default -> failed;
            };
            if (list.size() < LISTED) {
                list.add(recordable(step));
            }
            return this;
        }

        /** Without the write, and with sensitive values masked: a report is shown and stored. */
        private static Step recordable(Step step) {
            return new Step(
                    step.kind(),
                    step.subject(),
                    step.rule(),
                    step.reason(),
                    step.changes().stream().map(FieldChange::masked).toList(),
                    step.refusal(),
                    null,
                    step.standing());
        }

        /** Adds something that an administrator should look at. */
        public Builder warning(String text) {
            warnings.add(text);
            return this;
        }

        /** Sets what proved that the read was complete. */
        public Builder evidence(String text) {
            this.evidence = text;
            return this;
        }

        /** Adds to the audit events that could not be recorded. */
        public Builder unrecorded(long events) {
            this.unrecordedEvents += events;
            return this;
        }

        /** Sets the exception that ended the run. */
        public Builder exception(@Nullable Throwable value) {
            this.exception = value;
            return this;
        }

        /** Returns the report of a run that has ended as this record says. */
        public SyncReport build(RunRecord record) {
            return new SyncReport(this, record);
        }
    }
}
