package dev.rollcall.benchmarks;

import dev.rollcall.csv.CsvDirectoryProvider;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.DirectoryName;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a file of so many people through the provider, and bare through the CSV library, in turns in one process:
 * {@code java -Xmx64m … CsvBenchmark 1000000}. The provider also copies the file, decodes it strictly and makes people
 * of its rows.
 */
public final class CsvBenchmark {

    private static final int TURNS = 3;

    private CsvBenchmark() {}

    /**
     * Runs.
     *
     * @param arguments the number of people
     */
    public static void main(String[] arguments) throws IOException {
        int people = Integer.parseInt(arguments[0]);
        Path file = Files.createTempFile("rollcall-benchmark-", ".csv");
        try {
            write(file, people);
            System.out.printf(
                    "%d people x %d columns, %d MB, heap limit %d MB%n",
                    people,
                    GeneratedPeople.FIELDS,
                    Files.size(file) >> 20,
                    Runtime.getRuntime().maxMemory() >> 20);
            for (int turn = 1; turn <= TURNS; turn++) {
                double bare = seconds(() -> bare(file), people);
                double provider = seconds(() -> provider(file), people);
                System.out.printf(
                        "turn %d: bare parser %.2f s, provider %.2f s, ratio %.2f%n",
                        turn, bare, provider, provider / bare);
            }
        } finally {
            Files.delete(file);
        }
    }

    static void write(Path file, int people) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("id,login," + String.join(",", columns()) + "\n");
            for (int number = 0; number < people; number++) {
                int person = number;
                out.write(GeneratedPeople.externalId(number) + "," + GeneratedPeople.username(number) + ","
                        + IntStream.range(0, GeneratedPeople.FIELDS)
                                .mapToObj(field -> GeneratedPeople.value(person, field))
                                .collect(Collectors.joining(","))
                        + "\n");
            }
        }
    }

    private static List<String> columns() {
        return IntStream.range(0, GeneratedPeople.FIELDS)
                .mapToObj(field -> "attribute" + field)
                .toList();
    }

    private interface Reading {
        long read() throws IOException;
    }

    private static double seconds(Reading reading, int people) throws IOException {
        long begin = System.nanoTime();
        long read = reading.read();
        if (read != people) {
            throw new IllegalStateException("Read " + read + " people instead of " + people);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long bare(Path file) throws IOException {
        long rows = -1; // the header is none
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = CSVParser.parse(in, CSVFormat.RFC4180)) {
            for (CSVRecord row : parser) {
                rows += row.size() > 0 ? 1 : 0;
            }
        }
        return rows;
    }

    private static long provider(Path file) {
        CountingSink sink = new CountingSink();
        CsvDirectoryProvider.builder(file, "login")
                .externalIdColumn("id")
                .build()
                .read(ReadRequest.of(DirectoryName.of("bench"), columns()), sink);
        return sink.people();
    }
}
