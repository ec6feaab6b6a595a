package dev.rollcall.ldap.internal.people;

/** A text is no name of an entry. The message says where, by part and character, and does not repeat the text. */
public final class MalformedDnException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedDnException(String message) {
        super(message);
    }

    /** What is wrong and where, in words that can stand behind the name of a setting. */
    public String where() {
        return String.valueOf(getMessage());
    }
}
