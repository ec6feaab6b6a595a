package dev.rollcall.internal;

import dev.rollcall.account.UserRepository;
import dev.rollcall.audit.AuditSink;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.lock.RunLock;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.Policy;
import dev.rollcall.run.RunJournal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What an engine is made of. */
public record EngineParts(
        DirectoryName directory,
        DirectoryProvider provider,
        UserRepository repository,
        Supplier<Policy> policy,
        LicenceLimit licence,
        AuditSink audit,
        RunLock lock,
        RunJournal journal,
        SafeListener listener,
        Clock clock,
        Duration leaseDuration,
        Path spoolDirectory,
        ThreadFactory threads,
        RandomGenerator random,
        Supplier<String> runIds) {}
