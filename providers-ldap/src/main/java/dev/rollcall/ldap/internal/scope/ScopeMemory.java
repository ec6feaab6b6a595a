package dev.rollcall.ldap.internal.scope;

import dev.rollcall.directory.DirectoryConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ids of groups and units that were chosen by name, in a file: a line each, the id, a tab, and the name as
 * configured. So a group that is renamed stays the same group, and another one that takes its name does not become it
 * (F5).
 */
final class ScopeMemory {

    private final @Nullable Path file;
    private final Map<String, String> idsByName;

    private ScopeMemory(@Nullable Path file, Map<String, String> idsByName) {
        this.file = file;
        this.idsByName = idsByName;
    }

    /** Reads the file, if there is one to be. */
    static ScopeMemory of(@Nullable Path file) {
        Map<String, String> ids = new TreeMap<>();
        if (file != null) {
            requireWritable(file);
            try {
                List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
                if (lines.isEmpty()) {
                    throw damaged(file); // one that has nothing to remember is not written
                }
                for (String line : lines) {
                    int tab = line.indexOf('\t');
                    if (tab <= 0) {
                        throw damaged(file);
                    }
                    ids.put(line.substring(tab + 1), line.substring(0, tab));
                }
            } catch (NoSuchFileException e) {
                return new ScopeMemory(file, ids); // the first read makes it
            } catch (IOException e) {
                throw new DirectoryConfigurationException("The memory of chosen groups " + file + " cannot be read", e);
            }
        }
        return new ScopeMemory(file, ids);
    }

    private static DirectoryConfigurationException damaged(Path file) {
        return new DirectoryConfigurationException("The memory of chosen groups " + file
                + " is damaged; delete it if the configured names are right as they stand");
    }

    /** Better before a long read than after it. */
    private static void requireWritable(Path file) {
        if (!Files.isWritable(folder(file))) {
            throw unwritable(file, null);
        }
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder;
    }

    private static DirectoryConfigurationException unwritable(Path file, @Nullable IOException cause) {
        return new DirectoryConfigurationException(
                "The memory of chosen groups " + file + " cannot be written; give the process the right to", cause);
    }

    /** The id that a name stood for at the last complete read; null if that is not known. */
    @Nullable
    String id(String name) {
        return idsByName.get(name);
    }

    /** Remembers what the names stand for now. */
    void remember(Map<String, String> found) {
        if (file == null || found.equals(idsByName)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        new TreeMap<>(found)
                .forEach((name, id) -> text.append(id).append('\t').append(name).append('\n'));
        try {
            if (found.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                write(file, text.toString());
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Another process may write at the same time, and this one may die: the file is the old one or a whole new one. */
    private static void write(Path file, String text) throws IOException {
        Path next = folder(file).resolve(file.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            try (FileChannel channel =
                    FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
