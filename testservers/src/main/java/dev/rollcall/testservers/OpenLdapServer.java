package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An OpenLDAP server (slapd) on free ports of 127.0.0.1, with LDAP, StartTLS and LDAPS, a database and folder of its
 * own. It works for any user of the machine and leaves the system's own slapd alone.
 *
 * <p>The tree begins with {@value #PEOPLE}, {@value #GROUPS}, and {@value #SECRET}, which nobody but the administrator
 * can see: to others it does not exist. Nobody reads without a bind. Threads: one at a time.
 */
public final class OpenLdapServer extends DirectoryServer {

    /** The suffix of the database. */
    public static final String BASE = "dc=example,dc=com";

    /** Where people are. */
    public static final String PEOPLE = "ou=people,dc=example,dc=com";

    /** Where groups are. */
    public static final String GROUPS = "ou=groups,dc=example,dc=com";

    /** A unit that only the administrator can see. */
    public static final String SECRET = "ou=secret,dc=example,dc=com";

    static final String READER = OpenLdapBase.account("reader");

    private final TestAccount admin = new TestAccount("cn=admin," + BASE, "Admin.of-openldap");
    private final TestAccount reader = new TestAccount(READER, "Reader.of-openldap");
    private final TestAccount limited = new TestAccount(OpenLdapBase.account("limited"), "Limited.of-openldap");
    private final TestAccount noPaging = new TestAccount(OpenLdapBase.account("nopage"), "Nopage.of-openldap");
    private final TestAccount capped = new TestAccount(OpenLdapBase.account("capped"), "Capped.of-openldap");

    private final Path top;
    private int port = Ports.free();
    private int securePort = Ports.free();

    private OpenLdapServer(Path folder) {
        super(folder, "slapd", "slapd.conf");
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
        server.begin(() -> {
            Ldif.write(
                    server.top,
                    OpenLdapBase.entries(List.of(server.reader, server.limited, server.noPaging, server.capped))
                            .stream());
            server.configure(settings);
            server.fill(List.of());
        });
        return server;
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
        boolean wasRunning = isRunning();
        stop();
        fill(List.of(files));
        if (wasRunning) {
            start();
        }
    }

    /** Starts the server again with other settings, for instance with fewer rights for the reader. */
    public void restart(OpenLdapSettings settings) {
        stop();
        configure(settings);
        start();
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

    @Override
    List<String> command() {
        // With -d, whatever the level, slapd stays in the foreground.
        return List.of(
                "slapd",
                "-d",
                "0",
                "-f",
                conf.toString(),
                "-h",
                "ldap://127.0.0.1:" + port + "/ ldaps://127.0.0.1:" + securePort + "/");
    }

    @Override
    boolean answers() {
        return Connections.answers("127.0.0.1", port, admin);
    }

    @Override
    LDAPConnection connect() {
        return Connections.plain("127.0.0.1", port, admin);
    }

    @Override
    void moveAway() {
        port = Ports.free();
        securePort = Ports.free();
    }
}
