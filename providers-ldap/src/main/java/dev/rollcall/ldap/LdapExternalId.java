package dev.rollcall.ldap;

import java.util.Locale;
import java.util.Objects;

/**
 * What tells people apart for ever, and its one canonical form (R8, F28). Compare by {@link #equals}; changing it for a
 * directory that already owns accounts is a change of the identity scheme (R15).
 *
 * @param attribute the attribute, or {@code dn} for the name of the entry
 * @param form how its value becomes text
 */
public record LdapExternalId(String attribute, Form form) {

    /** How the value of an id becomes text. */
    public enum Form {
        /**
         * 16 bytes whose first three groups are in reverse order, as Active Directory keeps them: a UUID in lower case.
         */
        GUID_LITTLE_ENDIAN,
        /** 16 bytes as they stand: a UUID in lower case. */
        GUID_BIG_ENDIAN,
        /** A UUID in text, with or without braces, in any case: in lower case (RFC 4530). */
        UUID_TEXT,
        /**
         * Text as it is. Where the attribute is known to hold bytes: hexadecimal digits in lower case, and for security
         * identifiers {@code S-1-...}.
         */
        TEXT,
        /**
         * The entry's name in lower case, as RFC 4514 writes it, without needless spaces and escapes. Whoever is moved
         * or renamed becomes somebody else.
         */
        DN
    }

    public LdapExternalId {
        Objects.requireNonNull(form, "form");
        if (attribute.isBlank()) {
            throw new IllegalArgumentException("the attribute of the external id must not be blank");
        }
        if (attribute.equalsIgnoreCase("dn") != (form == Form.DN)) {
            throw new IllegalArgumentException(
                    "the external id 'dn' is the name of the entry: use LdapExternalId.dn()");
        }
    }

    /** {@code objectGUID} of Active Directory. */
    public static LdapExternalId objectGuid() {
        return new LdapExternalId("objectGUID", Form.GUID_LITTLE_ENDIAN);
    }

    /** {@code entryUUID} of RFC 4530: OpenLDAP, FreeIPA and others. */
    public static LdapExternalId entryUuid() {
        return new LdapExternalId("entryUUID", Form.UUID_TEXT);
    }

    /** {@code nsUniqueId} of 389 Directory Server. */
    public static LdapExternalId nsUniqueId() {
        return new LdapExternalId("nsUniqueId", Form.TEXT);
    }

    /** {@code GUID} of eDirectory. */
    public static LdapExternalId guid() {
        return new LdapExternalId("GUID", Form.GUID_BIG_ENDIAN);
    }

    /**
     * Any attribute that has one value, never changes and is never given to somebody else. {@code objectGUID},
     * {@code entryUUID}, {@code ipaUniqueID} and {@code GUID} are known by their names; all others are taken as
     * {@link Form#TEXT}.
     */
    public static LdapExternalId attribute(String name) {
        Form form = switch (name.toLowerCase(Locale.ROOT)) {
            case "objectguid" -> Form.GUID_LITTLE_ENDIAN;
            case "guid" -> Form.GUID_BIG_ENDIAN;
            case "entryuuid", "ipauniqueid" -> Form.UUID_TEXT;
            case "dn" -> Form.DN;
            default -> Form.TEXT;
        };
        return new LdapExternalId(name, form);
    }

    /**
     * The name of the entry, for those who insist. Somebody who is renamed or moved is then somebody new: the old
     * account is blocked, and the newcomer refused until an administrator follows the procedure of R9.
     */
    public static LdapExternalId dn() {
        return new LdapExternalId("dn", Form.DN);
    }

    /** Whether the id is the name of the entry. */
    public boolean isDn() {
        return form == Form.DN;
    }

    @Override
    public String toString() {
        return attribute + " (" + form.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
    }
}
