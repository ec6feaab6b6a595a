package dev.rollcall.testservers.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes answers to one connection, as well or as badly as they ask for. */
final class ReplyWriter {

    private static final int CHUNK = 4096;
    private static final int HEAD = 1024;

    private final OutputStream out;

    ReplyWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Sends what there is to send.
     *
     * @param atTheEnd done before the last byte of a complete answer goes out, so that it is done when the client has
     *     the answer
     * @return whether the answer is complete, so that the connection serves another request
     */
    boolean write(HttpReply reply, Runnable atTheEnd) throws IOException {
        Manner manner = reply.manner();
        if (manner.ending() == Manner.Ending.SILENT || manner.ending() == Manner.Ending.DROPPED) {
            return false;
        }
        byte[] answer = answer(reply);
        boolean whole = manner.ending() == Manner.Ending.COMPLETE && manner.cutAfter() >= reply.body().length;
        if (whole) {
            out.write(answer, 0, answer.length - 1);
            out.flush();
            atTheEnd.run();
            out.write(answer[answer.length - 1]);
        } else {
            out.write(answer);
        }
        out.flush();
        return whole;
    }

    /** As much of the answer as is ever sent. */
    private static byte[] answer(HttpReply reply) {
        Manner manner = reply.manner();
        byte[] body = reply.body();
        ByteArrayOutputStream answer = new ByteArrayOutputStream(body.length + HEAD);
        head(answer, reply, body.length);
        if (manner.ending() == Manner.Ending.STALLS) {
            return answer.toByteArray();
        }
        int length = Math.min(body.length, manner.cutAfter());
        if (!manner.inChunks()) {
            answer.write(body, 0, length);
            return answer.toByteArray();
        }
        for (int at = 0; at < length; at += CHUNK) {
            int size = Math.min(CHUNK, length - at);
            line(answer, Integer.toHexString(size));
            answer.write(body, at, size);
            line(answer, "");
        }
        if (length == body.length) {
            line(answer, "0");
            line(answer, "");
        }
        return answer.toByteArray();
    }

    private static void head(ByteArrayOutputStream answer, HttpReply reply, int length) {
        line(answer, "HTTP/1.1 " + reply.status() + " ");
        for (Map.Entry<String, String> header : reply.headers()) {
            line(answer, header.getKey() + ": " + header.getValue());
        }
        line(answer, reply.manner().inChunks() ? "Transfer-Encoding: chunked" : "Content-Length: " + length);
        line(answer, "");
    }

    private static void line(ByteArrayOutputStream answer, String text) {
        answer.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
