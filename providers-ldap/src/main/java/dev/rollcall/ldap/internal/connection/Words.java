package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;

/** How things are put in messages. */
public final class Words {

    private Words() {}

    /** A time in the unit that is easiest to read. */
    public static String of(Duration time) {
        return time.toMillis() % 1_000 == 0 || time.toSeconds() >= 10
                ? time.toSeconds() + " s"
                : time.toMillis() + " ms";
    }

    /** A result code with its number and standard name. */
    static String of(LDAPException e) {
        return of(e.getResultCode());
    }

    /** A result code with its number and standard name; a number alone for one that is in no standard. */
    static String of(ResultCode code) {
        String number = Integer.toString(code.intValue());
        return "result code " + (code.getName().equals(number) ? number : number + ", " + code.getName());
    }
}
