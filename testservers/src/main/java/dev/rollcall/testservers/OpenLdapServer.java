package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An OpenLDAP server (slapd) on free ports of 127.0.0.1, with LDAP, StartTLS and LDAPS, a database and folder of its
 * own. It works for any user of the machine and leaves the system's own slapd alone. Each of its processes is gone
 * after {@link #close()}, and at the latest when this JVM ends, however it ends.
 *
 * <p>The tree begins with {@value #PEOPLE}, {@value #GROUPS}, and {@value #SECRET}, which nobody but the administrator
 * can see: to others it does not exist. Nobody reads without a bind. Threads: one at a time.
 */
public final class OpenLdapServer implements AutoCloseable {

    /** The suffix of the database. */
    public static final String BASE = "dc=example,dc=com";

    /** Where people are. */
    public static final String PEOPLE = "ou=people,dc=example,dc=com";

    /** Where groups are. */
    public static final String GROUPS = "ou=groups,dc=example,dc=com";

    /** A unit that only the administrator can see. */
    public static final String SECRET = "ou=secret,dc=example,dc=com";

    static final String READER = OpenLdapBase.account("reader");
    private static final int TRIES = 5;

    private final TestAccount admin = new TestAccount("cn=admin," + BASE, "Admin.of-openldap");
    private final TestAccount reader = new TestAccount(READER, "Reader.of-openldap");
    private final TestAccount limited = new TestAccount(OpenLdapBase.account("limited"), "Limited.of-openldap");
    private final TestAccount noPaging = new TestAccount(OpenLdapBase.account("nopage"), "Nopage.of-openldap");
    private final TestAccount capped = new TestAccount(OpenLdapBase.account("capped"), "Capped.of-openldap");

    private final Path folder;
    private final Path log;
    private final Path conf;
    private final Path top;
    private final Runnable atExit = this::close;
    private int port = Ports.free();
    private int securePort = Ports.free();
    private @Nullable ServerProcess process;
    private @Nullable LDAPConnection adminConnection;

    private OpenLdapServer(Path folder) {
        this.folder = folder;
        this.log = folder.resolve("slapd.log");
        this.conf = folder.resolve("slapd.conf");
        this.top = folder.resolve("top.ldif");
    }

    /** Starts a server with {@link OpenLdapSettings#standard()}. */
    public static OpenLdapServer start(Path parent) {
        return start(parent, OpenLdapSettings.standard());
    }

    /**
     * Starts a server without people in a new folder.
     *
     * @param parent where the new folder is made
     * @throws IllegalStateException if it does not start; the message has the end of its log
     */
    public static OpenLdapServer start(Path parent, OpenLdapSettings settings) {
        OpenLdapServer server = new OpenLdapServer(Folders.fresh(parent, "openldap-"));
        AtExit.add(server.atExit);
        try {
            Ldif.write(
                    server.top,
                    OpenLdapBase.entries(List.of(server.reader, server.limited, server.noPaging, server.capped))
                            .stream());
            server.configure(settings);
            server.fill(List.of());
            server.startOnFreePorts();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The name for clients, which the certificate has too. */
    public String host() {
        return "localhost";
    }

    /** The port for LDAP, with or without StartTLS. */
    public int port() {
        return port;
    }

    /** The port for LDAPS. */
    public int securePort() {
        return securePort;
    }

    /** The certificate of the authority that signed the server's, as a PEM file. */
    public Path authority() {
        return TestCertificates.shared().authority();
    }

    /** Sees and may change everything, without limits. */
    public TestAccount admin() {
        return admin;
    }

    /** Reads everything but {@link #SECRET}, without limits. */
    public TestAccount reader() {
        return reader;
    }

    /** Gets at most 500 entries a page and any number of pages; a larger page is refused with result 11. */
    public TestAccount limited() {
        return limited;
    }

    /** Gets at most 500 entries; paging is refused with result 11. */
    public TestAccount noPaging() {
        return noPaging;
    }

    /** Gets at most 500 entries a page and 2,000 in all; then the result is 4. */
    public TestAccount capped() {
        return capped;
    }

    /** The number of the process, while the server runs. */
    public long pid() {
        return running().pid();
    }

    /**
     * A connection of the administrator, for changes and for looking. It belongs to this server, which ends it with
     * {@link #stop()}.
     */
    public LDAPConnection adminConnection() {
        LDAPConnection current = adminConnection;
        if (current == null || !current.isConnected()) {
            current = Connections.plain("127.0.0.1", port, admin);
            adminConnection = current;
        }
        return current;
    }

    /**
     * Replaces everything below the top of the tree; takes a stop and a start if the server runs. The stream is read
     * once and closed.
     */
    public void load(Stream<Entry> entries) {
        Path file = folder.resolve("load.ldif");
        Ldif.write(file, entries);
        load(file);
    }

    /**
     * As {@link #load(Stream)}, from LDIF files. An entry comes after its parent; {@code memberOf}, {@code entryUUID}
     * and other attributes that a server keeps by itself are taken as they are, and not made up for.
     */
    public void load(Path... files) {
        boolean wasRunning = process != null;
        stop();
        fill(List.of(files));
        if (wasRunning) {
            start();
        }
    }

    /** Stops the server in an orderly way; what it holds stays. No effect if it does not run. */
    public void stop() {
        disconnect();
        ServerProcess current = process;
        process = null;
        if (current != null) {
            current.stop();
        }
    }

    /** Starts a stopped or killed server again, on the same ports and with the same content. */
    public void start() {
        if (process != null) {
            throw new IllegalStateException("the server runs already");
        }
        if (!started()) {
            throw new IllegalStateException("slapd did not start: " + Script.lastWords(log));
        }
    }

    /** Starts the server again with other settings, for instance with fewer rights for the reader. */
    public void restart(OpenLdapSettings settings) {
        stop();
        configure(settings);
        start();
    }

    /** Ends the server as a power failure would. */
    public void kill() {
        ServerProcess current = running();
        process = null;
        current.kill();
        disconnect();
    }

    /** Freezes the server: connections are still accepted, by the system, and nobody answers. */
    public void suspend() {
        running().suspend();
    }

    /** Ends {@link #suspend()}. */
    public void resume() {
        running().resume();
    }

    /** Ends the server and removes its folder. A second call has no effect. */
    @Override
    public void close() {
        stop();
        Folders.remove(folder);
        AtExit.remove(atExit);
    }

    private void configure(OpenLdapSettings settings) {
        Folders.write(conf, SlapdConf.text(folder, settings, admin));
    }

    private void fill(List<Path> files) {
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "load",
                                conf.toString(),
                                folder.resolve("database").toString(),
                                top.toString()),
                        files.stream().map(Path::toString))
                .toList();
        Script.run(folder.resolve("load.log"), Map.of(), "openldap.sh", arguments);
    }

    private void startOnFreePorts() {
        for (int i = 0; i < TRIES; i++) {
            if (started()) {
                return;
            }
            port = Ports.free();
            securePort = Ports.free();
        }
        throw new IllegalStateException("slapd did not start: " + Script.lastWords(log));
    }

    private boolean started() {
        // With -d, whatever the level, slapd stays in the foreground.
        ServerProcess candidate = ServerProcess.start(
                log,
                Map.of("PATH", Programs.path()),
                List.of(
                        "slapd",
                        "-d",
                        "0",
                        "-f",
                        conf.toString(),
                        "-h",
                        "ldap://127.0.0.1:" + port + "/ ldaps://127.0.0.1:" + securePort + "/"));
        if (candidate.answers(() -> Connections.answers("127.0.0.1", port, admin))) {
            process = candidate;
            return true;
        }
        return false;
    }

    private ServerProcess running() {
        if (process == null) {
            throw new IllegalStateException("the server does not run");
        }
        return process;
    }

    private void disconnect() {
        LDAPConnection current = adminConnection;
        adminConnection = null;
        if (current != null) {
            current.close();
        }
    }
}
