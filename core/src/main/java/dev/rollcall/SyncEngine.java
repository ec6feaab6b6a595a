package dev.rollcall;

import dev.rollcall.account.UserRepository;
import dev.rollcall.audit.AuditSink;
import dev.rollcall.audit.Slf4jAuditSink;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.internal.DryRun;
import dev.rollcall.internal.EngineParts;
import dev.rollcall.internal.SafeListener;
import dev.rollcall.internal.SyncRun;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.lock.RunLock;
import dev.rollcall.plan.Explanation;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.InMemoryRunJournal;
import dev.rollcall.run.RunFailedException;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRecord;
import dev.rollcall.run.RunRequest;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Keeps the accounts of one directory in step with it. Build one engine per directory and keep it; it holds no
 * connection, no thread and no people between runs, and is safe for use by many threads.
 *
 * <pre>{@code
 * SyncEngine engine = SyncEngine.builder("staff", provider, repository)
 *         .policy(policy)
 *         .licence(LicenceLimit.of(500))
 *         .audit(auditLog)
 *         .build();
 * SyncReport report = engine.run();
 * if (report.outcome() == Outcome.HELD) {
 *     // an administrator has looked at report.hold() and agrees
 *     report = engine.run(RunRequest.by("jane").approving(report.runId()));
 * }
 * }</pre>
 */
public final class SyncEngine {

    private final EngineParts parts;
    private final AtomicLong cancelledGeneration = new AtomicLong();

    private SyncEngine(EngineParts parts) {
        this.parts = parts;
    }

    /**
     * Starts an engine.
     *
     * @param directory the name that owns the accounts: unique in the host, and never changed (see
     *     {@link DirectoryName})
     * @param provider reads the directory
     * @param repository the host's user table
     */
    public static Builder builder(String directory, DirectoryProvider provider, UserRepository repository) {
        return new Builder(DirectoryName.of(directory), provider, repository);
    }

    /** The directory whose accounts this engine keeps. */
    public DirectoryName directory() {
        return parts.directory();
    }

    /** Runs as a schedule does: short for {@code run(RunRequest.scheduled())}. */
    public SyncReport run() {
        return run(RunRequest.scheduled());
    }

    /**
     * Reads the directory, decides, and writes what is to be changed. However that ends, there is a report; nothing of
     * what may go wrong in a directory, a repository, a lock, a journal or an audit log is thrown. What the suppliers
     * of the policy and of run ids throw is passed on, before anything is begun; an {@link Error} of the JVM is passed
     * on after its end was recorded. While another run is under way nothing of the request is kept, permissions
     * included.
     *
     * <p>The repository, the audit sink, the journal, the listener, the licence source and the functions of the policy
     * are called on the calling thread; the provider is called on a thread of its own. A run inside a transaction of
     * the host works as long as the repository opens its own (see {@link UserRepository#apply}).
     */
    public SyncReport run(RunRequest request) {
        long generation = cancelledGeneration.get();
        return new SyncRun(parts, request, () -> cancelledGeneration.get() != generation).run();
    }

    /**
     * Makes the plan of a run and writes nothing: not to the repository, the audit log or the journal (R34). Needs no
     * lock, so it can be made while a run is under way. The plan is to be closed.
     *
     * @throws RunFailedException if the directory or the repository cannot be read
     */
    public SyncPlan plan() {
        return plan(RunRequest.scheduled());
    }

    /**
     * Makes the plan of a run with these permissions and this deadline. Permissions of earlier requests that no run has
     * used up yet count too, as they would in a run; the summary names them. None is kept or used up by a plan.
     *
     * @throws RunFailedException if the directory or the repository cannot be read
     */
    public SyncPlan plan(RunRequest request) {
        long generation = cancelledGeneration.get();
        return new DryRun(parts, request, () -> cancelledGeneration.get() != generation).plan();
    }

    /**
     * Says what a run would do about one person, and why: a view of a plan that is made for it.
     *
     * @param person a username, match key, external id or account id
     * @throws RunFailedException if the directory or the repository cannot be read
     */
    public Explanation explain(String person) {
        try (SyncPlan plan = plan()) {
            Explanation explanation = plan.explain(person);
            return explanation.withFacts(scopePaths(explanation.people()));
        }
    }

    private List<String> scopePaths(Set<ExternalId> people) {
        List<String> paths = new ArrayList<>();
        for (ExternalId person : people) {
            try {
                parts.provider().scopePaths(readRequest(), person).forEach(path -> paths.add("in scope by " + path));
            } catch (DirectoryException e) {
                paths.add("by what it is in scope cannot be told: " + e.getMessage());
            } catch (RuntimeException e) {
                paths.add("by what it is in scope cannot be told: the provider failed with "
                        + e.getClass().getName());
            }
        }
        return paths;
    }

    private ReadRequest readRequest() {
        Policy policy = parts.policy().get();
        return ReadRequest.of(parts.directory(), policy.attributeNames()).withGroups(policy.usesGroups());
    }

    /** Tries the directory out, without any effect (R45): see {@link DirectoryProvider#validate}. */
    public Validation validate() {
        return parts.provider().validate(readRequest());
    }

    /**
     * Tells every run and dry run of this engine that is under way to stop; they end {@code CANCELLED} after the batch
     * that is being written. So does the read of a relink ({@link AccountActs#relink}). Runs that begin later are not
     * concerned. An interrupt of the run's thread does the same.
     */
    public void cancel() {
        cancelledGeneration.incrementAndGet();
    }

