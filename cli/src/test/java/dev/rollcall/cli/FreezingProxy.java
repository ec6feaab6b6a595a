package dev.rollcall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands before a server and hands everything on, until a client says a word: from then on nothing passes, and nobody
 * is told.
 */
final class FreezingProxy implements AutoCloseable {

    private final ServerSocket front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new ArrayList<>();
    private final int port;
    private final String word;
    private volatile boolean frozen;

    FreezingProxy(int port, String word) throws IOException {
        this.port = port;
        this.word = word;
        start(this::accept);
    }

    int port() {
        return front.getLocalPort();
    }

    boolean isFrozen() {
        return frozen;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "freezing-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = kept(front.accept());
                Socket server = kept(new Socket(InetAddress.getLoopbackAddress(), port));
                start(() -> pass(client, server));
                start(() -> pass(server, client));
            }
        } catch (IOException e) {
            frozen = true; // closed
        }
    }

    private synchronized Socket kept(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void pass(Socket from, Socket to) {
        byte[] block = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                if (new String(block, 0, count, StandardCharsets.ISO_8859_1).contains(word)) {
                    frozen = true;
                }
                if (!frozen) {
                    out.write(block, 0, count);
                    out.flush();
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // one of the two has gone; the other notices when it is closed
        }
    }

    @Override
    public synchronized void close() throws IOException {
        front.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
