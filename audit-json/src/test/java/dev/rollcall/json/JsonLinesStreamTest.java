package dev.rollcall.json;

import static dev.rollcall.json.JsonLines.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A sink over a stream or a writer of the host. */
class JsonLinesStreamTest {

    private final RecordingStream stream = new RecordingStream();

    @Test
    @DisplayName("All lines of one call go out in one write, in UTF-8, and are flushed; the stream stays open")
    void oneCallIsOneWriteAndOneFlush() {
        JsonLinesAuditSink sink = JsonLinesAuditSink.to(stream);

        sink.record(List.of(event("a", "J\u00F6rg"), event("b")));

        assertThat(stream.text())
                .isEqualTo(AuditEventJson.of(event("a", "J\u00F6rg")) + "\n" + AuditEventJson.of(event("b")) + "\n");
        assertThat(stream.acts).isEqualTo("wf");
    }

    @Test
    @DisplayName("An event that comes again is passed over, and nothing is written for it")
    void anEventThatComesAgainIsPassedOver() {
        JsonLinesAuditSink sink = JsonLinesAuditSink.to(stream);
        sink.record(List.of(event("a")));

        sink.record(List.of(event("a")));

        assertThat(stream.acts).isEqualTo("wf");
    }

    @Test
    @DisplayName("After a call that failed the next one begins on a line of its own (R43)")
    void afterAFailureTheNextCallBeginsOnALineOfItsOwn() {
        JsonLinesAuditSink sink = JsonLinesAuditSink.to(stream);
        stream.failing = true;
        assertThatThrownBy(() -> sink.record(List.of(event("a")))).isInstanceOf(UncheckedIOException.class);
        stream.failing = false;

        sink.record(List.of(event("a")));
        sink.record(List.of(event("b")));

        assertThat(stream.text().lines())
                .hasSize(3)
                .endsWith(AuditEventJson.of(event("a")), AuditEventJson.of(event("b")));
    }

    @Test
    @DisplayName("A print stream or print writer that keeps its error to itself is found out (R43)")
    void anErrorThatIsNotThrownIsFoundOut() {
        stream.failing = true;
        JsonLinesAuditSink printing = JsonLinesAuditSink.to(new PrintStream(stream, true, StandardCharsets.UTF_8));
        Writer writer = new PrintWriter(stream, true, StandardCharsets.UTF_8);
        JsonLinesAuditSink writing = JsonLinesAuditSink.to(writer);

        assertThatThrownBy(() -> printing.record(List.of(event("a")))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> writing.record(List.of(event("a")))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    @DisplayName("A writer gets the same lines as a stream")
    void aWriterGetsTheSameLines() {
        StringWriter writer = new StringWriter();

        JsonLinesAuditSink.to(writer).record(List.of(event("a"), event("b")));

        assertThat(writer.toString().lines())
                .containsExactly(AuditEventJson.of(event("a")), AuditEventJson.of(event("b")));
        assertThat(writer.toString()).endsWith("}\n");
    }

    @Test
    @DisplayName("A writer that failed begins on a line of its own as well (R43)")
    void aWriterThatFailedBeginsOnALineOfItsOwn() {
        StringBuilder written = new StringBuilder();
        boolean[] failing = {true};
        Writer writer = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                written.append(text, from, failing[0] ? length / 2 : length);
                if (failing[0]) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {
                throw new AssertionError("The host's writer is the host's to close");
            }
        };
        JsonLinesAuditSink sink = JsonLinesAuditSink.to(writer);
        assertThatThrownBy(() -> sink.record(List.of(event("a")))).isInstanceOf(UncheckedIOException.class);
        failing[0] = false;

        sink.record(List.of(event("b")));

        assertThat(written.toString().lines()).hasSize(2).endsWith(AuditEventJson.of(event("b")));
    }

    private static final class RecordingStream extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private String acts = "";
        private boolean failing;

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void write(int single) {
            throw new AssertionError("One call, one write");
        }

        @Override
        public void write(byte[] text, int from, int length) throws IOException {
            acts += "w";
            bytes.write(text, from, failing ? length / 2 : length);
            if (failing) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void flush() {
            acts += "f";
        }

        @Override
        public void close() {
            throw new AssertionError("The host's stream is the host's to close");
        }
    }
}
