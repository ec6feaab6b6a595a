package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.SnapshotIncompleteException;

/** What a failed request means to whoever runs a sync. The server's own words stay out of it. */
public final class LdapFaults {

    private LdapFaults() {}

    /** Whether the server is down, out of reach, or gives no answer. */
    public static boolean isOutage(LDAPException e) {
        return switch (e.getResultCode().intValue()) {
            case ResultCode.BUSY_INT_VALUE,
                    ResultCode.UNAVAILABLE_INT_VALUE,
                    ResultCode.SERVER_DOWN_INT_VALUE,
                    ResultCode.CONNECT_ERROR_INT_VALUE,
                    ResultCode.TIMEOUT_INT_VALUE,
                    ResultCode.LOCAL_ERROR_INT_VALUE -> true;
            default -> false;
        };
    }

    /**
     * Returns the exception for a request that failed.
     *
     * @param e what the client library threw; it becomes the cause
     * @param doing what was being done, as in "reading page 7 of the people below ou=people"
     * @param server for the message, see {@link LdapSession#server}
     */
    public static DirectoryException of(LDAPException e, String doing, String server) {
        String failed = server + " failed while " + doing + " (" + Words.of(e) + "): ";
        if (isOutage(e)) {
            return new DirectoryUnavailableException(failed + outage(e), e);
        }
        return switch (e.getResultCode().intValue()) {
            case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE ->
                new DirectoryConfigurationException(failed + "the account lacks the right to do that; grant it", e);
            case ResultCode.NO_SUCH_OBJECT_INT_VALUE ->
                new DirectoryConfigurationException(
                        failed + "there is no such entry, or the account may not see it; check the name and the rights",
                        e);
            case ResultCode.INVALID_DN_SYNTAX_INT_VALUE,
                    ResultCode.INAPPROPRIATE_MATCHING_INT_VALUE,
                    ResultCode.INVALID_ATTRIBUTE_SYNTAX_INT_VALUE,
                    ResultCode.UNDEFINED_ATTRIBUTE_TYPE_INT_VALUE,
                    ResultCode.FILTER_ERROR_INT_VALUE ->
                new DirectoryConfigurationException(
                        failed + "the server does not understand a name or filter; check the configuration", e);
            case ResultCode.UNAVAILABLE_CRITICAL_EXTENSION_INT_VALUE ->
                new DirectoryConfigurationException(
                        failed
                                + "the server lacks something that the read needs, such as paged results; choose another way of reading",
                        e);
            case ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE, ResultCode.CONFIDENTIALITY_REQUIRED_INT_VALUE ->
                new DirectoryConfigurationException(
                        failed + "the server answers over protected connections only; use LDAPS or STARTTLS", e);
            case ResultCode.INVALID_CREDENTIALS_INT_VALUE,
                    ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE,
                    ResultCode.AUTHORIZATION_DENIED_INT_VALUE ->
                new DirectoryCredentialsException(
                        failed + "the login is no longer good; check whether the account was changed or locked", e);
            default -> new SnapshotIncompleteException(failed + incomplete(e), e);
        };
    }

    private static String outage(LDAPException e) {
        return switch (e.getResultCode().intValue()) {
            case ResultCode.TIMEOUT_INT_VALUE ->
                "it gave no answer in time; it may be overloaded, or the time limit too short";
            case ResultCode.BUSY_INT_VALUE, ResultCode.UNAVAILABLE_INT_VALUE ->
                "it cannot serve just now; try again later";
            case ResultCode.LOCAL_ERROR_INT_VALUE ->
                "the request was broken off on this side, by an interrupt for example";
            default -> "the connection was lost, or an answer was damaged or larger than allowed; look into its log";
        };
    }

    private static String incomplete(LDAPException e) {
        return switch (e.getResultCode().intValue()) {
            case ResultCode.TIME_LIMIT_EXCEEDED_INT_VALUE ->
                "its time limit for a search was reached, so that the rest is missing;"
                        + " raise the limit for this account";
            case ResultCode.SIZE_LIMIT_EXCEEDED_INT_VALUE ->
                "its limit for the number of entries was reached, so that the rest is missing;"
                        + " raise the limit for this account";
            case ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE ->
                "a limit of its administrator's was reached, so that the rest is"
                        + " missing; raise the limit for this account, or read in smaller pages";
            case ResultCode.REFERRAL_INT_VALUE ->
                "it refers to another server, which is not followed; configure a server that"
                        + " holds everything, or another base";
            case ResultCode.OPERATIONS_ERROR_INT_VALUE ->
                "Active Directory says so to whoever is not logged in; otherwise look into its log";
            default -> "that was not expected, so that the rest may be missing; look into its log";
        };
    }
}
