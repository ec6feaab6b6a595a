package dev.rollcall.ldap.internal.people;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.directory.DirectoryConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attribute that is asked for, and how it is found in an entry and read. */
final class RequestedAttribute {

    /** The name of the entry itself, which is no attribute. */
    static final String DN = "dn";

    private final String name;
    private final String[] keys;
    private final ValueForm form;

    /**
     * Prepares to read an attribute.
     *
     * @param name an attribute description, or {@code dn}
     * @param declaredBytes attributes, in lower case, whose values are bytes
     * @throws DirectoryConfigurationException if it is no attribute description or a credential (R28)
     */
    RequestedAttribute(String name, Set<String> declaredBytes) {
        if (!AttributeTypes.isDescription(name)) {
            throw new DirectoryConfigurationException("The mapping asks for '" + name
                    + "', which is no name of an LDAP attribute; such a name has letters, digits and hyphens");
        }
        if (Credentials.isOne(name)) {
            throw new DirectoryConfigurationException("The attribute '" + name
                    + "' holds credentials, which are never read (R28); take it out of the configuration");
        }
        this.name = name;
        this.form = ValueForm.of(name, declaredBytes);
        this.keys = keys(name, form);
    }

    private static String[] keys(String name, ValueForm form) {
        String options = AttributeTypes.options(name).toLowerCase(Locale.ROOT);
        List<String> keys = new ArrayList<>();
        keys.add(name.toLowerCase(Locale.ROOT));
        for (String other : AttributeTypes.names(AttributeTypes.withoutOptions(name))) {
            if (!keys.contains(other + options)) {
                keys.add(other + options);
            }
        }
        if (form == ValueForm.BASE64 && options.isEmpty()) {
            // Says how the value is transferred, not what it is (RFC 4522); some servers add it unasked.
            keys.add(keys.get(0) + ";binary");
        }
        return keys.toArray(String[]::new);
    }

    String name() {
        return name;
    }

    boolean isDn() {
        return keys[0].equals(DN);
    }

    /** Whether an attribute description, in lower case, is this attribute or a variant of it. */
    boolean isVariant(String description) {
        String type = AttributeTypes.withoutOptions(description);
        for (String key : keys) {
            if (type.equals(AttributeTypes.withoutOptions(key))) {
                return true;
            }
        }
        return false;
    }

    /** The values of an entry as texts; none where it does not carry the attribute, null where one is malformed. */
    @Nullable
    List<String> valuesOrNull(Entry entry) {
        if (isDn()) {
            return List.of(entry.getDN());
        }
        Attribute attribute = in(entry);
        if (attribute == null) {
            return List.of();
        }
        ASN1OctetString[] values = attribute.getRawValues();
        if (values.length == 1) {
            String only = form.textOrNull(values[0].getValue());
            return only == null ? null : List.of(only);
        }
        List<String> texts = new ArrayList<>(values.length);
        for (ASN1OctetString value : values) {
            String text = form.textOrNull(value.getValue());
            if (text == null) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    private @Nullable Attribute in(Entry entry) {
        for (String key : keys) {
            Attribute attribute = entry.getAttribute(key);
            if (attribute != null) {
                return attribute;
            }
        }
        return null;
    }

    /** What is wrong with an entry of which {@link #valuesOrNull} gives null. */
    String malformed() {
        return "the attribute '" + name + "' has a value that is not " + form.expected();
    }
}
