package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A domain controller that speaks LDAP as Active Directory does (Samba), with a loopback address, a database and a
 * folder of its own. Its ports cannot be chosen: 389 and 636, and 3268 and 3269 for the global catalog; so it needs
 * root. The system's own Samba is left alone.
 *
 * <p>A new domain has the people that every domain has, and the reader. It takes weak passwords, and they do not
 * expire. Unlike Active Directory it accepts a simple bind without TLS, has no limit on the entries of a search, and
 * gives all values of a large attribute unless a range is asked for. Threads: one at a time.
 */
public final class SambaDomain extends DirectoryServer {

    /** The naming context of the domain. */
    public static final String BASE = "DC=rollcall,DC=test";

    /** The last part of user principal names. */
    public static final String SUFFIX = "rollcall.test";

    /** The name of the domain controller, for TLS with a name of its own; nothing resolves it. */
    public static final String HOST = "dc1.rollcall.test";

    /** What {@link #load} gives some people as their password, and a good one for others. */
    public static final String PASSWORD = "Person.of-samba-1";

    static final String REALM = "ROLLCALL.TEST";
    static final String DOMAIN = "ROLLCALL";
    static final String READER = "sync-reader";
    static final String ADMIN_PASSWORD = "Admin.of-samba-1";
    static final String READER_PASSWORD = "Reader.of-samba-1";

    private static final List<Integer> PORTS = List.of(389, 636, 3268, 3269);

    private final TestAccount admin = new TestAccount("administrator@" + SUFFIX, ADMIN_PASSWORD);
    private final TestAccount reader = new TestAccount(READER + "@" + SUFFIX, READER_PASSWORD);

    private String address = Ports.freeAddress(PORTS);

    private SambaDomain(Path folder) {
        super(folder, "samba", "smb.conf");
    }

    /**
     * Starts a new domain in a new folder.
     *
     * @param parent where the new folder is made
     * @throws IllegalStateException if it does not start; the message has the end of its log
     */
    public static SambaDomain start(Path parent) {
        SambaDomain domain = new SambaDomain(Folders.fresh(parent, "samba-"));
        domain.begin(() -> {
            domain.renew();
            domain.configure(List.of());
        });
        return domain;
    }

    /** The address for clients, which the certificate has too. */
    public String host() {
        return address;
    }

    /** The port for LDAP, with or without StartTLS. */
    public int port() {
        return 389;
    }

    /** The port for LDAPS. */
    public int securePort() {
        return 636;
    }

    /** The port of the global catalog without TLS. */
    public int globalCatalogPort() {
        return 3268;
    }

    /** The port of the global catalog with TLS. */
    public int secureGlobalCatalogPort() {
        return 3269;
    }

    /** The administrator of the domain, by user principal name. */
    public TestAccount admin() {
        return admin;
    }

    /** An ordinary user, by user principal name, who may read what any user may. */
    public TestAccount reader() {
        return reader;
    }

    /** The DN of {@link #reader()}. */
    public String readerDn() {
        return "CN=" + READER + ",CN=Users," + BASE;
    }

    /** Gives somebody a password. */
    public void setPassword(String dn, String password) {
        try {
            adminConnection()
                    .modify(dn, new Modification(ModificationType.REPLACE, "unicodePwd", SambaPeople.quoted(password)));
        } catch (LDAPException e) {
            throw new IllegalStateException("no password for " + dn + ": " + e.getResultCode(), e);
        }
    }

    /**
     * Starts over with a new domain and adds people and groups; takes a stop and a start, and about two seconds per
     * thousand.
     */
    public void load(SambaPeople people) {
        stop();
        Folders.remove(domain());
        renew();
        Path ldif = folder.resolve("load.ldif");
        Ldif.write(ldif, people.entries());
        configure(List.of());
        Script.run(
                folder.resolve("load.log"),
                Map.of(),
                "samba.sh",
                List.of(
                        "load",
                        conf.toString(),
                        domain().resolve("private/sam.ldb").toString(),
                        ldif.toString()));
        start();
        people.finish(adminConnection());
    }

    /**
     * Starts the server again with more lines in the global section of smb.conf(5), where the last line about something
     * is the one that counts: for instance {@code ldap server require strong auth = yes}, after which a simple bind
     * takes TLS. With no lines it is as at first.
     */
    public void restart(String... lines) {
        stop();
        configure(List.of(lines));
        start();
    }

    private Path domain() {
        return folder.resolve("domain");
    }

    private void renew() {
        PristineDomain.copyTo(domain(), folder.resolve("copy.log"));
        try {
            for (String name : List.of("lock", "run", "cache", "ncalrpc")) {
                Files.createDirectories(domain().resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void configure(List<String> lines) {
        ServerCertificate certificate = TestCertificates.shared().forHosts(HOST, "localhost", "127.0.0.1", address);
        Folders.write(conf, SambaConf.text(folder, address, certificate, lines));
    }

    @Override
    List<String> command() {
        return List.of("samba", "-F", "--no-process-group", "-s", conf.toString(), "-d", "1", "--debug-stdout");
    }

    @Override
    boolean answers() {
        return Connections.answers(address, securePort(), authority(), admin);
    }

    @Override
    LDAPConnection connect() {
        return Connections.secure(address, securePort(), authority(), admin);
    }

    @Override
    void moveAway() {
        address = Ports.freeAddress(PORTS);
        configure(List.of());
    }
}
