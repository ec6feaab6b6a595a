package dev.rollcall.http.internal.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** A server on the loopback that answers as a test writes it, byte by byte. */
public final class RawServer implements AutoCloseable {

    /** What happens on a connection. */
    interface Manner {
        void serve(Visit visit) throws IOException;
    }

    private final ServerSocket server;
    private final Manner manner;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final CountDownLatch stalled = new CountDownLatch(1);
    private int open;

    private RawServer(ServerSocketFactory sockets, Manner manner) {
        try {
            server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.manner = manner;
        start(this::accept);
    }

    static RawServer with(Manner manner) {
        return with(ServerSocketFactory.getDefault(), manner);
    }

    static RawServer with(ServerSocketFactory sockets, Manner manner) {
        return new RawServer(sockets, manner);
    }

    /** Gives this answer to each request, then closes the connection. */
    public static RawServer saying(String answer) {
        return with(visit -> {
            visit.readQuestion();
            visit.write(answer);
        });
    }

    /** Begins to answer with this, and says no more until the client goes. */
    public static RawServer stallingAfter(String beginning) {
        return with(visit -> {
            visit.readQuestion();
            visit.write(beginning);
            visit.stall();
        });
    }

    public URI address(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + pathAndQuery);
    }

    int connections() {
        return connections.size();
    }

    /** How many of them are open. */
    int open() {
        synchronized (connections) {
            return open;
        }
    }

    /** What came before the empty line of each request. */
    public List<String> questions() {
        return questions;
    }

    /** Waits until the server says no more. */
    void awaitStall() throws InterruptedException {
        stalled.await();
    }

    /** Whether no connection is open; waits for that, for half a minute at the most. */
    boolean isLeft() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        synchronized (connections) {
            while (open > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(connections, left);
            }
            return true;
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket connection = server.accept();
                synchronized (connections) {
                    connections.add(connection);
                    open++;
                }
                start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            manner.serve(new Visit(connection));
        } catch (IOException e) {
            // The client is gone.
        } finally {
            synchronized (connections) {
                open--;
                connections.notifyAll();
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** One connection. */
    final class Visit {
        private final Socket connection;

        private Visit(Socket connection) {
            this.connection = connection;
        }

        void readQuestion() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = connection.getInputStream().read();
                if (next < 0) {
                    throw new IOException("the client hung up");
                }
                head.append((char) next);
            }
            questions.add(head.toString());
        }

        void write(String text) throws IOException {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            connection.getOutputStream().flush();
        }

        /** Sends a byte now and then until the client goes. */
        void drip() throws IOException {
            connection.setSoTimeout(20);
            while (true) {
                write("x");
                try {
                    if (connection.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException e) {
                    // Still there: another one.
                }
            }
        }

        /** Says no more, and waits until the client goes. */
        void stall() throws IOException {
            stalled.countDown();
            while (connection.getInputStream().read() >= 0) {
                // What the client still says does not matter.
            }
        }
    }
}
