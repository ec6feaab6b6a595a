package dev.rollcall.cli.config;

import dev.rollcall.http.PemFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads keys and certificates that are in files of their own. What is there is read at once, so that a wrong file is
 * told with its line.
 */
final class PemValues {

    private static final String NO_FILE = "there is no such file that can be read: write the name of a file in PEM, and"
            + " never what belongs into it";

    private PemValues() {}

    /** A private key: in the file that is named, or behind {@code env} or {@code file} as other secrets. */
    static @Nullable PrivateKey privateKey(Value value, UnaryOperator<@Nullable String> environment) {
        if (value.isMapping()) {
            Secret secret = Secret.readLines(value, environment);
            return secret == null ? null : value.made(() -> PemFile.privateKey(secret.characters()));
        }
        Path file = value.path();
        if (file != null && !isReadable(file)) {
            return value.absent(NO_FILE);
        }
        return file == null ? null : value.made(() -> PemFile.privateKey(file));
    }

    static @Nullable X509Certificate certificate(Value value) {
        Path file = file(value);
        return file == null ? null : value.made(() -> PemFile.certificate(file));
    }

    /** Trusts the certificates of a file, one or several, and those that they have signed; nothing else. */
    static @Nullable SSLContext trust(Value value) {
        Path file = file(value);
        if (file == null) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return trusting(CertificateFactory.getInstance("X.509").generateCertificates(in));
        } catch (IOException | GeneralSecurityException e) {
            return value.problem("the file that is named here holds no certificates, in PEM or DER, that can be read");
        }
    }

    private static SSLContext trusting(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        if (certificates.isEmpty()) {
            throw new CertificateException("none");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + number++, certificate);
        }
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }

    private static @Nullable Path file(Value value) {
        Path file = value.path();
        return file == null || isReadable(file) ? file : value.problem(NO_FILE);
    }

    private static boolean isReadable(Path file) {
        return Files.isRegularFile(file) && Files.isReadable(file);
    }
}
