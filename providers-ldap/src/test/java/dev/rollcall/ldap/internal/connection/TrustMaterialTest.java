package dev.rollcall.ldap.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.LdapTrust;
import dev.rollcall.ldap.internal.connection.ConnectionSettings.Server;
import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Trust")
class TrustMaterialTest {

    private static final TestCertificates CERTIFICATES = TestCertificates.shared();
    private static final String PASSWORD = TestCertificates.STORE_PASSWORD;

    @TempDir
    Path folder;

    @Test
    @DisplayName("in a PEM file is trust in each of its certificates and in nobody else")
    void pem() throws Exception {
        Path both = folder.resolve("both.pem");
        Files.writeString(
                both, Files.readString(CERTIFICATES.authority()) + Files.readString(CERTIFICATES.otherAuthority()));
        assertTrusted(LdapTrust.certificates(both), CERTIFICATES.good());
        assertTrusted(LdapTrust.certificates(both), CERTIFICATES.unknownAuthority());
        assertNotTrusted(LdapTrust.certificates(CERTIFICATES.authority()), CERTIFICATES.unknownAuthority());
        assertNotTrusted(LdapTrust.certificates(CERTIFICATES.otherAuthority()), CERTIFICATES.good());
    }

    @Test
    @DisplayName(
            "in a key store is trust in its certificates, PKCS #12 or JKS, and the password's array is overwritten")
    void keyStore() throws Exception {
        List<char[]> given = new ArrayList<>();
        LdapTrust pkcs12 = LdapTrust.keyStore(CERTIFICATES.trustStore(), () -> {
            given.add(PASSWORD.toCharArray());
            return given.get(given.size() - 1);
        });
        assertTrusted(pkcs12, CERTIFICATES.good());
        assertNotTrusted(pkcs12, CERTIFICATES.unknownAuthority());
        assertThat(given).hasSize(2).allSatisfy(secret -> assertThat(secret).containsOnly('\0'));

        LdapTrust jks = LdapTrust.keyStore(jks(), PASSWORD::toCharArray);
        assertTrusted(jks, CERTIFICATES.good());
        assertNotTrusted(jks, CERTIFICATES.unknownAuthority());
    }

    @Test
    @DisplayName("of the JVM is in the authorities of its own list")
    void jvm() throws Exception {
        assertThat(LdapTrust.ofJvm().trustManager().getAcceptedIssuers()).isNotEmpty();
        assertNotTrusted(LdapTrust.ofJvm(), CERTIFICATES.good());
    }

    @Test
    @DisplayName("is read anew each time, so that a renewed file is seen")
    void renewed() throws Exception {
        Path file = Files.copy(CERTIFICATES.otherAuthority(), folder.resolve("authority.pem"));
        LdapTrust trust = LdapTrust.certificates(file);
        assertNotTrusted(trust, CERTIFICATES.good());
        Files.copy(CERTIFICATES.authority(), file, StandardCopyOption.REPLACE_EXISTING);
        assertTrusted(trust, CERTIFICATES.good());
    }

    @Test
    @DisplayName("that cannot be read is a configuration error, found before any server is asked")
    void unreadable() throws Exception {
        Path noCertificate = Files.writeString(folder.resolve("empty.pem"), "");
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        List<LdapTrust> unusable = List.of(
                LdapTrust.certificates(folder.resolve("missing.pem")),
                LdapTrust.certificates(noCertificate),
                LdapTrust.certificates(damaged),
                LdapTrust.certificates(folder),
                LdapTrust.keyStore(folder.resolve("missing.p12"), PASSWORD::toCharArray),
                LdapTrust.keyStore(damaged, PASSWORD::toCharArray),
                LdapTrust.keyStore(CERTIFICATES.trustStore(), "wrong password"::toCharArray));
        try (ScriptedServer server = ScriptedServer.silent()) {
            for (LdapTrust trust : unusable) {
                Given given = Given.servers(LdapSecurity.LDAPS, new Server("127.0.0.1", server.port()))
                        .trust(trust);
                assertThatThrownBy(given::open)
                        .isInstanceOf(DirectoryConfigurationException.class)
                        .hasMessageContaining("trusted certificates could not be read")
                        .hasMessageNotContaining("wrong password");
            }
            assertThat(server.connections()).isZero();
        }
    }

    private Path jks() throws Exception {
        Path file = folder.resolve("authority.jks");
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setCertificateEntry("authority", read(CERTIFICATES.authority()));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static void assertTrusted(LdapTrust trust, ServerCertificate certificate) {
        assertThatCode(() -> check(trust, certificate)).doesNotThrowAnyException();
    }

    private static void assertNotTrusted(LdapTrust trust, ServerCertificate certificate) {
        assertThatThrownBy(() -> check(trust, certificate)).isInstanceOf(CertificateException.class);
    }

    private static void check(LdapTrust trust, ServerCertificate certificate) throws Exception {
        trust.trustManager().checkServerTrusted(new X509Certificate[] {read(certificate.certificate())}, "ECDHE_RSA");
    }

    private static X509Certificate read(Path pem) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
