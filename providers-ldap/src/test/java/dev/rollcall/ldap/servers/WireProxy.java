package dev.rollcall.ldap.servers;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server on loopback, tells the server's messages apart, counts them over all
 * connections, and does to each what a rule says.
 */
final class WireProxy implements AutoCloseable {

    /** What a message of the server is. */
    enum Unit {
        /** An LDAP message (RFC 4511), for connections without TLS. */
        LDAP_MESSAGE,
        /** A record (RFC 8446, 5.1), for connections that begin with TLS. */
        TLS_RECORD
    }

    /** What becomes of a message. */
    enum Act {
        /** The client gets it. */
        PASS,
        /** The client does not get it, and the connection ends. */
        CUT,
        /** The client gets the first half of it, and the connection ends. */
        CUT_INSIDE,
        /** The client does not get it, nor anything else, and the connection stays. */
        STALL
    }

    /** Decides about the messages of the server, each before it is sent on. */
    @FunctionalInterface
    interface Rule {
        /**
         * Decides about one.
         *
         * @param number counted from 0, since the rule was given
         * @param message the bytes; what is changed here is changed for the client
         */
        Act on(int number, byte[] message);
    }

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final String host;
    private final int port;
    private final Unit unit;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger messages = new AtomicInteger();
    private volatile Rule rule = (number, message) -> Act.PASS;

    private WireProxy(String host, int port, Unit unit) {
        this.host = host;
        this.port = port;
        this.unit = unit;
        try {
            this.door = new ServerSocket(0, 50, InetAddress.getByAddress(LOOPBACK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("door", this::accept);
    }

    /** Opens one before a server that is spoken to without TLS. */
    static WireProxy before(String host, int port) {
        return new WireProxy(host, port, Unit.LDAP_MESSAGE);
    }

    /** Opens one before a server that is spoken to with TLS from the first byte. */
    static WireProxy beforeTls(String host, int port) {
        return new WireProxy(host, port, Unit.TLS_RECORD);
    }

    /** Where it listens, on 127.0.0.1. */
    int port() {
        return door.getLocalPort();
    }

    /** Gives it another rule, and counts anew. */
    void rule(Rule other) {
        messages.set(0);
        rule = other;
    }

    /** How many messages the server sent since the last rule was given. */
    int messages() {
        return messages.get();
    }

    /** How many connections were made so far. */
    int connections() {
        return connections.get();
    }

    /** Ends everything that goes through it. */
    @Override
    public void close() {
        closed.countDown();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(WireProxy::close);
    }

    private void accept() {
        while (true) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        connections.incrementAndGet();
        sockets.add(client);
        Socket server;
        try {
            server = new Socket(host, port);
        } catch (IOException e) {
            close(client); // the server is down, and that is what the client sees
            return;
        }
        sockets.add(server);
        withoutDelay(client);
        withoutDelay(server);
        if (closed.getCount() == 0) {
            end(client, server);
            return;
        }
        start(
                "to-server",
                () -> pump(client, server, () -> client.getInputStream().transferTo(server.getOutputStream())));
        start("to-client", () -> pump(client, server, () -> relay(server, client)));
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void pump(Socket client, Socket server, Work work) {
        try {
            work.run();
        } catch (IOException e) {
            // One of the two has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(client, server);
        }
    }

    private void relay(Socket server, Socket client) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(server.getInputStream());
        OutputStream out = client.getOutputStream();
        while (true) {
            byte[] message = unit == Unit.TLS_RECORD ? record(in) : ldapMessage(in);
            switch (rule.on(messages.getAndIncrement(), message)) {
                case PASS -> out.write(message);
                case CUT_INSIDE -> {
                    out.write(message, 0, message.length / 2);
                    return;
                }
                case CUT -> {
                    return;
                }
                case STALL -> awaitEndOf(client);
            }
        }
    }

    /** The other pump sees it when the client hangs up, and closes the socket. */
    private void awaitEndOf(Socket client) throws InterruptedException {
        boolean over;
        do {
            over = closed.await(10, TimeUnit.MILLISECONDS) || client.isClosed();
        } while (!over);
    }

    private static byte[] record(DataInputStream in) throws IOException {
        byte[] head = in.readNBytes(5);
        if (head.length < 5) {
            throw new EOFException();
        }
        return joined(head, ((head[3] & 0xff) << 8) | (head[4] & 0xff), in);
    }

    /** Tag, length, and as many bytes (X.690, 8.1.3). */
    private static byte[] ldapMessage(DataInputStream in) throws IOException {
        byte tag = in.readByte();
        byte first = in.readByte();
        if (first >= 0) {
            return joined(new byte[] {tag, first}, first, in);
        }
        byte[] head = new byte[2 + (first & 0x7f)];
        head[0] = tag;
        head[1] = first;
        int length = 0;
        for (int i = 2; i < head.length; i++) {
            head[i] = in.readByte();
            length = (length << 8) | (head[i] & 0xff);
        }
        return joined(head, length, in);
    }

    private static byte[] joined(byte[] head, int length, InputStream in) throws IOException {
        byte[] all = Arrays.copyOf(head, head.length + length);
        if (in.readNBytes(all, head.length, length) < length) {
            throw new EOFException();
        }
        return all;
    }

    private void end(Socket one, Socket other) {
        for (Socket socket : new Socket[] {one, other}) {
            close(socket);
            sockets.remove(socket);
        }
    }

    /** Small messages that follow one another would each wait for the other side's word. */
    private static void withoutDelay(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
        } catch (SocketException e) {
            close(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "test-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
