package dev.rollcall.ldap.internal.validation;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ReadOnlySearchRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldif.LDIFException;
import dev.rollcall.testservers.TestCertificates;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A directory in memory to be validated, which can be told to be of some kind. */
final class GivenDirectory implements AutoCloseable {

    static final String BASE = "dc=example,dc=com";
    static final String STAFF = "ou=staff," + BASE;
    static final String FORMER = "ou=former," + BASE;
    static final String READER = "cn=reader," + BASE;
    static final String PASSWORD = "Reader.of-memory";

    private final Doorman doorman = new Doorman();
    private final InMemoryDirectoryServer server;

    private GivenDirectory(boolean tls, List<Attribute> rootDse) {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
            config.setSchema(null);
            config.addAdditionalBindCredentials(READER, PASSWORD);
            config.setCustomRootDSEAttributes(rootDse);
            config.addInMemoryOperationInterceptor(doorman);
            InetAddress loopback = InetAddress.getLoopbackAddress();
            SSLContext context = tls ? TestCertificates.shared().good().serverContext() : null;
            config.setListenerConfigs(
                    context == null
                            ? InMemoryListenerConfig.createLDAPConfig("ldap", loopback, 0, null)
                            : InMemoryListenerConfig.createLDAPSConfig(
                                    "ldaps", loopback, 0, context.getServerSocketFactory(), null));
            server = new InMemoryDirectoryServer(config);
            server.startListening();
            add(BASE, "domain");
            add(STAFF, "organizationalUnit");
            add(FORMER, "organizationalUnit");
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A directory of no known kind. */
    static GivenDirectory inClear() {
        return new GivenDirectory(false, List.of());
    }

    static GivenDirectory withTls() {
        return new GivenDirectory(true, List.of());
    }

    static GivenDirectory activeDirectory() {
        return new GivenDirectory(false, List.of(new Attribute("supportedCapabilities", "1.2.840.113556.1.4.800")));
    }

    static GivenDirectory openLdap() {
        return new GivenDirectory(false, List.of(new Attribute("objectClass", "top", "OpenLDAProotDSE")));
    }

    static GivenDirectory directoryServer389() {
        return new GivenDirectory(false, List.of(new Attribute("vendorName", "389 Project")));
    }

    int port() {
        return server.getListenPort();
    }

    void add(String dn, String objectClass, String... attributes) {
        List<String> ldif = new ArrayList<>(List.of("dn: " + dn, "objectClass: " + objectClass));
        Stream.of(attributes).map(each -> each.replaceFirst("=", ": ")).forEach(ldif::add);
        try {
            server.add(ldif.toArray(String[]::new));
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds somebody to the staff, with a {@code uid} of this name. */
    String person(String name, String... attributes) {
        String dn = "cn=" + name + "," + STAFF;
        add(
                dn,
                "person",
                Stream.concat(Stream.of("uid=" + name), Stream.of(attributes)).toArray(String[]::new));
        return dn;
    }

    String group(String name, String... members) {
        String dn = "cn=" + name + "," + BASE;
        add(dn, "groupOfNames", Stream.of(members).map(each -> "member=" + each).toArray(String[]::new));
        return dn;
    }

    String idOf(String dn) {
        try {
            return server.getEntry(dn).getAttributeValue("entryUUID");
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on larger pages are refused. */
    void allowPagesOf(int entries) {
        doorman.largestPage = entries;
    }

    /** From now on searches for people fail. */
    void failAtPeople() {
        doorman.failing = true;
    }

    /** The searches that asked for all attributes with their values. */
    long searchesForEverything() {
        return doorman.everything.get();
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    private static final class Doorman extends InMemoryOperationInterceptor {
        private volatile int largestPage = Integer.MAX_VALUE;
        private volatile boolean failing;
        private final AtomicLong everything = new AtomicLong();

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
            ReadOnlySearchRequest search = request.getRequest();
            if (search.getAttributeList().contains("*") && !search.typesOnly()) {
                everything.incrementAndGet();
            }
            for (Control control : search.getControlList()) {
                if (control instanceof SimplePagedResultsControl page && page.getSize() > largestPage) {
                    throw new LDAPException(ResultCode.ADMIN_LIMIT_EXCEEDED);
                }
            }
            if (failing && search.getFilter().toString().contains("(objectClass=person)")) {
                throw new LDAPException(ResultCode.OTHER, "secret words of the server");
            }
        }
    }
}
