package dev.rollcall.cli.config;

import dev.rollcall.ldap.LdapActivity;
import dev.rollcall.ldap.LdapExternalId;
import dev.rollcall.ldap.LdapTrust;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the values of an LDAP directory that have parts of their own. */
final class LdapValues {

    private static final List<String> IDS =
            List.of("objectGUID", "entryUUID", "nsUniqueId", "ipaUniqueID", "GUID", "dn");

    private static final Map<String, LdapActivity> ACTIVITIES = new LinkedHashMap<>();

    static {
        ACTIVITIES.put("everybody", LdapActivity.everybody());
        ACTIVITIES.put("active-directory", LdapActivity.activeDirectory());
        ACTIVITIES.put("permanent-lock", LdapActivity.permanentLock());
        ACTIVITIES.put("ns-account-lock", LdapActivity.nsAccountLock());
        ACTIVITIES.put("login-disabled", LdapActivity.loginDisabled());
    }

    private LdapValues() {}

    /**
     * Who reads.
     *
     * @param password gives an array of its own each time
     */
    record Account(String name, Supplier<char[]> password) {
        @Override
        public String toString() {
            return name;
        }
    }

    static @Nullable Account account(Value value, UnaryOperator<@Nullable String> environment) {
        Section section = value.section();
        if (section == null) {
            return null;
        }
        String name = section.need("name", Value::visibleText);
        Secret password = section.need("password", each -> Secret.readSome(each, environment));
        section.end();
        return name == null || password == null ? null : new Account(name, password::characters);
    }

    static @Nullable LdapTrust trust(Value value, UnaryOperator<@Nullable String> environment) {
        Section section = value.section();
        if (section == null) {
            return null;
        }
        String kind = section.oneOf(List.of("pem", "key-store"));
        Path pem = section.get("pem", Value::path);
        Path keyStore = section.get("key-store", Value::path);
        Secret password =
                "key-store".equals(kind) ? section.need("password", each -> Secret.read(each, environment)) : null;
        section.end();
        if (kind == null) {
            return null;
        }
        if ("pem".equals(kind)) {
            return pem == null ? null : LdapTrust.certificates(pem);
        }
        return keyStore == null || password == null ? null : LdapTrust.keyStore(keyStore, password::characters);
    }

    /** One that is known by its name, or any attribute, perhaps with the form of its value. */
    static @Nullable LdapExternalId externalId(Value value) {
        if (!value.isMapping()) {
            String text = value.text();
            if (text == null) {
                return null;
            }
            return IDS.stream().anyMatch(text::equalsIgnoreCase)
                    ? LdapExternalId.attribute(text)
                    : value.problem("expected one of " + String.join(", ", IDS) + ", or {attribute: NAME}");
        }
        Section section = Objects.requireNonNull(value.section());
        String attribute = section.need("attribute", Value::text);
        LdapExternalId.Form form = section.get("form", each -> each.choice(LdapExternalId.Form.class));
        section.end();
        if (attribute == null) {
            return null;
        }
        try {
            return form == null ? LdapExternalId.attribute(attribute) : new LdapExternalId(attribute, form);
        } catch (IllegalArgumentException e) {
            return value.problem("this is no attribute; for the name of the entry write external-id: dn");
        }
    }

    /** One that is known by its name, or the words of any attribute. */
    static @Nullable LdapActivity activity(Value value) {
        if (!value.isMapping()) {
            String text = value.text();
            LdapActivity known = text == null ? null : ACTIVITIES.get(text);
            return text == null || known != null
                    ? known
                    : value.problem("expected one of " + String.join(", ", ACTIVITIES.keySet())
                            + ", or {attribute: NAME, active-words: [...], inactive-words: [...]}");
        }
        Section section = Objects.requireNonNull(value.section());
        String attribute = section.need("attribute", Value::text);
        List<String> active = section.get("active-words", Value::texts);
        List<String> inactive = section.get("inactive-words", Value::texts);
        section.end();
        if (attribute == null) {
            return null;
        }
        try {
            return LdapActivity.words(
                    attribute, active == null ? List.of() : active, inactive == null ? List.of() : inactive);
        } catch (IllegalArgumentException e) {
            return value.problem("needs the name of an attribute, and words of which none is blank and none says both");
        }
    }
}
