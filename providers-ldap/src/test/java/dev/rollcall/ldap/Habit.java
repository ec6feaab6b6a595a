package dev.rollcall.ldap;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.LDAPException;
import org.jspecify.annotations.Nullable;

/** A way of answering searches that is not the usual one. */
@FunctionalInterface
public interface Habit {

    /**
     * Answers a search.
     *
     * @return how the search ends; null where nothing more is sent
     */
    @Nullable
    LDAPMessage answer(Asked asked, Usual usual) throws LDAPException;

    /** What the server does otherwise: sends entries, and returns how the search ends. */
    @FunctionalInterface
    interface Usual {
        /** Answers a search as if there were no habit. */
        @Nullable
        LDAPMessage answer(Asked asked) throws LDAPException;
    }
}
