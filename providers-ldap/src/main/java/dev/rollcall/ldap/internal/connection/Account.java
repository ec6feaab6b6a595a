package dev.rollcall.ldap.internal.connection;

import java.util.function.Supplier;

/** The service account. */
public final class Account {

    private final String name;
    private final Supplier<char[]> password;

    /**
     * Creates the account by its DN or, in Active Directory, its user principal name; the password is asked for at each
     * run.
     */
    public Account(String name, Supplier<char[]> password) {
        this.name = name;
        this.password = password;
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** Its password, to be used at once and then overwritten. */
    char[] password() {
        return password.get();
    }

    @Override
    public String toString() {
        return name;
    }
}
