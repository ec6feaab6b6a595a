package dev.rollcall.cli;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A directory server in this process, with a small company below dc=example,dc=org. It listens without protection
 * (where StartTLS can be asked for) and by TLS, with a certificate made out to {@link #CERTIFIED_NAME} only.
 */
final class LdapServer implements BeforeAllCallback, AfterAllCallback {

    /** The service account, and the variable that its password is in. */
    static final String READER = "cn=reader,dc=example,dc=org";

    static final String VARIABLE = "DIRECTORY_PASSWORD";
    static final String PASSWORD = "s3cr3t-Ünd-lang";

    static final String CERTIFIED_NAME = "ldap.example.org";
    static final String STORE_PASSWORD = "st0re-s3cr3t";

    private static final String PEOPLE = """
        dn: dc=example,dc=org
        objectClass: domain

        dn: ou=people,dc=example,dc=org
        objectClass: organizationalUnit

        dn: ou=guests,dc=example,dc=org
        objectClass: organizationalUnit

        dn: ou=groups,dc=example,dc=org
        objectClass: organizationalUnit

        dn: uid=ann,ou=people,dc=example,dc=org
        objectClass: person
        uid: ann
        mail: ann@example.org
        employeeNumber: E-1
        l: Graz
        state: here
        pager: 12
        memberOf: cn=app,ou=groups,dc=example,dc=org

        dn: uid=bob,ou=people,dc=example,dc=org
        objectClass: person
        uid: bob
        mail: bob@example.org
        employeeNumber: E-2
        l: Linz
        state: here
        nsAccountLock: TRUE

        dn: uid=cid,ou=people,dc=example,dc=org
        objectClass: person
        uid: cid
        mail: cid@example.org
        employeeNumber: E-3
        l: Graz
        state: gone

        dn: uid=gus,ou=guests,dc=example,dc=org
        objectClass: person
        objectClass: guest
        uid: gus
        mail: gus@example.org
        employeeNumber: E-4
        l: Graz
        state: here

        dn: cn=app,ou=groups,dc=example,dc=org
        objectClass: groupOfNames
        member: uid=ann,ou=people,dc=example,dc=org
        member: cn=sales,ou=groups,dc=example,dc=org
        uniqueMember: uid=gus,ou=guests,dc=example,dc=org

        dn: cn=sales,ou=groups,dc=example,dc=org
        objectClass: groupOfNames
        member: uid=bob,ou=people,dc=example,dc=org
        member: cn=team,ou=groups,dc=example,dc=org

        dn: cn=team,ou=groups,dc=example,dc=org
        objectClass: groupOfNames
        member: uid=cid,ou=people,dc=example,dc=org

        dn: cn=old,ou=groups,dc=example,dc=org
        objectClass: groupOfNames
        member: uid=ann,ou=people,dc=example,dc=org
        member: uid=left,ou=people,dc=example,dc=org

        dn: cn=crew,ou=groups,dc=example,dc=org
        objectClass: crew
        member: uid=ann,ou=people,dc=example,dc=org

        dn: cn=unix,ou=groups,dc=example,dc=org
        objectClass: posixGroup
        memberUid: ann
        memberUid: bob@example.org

        dn: cn=large,dc=example,dc=org
        objectClass: machine
        uid: large
        mail: large@example.org
        description: %s
        """.formatted("x".repeat(2_000));

    private final List<Integer> pageSizes = new ArrayList<>();
    private volatile @Nullable CountDownLatch silence;
    private @Nullable InMemoryDirectoryServer server;
    private @Nullable Path folder;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = Files.createTempDirectory("rollcall-ldap");
        keytool("-genkeypair -keyalg RSA -dname CN=company -ext san=dns:" + CERTIFIED_NAME);
        keytool("-exportcert -rfc -file " + pem());
        SSLUtil tls = new SSLUtil(new KeyStoreKeyManager(keyStore().toString(), STORE_PASSWORD.toCharArray()), null);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.setSchema(null);
        config.addAdditionalBindCredentials(READER, PASSWORD);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", loopback, 0, tls.createSSLSocketFactory()),
                InMemoryListenerConfig.createLDAPSConfig(
                        "tls", loopback, 0, tls.createSSLServerSocketFactory(), tls.createSSLSocketFactory()));
        config.addInMemoryOperationInterceptor(new Watch());
        server = new InMemoryDirectoryServer(config);
        Path ldif = Files.writeString(folder.resolve("people.ldif"), PEOPLE);
        server.importFromLDIF(true, ldif.toFile());
        server.startListening();
    }

    /** Java's own tool, as there is no way to make certificates in Java. */
    private void keytool(String arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of(
                "-alias",
                "server",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore().toString()));
        command.addAll(List.of("-storepass:env", "STORE_PASSWORD"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("STORE_PASSWORD", STORE_PASSWORD);
        Process process = builder.start();
        byte[] said = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(new String(said, Charset.defaultCharset()));
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        running().shutDown(true);
        try (var files = Files.list(folder())) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(folder());
    }

    private InMemoryDirectoryServer running() {
        return Objects.requireNonNull(server, "the test has not begun");
    }

    private Path folder() {
        return Objects.requireNonNull(folder, "the test has not begun");
    }

    /** Holds the server's certificate, with its key. */
    Path keyStore() {
        return folder().resolve("server.p12");
    }

    /** Holds the server's certificate. */
    Path pem() {
        return folder().resolve("server.pem");
    }

    int port() {
        return running().getListenPort("plain");
    }

    int tlsPort() {
        return running().getListenPort("tls");
    }

    /** Which sizes of pages were asked for since this was called last; 0 for a search without. */
    List<Integer> pageSizes() {
        synchronized (pageSizes) {
            List<Integer> asked = List.copyOf(pageSizes);
            pageSizes.clear();
            return asked;
        }
    }

    /** Searches get no answer while this runs. */
    void silentDuring(Runnable action) {
        CountDownLatch latch = new CountDownLatch(1);
        silence = latch;
        try {
            action.run();
        } finally {
            silence = null;
            latch.countDown();
        }
    }

    /** A configuration that reads it, with more keys below {@code ldap}. */
    String config(String... keys) {
        return Cli.USUAL.substring(0, Cli.USUAL.indexOf("directories:"))
                + """
                directories:
                  staff:
                    ldap:
                      preset: generic
                      servers: "%s:%d"
                      security: insecure
                      account: {name: "%s", password: {env: %s}}
                      bases: dc=example,dc=org
                """.formatted(InetAddress.getLoopbackAddress().getHostAddress(), port(), READER, VARIABLE)
                + Stream.of(keys).map(key -> "      " + key + "\n").collect(Collectors.joining()) + """
                    policy:
                      fields:
                        name: l
                        email: mail
                """;
    }

    private final class Watch extends InMemoryOperationInterceptor {
        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
            CountDownLatch latch = silence;
            if (latch != null) {
                try {
                    latch.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            Control paged = request.getRequest().getControl(SimplePagedResultsControl.PAGED_RESULTS_OID);
            synchronized (pageSizes) {
                pageSizes.add(
                        paged == null
                                ? 0
                                : new SimplePagedResultsControl(paged.getOID(), paged.isCritical(), paged.getValue())
                                        .getSize());
            }
        }
    }
}
