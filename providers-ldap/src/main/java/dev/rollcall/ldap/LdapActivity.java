package dev.rollcall.ldap;

import dev.rollcall.directory.Activity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How a directory says who is active (R6). Immutable, safe for use by several threads. A lockout after wrong passwords
 * and an expired password are not inactivity, so none of these looks at them.
 */
public interface LdapActivity {

    /** The attributes that it looks at; none where everybody is active. */
    Set<String> attributes();

    /**
     * Tells whether a person is active.
     *
     * @param values the values of an attribute by its name in any letter case; none where the person does not carry it
     * @param now the moment of the read
     * @throws IllegalArgumentException if a value cannot be understood; the person's activity is then unknown, and an
     *     administrator is told so. What the message of a rule of your own says is not printed, because it may hold the
     *     value
     */
    Activity of(Function<String, List<String>> values, Instant now);

    /** Everybody is active: for directories that say nothing of it. */
    static LdapActivity everybody() {
        return dev.rollcall.ldap.internal.people.ActivityRules.EVERYBODY;
    }

    /**
     * Active Directory: {@code userAccountControl} has to be there, bit 2 means inactive, and so does an
     * {@code accountExpires} that has passed; 0, 9223372036854775807 and none mean never.
     */
    static LdapActivity activeDirectory() {
        return dev.rollcall.ldap.internal.people.ActivityRules.ACTIVE_DIRECTORY;
    }

    /**
     * OpenLDAP with password policies: {@code pwdAccountLockedTime} of 000001010000Z, which an administrator sets,
     * means inactive; any other is a lockout that passes, and none at all is nothing.
     */
    static LdapActivity permanentLock() {
        return dev.rollcall.ldap.internal.people.ActivityRules.PERMANENT_LOCK;
    }

    /**
     * 389 Directory Server, FreeIPA, Red Hat: {@code nsAccountLock} of TRUE means inactive, FALSE or none means active.
     */
    static LdapActivity nsAccountLock() {
        return dev.rollcall.ldap.internal.people.ActivityRules.NS_ACCOUNT_LOCK;
    }

    /** eDirectory: {@code loginDisabled} of TRUE, or a {@code loginExpirationTime} that has passed, means inactive. */
    static LdapActivity loginDisabled() {
        return dev.rollcall.ldap.internal.people.ActivityRules.LOGIN_DISABLED;
    }

    /**
     * Any attribute with words for it, compared as names are (R13). None of them, several that disagree, or no value at
     * all mean that it is unknown.
     *
     * @throws IllegalArgumentException if there are no words, one is blank, or one stands for both
     */
    static LdapActivity words(String attribute, Collection<String> active, Collection<String> inactive) {
        return dev.rollcall.ldap.internal.people.ActivityRules.words(attribute, active, inactive);
    }
}
