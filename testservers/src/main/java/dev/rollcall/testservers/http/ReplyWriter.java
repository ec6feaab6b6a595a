package dev.rollcall.testservers.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes answers to one connection, as well or as badly as they ask for. */
final class ReplyWriter {

    private static final int CHUNK = 4096;

    private final OutputStream out;

    ReplyWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Sends what there is to send.
     *
     * @return whether the answer is complete, so that the connection serves another request
     */
    boolean write(HttpReply reply) throws IOException {
        Manner manner = reply.manner();
        if (manner.ending() == Manner.Ending.SILENT || manner.ending() == Manner.Ending.DROPPED) {
            return false;
        }
        byte[] body = reply.body();
        out.write(head(reply, body.length));
        out.flush();
        if (manner.ending() == Manner.Ending.STALLS) {
            return false;
        }
        boolean whole = manner.cutAfter() >= body.length;
        writeBody(body, Math.min(body.length, manner.cutAfter()), manner.inChunks(), whole);
        out.flush();
        return whole;
    }

    private void writeBody(byte[] body, int length, boolean inChunks, boolean whole) throws IOException {
        if (!inChunks) {
            out.write(body, 0, length);
            return;
        }
        for (int at = 0; at < length; at += CHUNK) {
            int size = Math.min(CHUNK, length - at);
            out.write((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body, at, size);
            out.write('\r');
            out.write('\n');
        }
        if (whole) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static byte[] head(HttpReply reply, int length) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        line(head, "HTTP/1.1 " + reply.status() + " ");
        for (Map.Entry<String, String> header : reply.headers()) {
            line(head, header.getKey() + ": " + header.getValue());
        }
        line(head, reply.manner().inChunks() ? "Transfer-Encoding: chunked" : "Content-Length: " + length);
        line(head, "");
        return head.toByteArray();
    }

    private static void line(ByteArrayOutputStream head, String text) {
        head.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
