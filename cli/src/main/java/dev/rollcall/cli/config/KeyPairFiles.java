package dev.rollcall.cli.config;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A certificate and the private key that goes with it. */
record KeyPairFiles(X509Certificate certificate, PrivateKey key) {

    static @Nullable KeyPairFiles read(Value value, UnaryOperator<@Nullable String> environment) {
        Section section = value.section();
        if (section == null) {
            return null;
        }
        X509Certificate certificate = section.need("file", PemValues::certificate);
        PrivateKey key = section.need("private-key", each -> PemValues.privateKey(each, environment));
        section.end();
        if (certificate == null || key == null) {
            return null;
        }
        if (!belongTogether(certificate, key)) {
            section.problem("private-key", "is not the key of this certificate, or not one of RSA");
            return null;
        }
        return new KeyPairFiles(certificate, key);
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        return certificate.getPublicKey() instanceof RSAKey known
                && key instanceof RSAKey secret
                && known.getModulus().equals(secret.getModulus());
    }

    @Override
    public String toString() {
        return "KeyPairFiles";
    }
}
