package dev.rollcall.cli.config;

import dev.rollcall.csv.CsvDirectoryProvider;
import dev.rollcall.directory.DirectoryProvider;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** Reads a directory that is a CSV file. */
final class CsvReader {

    private CsvReader() {}

    static @Nullable DirectoryProvider read(Value value) {
        Section section = value.section();
        if (section == null) {
            return null;
        }
        CsvDirectoryProvider.Builder csv = CsvDirectoryProvider.builder();
        boolean hasFile = section.takeNeeded("file", Value::path, csv::file);
        boolean hasKey = section.takeNeeded("match-key", Value::text, csv::matchKeyColumn);
        section.take("external-id", Value::text, csv::externalIdColumn);
        readActivity(section, csv);
        readGroups(section, csv);
        section.take("charset", CsvReader::charset, csv::charset);
        section.take("delimiter", Value::character, csv::delimiter);
        section.take("tolerate-empty-surplus", Value::flag, csv::tolerateEmptySurplus);
        section.take("settle-time", Value::duration, csv::settleTime);
        section.take("max-age", Value::duration, csv::maxAge);
        section.take("trailer", Value::text, csv::trailer);
        section.take("row-count-file", Value::path, csv::rowCountFile);
        section.take("checksum-file", Value::path, csv::checksumFile);
        section.take("done-marker", Value::path, csv::doneMarker);
        section.take("work-folder", Value::path, csv::workDirectory);
        section.end();
        return hasFile && hasKey ? value.made(csv::build) : null;
    }

    private static void readActivity(Section section, CsvDirectoryProvider.Builder csv) {
        section.take("active", Value::text, csv::activeColumn);
        section.take("active-words", Value::texts, words -> csv.activeWords(words.toArray(String[]::new)));
        section.take("inactive-words", Value::texts, words -> csv.inactiveWords(words.toArray(String[]::new)));
    }

    private static void readGroups(Section section, CsvDirectoryProvider.Builder csv) {
        section.take("groups", Value::text, csv::groupsColumn);
        section.take("group-separator", Value::character, csv::groupSeparator);
        section.take("in-groups", Value::texts, csv::inGroups);
    }

    private static @Nullable Charset charset(Value value) {
        String name = value.text();
        if (name == null) {
            return null;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return value.problem("not a charset of this Java; UTF-8, windows-1252 and ISO-8859-1 are");
        }
    }
}