    /** The latest run of the directory, whether it has ended or not (R44). */
    public Optional<RunRecord> lastRun() {
        return parts.journal().lastRun(parts.directory());
    }

    /** The latest run of the directory that came to its end (R44). */
    public Optional<RunRecord> lastFinishedRun() {
        return parts.journal().lastFinishedRun(parts.directory());
    }

    /**
     * The names of the fields that the directory controls, {@code username} among them: those that a form should lock,
     * for an account that {@link dev.rollcall.account.Account#isOwnedBy} this directory (R18).
     */
    public Set<String> controlledFields() {
        return parts.policy().get().controlledFields();
    }

    /** What an administrator may do by hand, in the name of {@code actor} (R46). */
    public AccountActs acts(String actor) {
        return new AccountActs(parts, Objects.requireNonNull(actor, "actor"), cancelledGeneration::get);
    }

    /** Builds an engine; every default is said at its method. Not safe for use by several threads. */
    public static final class Builder {
        private final DirectoryName directory;
        private final DirectoryProvider provider;
        private final UserRepository repository;
        private Supplier<Policy> policy = Policy::ofDefaults;
        private LicenceLimit licence = LicenceLimit.unlimited();
        private AuditSink audit = new Slf4jAuditSink();
        private RunLock lock = LocalRunLock.jvmWide();
        private RunJournal journal = new InMemoryRunJournal();
        private SyncListener listener = new SyncListener() {};
        private Clock clock = Clock.systemUTC();
        private Duration leaseDuration = Duration.ofMinutes(2);
        private Path spoolDirectory = Path.of(System.getProperty("java.io.tmpdir"));
        private ThreadFactory threads = Builder::readerThread;
        private RandomGenerator random = new SecureRandom();
        private Supplier<String> runIds = () -> UUID.randomUUID().toString();

        private Builder(DirectoryName directory, DirectoryProvider provider, UserRepository repository) {
            this.directory = directory;
            this.provider = Objects.requireNonNull(provider, "provider");
            this.repository = Objects.requireNonNull(repository, "repository");
        }

        private static Thread readerThread(Runnable work) {
            Thread thread = new Thread(work, "rollcall-reader");
            thread.setDaemon(true);
            return thread;
        }

        /** Sets the policy; {@link Policy#ofDefaults()} unless said. */
        public Builder policy(Policy value) {
            Objects.requireNonNull(value, "policy");
            return policy(() -> value);
        }

        /** Asks for the policy at the beginning of each run, which then uses that one to its end. */
        public Builder policy(Supplier<Policy> value) {
            this.policy = Objects.requireNonNull(value, "policy");
            return this;
        }

        /** Sets the licence limit; none unless said. */
        public Builder licence(LicenceLimit value) {
            this.licence = Objects.requireNonNull(value, "licence");
            return this;
        }

        /** Sets where audit events go; to the log ({@link Slf4jAuditSink}) unless said. */
        public Builder audit(AuditSink value) {
            this.audit = Objects.requireNonNull(value, "audit");
            return this;
        }

        /**
         * Sets the lock; {@link LocalRunLock#jvmWide()} unless said, which knows nothing of other processes and tells
         * directories apart by name alone: hosts with several tenants in one JVM give each a lock of its own.
         */
        public Builder lock(RunLock value) {
            this.lock = Objects.requireNonNull(value, "lock");
            return this;
        }

        /** Sets what remembers runs; a new {@link InMemoryRunJournal} unless said, which forgets with the process. */
        public Builder journal(RunJournal value) {
            this.journal = Objects.requireNonNull(value, "journal");
            return this;
        }

        /** Sets who watches the runs; nobody unless said. */
        public Builder listener(SyncListener value) {
            this.listener = Objects.requireNonNull(value, "listener");
            return this;
        }

        /** Sets the clock; the system's, in UTC, unless said. */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Sets how long the lock of a run that died keeps the next one out; 2 minutes unless said. Runs renew it three
         * times as often, so it must be longer than one batch of changes takes.
         *
         * @throws IllegalArgumentException if the duration is shorter than a second
         */
        public Builder leaseDuration(Duration value) {
            if (value.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("A lease of " + value + " is too short; give it at least a second");
            }
            this.leaseDuration = value;
            return this;
        }

        /** Sets where large runs keep their temporary file; {@code java.io.tmpdir} unless said. */
        public Builder spoolDirectory(Path value) {
            this.spoolDirectory = Objects.requireNonNull(value, "spoolDirectory");
            return this;
        }

        /** Sets who makes the thread on which the provider is called, one per run; a daemon thread unless said. */
        public Builder threads(ThreadFactory value) {
            this.threads = Objects.requireNonNull(value, "threads");
            return this;
        }

        /** Sets the source of the key of each run's hashes; a {@link SecureRandom} unless said. */
        public Builder random(RandomGenerator value) {
            this.random = Objects.requireNonNull(value, "random");
            return this;
        }

        /**
         * Sets where the ids of runs come from; random UUIDs unless said. None may ever come twice, not after a restart
         * either: a durable audit log knows events by them.
         */
        public Builder runIds(Supplier<String> value) {
            this.runIds = Objects.requireNonNull(value, "runIds");
            return this;
        }

        /** Returns the engine. Nothing is connected, read or locked. */
        public SyncEngine build() {
            return new SyncEngine(new EngineParts(
                    directory,
                    provider,
                    repository,
                    policy,
                    licence,
                    audit,
                    lock,
                    journal,
                    new SafeListener(listener),
                    clock,
                    leaseDuration,
                    spoolDirectory,
                    threads,
                    random,
                    runIds));
        }
    }
}
