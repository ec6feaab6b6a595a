package dev.rollcall.ldap.internal.connection;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.ldap.internal.Printable;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Says why a certificate was refused, with what there is to be seen in it. */
final class CertificateFaults {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final Set<String> SERVER_USAGES = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

    private CertificateFaults() {}

    /** Returns the exception for a handshake that failed after the server had shown {@code chain}. */
    static DirectoryConfigurationException of(
            ServerAddress server, String expectedName, X509Certificate[] chain, boolean trusted, Exception cause) {
        String reason = trusted ? refusedName(expectedName, chain[0], cause) : refusedChain(chain, cause);
        return new DirectoryConfigurationException(
                "The certificate of " + server + " was refused, and no login was sent to it: " + reason, cause);
    }

    private static String refusedName(String expectedName, X509Certificate certificate, Exception cause) {
        if (isWeak(cause)) {
            return weak(certificate);
        }
        return "it is made out to " + namesOf(certificate) + ", not to " + expectedName
                + "; connect to the server by one of its names, or configure the name that its certificate carries";
    }

    private static String refusedChain(X509Certificate[] chain, Exception cause) {
        Instant now = Instant.now();
        for (X509Certificate certificate : chain) {
            Instant from = certificate.getNotBefore().toInstant();
            Instant to = certificate.getNotAfter().toInstant();
            if (now.isAfter(to)) {
                return subject(certificate) + " expired at " + to + "; have it renewed by " + issuer(certificate);
            }
            if (now.isBefore(from)) {
                return subject(certificate) + " is valid from " + from + " only; look at the clocks of both machines";
            }
        }
        if (isWeak(cause)) {
            return weak(chain[0]);
        }
        if (!isForServers(chain[0])) {
            return subject(chain[0]) + " may not be used by servers (extended key usage); have one made that may";
        }
        X509Certificate last = chain[chain.length - 1];
        if (chain.length == 1 && last.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
            return subject(last)
                    + " is signed by itself and is not among the trusted ones; if it is the right one, trust it by its file";
        }
        return subject(chain[0]) + " comes from " + issuer(chain[0])
                + ", and no trusted authority vouches for it; trust the certificate of the authority by its file";
    }

    private static String weak(X509Certificate certificate) {
        return subject(certificate) + " relies on an algorithm or key that the JVM takes for too weak ("
                + Printable.of(certificate.getSigAlgName()) + "); have a new one made";
    }

    /** Whether a handshake failed because of the certificate, and not because of something that came after it. */
    static boolean explains(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWeak(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof CertPathValidatorException path
                    && path.getReason() == CertPathValidatorException.BasicReason.ALGORITHM_CONSTRAINED) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForServers(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null || usages.stream().anyMatch(SERVER_USAGES::contains);
        } catch (CertificateParsingException e) {
            return true;
        }
    }

    /** The names that count: those of the extension; the subject's common name only where it has none. */
    private static String namesOf(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        for (List<?> name : alternativeNames(certificate)) {
            if (name.size() > 1 && name.get(1) instanceof String text && name.get(0) instanceof Integer kind) {
                if (kind == DNS_NAME || kind == IP_ADDRESS) {
                    names.add(Printable.of(text));
                }
            }
        }
        return names.isEmpty()
                ? Printable.of(certificate.getSubjectX500Principal().getName())
                : String.join(", ", names.subList(0, Math.min(names.size(), 20)));
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static String subject(X509Certificate certificate) {
        return "'" + Printable.of(certificate.getSubjectX500Principal().getName()) + "'";
    }

    private static String issuer(X509Certificate certificate) {
        return "'" + Printable.of(certificate.getIssuerX500Principal().getName()) + "'";
    }
}
