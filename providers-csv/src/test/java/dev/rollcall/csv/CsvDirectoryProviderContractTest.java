package dev.rollcall.csv;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.testkit.DirectoryProviderContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.io.TempDir;

/** The file as a directory keeps the contract of every directory. */
class CsvDirectoryProviderContractTest extends DirectoryProviderContract {

    private static final List<String> HEADER = List.of("id", "login", "state", "teams", "title", "department");

    @TempDir
    Path folder;

    private int files;
    private Path work = Path.of("");

    @Override
    protected DirectoryProvider provider(List<DirectoryUser> people) {
        return provider(file(people, people.size())).build();
    }

    private CsvDirectoryProvider.Builder provider(String text) {
        try {
            Path file = Files.writeString(folder.resolve("people-" + ++files + ".csv"), text, StandardCharsets.UTF_8);
            work = Files.createDirectory(folder.resolve("work-" + files));
            return CsvDirectoryProvider.builder(file, "login")
                    .externalIdColumn("id")
                    .activeColumn("state")
                    .groupsColumn("teams")
                    .workDirectory(work)
                    .trailer("END");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(List<DirectoryUser> people, int rows) {
        return String.join("", lines(people)) + line(List.of("END", String.valueOf(rows)));
    }

    private static List<String> lines(List<DirectoryUser> people) {
        List<String> lines = new ArrayList<>();
        lines.add(line(HEADER));
        people.forEach(person -> lines.add(line(List.of(
                person.externalId().map(Object::toString).orElse(""),
                person.matchKey().orElse(""),
                state(person.activity()),
                String.join("|", person.groups()),
                only(person.attribute("title")),
                only(person.attribute("department"))))));
        return lines;
    }

    private static String state(Activity activity) {
        return activity == Activity.UNKNOWN ? "" : activity.name().toLowerCase(Locale.ROOT);
    }

    private static String only(List<String> values) {
        return values.isEmpty() ? "" : values.get(0);
    }

    private static String line(List<String> cells) {
        return CSVFormat.RFC4180.format(cells.toArray()) + "\n";
    }

    /** A cell has one value, without half surrogate pairs, and a cell of spaces is no value. */
    @Override
    protected boolean canHold(DirectoryUser person) {
        return person.attributes().values().stream()
                .allMatch(values -> values.size() == 1
                        && StandardCharsets.UTF_8.newEncoder().canEncode(values.get(0)));
    }

    @Override
    protected DirectoryProvider choosing(List<DirectoryUser> people, Set<String> existing, Set<String> chosen) {
        return provider(file(people, people.size())).inGroups(chosen).build();
    }

    @Override
    protected boolean seesEmptyGroups() {
        return false;
    }

    @Override
    protected DirectoryProvider withUnreadable(List<DirectoryUser> people, DirectoryUser damaged) {
        List<String> lines = lines(people);
        lines.add(line(List.of(damaged.matchKey().orElse(""), "a short row")));
        lines.add(line(List.of("END", String.valueOf(people.size() + 1))));
        return provider(String.join("", lines)).build();
    }

    @Override
    protected DirectoryProvider brokenAt(List<DirectoryUser> people, int place) {
        return provider(String.join("", lines(people.subList(0, place)))).build();
    }

    @Override
    protected DirectoryProvider unreachable() {
        return CsvDirectoryProvider.builder(folder.resolve("nowhere.csv"), "login")
                .build();
    }

    @Override
    protected LongSupplier openResources() {
        Path copies = work;
        return () -> {
            try (Stream<Path> left = Files.list(copies)) {
                return left.count() + openFiles(copies);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /** On Linux the copy has no name while it is open, so the process's open files are looked at. */
    private static long openFiles(Path copies) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        long open = 0;
        try (Stream<Path> all = Files.list(descriptors)) {
            for (Path descriptor : all.toList()) {
                if (Files.isSymbolicLink(descriptor) && target(descriptor).startsWith(copies + "/")) {
                    open++;
                }
            }
        }
        return open;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
