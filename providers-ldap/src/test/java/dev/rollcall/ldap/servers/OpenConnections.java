package dev.rollcall.ldap.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Counts the TCP connections that this process holds to a port, as Linux tells of them. */
final class OpenConnections {

    private static final List<Path> TABLES = List.of(Path.of("/proc/self/net/tcp"), Path.of("/proc/self/net/tcp6"));
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int REMOTE = 2;
    private static final int INODE = 9;

    private OpenConnections() {}

    /** Counts those that come on top of those that are open now. */
    static LongSupplier newOnesTo(int port) {
        Set<String> before = to(port);
        return () ->
                to(port).stream().filter(socket -> !before.contains(socket)).count();
    }

    private static Set<String> to(int port) {
        try {
            Set<String> own = ownSockets();
            Set<String> found = new HashSet<>();
            for (Path table : TABLES) {
                for (String line : Files.readAllLines(table)) {
                    String[] columns = line.strip().split("\\s+", -1);
                    String socket = "socket:[" + (columns.length > INODE ? columns[INODE] : "") + "]";
                    if (own.contains(socket) && columns[REMOTE].endsWith(String.format(Locale.ROOT, ":%04X", port))) {
                        found.add(socket);
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> ownSockets() throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            for (Path descriptor : all.toList()) {
                sockets.add(target(descriptor));
            }
        }
        return sockets;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
