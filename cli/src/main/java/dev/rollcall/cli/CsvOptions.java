package dev.rollcall.cli;

import picocli.CommandLine.Option;

/** How a list is printed, and what stands between the cells of its CSV. */
final class CsvOptions {

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, csv or json; ${DEFAULT-VALUE} unless said.")
    private Format format = Format.TABLE;

    @Option(
            names = "--separator",
            paramLabel = "CHARACTER",
            defaultValue = ",",
            description = "What stands between the cells of CSV: a comma, which is the default, or a semicolon.")
    private char separator = ',';

    Format format() {
        return format;
    }

    /**
     * A comma or a semicolon.
     *
     * @throws IllegalArgumentException if it is another
     */
    char separator() {
        if (separator != ',' && separator != ';') {
            throw new IllegalArgumentException("--separator must be ',' or ';'");
        }
        return separator;
    }
}
