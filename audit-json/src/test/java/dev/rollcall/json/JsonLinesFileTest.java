package dev.rollcall.json;

import static dev.rollcall.json.JsonLines.event;
import static dev.rollcall.json.JsonLines.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.People;
import dev.rollcall.testkit.ScriptedDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sink over a file does beyond the contract of every sink. */
class JsonLinesFileTest {

    @TempDir
    private Path folder;

    private final FailingDisk disk = new FailingDisk();
    private Path file = Path.of("");

    @BeforeEach
    void inAFolderOfItsOwn() {
        file = folder.resolve("audit.jsonl");
    }

    @Test
    @DisplayName("All lines of one call go out in one write, and are there when it returns")
    void oneCallIsOneWrite() throws IOException {
        JsonLinesAuditSink sink = onDisk();

        sink.record(List.of(event("a"), event("b"), event("c")));

        assertThat(disk.writes()).isEqualTo(1);
        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("A last line that a killed process left cut stays alone on its line")
    void aCutLastLineIsEnded() throws IOException {
        String cut = AuditEventJson.of(event("cut")).substring(0, 40);
        Files.writeString(file, AuditEventJson.of(event("a")) + "\n" + cut);

        JsonLinesAuditSink.to(file).record(List.of(event("b"), event("cut")));

        assertThat(lines(file))
                .containsExactly(
                        AuditEventJson.of(event("a")),
                        cut,
                        AuditEventJson.of(event("b")),
                        AuditEventJson.of(event("cut")));
    }

    @Test
    @DisplayName("A file that ends with a whole line gets no empty one")
    void aWholeLastLineIsLeftAsItIs() throws IOException {
        JsonLinesAuditSink.to(file).record(List.of(event("a")));
        JsonLinesAuditSink.to(file).record(List.of(event("b")));

        assertThat(ids()).containsExactly("a", "b");
    }

    @Test
    @DisplayName("A write that fails half way is taken back, and may be made again (R43)")
    void aFailedWriteIsTakenBack() throws IOException {
        JsonLinesAuditSink sink = onDisk();
        sink.record(List.of(event("a")));
        disk.failNextWrite();

        assertThatThrownBy(() -> sink.record(List.of(event("b"), event("c"))))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("could not be written");

        assertThat(ids()).containsExactly("a");
        sink.record(List.of(event("b"), event("c")));
        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("What cannot be taken back never reaches into the next event (R43)")
    void whatCannotBeTakenBackStaysOnALineOfItsOwn() throws IOException {
        JsonLinesAuditSink sink = onDisk();
        disk.failNextWrite();
        disk.failToCut();

        assertThatThrownBy(() -> sink.record(List.of(event("a")))).isInstanceOf(UncheckedIOException.class);
        sink.record(List.of(event("b")));

        assertThat(lines(file)).hasSize(2).last().isEqualTo(AuditEventJson.of(event("b")));
    }

    @Test
    @DisplayName("A full disk ends the run as AUDIT_DOWN before anything is written (R43)")
    void aFullDiskStopsTheRun() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "There is no /dev/full here: what a sink does on a full disk is not known");
        InMemoryUserRepository repository = new InMemoryUserRepository();
        SyncEngine engine = SyncEngine.builder("staff", ScriptedDirectory.of(People.person("1", "ann")), repository)
                .audit(JsonLinesAuditSink.to(full))
                .build();

        SyncReport report = engine.run();

        assertThat(report.cause()).contains(FailureCause.AUDIT_DOWN);
        assertThat(repository.all()).isEmpty();
    }

