package dev.rollcall.json;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditSink;
import dev.rollcall.testkit.AuditSinkContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The sink keeps the contract of every sink, over a file. */
class JsonLinesFileContractTest extends AuditSinkContract {

    @TempDir
    private Path folder;

    private FailingDisk disk = new FailingDisk();

    @BeforeEach
    void aDiskThatWorks() {
        disk = new FailingDisk();
    }

    @Override
    protected AuditSink emptySink() {
        return sink();
    }

    @Override
    protected AuditSink reopened() {
        return sink();
    }

    @Override
    protected void failNextWrite() {
        disk.failNextWrite();
    }

    @Override
    protected List<AuditEvent> recorded() {
        try {
            return JsonLines.events(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AuditSink sink() {
        return new JsonLinesAuditSink(new AppendedFile(file(), false, disk, AppendedFile.LOCK_WAIT), "a test's file");
    }

    private Path file() {
        return folder.resolve("audit.jsonl");
    }
}
