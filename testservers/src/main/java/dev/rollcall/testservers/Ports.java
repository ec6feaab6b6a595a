package dev.rollcall.testservers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Looks for free addresses. Another process may take one between the look and its use, so whoever starts a server tries
 * again. Ports are taken from below those that systems give to clients, and no two test JVMs get the same one, so that
 * a stopped server finds its port free when it is started again.
 */
final class Ports {

    private static final int TRIES = 200;
    private static final int LOWEST = 20_000;
    private static final int BOUND = 32_000;

    /**
     * Nobody serves here: that its port is taken marks a port of 127.0.0.1 as that of a test JVM, as long as this
     * lives.
     */
    private static final String MARKS = "127.254.254.254";

    private static final List<Socket> MARKED = new CopyOnWriteArrayList<>();

    private Ports() {}

    /** A free port of 127.0.0.1, which no other caller is given, here or in another JVM, until this JVM ends. */
    static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BOUND);
            if (isFree("127.0.0.1", port) && marked(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + BOUND);
    }

    /** A loopback address other than 127.0.0.1 on which all these ports are free. */
    static String freeAddress(List<Integer> ports) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < TRIES; i++) {
            String address =
                    "127." + random.nextInt(1, 255) + "." + random.nextInt(1, 255) + "." + random.nextInt(1, 255);
            if (ports.stream().allMatch(port -> isFree(address, port))) {
                return address;
            }
        }
        throw new IllegalStateException("no loopback address with free ports " + ports);
    }

    private static boolean marked(int port) {
        try {
            return MARKED.add(ClosedPort.bound(InetAddress.getByName(MARKS), port));
        } catch (IOException e) {
            return false;
        }
    }

    static boolean isFree(String address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
