package dev.rollcall.ldap.internal.connection;

import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Something that listens on the loopback interface and does what a script says with each connection. After its script
 * it goes on listening, so that everything a client ever sends is on record. Does nothing by default, which is what
 * hanging servers do.
 */
final class ScriptedServer implements AutoCloseable {

    private static final int SECONDS = 20;

    private final ServerSocket listener;
    private final Script script;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** What is done with a connection. */
    @FunctionalInterface
    interface Script {
        void play(Socket client, InputStream in) throws IOException;
    }

    private ScriptedServer(InetAddress address, Script script) throws IOException {
        this.listener = new ServerSocket(0, 50, address);
        this.script = script;
        Thread thread = new Thread(this::listen, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    static ScriptedServer playing(Script script) throws IOException {
        return new ScriptedServer(TestDirectory.loopback(), script);
    }

    /** Accepts connections and never says a word. */
    static ScriptedServer silent() throws IOException {
        return playing((client, in) -> {});
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                clients.add(client);
                connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(client), "scripted-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new Recorded(client.getInputStream());
            script.play(client, in);
            while (in.read() >= 0) {
                // everything goes on record
            }
        } catch (IOException e) {
            // The client is gone, which is an end like any other.
        } finally {
            ended.add(1);
        }
    }

    Server server() {
        return new Server("127.0.0.1", port());
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** What has been received so far, by all connections. */
    byte[] received() {
        synchronized (received) {
            return received.toByteArray();
        }
    }

    /** The same as text, each byte a character. */
    String receivedText() {
        return new String(received(), StandardCharsets.ISO_8859_1);
    }

    /** Waits until a connection has ended on both sides. */
    void awaitEnd() throws InterruptedException {
        if (ended.poll(SECONDS, TimeUnit.SECONDS) == null) {
            throw new AssertionError("The client keeps its connection open");
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    private final class Recorded extends FilterInputStream {
        Recorded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                synchronized (received) {
                    received.write(read);
                }
            }
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count > 0) {
                synchronized (received) {
                    received.write(into, offset, count);
                }
            }
            return count;
        }
    }
}
