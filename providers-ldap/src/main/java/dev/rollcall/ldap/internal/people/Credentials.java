package dev.rollcall.ldap.internal.people;

import java.util.Locale;
import java.util.Set;

/**
 * Which attributes hold passwords, their hashes or keys: they are never asked for (R28). Under their numbers too, where
 * those are published.
 */
public final class Credentials {

    private static final Set<String> NAMES = Set.of(
            "userpassword",
            "2.5.4.35",
            "authpassword",
            "1.3.6.1.4.1.4203.1.3.4",
            "unicodepwd",
            "1.2.840.113556.1.4.90",
            "dbcspwd",
            "1.2.840.113556.1.4.55",
            "ntpwdhistory",
            "1.2.840.113556.1.4.94",
            "lmpwdhistory",
            "1.2.840.113556.1.4.160",
            "supplementalcredentials",
            "1.2.840.113556.1.4.125",
            "clearpassword",
            "msds-managedpassword",
            "1.2.840.113556.1.4.2196",
            "msds-managedpasswordid",
            "1.2.840.113556.1.4.2197",
            "msds-managedpasswordpreviousid",
            "1.2.840.113556.1.4.2198",
            "msds-executescriptpassword",
            "1.2.840.113556.1.4.1783",
            "mspkiaccountcredentials",
            "1.2.840.113556.1.4.1894",
            "mspkidpapimasterkeys",
            "1.2.840.113556.1.4.1893",
            "mspki-credentialroamingtokens",
            "1.2.840.113556.1.4.2050",
            "msds-keycredentiallink",
            "1.2.840.113556.1.4.2328",
            "ms-mcs-admpwd",
            "mslaps-password",
            "mslaps-encryptedpassword",
            "mslaps-encryptedpasswordhistory",
            "mslaps-encrypteddsrmpassword",
            "mslaps-encrypteddsrmpasswordhistory",
            "msfve-recoverypassword",
            "1.2.840.113556.1.4.1964",
            "msfve-keypackage",
            "1.2.840.113556.1.4.1999",
            "unixuserpassword",
            "1.2.840.113556.1.4.1910",
            "mssfu30password",
            "trustauthincoming",
            "1.2.840.113556.1.4.129",
            "trustauthoutgoing",
            "1.2.840.113556.1.4.135",
            "initialauthincoming",
            "1.2.840.113556.1.4.539",
            "initialauthoutgoing",
            "1.2.840.113556.1.4.540",
            "currentvalue",
            "1.2.840.113556.1.4.27",
            "priorvalue",
            "1.2.840.113556.1.4.100",
            "pekkeylist",
            "sambantpassword",
            "1.3.6.1.4.1.7165.2.1.25",
            "sambalmpassword",
            "1.3.6.1.4.1.7165.2.1.24",
            "sambapasswordhistory",
            "1.3.6.1.4.1.7165.2.1.54",
            "sambaclearpassword",
            "sambacleartextpassword",
            "1.3.6.1.4.1.7165.2.1.68",
            "sambapreviousclearpassword",
            "sambapreviouscleartextpassword",
            "1.3.6.1.4.1.7165.2.1.69",
            "krbprincipalkey",
            "krbpwdhistory",
            "krbmkey",
            "krb5key",
            "ipanthash",
            "ipatokenotpkey",
            "ipasshprivkey",
            "pwdhistory",
            "1.3.6.1.4.1.42.2.27.8.1.20",
            "passwordhistory",
            "nspmpassword",
            "nspmdistributionpassword",
            "nspmpasswordhistory",
            "nsdssecretstore",
            "sasloginsecret",
            "sasloginsecretkey",
            "privatekey",
            "1.2.840.113556.1.4.101",
            "publickeyandprivatekey",
            "userpkcs12",
            "2.16.840.1.113730.3.1.216",
            "oathsecret",
            "oathencryptedkey",
            "ds-pwp-password-history");

    private Credentials() {}

    /** Whether an attribute, in any letter case and with any options, is a credential. */
    public static boolean isOne(String attribute) {
        String type = AttributeTypes.withoutOptions(attribute).strip().toLowerCase(Locale.ROOT);
        return NAMES.contains(type.startsWith("oid.") ? type.substring("oid.".length()) : type);
    }
}
