package dev.rollcall.ldap;

/**
 * How the connection to a server is protected. There is no "if possible": what cannot be protected as chosen is not
 * used.
 */
public enum LdapSecurity {
    /** TLS from the first byte; port 636 unless said. */
    LDAPS(636),

    /**
     * TLS after the extended operation StartTLS (RFC 4511, 4.14); port 389 unless said. Where the server refuses it, no
     * bind is sent.
     */
    STARTTLS(389),

    /**
     * No protection at all: whoever is on the wire reads the password of the service account, and can leave people out
     * of an answer without anybody noticing. Port 389 unless said.
     */
    INSECURE(389);

    private final int defaultPort;

    LdapSecurity(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** The port where servers listen for this. */
    public int defaultPort() {
        return defaultPort;
    }
}
