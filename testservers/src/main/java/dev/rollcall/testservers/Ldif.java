package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/** Writes LDIF files (RFC 2849). */
final class Ldif {

    private Ldif() {}

    /** Reads the stream once, and closes it. */
    static void write(Path file, Stream<Entry> entries) {
        try (entries;
                LDIFWriter writer = new LDIFWriter(file.toFile())) {
            Iterator<Entry> each = entries.iterator();
            while (each.hasNext()) {
                writer.writeEntry(each.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
