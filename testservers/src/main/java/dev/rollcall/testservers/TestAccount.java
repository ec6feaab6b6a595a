package dev.rollcall.testservers;

/**
 * Somebody who can bind to a test server.
 *
 * @param name what a simple bind takes: a DN, or at a domain controller also a user principal name
 * @param password made up, and not shown by {@code toString}
 */
public record TestAccount(String name, String password) {

    @Override
    public String toString() {
        return name;
    }
}
