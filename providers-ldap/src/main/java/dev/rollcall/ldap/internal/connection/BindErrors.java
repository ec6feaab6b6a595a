package dev.rollcall.ldap.internal.connection;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer to a login means. */
final class BindErrors {

    private static final Pattern SUB_CODE = Pattern.compile("\\bdata ([0-9a-fA-F]{1,8})\\b");

    private BindErrors() {}

    /**
     * Whether the failure is the server's alone, so that another one may be asked. Never so for an answer about the
     * account: a wrong password that is tried everywhere locks it (F125).
     */
    static boolean isTheServers(LDAPException e) {
        return switch (e.getResultCode().intValue()) {
            case ResultCode.BUSY_INT_VALUE,
                    ResultCode.UNAVAILABLE_INT_VALUE,
                    ResultCode.OPERATIONS_ERROR_INT_VALUE,
                    ResultCode.OTHER_INT_VALUE,
                    ResultCode.SERVER_DOWN_INT_VALUE,
                    ResultCode.CONNECT_ERROR_INT_VALUE,
                    ResultCode.TIMEOUT_INT_VALUE,
                    ResultCode.LOCAL_ERROR_INT_VALUE,
                    ResultCode.DECODING_ERROR_INT_VALUE -> true;
            default -> false;
        };
    }

    /** Returns the exception for a login that failed. */
    static DirectoryException of(LDAPException e, String who, String server) {
        String refused = server + " refused the login of " + who + " (" + Words.of(e);
        return switch (e.getResultCode().intValue()) {
            case ResultCode.INVALID_CREDENTIALS_INT_VALUE -> invalidCredentials(e, who, server);
            case ResultCode.INAPPROPRIATE_AUTHENTICATION_INT_VALUE ->
                new DirectoryCredentialsException(
                        refused
                                + "): this account may not log in with a password, or logins without an account are not allowed",
                        e);
            case ResultCode.CONSTRAINT_VIOLATION_INT_VALUE ->
                new DirectoryCredentialsException(
                        refused
                                + "): a rule of the server stands against it, as after too many failed attempts; unlock the account",
                        e);
            case ResultCode.UNWILLING_TO_PERFORM_INT_VALUE ->
                new DirectoryCredentialsException(
                        refused + "): the account may be deactivated, or the server allows no login of this kind", e);
            case ResultCode.NO_SUCH_OBJECT_INT_VALUE ->
                new DirectoryCredentialsException(refused + "): there is no such account; check its name", e);
            case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE, ResultCode.AUTHORIZATION_DENIED_INT_VALUE ->
                new DirectoryCredentialsException(
                        refused + "): the account may not log in here; grant it that right", e);
            case ResultCode.INVALID_DN_SYNTAX_INT_VALUE ->
                new DirectoryConfigurationException(
                        refused + "): the server takes a DN only, and the name of the account is none", e);
            case ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE,
                    ResultCode.CONFIDENTIALITY_REQUIRED_INT_VALUE,
                    ResultCode.AUTH_METHOD_NOT_SUPPORTED_INT_VALUE ->
                new DirectoryConfigurationException(
                        refused
                                + "): it takes a password over protected connections only; use LDAPS or STARTTLS. If that is in use, allow simple binds there",
                        e);
            case ResultCode.REFERRAL_INT_VALUE ->
                new DirectoryConfigurationException(
                        refused
                                + "): the account is kept by another server; configure that one, or an account of this one",
                        e);
            default ->
                isTheServers(e)
                        ? new DirectoryUnavailableException(serverTrouble(e, who, server), e)
                        : new DirectoryConfigurationException(
                                refused + "): that is no usual answer to a login; look into the server's log", e);
        };
    }

    private static String serverTrouble(LDAPException e, String who, String server) {
        return switch (e.getResultCode().intValue()) {
            case ResultCode.TIMEOUT_INT_VALUE ->
                server + " did not answer the login of " + who + " in time; it may be overloaded";
            case ResultCode.SERVER_DOWN_INT_VALUE,
                    ResultCode.CONNECT_ERROR_INT_VALUE,
                    ResultCode.LOCAL_ERROR_INT_VALUE,
                    ResultCode.DECODING_ERROR_INT_VALUE ->
                server + " lost or closed the connection at the login of " + who + "; find out in its log why";
            default -> server + " could not log in " + who + " just now (" + Words.of(e) + "); look into its log";
        };
    }

    private static DirectoryException invalidCredentials(LDAPException e, String who, String server) {
        String code = subCode(e.getDiagnosticMessage());
        String meaning = meaning(code);
        String details = Words.of(e) + (code == null ? "" : ", data " + code);
        return new DirectoryCredentialsException(
                server + " refused the login of " + who + " (" + details + "): " + meaning + "; it was not tried again",
                e);
    }

    /** The number in hexadecimal that Active Directory adds to result code 49. */
    private static @Nullable String subCode(@Nullable String diagnosticMessage) {
        if (diagnosticMessage == null) {
            return null;
        }
        Matcher found = SUB_CODE.matcher(diagnosticMessage);
        return found.find() ? found.group(1).toLowerCase(Locale.ROOT) : null;
    }

    private static String meaning(@Nullable String subCode) {
        if (subCode == null) {
            return "the name or the password is wrong";
        }
        return switch (subCode) {
            case "525" -> "there is no such account; check its name";
            case "52e" -> "the name or the password is wrong";
            case "530" -> "the account may not log in at this time of day; widen its logon hours";
            case "531" -> "the account may not log in from this machine; widen its list of workstations";
            case "532" -> "the password has expired; set a new one, and let it never expire for this account";
            case "533" -> "the account is disabled; enable it";
            case "701" -> "the account has expired; extend it";
            case "773" -> "the password has to be changed before the first login; set one that has not";
            case "775" -> "the account is locked after too many failed logins; unlock it, and find out who caused them";
            default -> "the name or the password is wrong, or the account may not log in";
        };
    }
}
