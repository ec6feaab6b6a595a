package dev.rollcall.csv;

import dev.rollcall.directory.SnapshotIncompleteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a small file that says something about a large one. */
final class SmallFile {

    private static final int MAX_CHARS = 1 << 20;

    private SmallFile() {}

    /** Returns the text of a file in UTF-8, or in the charset of its byte order mark. */
    static String text(String what, Path file) {
        try {
            FileState.of(file);
            try (InputStream in = Files.newInputStream(file)) {
                return text(what, file, new StrictDecoder(in, StandardCharsets.UTF_8));
            }
        } catch (CharacterCodingException e) {
            throw new SnapshotIncompleteException("The " + what + " " + file + " is not text in UTF-8", e);
        } catch (IOException e) {
            throw FileFault.readingProof(what, file, e);
        }
    }

    private static String text(String what, Path file, StrictDecoder decoder) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] block = new char[1 << 12];
        for (int count = decoder.read(block); count >= 0; count = decoder.read(block)) {
            text.append(block, 0, count);
            if (text.length() > MAX_CHARS) {
                throw new SnapshotIncompleteException("The " + what + " " + file + " is far too long to be one");
            }
        }
        return text.toString();
    }
}
