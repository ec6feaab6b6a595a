package dev.rollcall.testservers.pages;

/** Where the hosts on the pages keep their secrets. Threads: one at a time. */
public final class Vault {

    private int asked;

    /** The password of this name, which is the name. */
    public char[] passwordOf(String name) {
        asked++;
        return name.toCharArray();
    }

    /** How often it was asked for a password. */
    public int asked() {
        return asked;
    }
}
