package dev.rollcall.benchmarks;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.testservers.OpenLdapPeople;
import dev.rollcall.testservers.OpenLdapServer;
import dev.rollcall.testservers.SambaDomain;
import dev.rollcall.testservers.SambaPeople;
import dev.rollcall.testservers.TestAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads so many people of a real directory through the provider, by unit and by group, and bare through the LDAP
 * library with the same pages and attributes, in turns in one process: {@code java … LdapBenchmark openldap 100000},
 * {@code java … LdapBenchmark samba 30000}. The servers have to be installed.
 */
public final class LdapBenchmark {

    private static final int WARM_UP = 2;
    private static final int TURNS = 9;
    private static final int PAGE = 1000;

    private final String host;
    private final int port;
    private final TestAccount reader;
    private final String unit;
    private final LdapPreset preset;
    private final List<String> attributes;
    private final int people;
    private final LdapDirectoryProvider byUnit;
    private final LdapDirectoryProvider byGroup;

    private LdapBenchmark(
            LdapPreset preset,
            String host,
            int port,
            TestAccount reader,
            String base,
            String unit,
            String group,
            List<String> attributes,
            int people) {
        this.host = host;
        this.port = port;
        this.reader = reader;
        this.unit = unit;
        this.preset = preset;
        this.attributes = attributes;
        this.people = people;
        this.byUnit = builder(base).inUnits(unit).build();
        this.byGroup = builder(base).inGroups(group).build();
    }

    private LdapDirectoryProvider.Builder builder(String base) {
        return LdapDirectoryProvider.builder(preset)
                .server(host, port)
                .security(LdapSecurity.INSECURE)
                .account(reader.name(), reader.password()::toCharArray)
                .pageSize(PAGE)
                .base(base);
    }

    /**
     * Runs.
     *
     * @param arguments {@code openldap} or {@code samba}, and the number of people
     */
    public static void main(String[] arguments) throws IOException, LDAPException {
        int people = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("rollcall-benchmark-");
        if ("openldap".equals(arguments[0])) {
            openLdap(folder, people);
        } else {
            samba(folder, people);
        }
    }

    private static void openLdap(Path folder, int count) throws LDAPException {
        try (OpenLdapServer server = OpenLdapServer.start(folder)) {
            OpenLdapPeople people = OpenLdapPeople.of(count);
            Entry everybody = new Entry(OpenLdapPeople.groupDn("everybody"));
            everybody.addAttribute("objectClass", "groupOfNames");
            everybody.addAttribute("cn", "everybody");
            List<String> members = new ArrayList<>();
            for (int number = 1; number <= count; number++) {
                members.add(people.dn(number).toString());
            }
            everybody.addAttribute("member", members);
            server.load(Stream.concat(people.entries(), Stream.of(everybody)));
            new LdapBenchmark(
                            LdapPreset.OPENLDAP,
                            server.host(),
                            server.port(),
                            server.reader(),
                            OpenLdapServer.BASE,
                            OpenLdapServer.PEOPLE,
                            everybody.getDN(),
                            List.of("cn", "sn", "givenName", "mail", "telephoneNumber", "title"),
                            count)
                    .run();
        }
    }

    private static void samba(Path folder, int count) throws LDAPException {
        try (SambaDomain domain = SambaDomain.start(folder)) {
            domain.load(SambaPeople.of(count));
            new LdapBenchmark(
                            LdapPreset.ACTIVE_DIRECTORY,
                            domain.host(),
                            domain.port(),
                            domain.reader(),
                            SambaDomain.BASE,
                            "OU=People," + SambaDomain.BASE,
                            SambaPeople.groupDn("staff").toString(),
                            List.of("sn", "givenName", "mail", "telephoneNumber"),
                            count)
                    .run();
        }
    }

    private void run() throws LDAPException {
        List<Double> bare = new ArrayList<>();
        List<Double> unitRatios = new ArrayList<>();
        List<Double> groupRatios = new ArrayList<>();
        for (int turn = 1; turn <= WARM_UP + TURNS; turn++) {
            double floor = seconds(this::bare);
            double ofUnit = seconds(() -> read(byUnit)) / floor;
            double ofGroup = seconds(() -> read(byGroup)) / floor;
            if (turn > WARM_UP) {
                bare.add(floor);
                unitRatios.add(ofUnit);
                groupRatios.add(ofGroup);
                System.out.printf("bare %.2f s, by unit x %.2f, by group x %.2f%n", floor, ofUnit, ofGroup);
            }
        }
        System.out.printf(
                "%d people, medians of %d turns: bare %.2f s, by unit x %.2f, by group x %.2f%n",
                people, TURNS, median(bare), median(unitRatios), median(groupRatios));
    }

    private interface Reading {
        long read() throws LDAPException;
    }

    private double seconds(Reading reading) throws LDAPException {
        long begin = System.nanoTime();
        long read = reading.read();
        if (read != people) {
            throw new IllegalStateException("Read " + read + " people instead of " + people);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private long read(LdapDirectoryProvider provider) {
        CountingSink sink = new CountingSink();
        provider.read(ReadRequest.of(DirectoryName.of("bench"), attributes), sink);
        return sink.people();
    }

    /** What the provider asks for as well: its id, its match key, what tells activity. */
    private String[] requested() {
        List<String> all = new ArrayList<>(attributes);
        all.addAll(
                preset == LdapPreset.ACTIVE_DIRECTORY
                        ? List.of("objectGUID", "userPrincipalName", "userAccountControl", "accountExpires")
                        : List.of("entryUUID", "uid"));
        return all.toArray(String[]::new);
    }

    private long bare() throws LDAPException {
        Counter counter = new Counter();
        try (LDAPConnection connection = new LDAPConnection(host, port, reader.name(), reader.password())) {
            ASN1OctetString cookie = null;
            do {
                SearchRequest request = new SearchRequest(
                        counter, unit, SearchScope.SUB, Filter.create(preset.peopleFilter()), requested());
                request.addControl(new SimplePagedResultsControl(PAGE, cookie, true));
                SimplePagedResultsControl next = SimplePagedResultsControl.get(connection.search(request));
                if (next == null) {
                    throw new IllegalStateException("The server sends no pages");
                }
                cookie = next.getCookie();
            } while (cookie.getValueLength() > 0);
        }
        return counter.entries;
    }

    private static final class Counter implements SearchResultListener {
        private static final long serialVersionUID = 1L;

        private long entries;

        @Override
        public void searchEntryReturned(SearchResultEntry entry) {
            entries++;
        }

        @Override
        public void searchReferenceReturned(SearchResultReference reference) {
            throw new IllegalStateException("there are no references here");
        }
    }
}
