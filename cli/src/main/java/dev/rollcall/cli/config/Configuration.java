package dev.rollcall.cli.config;

import dev.rollcall.jdbc.UserTable;
import dev.rollcall.policy.LicenceLimit;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that the configuration file says. Immutable.
 *
 * @param file the file
 * @param database where the users table is
 * @param users what its columns mean
 * @param licence how many accounts may be active
 * @param directories the directories by name, in the order of the file; at least one
 * @param jsonLines where audit events are written beside the database; null for nowhere
 */
public record Configuration(
        Path file,
        DatabaseSettings database,
        UserTable users,
        LicenceLimit licence,
        Map<String, DirectorySettings> directories,
        @Nullable Path jsonLines) {

    /**
     * Reads a file. A secret of a directory that is not where the file says is no error as long as nobody reads that
     * directory; see {@link DirectorySettings#readable}.
     *
     * @param environment gives the environment variable of a name; null if it is not set
     * @throws ConfigurationException with all that is wrong
     */
    public static Configuration read(Path file, UnaryOperator<@Nullable String> environment) {
        Problems problems = new Problems(file.toString());
        Section root = YamlFile.read(file, problems);
        Section databasePart = root.need("database", Value::section);
        DatabaseSettings database = databasePart == null ? null : DatabaseSettings.read(databasePart, environment);
        problems.needSecrets(); // every command needs the database, and few of them a directory
        Map<String, DirectorySettings> directories = readDirectories(root, environment);
        Section usersPart = root.need("users", Value::section);
        UserTable users = usersPart == null ? null : new UsersReader(usersPart).read(fields(directories));
        Long seats = root.get("licence", Value::number);
        Path jsonLines = root.get("audit-json-lines", Value::path);
        root.end();
        problems.throwIfAny();
        if (database == null || users == null) {
            throw new IllegalStateException("A part of the configuration is missing, and nobody said so");
        }
        LicenceLimit licence = seats == null ? LicenceLimit.unlimited() : LicenceLimit.of(seats);
        return new Configuration(file, database, users, licence, directories, jsonLines);
    }

    private static Map<String, DirectorySettings> readDirectories(
            Section root, UnaryOperator<@Nullable String> environment) {
        Map<String, DirectorySettings> directories = new LinkedHashMap<>();
        Section section = root.need("directories", Value::section);
        if (section != null) {
            section.entries().forEach((name, value) -> {
                DirectorySettings directory = DirectorySettings.read(name, value, environment);
                if (directory != null) {
                    directories.put(name, directory);
                }
            });
            if (section.entries().isEmpty()) {
                section.problem("no directory is named here");
            }
        }
        return directories;
    }

    private static Set<String> fields(Map<String, DirectorySettings> directories) {
        Set<String> fields = new LinkedHashSet<>();
        directories
                .values()
                .forEach(directory -> fields.addAll(directory.policy().fieldNames()));
        return fields;
    }
}
