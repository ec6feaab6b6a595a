package dev.rollcall.ldap.internal.search;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.ldap.internal.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All values of an attribute that the server may deliver in parts, as Active Directory does with more than 1,500
 * members: {@code member;range=0-1499}, {@code member;range=1500-2999}, up to one that ends in {@code *}.
 */
public final class RangedValues {

    private static final Pattern RANGE = Pattern.compile(";range=(\\d{1,9})-(\\d{1,9}|\\*)", Pattern.CASE_INSENSITIVE);

    /** Attributes that change whenever the entry does: values that shift between two parts would be missed. */
    private static final List<String> VERSIONS = List.of("uSNChanged", "modifyTimestamp");

    private static final int ATTEMPTS = 3;

    private final Searches searches;

    public RangedValues(Searches searches) {
        this.searches = searches;
    }

    /**
     * Reads them; empty where the entry is not there.
     *
     * @param what whose values they are, for messages: "the members of CN=Sales,DC=example,DC=com"
     * @throws SnapshotIncompleteException if a part is missing, or the entry changes again and again while it is read
     */
    public Optional<List<String>> of(String dn, String attribute, String what) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Reading reading = new Reading(dn, attribute, what);
            End end = reading.run();
            if (end == End.COMPLETE) {
                return Optional.of(reading.values);
            }
            if (end == End.MISSING) {
                return Optional.empty();
            }
        }
        throw new SnapshotIncompleteException("While " + Printable.of(what) + " were read from " + searches.server()
                + " they changed, " + ATTEMPTS + " times over; try again");
    }

    /** Whether an entry carries a part of an attribute's values only. */
    public static boolean isPartial(Entry entry, String attribute) {
        return part(entry, attribute) != null;
    }

    private static @Nullable Attribute part(Entry entry, String attribute) {
        String prefix = attribute + ";range=";
        for (Attribute each : entry.getAttributes()) {
            if (each.getName().regionMatches(true, 0, prefix, 0, prefix.length())) {
                return each;
            }
        }
        return null;
    }

    private enum End {
        COMPLETE,
        MISSING,
        CHANGED
    }

    private final class Reading {
        private final String dn;
        private final String attribute;
        private final String what;
        private final List<String> values = new ArrayList<>();
        private @Nullable String version;

        Reading(String dn, String attribute, String what) {
            this.dn = dn;
            this.attribute = attribute;
            this.what = Printable.of(what);
        }

        End run() {
            String asked = attribute;
            while (true) {
                List<String> attributes = new ArrayList<>(VERSIONS);
                attributes.add(asked);
                Optional<SearchResultEntry> entry = searches.one(Query.of(dn, attributes, what));
                if (entry.isEmpty()) {
                    return values.isEmpty() ? End.MISSING : End.CHANGED;
                }
                String now = version(entry.get());
                if (version != null && !version.equals(now)) {
                    return End.CHANGED;
                }
                version = now;
                Attribute part = part(entry.get(), attribute);
                if (part == null) {
                    add(entry.get().getAttribute(attribute));
                    return End.COMPLETE;
                }
                if (isLast(part)) {
                    return repeats() ? End.CHANGED : End.COMPLETE;
                }
                asked = attribute + ";range=" + values.size() + "-*";
            }
        }

        private void add(@Nullable Attribute plain) {
            if (!values.isEmpty()) {
                throw gap("the rest came without a range");
            }
            if (plain != null) {
                values.addAll(List.of(plain.getValues()));
            }
        }

        /** Takes a part, and returns whether it was the last. */
        private boolean isLast(Attribute part) {
            Matcher range = RANGE.matcher(part.getName());
            if (!range.find()) {
                throw gap("a part does not say which one it is");
            }
            int from = Integer.parseInt(range.group(1));
            if (from != values.size()) {
                throw gap("a part begins with value " + from + ", and " + values.size() + " were read");
            }
            boolean last = "*".equals(range.group(2));
            int count = part.size();
            if (!last && count != Integer.parseInt(range.group(2)) - from + 1) {
                throw gap("a part has " + count + " values and should have those from " + from + " to "
                        + Integer.parseInt(range.group(2)));
            }
            if (!last && count == 0) {
                throw gap("a part without values is not the last");
            }
            values.addAll(List.of(part.getValues()));
            if (values.size() > searches.maxEntries()) {
                throw new SnapshotIncompleteException("There are more than " + searches.maxEntries() + " of " + what
                        + "; if that can be, raise the limit of entries");
            }
            return last;
        }

        /**
         * No value is there twice; one that came twice was moved by others that came in before it, and some may have
         * been passed over.
         */
        private boolean repeats() {
            return new HashSet<>(values).size() != values.size();
        }

        private static String version(SearchResultEntry entry) {
            StringBuilder all = new StringBuilder();
            VERSIONS.forEach(name -> all.append(entry.getAttributeValue(name)).append('/'));
            return all.toString();
        }

        private SnapshotIncompleteException gap(String why) {
            return new SnapshotIncompleteException(
                    "Not all of " + what + " could be read from " + searches.server() + ": " + why);
        }
    }
}
