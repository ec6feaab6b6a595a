package dev.rollcall.ldap.internal.people;

/**
 * What an entry says cannot be understood. The message names the attribute and what was expected of it, never what was
 * found, so that it can be told to an administrator as it is. Without a stack trace, since there may be one for each
 * person.
 */
public final class UnreadableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with words that can stand behind "could not be read: ". */
    public UnreadableException(String why) {
        super(why);
    }

    /** What was wrong. */
    public String why() {
        return String.valueOf(getMessage());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
