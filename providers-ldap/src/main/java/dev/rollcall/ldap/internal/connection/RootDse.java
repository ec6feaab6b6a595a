package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.ldap.internal.Printable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself (RFC 4512, 5.1). A server that shows it to nobody has all of it empty.
 *
 * @param isActiveDirectory whether it is Active Directory or behaves like it; AD LDS is not meant
 * @param supportedControls object identifiers
 * @param namingContexts the suffixes that the server holds, as it spells them
 * @param defaultNamingContext the domain, in Active Directory; null elsewhere
 * @param highestCommittedUsn the number of the latest change on this server; empty outside Active Directory
 * @param vendor name and version where they are told; null if not
 */
public record RootDse(
        boolean isActiveDirectory,
        Set<String> supportedControls,
        List<String> namingContexts,
        @Nullable String defaultNamingContext,
        Optional<Long> highestCommittedUsn,
        @Nullable String vendor) {

    private static final String ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

    static final String[] ATTRIBUTES = {
        "supportedControl",
        "supportedCapabilities",
        "namingContexts",
        "defaultNamingContext",
        "highestCommittedUSN",
        "vendorName",
        "vendorVersion"
    };

    /** Copies the collections. */
    public RootDse {
        supportedControls = Set.copyOf(supportedControls);
        namingContexts = List.copyOf(namingContexts);
    }

    /** Reads the entry; null is one that was not shown. */
    static RootDse of(@Nullable Entry entry) {
        if (entry == null) {
            return new RootDse(false, Set.of(), List.of(), null, Optional.empty(), null);
        }
        String vendor = Stream.of("vendorName", "vendorVersion")
                .map(entry::getAttributeValue)
                .filter(value -> value != null && !value.isBlank())
                .map(Printable::of)
                .collect(Collectors.joining(" "));
        return new RootDse(
                values(entry, "supportedCapabilities").contains(ACTIVE_DIRECTORY),
                values(entry, "supportedControl"),
                List.copyOf(values(entry, "namingContexts")),
                entry.getAttributeValue("defaultNamingContext"),
                number(entry.getAttributeValue("highestCommittedUSN")),
                vendor.isEmpty() ? null : vendor);
    }

    /** Whether the server says that it knows a control. */
    public boolean supportsControl(String oid) {
        return supportedControls.contains(oid);
    }

    /** Whether the server names its controls at all; if not, nothing can be concluded from one that is missing. */
    public boolean hasControls() {
        return !supportedControls.isEmpty();
    }

    private static Set<String> values(Entry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? Set.of() : new LinkedHashSet<>(Arrays.asList(values));
    }

    private static Optional<Long> number(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
