package dev.rollcall.internal.planning;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.internal.spool.ByteReader;
import dev.rollcall.internal.spool.ByteWriter;
import dev.rollcall.internal.spool.Codec;
import dev.rollcall.rules.reading.Entry;

/** People as read, to bytes and back. */
final class EntryCodec implements Codec<Entry> {

    private static final Activity[] ACTIVITIES = Activity.values();

    @Override
    public void write(Entry entry, ByteWriter out) {
        DirectoryUser person = entry.person();
        out.optionalText(person.externalId().map(Object::toString).orElse(null));
        out.optionalText(person.matchKey().orElse(null));
        out.constant(person.activity());
        out.number(person.attributes().size());
        person.attributes().forEach((name, values) -> out.text(name).texts(values));
        out.texts(person.groups());
        out.optionalText(entry.unreadable());
    }

    @Override
    public Entry read(ByteReader in) {
        DirectoryUser.Builder person = DirectoryUser.builder()
                .externalId(in.optionalText())
                .matchKey(in.optionalText())
                .activity(in.constant(ACTIVITIES));
        long attributes = in.number();
        for (long i = 0; i < attributes; i++) {
            person.attribute(in.text(), in.texts());
        }
        person.groups(in.texts());
        return new Entry(person.build(), in.optionalText());
    }
}
