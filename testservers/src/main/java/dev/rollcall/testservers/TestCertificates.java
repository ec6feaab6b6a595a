package dev.rollcall.testservers;

import com.unboundid.util.ssl.cert.CertException;
import com.unboundid.util.ssl.cert.PKCS8PrivateKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A certification authority for tests, and server certificates that are right, or wrong in one way each. They are made
 * in this JVM when they are first asked for. Threads: safe.
 */
public final class TestCertificates {

    /** The password of every PKCS#12 file made here. */
    public static final String STORE_PASSWORD = "Store.of-the-tests";

    private static final List<String> LOCAL = List.of("localhost", "127.0.0.1", "::1");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration DAY = Duration.ofDays(1);

    private final Path folder;
    private final Issuer issuer = Issuer.authority("Authority of the tests");
    private final Issuer stranger = Issuer.authority("Authority of somebody else");
    private final Map<String, ServerCertificate> made = new ConcurrentHashMap<>();
    private final Path authority;
    private final Path otherAuthority;
    private final Path trustStore;

    private TestCertificates(Path folder) {
        this.folder = folder;
        this.authority = folder.resolve("authority.pem");
        this.otherAuthority = folder.resolve("other-authority.pem");
        this.trustStore = folder.resolve("authority.p12");
        Folders.write(authority, issuer.certificate().toPEMString());
        Folders.write(otherAuthority, stranger.certificate().toPEMString());
        store(
                trustStore,
                store -> store.setCertificateEntry(
                        "authority", issuer.certificate().toCertificate()));
    }

    /** A new authority whose files go to the given folder, which exists. */
    public static TestCertificates in(Path folder) {
        return new TestCertificates(folder);
    }

    /** The authority that all servers of this JVM share; its files are removed when the JVM ends. */
    public static TestCertificates shared() {
        return Shared.CERTIFICATES;
    }

    /** The certificate of the authority, as a PEM file. */
    public Path authority() {
        return authority;
    }

    /** The certificate of another authority, which signed nothing but {@link #unknownAuthority()}, as a PEM file. */
    public Path otherAuthority() {
        return otherAuthority;
    }

    /** The certificate of the authority, as a PKCS#12 file with the password {@link #STORE_PASSWORD}. */
    public Path trustStore() {
        return trustStore;
    }

    /**
     * Nothing is wrong with it: for {@code localhost}, 127.0.0.1 and ::1, signed by the authority, valid for a year.
     */
    public ServerCertificate good() {
        return forHosts(LOCAL.toArray(String[]::new));
    }

    /** As {@link #good()}, for these host names and IP addresses. The first is the subject's common name as well. */
    public ServerCertificate forHosts(String... hosts) {
        List<String> names = List.of(hosts);
        return once(
                "for " + names,
                () -> issuer.issue(
                        names, Instant.now().minus(DAY), Instant.now().plus(YEAR)));
    }

    /** Was right until yesterday. */
    public ServerCertificate expired() {
        return once(
                "expired",
                () -> issuer.issue(
                        LOCAL, Instant.now().minus(YEAR), Instant.now().minus(DAY)));
    }

    /** Will be right from tomorrow on. */
    public ServerCertificate notYetValid() {
        return once(
                "early",
                () -> issuer.issue(LOCAL, Instant.now().plus(DAY), Instant.now().plus(YEAR)));
    }

    /** Valid, for the host {@code elsewhere.example} only. */
    public ServerCertificate wrongHost() {
        return forHosts("elsewhere.example");
    }

    /** For the right hosts, signed by itself. */
    public ServerCertificate selfSigned() {
        return once(
                "self-signed",
                () -> Issuer.selfSigned(
                        LOCAL, Instant.now().minus(DAY), Instant.now().plus(YEAR)));
    }

    /** For the right hosts, signed by {@link #otherAuthority()}. */
    public ServerCertificate unknownAuthority() {
        return once(
                "unknown",
                () -> stranger.issue(
                        LOCAL, Instant.now().minus(DAY), Instant.now().plus(YEAR)));
    }

    private ServerCertificate once(String what, Supplier<Issuer> maker) {
        return made.computeIfAbsent(what, key -> write(Folders.fresh(folder, "server-"), maker.get()));
    }

    private static ServerCertificate write(Path folder, Issuer holder) {
        ServerCertificate files = new ServerCertificate(
                folder.resolve("server.pem"), folder.resolve("server.key"), folder.resolve("server.p12"));
        PrivateKey key = holder.keys().getPrivate();
        try {
            Folders.write(files.certificate(), holder.certificate().toPEMString());
            Folders.writeSecret(files.key(), new PKCS8PrivateKey(key.getEncoded()).toPEMString());
        } catch (CertException e) {
            throw new IllegalStateException("no PEM form of the key", e);
        }
        store(
                files.keyStore(),
                store -> store.setKeyEntry("server", key, STORE_PASSWORD.toCharArray(), new Certificate[] {
                    holder.certificate().toCertificate()
                }));
        return files;
    }

    private static void store(Path file, StoreFiller filler) {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filler.fill(store);
            store.store(out, STORE_PASSWORD.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key store " + file, e);
        }
    }

    private interface StoreFiller {
        void fill(KeyStore store) throws GeneralSecurityException;
    }

    private static final class Shared {
        static final TestCertificates CERTIFICATES = in(Folders.untilExit("rollcall-certificates-"));
    }
}
