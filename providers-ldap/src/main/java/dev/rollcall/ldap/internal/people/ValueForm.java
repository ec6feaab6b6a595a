package dev.rollcall.ldap.internal.people;

import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the bytes of a value become text. */
enum ValueForm {
    /** UTF-8. */
    TEXT("text in UTF-8") {
        @Override
        @Nullable
        String textOrNull(byte[] value) {
            return Utf8.textOrNull(value);
        }
    },
    /** Any bytes, in base 64. */
    BASE64("bytes") {
        @Override
        String textOrNull(byte[] value) {
            return Base64.getEncoder().encodeToString(value);
        }
    },
    /** 16 bytes as Active Directory orders them. */
    GUID_LITTLE_ENDIAN("a UUID of 16 bytes") {
        @Override
        @Nullable
        String textOrNull(byte[] value) {
            return Guids.textOrNull(value, true);
        }
    },
    /** 16 bytes as they stand. */
    GUID_BIG_ENDIAN("a UUID of 16 bytes") {
        @Override
        @Nullable
        String textOrNull(byte[] value) {
            return Guids.textOrNull(value, false);
        }
    },
    /** A security identifier. */
    SID("a security identifier") {
        @Override
        @Nullable
        String textOrNull(byte[] value) {
            return Sid.textOrNull(value);
        }
    };

    private static final Set<String> SIDS = Set.of(
            "objectsid",
            "sidhistory",
            "tokengroups",
            "tokengroupsglobalanduniversal",
            "tokengroupsnogcacceptable",
            "securityidentifier",
            "ms-ds-creatorsid",
            "msexchmasteraccountsid");

    private static final Set<String> BYTES = Set.of(
            "jpegphoto",
            "photo",
            "audio",
            "thumbnailphoto",
            "thumbnaillogo",
            "usercertificate",
            "usersmimecertificate",
            "cacertificate",
            "crosscertificatepair",
            "certificaterevocationlist",
            "authorityrevocationlist",
            "deltarevocationlist",
            "x500uniqueidentifier",
            "ms-ds-consistencyguid",
            "msexchmailboxguid",
            "msexcharchiveguid",
            "schemaidguid",
            "attributesecurityguid",
            "ntsecuritydescriptor",
            "msexchmailboxsecuritydescriptor",
            "replpropertymetadata",
            "dsasignature",
            "logonhours",
            "ms-ds-generationid");

    private final String expected;

    ValueForm(String expected) {
        this.expected = expected;
    }

    /** The form of an attribute's values; the declared ones and those with the option {@code ;binary} are bytes. */
    static ValueForm of(String description, Set<String> declaredBytes) {
        String lower = description.toLowerCase(Locale.ROOT);
        String type = AttributeTypes.withoutOptions(lower);
        if (declaredBytes.contains(type) || declaredBytes.contains(lower) || (lower + ";").contains(";binary;")) {
            return BASE64;
        }
        if (SIDS.contains(type)) {
            return SID;
        }
        return switch (type) {
            case "objectguid" -> GUID_LITTLE_ENDIAN;
            case "guid" -> GUID_BIG_ENDIAN;
            default -> BYTES.contains(type) ? BASE64 : TEXT;
        };
    }

    /** What a value has to be, in words. */
    String expected() {
        return expected;
    }

    /** The text of a value; null where the value is not of this form. */
    abstract @Nullable String textOrNull(byte[] value);
}
