package dev.rollcall.testservers.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on 127.0.0.1, on a port that was free, with one daemon thread per connection. The handler is
 * called on these threads, several at once. A handler that throws is answered with 500, and what it threw is kept in
 * {@link #failures()}.
 */
public final class LoopbackHttpServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Function<HttpQuestion, HttpReply> handler;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final OpenRequests open = new OpenRequests();
    private final CountDownLatch closed = new CountDownLatch(1);

    private LoopbackHttpServer(ServerSocket socket, Function<HttpQuestion, HttpReply> handler) {
        this.socket = socket;
        this.handler = handler;
    }

    /** Starts a server that answers as the handler says. */
    public static LoopbackHttpServer start(Function<HttpQuestion, HttpReply> handler) {
        try {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
            LoopbackHttpServer server = new LoopbackHttpServer(socket, handler);
            server.inThread("accept", server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /**
     * How many requests have begun and are neither answered in full nor given up by their client. Whoever has the whole
     * of an answer finds its request counted as answered.
     */
    public int openRequests() {
        return open.now();
    }

    /** The most requests that were open at once. */
    public int mostOpenRequests() {
        return open.most();
    }

    /** Waits until no request is open, at most that long; says whether that came to be. */
    public boolean awaitIdle(Duration limit) {
        return open.awaitNone(limit);
    }

    /** What handlers threw. */
    public List<RuntimeException> failures() {
        return List.copyOf(failures);
    }

    /** Ends all connections. */
    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inThread(String name, Runnable work) {
        Thread thread = new Thread(work, "loopback-http-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                inThread("connection", () -> serve(connection));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            QuestionReader reader = new QuestionReader(in);
            ReplyWriter writer = new ReplyWriter(new BufferedOutputStream(connection.getOutputStream()));
            while (!socket.isClosed() && exchange(reader, writer, in)) {
                // The next request on this connection.
            }
        } catch (SocketException | EOFException e) {
            // The client has gone, or the server has been closed.
        } catch (IOException e) {
            failures.add(new UncheckedIOException(e));
        } finally {
            connections.remove(connection);
        }
    }

    private boolean exchange(QuestionReader reader, ReplyWriter writer, InputStream in) throws IOException {
        Optional<String> first = reader.begin();
        if (first.isEmpty()) {
            return false;
        }
        Runnable end = open.begin();
        try {
            HttpQuestion question = reader.rest(first.get());
            HttpReply reply = answer(question);
            delay(reply.manner().delay());
            if (!writer.write(reply, end)) {
                if (reply.manner().waits()) {
                    untilTheOtherEnds(in);
                }
                return false;
            }
            return question.header("connection")
                    .filter("close"::equalsIgnoreCase)
                    .isEmpty();
        } finally {
            end.run();
        }
    }

    private HttpReply answer(HttpQuestion question) {
        try {
            return handler.apply(question);
        } catch (RuntimeException e) {
            failures.add(e);
            return HttpReply.text(500, "text/plain", "the imitated service failed");
        }
    }

    private void delay(Duration delay) throws IOException {
        try {
            if (!delay.isZero() && closed.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new SocketException("closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("interrupted");
        }
    }

    private static void untilTheOtherEnds(InputStream in) throws IOException {
        while (in.read() >= 0) {
            // Whatever comes now is not answered either.
        }
    }
}
