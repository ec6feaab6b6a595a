package dev.rollcall.ldap.internal.people;

import java.util.Locale;
import java.util.Set;

/** Which attributes hold passwords, their hashes or keys: they are never asked for (R28). */
public final class Credentials {

    private static final Set<String> NAMES = Set.of(
            "userpassword",
            "2.5.4.35",
            "authpassword",
            "1.3.6.1.4.1.4203.1.3.4",
            "unicodepwd",
            "dbcspwd",
            "ntpwdhistory",
            "lmpwdhistory",
            "supplementalcredentials",
            "clearpassword",
            "msds-managedpassword",
            "msds-managedpasswordid",
            "msds-managedpasswordpreviousid",
            "msds-keycredentiallink",
            "ms-mcs-admpwd",
            "mslaps-password",
            "mslaps-encryptedpassword",
            "mslaps-encryptedpasswordhistory",
            "mslaps-encrypteddsrmpassword",
            "mslaps-encrypteddsrmpasswordhistory",
            "msfve-recoverypassword",
            "msfve-keypackage",
            "unixuserpassword",
            "mssfu30password",
            "trustauthincoming",
            "trustauthoutgoing",
            "initialauthincoming",
            "initialauthoutgoing",
            "currentvalue",
            "priorvalue",
            "pekkeylist",
            "sambantpassword",
            "sambalmpassword",
            "sambapasswordhistory",
            "sambaclearpassword",
            "sambapreviousclearpassword",
            "krbprincipalkey",
            "krbpwdhistory",
            "krbmkey",
            "krb5key",
            "ipanthash",
            "ipatokenotpkey",
            "ipasshprivkey",
            "pwdhistory",
            "passwordhistory",
            "nspmpassword",
            "nspmdistributionpassword",
            "nspmpasswordhistory",
            "nsdssecretstore",
            "sasloginsecret",
            "sasloginsecretkey",
            "privatekey",
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
