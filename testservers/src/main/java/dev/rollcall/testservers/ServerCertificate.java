package dev.rollcall.testservers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The certificate and key that a test server shows to its clients.
 *
 * @param certificate the certificate as a PEM file
 * @param key its private key as a PEM file (PKCS#8, not encrypted)
 * @param keyStore both as a PKCS#12 file with the password {@link TestCertificates#STORE_PASSWORD}
 */
public record ServerCertificate(Path certificate, Path key, Path keyStore) {

    /** For a server written in Java: a context which shows this certificate. */
    public SSLContext serverContext() {
        try (InputStream in = Files.newInputStream(keyStore)) {
            char[] password = TestCertificates.STORE_PASSWORD.toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS context from " + keyStore, e);
        }
    }
}
