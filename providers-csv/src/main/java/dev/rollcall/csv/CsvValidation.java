package dev.rollcall.csv;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Tries a file out: every check that a read makes, and what a read would deliver, as findings (R45). */
final class CsvValidation {

    private final CsvSettings settings;
    private final ReadRequest request;
    private final CsvRead read;
    private final Validation.Builder findings = Validation.builder();

    CsvValidation(CsvSettings settings, ReadRequest request) {
        this.settings = settings;
        this.request = request.withGroups(true);
        this.read = new CsvRead(settings, this.request);
    }

    Validation run() {
        boolean complete = false;
        try {
            FileState state = read.state();
            findings.ok("file", settings.path() + ", " + state.size() + " bytes, changed at " + state.modified());
            check("age", () -> age(state));
            try (PrivateCopy copy = read.copy(state, () -> {})) {
                complete = checkCopy(copy);
            }
        } catch (DirectoryException e) {
            report("file", e);
        }
        checkEvidence(complete);
        return findings.build();
    }

    /** Returns whether every proof holds and all rows are there. */
    private boolean checkCopy(PrivateCopy copy) {
        boolean proven = true;
        for (CopyProof proof : settings.copyProofs()) {
            proven &= check(proof.name(), () -> proof.check(copy));
        }
        return check("charset", () -> charset(copy)) && checkHeader(copy) && checkRows(copy) && proven;
    }

    private String age(FileState state) {
        settings.timeliness().check(settings.path(), state);
        Duration age = settings.timeliness().age(state);
        return age.isNegative()
                ? "changed in the future, by this machine's clock"
                : "changed " + Timeliness.words(age) + " ago";
    }

    private String charset(PrivateCopy copy) {
        long line = 1;
        char[] block = new char[1 << 13];
        try (StrictDecoder decoder =
                new StrictDecoder(copy.open(), settings.format().charset())) {
            try {
                for (int count = decoder.read(block); count >= 0; count = decoder.read(block)) {
                    for (int i = 0; i < count; i++) {
                        line += block[i] == '\n' ? 1 : 0;
                    }
                }
            } catch (CharacterCodingException e) {
                throw DamagedFileException.wrongCharset(line, decoder.charset());
            }
            return decoder.charset() + (decoder.hasMark() ? ", as the byte order mark says" : ", as configured");
        } catch (IOException e) {
            throw FileFault.parsing(settings.path(), e);
        }
    }

    private boolean checkHeader(PrivateCopy copy) {
        return check("header", () -> {
            try (CsvRecords records = new CsvRecords(copy.open(), settings.format())) {
                Header header = read.firstRow(copy, records);
                read.neededColumns().forEach(column -> checkColumn(column, header.positions(column)));
                read.requireColumns(copy, header);
                return header.width() + " columns";
            } catch (IOException e) {
                throw FileFault.parsing(settings.path(), e);
            }
        });
    }

    private void checkColumn(String name, List<Integer> positions) {
        String subject = "column '" + name + "'";
        switch (positions.size()) {
            case 0 -> findings.error(subject, "is not in the header; see there");
            case 1 -> findings.ok(subject, "is column " + (positions.get(0) + 1) + " of the file");
            default -> findings.error(subject, "is there " + positions.size() + " times; rename the others");
        }
    }

    private boolean checkRows(PrivateCopy copy) {
        Survey survey = new Survey();
        boolean complete = check("rows", () -> {
            CsvRead.Delivered delivered = read.deliver(copy, survey);
            return delivered.rows() + " rows, " + survey.people() + " of them people in scope";
        });
        if (complete) {
            survey.rowWarnings().forEach(text -> findings.warning("rows", text));
            survey.activityError().ifPresent(text -> findings.error("activity", text));
            settings.scope().chosen().values().forEach(group -> checkGroup(group, survey.peopleIn(group)));
            request.attributes().forEach(attribute -> checkAttribute(attribute, survey));
        }
        return complete;
    }

    private void checkGroup(String group, int people) {
        String subject = "group '" + group + "'";
        if (people == 0) {
            findings.warning(subject, "0 people; check its name, if it is not meant to be empty");
        } else {
            findings.ok(subject, people + (people == 1 ? " person" : " people"));
        }
    }

    private void checkAttribute(String attribute, Survey survey) {
        if (survey.people() > 0 && !survey.hasSeen(attribute)) {
            findings.warning(
                    "attribute '" + attribute + "'",
                    "nobody has a value; a field that follows it is not cleared, but never set either (R20)");
        }
    }

    /** Where a proof failed, or was never looked at, the errors speak for themselves. */
    private void checkEvidence(boolean complete) {
        if (!settings.hasProof()) {
            findings.warning(
                    "evidence",
                    "nothing shows that the file was not cut short behind a whole line; if the export can write a trailer row, a "
                            + "row count, a checksum or a done marker, configure it (R1)");
        } else if (complete) {
            findings.ok("evidence", "the export proves that the file is complete");
        }
    }

    private boolean check(String subject, Supplier<String> check) {
        try {
            findings.ok(subject, check.get());
            return true;
        } catch (DirectoryException e) {
            report(subject, e);
            return false;
        }
    }

    private void report(String subject, DirectoryException e) {
        findings.error(subject, String.valueOf(e.getMessage()));
    }
}