    @Test
    @DisplayName("A file that cannot be written is found when the sink is made")
    void aFileThatCannotBeOpenedIsFoundAtOnce() {
        assertThatThrownBy(() -> JsonLinesAuditSink.to(folder)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> JsonLinesAuditSink.to(folder.resolve("missing/audit.jsonl")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be opened");
    }

    @Test
    @DisplayName("A new file is for its owner only; one that is there keeps its permissions")
    void aNewFileIsForItsOwnerOnly() throws IOException {
        assumeTrue(
                Files.getFileStore(folder).supportsFileAttributeView("posix"),
                "This file system knows of no owners: who may read the file is not known");
        Path shared = folder.resolve("shared.jsonl");
        Files.createFile(shared);
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-r-----"));

        JsonLinesAuditSink.to(file).record(List.of(event("a")));
        JsonLinesAuditSink.to(shared).record(List.of(event("a")));

        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rw-r-----");
    }

    @Test
    @DisplayName("A file that was moved away is followed by a new one, and no event is in both")
    void aFileThatWasMovedAwayIsFollowedByANewOne() throws IOException {
        JsonLinesAuditSink sink = JsonLinesAuditSink.syncedTo(file);
        sink.record(List.of(event("a")));
        Path old = folder.resolve("audit.jsonl.1");
        Files.move(file, old);

        sink.record(List.of(event("a"), event("b")));

        assertThat(lines(old)).containsExactly(AuditEventJson.of(event("a")));
        assertThat(ids()).containsExactly("b");
    }

    @Test
    @DisplayName("A thread that was interrupted records all the same, and stays interrupted")
    void anInterruptLosesNoEvent() throws IOException {
        JsonLinesAuditSink sink = JsonLinesAuditSink.to(file);
        Thread.currentThread().interrupt();

        sink.record(List.of(event("a")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ids()).containsExactly("a");
    }

    @Test
    @DisplayName("A file that somebody keeps locked is waited for, and then the call fails and has written nothing")
    void aFileThatStaysLockedIsGivenUp() throws IOException {
        JsonLinesAuditSink sink =
                new JsonLinesAuditSink(new AppendedFile(file, false, disk, Duration.ofMillis(1)), "a file");
        try (RandomAccessFile other = new RandomAccessFile(file.toFile(), "rw")) {
            assertThat(other.getChannel().lock().isValid()).isTrue();
            assertThatThrownBy(() -> sink.record(List.of(event("a"))))
                    .isInstanceOf(UncheckedIOException.class)
                    .cause()
                    .hasMessageContaining("locked");
        }

        assertThat(lines(file)).isEmpty();
    }

    @Test
    @DisplayName("Two sinks of one file, each in a thread of its own, write whole lines")
    void twoSinksOfOneFileWriteWholeLines() throws Exception {
        int calls = 100;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (String name : List.of("left", "right")) {
                JsonLinesAuditSink sink = JsonLinesAuditSink.to(file);
                done.add(threads.submit(() -> {
                    for (int i = 0; i < calls; i++) {
                        sink.record(List.of(event(name + i), event(name + i + "-second")));
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }

        List<String> ids = ids();
        assertThat(ids).hasSize(4 * calls).doesNotHaveDuplicates();
        for (int i = 0; i < ids.size(); i += 2) {
            assertThat(ids.get(i + 1)).as("a call's events stay together").isEqualTo(ids.get(i) + "-second");
        }
    }

    @Test
    @DisplayName("In a long file the ids of its last megabyte are remembered")
    void theEndOfALongFileIsRemembered() throws IOException {
        String filler = "x".repeat(200_000);
        JsonLinesAuditSink first = JsonLinesAuditSink.to(file);
        for (int i = 0; i < 12; i++) {
            first.record(List.of(event("e" + i, filler)));
        }
        assertThat(Files.size(file)).isGreaterThan(2L * AppendedFile.TAIL_BYTES);

        JsonLinesAuditSink.to(file).record(List.of(event("e11", filler), event("e0", filler)));

        assertThat(ids()).hasSize(13).endsWith("e10", "e11", "e0");
    }

    private JsonLinesAuditSink onDisk() {
        return new JsonLinesAuditSink(new AppendedFile(file, false, disk, AppendedFile.LOCK_WAIT), "a file");
    }

    private List<String> ids() throws IOException {
        return JsonLines.events(file).stream().map(AuditEvent::id).toList();
    }
}
