package dev.rollcall.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A domain as it is when it is new. Making one takes seconds, so that it is done once for a build, in the folder
 * {@code target} of the module whose tests run, and copied for each {@link SambaDomain}. Without such a folder it is
 * done once for the JVM.
 */
final class PristineDomain {

    private static final String FOLDER = "rollcall.servers.cache";

    private PristineDomain() {}

    /** Copies a new domain to the given folder, which does not exist yet. */
    static synchronized void copyTo(Path folder, Path log) {
        Script.run(log, Map.of(), "samba.sh", List.of("copy", made().toString(), folder.toString()));
    }

    private static Path made() {
        Path cache = Place.CACHE;
        Path domain = cache.resolve("domain");
        // Another JVM of the same build may be about to do the same.
        try (FileChannel channel =
                        FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.exists(domain)) {
                Path fresh = Folders.fresh(cache, "making-");
                provision(fresh);
                Files.move(fresh.resolve("domain"), domain, StandardCopyOption.ATOMIC_MOVE);
                Folders.remove(fresh);
            }
            return domain;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void provision(Path folder) {
        Script.run(
                folder.resolve("provision.log"),
                Map.of(
                        "ADMIN_PASSWORD", SambaDomain.ADMIN_PASSWORD,
                        "READER_PASSWORD", SambaDomain.READER_PASSWORD),
                "samba.sh",
                List.of("provision", folder.toString(), SambaDomain.REALM, SambaDomain.DOMAIN, SambaDomain.READER));
    }

    private static final class Place {

        static final Path CACHE = find();

        /** Changes with all that the domain is made from, so that an older one is not taken for it. */
        private static int recipe() {
            return List.of(
                            Script.text("samba.sh"),
                            SambaDomain.REALM,
                            SambaDomain.DOMAIN,
                            SambaDomain.READER,
                            SambaDomain.ADMIN_PASSWORD,
                            SambaDomain.READER_PASSWORD)
                    .hashCode();
        }

        private static Path find() {
            Path target = Path.of("target").toAbsolutePath();
            Optional<Path> chosen = Optional.ofNullable(System.getProperty(FOLDER))
                    .map(Path::of)
                    .or(() -> Files.isDirectory(target)
                            ? Optional.of(target.resolve("samba-domain-" + Integer.toHexString(recipe())))
                            : Optional.empty());
            try {
                return chosen.isPresent()
                        ? Files.createDirectories(chosen.get()).toRealPath()
                        : Folders.untilExit("rollcall-samba-domain-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
