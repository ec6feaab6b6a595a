package dev.rollcall.ldap.internal.scope;

import dev.rollcall.directory.DirectoryConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ids of groups and units that were chosen by name, in a file: a line each, the id, a tab, and the name as configured. So a
 * group that is renamed stays the same group, and another one that takes its name does not become it (F5).
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
            try {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    int tab = line.indexOf('\t');
                    if (tab <= 0) {
                        throw new DirectoryConfigurationException("The memory of chosen groups " + file
                                + " is damaged; delete it if the configured names are right as they stand");
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
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(next, text, StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DirectoryConfigurationException(
                    "The memory of chosen groups " + file + " cannot be written; give the process the right to", e);
        }
    }
}
