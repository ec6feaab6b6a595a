package dev.rollcall.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryRequestHandler;
import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.testkit.RecordingSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A directory in memory behind a server on loopback that can take on the {@linkplain Habit habits} of others. Without a
 * habit it pages properly and answers completely.
 */
public final class ScriptedLdapServer implements AutoCloseable {

    /** The only base; it is there from the beginning, with {@link #PEOPLE} and {@link #GROUPS}. */
    public static final String BASE = "dc=example,dc=com";

    public static final String PEOPLE = "ou=people," + BASE;
    public static final String GROUPS = "ou=groups," + BASE;

    private static final int PATIENCE_SECONDS = 20;

    private final InMemoryRequestHandler data;
    private final LDAPListener listener;
    final List<Habit> habits = new CopyOnWriteArrayList<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Object door = new Object();
    private int connections;
    final CountDownLatch closed = new CountDownLatch(1);

    /** Starts a server that says these things of itself besides. */
    public ScriptedLdapServer(Attribute... rootDse) {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
            config.setSchema(null);
            config.setCustomRootDSEAttributes(List.of(rootDse));
            data = new InMemoryRequestHandler(config);
            LDAPListenerConfig listening = new LDAPListenerConfig(0, new ScriptedRequestHandler(this, data));
            listening.setListenAddress(InetAddress.getLoopbackAddress());
            listener = new LDAPListener(listening);
            listener.startListening();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        add(Entries.of(BASE, "domain"), Entries.unit(PEOPLE), Entries.unit(GROUPS));
    }

    /** Starts a server that says it is Active Directory. */
    public static ScriptedLdapServer activeDirectory() {
        return new ScriptedLdapServer(
                new Attribute("supportedCapabilities", "1.2.840.113556.1.4.800"),
                new Attribute("highestCommittedUSN", "1000"));
    }

    /** Takes on a habit; the first one is asked first. */
    public ScriptedLdapServer with(Habit habit) {
        habits.add(habit);
        return this;
    }

    /** Behaves properly from now on. */
    public void behaves() {
        habits.clear();
    }

    /** Adds entries, operational attributes included. */
    public ScriptedLdapServer add(Entry... entries) {
        for (Entry entry : entries) {
            run(() -> data.addEntry(entry, true));
        }
        return this;
    }

    /** Deletes an entry. */
    public void delete(String dn) {
        run(() -> data.deleteSubtree(dn));
    }

    /** Replaces the values of an attribute. */
    public void set(String dn, String attribute, String... values) {
        run(() -> data.modifyEntry(dn, List.of(new Modification(ModificationType.REPLACE, attribute, values))));
    }

    /** Says of all members what groups they are in, as servers do that keep both sides. */
    public void keepMemberOf() {
        run(() -> {
            for (Entry group : data.search(BASE, SearchScope.SUB, Filter.createPresenceFilter("member"))) {
                for (String member : group.getAttributeValues("member")) {
                    data.modifyEntry(
                            member, List.of(new Modification(ModificationType.ADD, "memberOf", group.getDN())));
                }
            }
        });
    }

    /** Gives an entry another name, and another place unless that is the same. */
    public void move(String dn, String newRdn, String newParent) {
        run(() -> data.modifyDN(new ModifyDNRequest(dn, newRdn, true, newParent)));
    }

    /** Starts a provider for it, with no account and no protection. */
    public LdapDirectoryProvider.Builder provider(LdapPreset preset) {
        return withoutBase(preset).base(BASE);
    }

    /** Starts a provider for it that still needs a base. */
    public LdapDirectoryProvider.Builder withoutBase(LdapPreset preset) {
        return LdapDirectoryProvider.builder(preset)
                .server("127.0.0.1", listener.getListenPort())
                .security(LdapSecurity.INSECURE)
                .anonymous();
    }

    /** Starts a provider in which people are known by the value of {@code uid}. */
    public LdapDirectoryProvider.Builder provider() {
        return provider(LdapPreset.GENERIC).externalId(LdapExternalId.attribute("uid"));
    }

    /** Adds 25 people, and starts a provider that reads them in pages of 10. */
    public LdapDirectoryProvider.Builder threePages() {
        add(Entries.people(25));
        return provider().pageSize(10);
    }

    /** Reads everybody, with groups. */
    public static RecordingSink read(LdapDirectoryProvider.Builder provider) {
        RecordingSink sink = new RecordingSink();
        read(provider, sink);
        return sink;
    }

    /** Reads everybody, with groups, into a sink. */
    public static void read(LdapDirectoryProvider.Builder provider, RecordingSink sink) {
        provider.build().read(request(true), sink);
        if (!sink.violations().isEmpty() || sink.completion().isEmpty()) {
            throw new AssertionError("The read broke its contract: " + sink.violations());
        }
    }

    /** What a read is asked for here. */
    public static ReadRequest request(boolean groupsNeeded) {
        return ReadRequest.of(DirectoryName.of("staff"), List.of("mail")).withGroups(groupsNeeded);
    }

    /** The match keys of those who were read, with repeats. */
    public static List<String> names(RecordingSink sink) {
        return sink.people().stream()
                .map(person -> person.matchKey().orElse(""))
                .sorted()
                .toList();
    }

    /** The searches for more than one entry that it was asked for. */
    public List<Asked> searches() {
        return asked.stream().filter(Asked::isForMany).toList();
    }

    /** Everything that it was asked for. */
    public List<Asked> asked() {
        return asked;
    }

    void connected() {
        synchronized (door) {
            connections++;
        }
    }

    void disconnected() {
        synchronized (door) {
            connections--;
            door.notifyAll();
        }
    }

    /** Waits until no connection is open: a server notes a moment later than the client that one was closed. */
    public void awaitNoConnection() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (door) {
            while (connections > 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(connections + " connections are still open");
                }
                door.wait(left);
            }
        }
    }

    /** The port. */
    public int port() {
        return listener.getListenPort();
    }

    @Override
    public void close() {
        closed.countDown();
        listener.shutDown(true);
    }

    private interface Step {
        void run() throws LDAPException;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }
}
