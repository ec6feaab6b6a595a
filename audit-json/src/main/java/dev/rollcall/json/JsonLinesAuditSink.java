package dev.rollcall.json;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditSink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes each audit event as a JSON object on a line of its own, in UTF-8, with {@code \n} at the end of each line. The
 * fields are in {@link AuditEventJson} and in {@code docs/audit-json.md}.
 *
 * <p>All lines of one call of {@link #record} are written in one write and handed to the operating system before it
 * returns. If that fails, a {@link UncheckedIOException} is thrown (R43); a file is brought back to what it was. What
 * could not be brought back, and a last line that a killed process left cut, never reaches into the next event: that
 * one begins on a line of its own.
 *
 * <p>An event that comes again is passed over if it is among the last {@value #REMEMBERED} that this sink wrote, or in
 * the last megabyte of the file when the sink was made. Beyond that it may be written twice, with the same id.
 *
 * <p>Safe for many threads. A file may be written by several sinks and several processes at once, as each write locks
 * it.
 */
public final class JsonLinesAuditSink implements AuditSink {

    /** How many events a sink remembers, to know those that come again. */
    public static final int REMEMBERED = 10_000;

    private final LineTarget target;
    private final String where;
    private final RecentIds written = new RecentIds(REMEMBERED);

    JsonLinesAuditSink(LineTarget target, String where) {
        this.target = target;
        this.where = where;
        try {
            target.lastLines().forEach(line -> AuditEventJson.idIn(line).ifPresent(written::add));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The audit log in " + where + " cannot be opened for reading and writing", e);
        }
    }

    /**
     * Returns a sink that appends to this file. The file is created where it is missing, readable and writable by its
     * owner only if the file system knows of owners; one that is there keeps its permissions. It is opened anew for
     * each call, so it may be moved away at any time: the next call makes a new one. What was recorded outlives this
     * process, though not necessarily a loss of power.
     *
     * @param file a file of the default file system, in a folder that is there
     * @throws UncheckedIOException if it cannot be created, read and written
     */
    public static JsonLinesAuditSink to(Path file) {
        return new JsonLinesAuditSink(new AppendedFile(file, false), "file " + file);
    }

    /**
     * Returns a sink as {@link #to(Path)} does, which asks the operating system to put each call on the disk before it
     * returns. What was recorded then outlives a loss of power, as far as disk and file system keep their word.
     *
     * @throws UncheckedIOException if the file cannot be created, read and written
     */
    public static JsonLinesAuditSink syncedTo(Path file) {
        return new JsonLinesAuditSink(new AppendedFile(file, true), "file " + file);
    }

    /**
     * Returns a sink that writes to this stream and flushes it, and never closes it. What a failed call wrote before it
     * failed stays in the stream; the next call begins with a line end, so there may be a cut or an empty line. A
     * {@link java.io.PrintStream} that took note of an error fails every call from then on.
     */
    public static JsonLinesAuditSink to(OutputStream stream) {
        return new JsonLinesAuditSink(new HostStream(Objects.requireNonNull(stream, "stream")), "the host's stream");
    }

    /** Returns a sink that writes to this writer and flushes it; all else as with {@link #to(OutputStream)}. */
    public static JsonLinesAuditSink to(Writer writer) {
        return new JsonLinesAuditSink(new HostWriter(Objects.requireNonNull(writer, "writer")), "the host's writer");
    }

    /**
     * Writes these events, each on a line.
     *
     * @throws UncheckedIOException if they could not be written, or another process kept the file locked for ten
     *     seconds
     */
    @Override
    public synchronized void record(List<AuditEvent> events) {
        Map<String, String> linesById = new LinkedHashMap<>();
        for (AuditEvent event : events) {
            if (!written.contains(event.id())) {
                linesById.computeIfAbsent(event.id(), id -> AuditEventJson.of(event) + "\n");
            }
        }
        if (linesById.isEmpty()) {
            return;
        }
        try {
            target.append(String.join("", linesById.values()));
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log in " + where + " could not be written", e);
        }
        linesById.keySet().forEach(written::add);
    }
}
