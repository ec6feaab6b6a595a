package dev.rollcall.ldap;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.ldap.internal.LdapRead;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.SettingsCheck;
import dev.rollcall.ldap.internal.scope.ScopePaths;
import dev.rollcall.ldap.internal.validation.LdapValidation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the people of Active Directory or another LDAP server. Immutable and safe for use by several threads; each read
 * opens connections of its own and closes them.
 *
 * <p><b>Who is in scope</b>: everybody whom the people filter finds below the bases; if groups or units are chosen,
 * only those in any of them. Names are compared as RFC 4514 says, part by part and without regard to letter case. Each
 * chosen group and unit is looked up first (R3).
 *
 * <p><b>Complete</b> (R1) is a read in which each search ended with result code 0, each page was asked for as critical
 * (RFC 2696) and answered with a cookie, the last cookie was empty, each list of members was followed to its end, and
 * all of it came from one server. Size, time and administrative limits, a cookie that is lost and a connection that
 * breaks are failures. Referrals are not followed; how many there were is told.
 *
 * <p>What nobody can see from outside: people whom the server hides from the service account. Where that concerns
 * members of a chosen group whose members are listed in the group, it is noticed ({@link Builder#danglingMembers}); the
 * guards (R33) hold a run in which many are missing at once.
 */
public final class LdapDirectoryProvider implements DirectoryProvider {

    private final LdapSettings settings;

    private LdapDirectoryProvider(LdapSettings settings) {
        this.settings = settings;
    }

    /** Starts a provider for a kind of server; all that the preset says can be said otherwise. */
    public static Builder builder(LdapPreset preset) {
        return new Builder(preset);
    }

    @Override
    public Completion read(ReadRequest request, PersonSink people) {
        return new LdapRead(settings, request).into(people);
    }

    /**
     * {@inheritDoc} Counts the people of the scope and of each chosen group and unit in one pass, so that it takes
     * about as long as a read, and looks at each unit that is left out besides.
     */
    @Override
    public Validation validate(ReadRequest request) {
        return new LdapValidation(settings, request).run();
    }

    /** {@inheritDoc} Each chosen group with the groups between, and each chosen unit. */
    @Override
    public List<String> scopePaths(ReadRequest request, ExternalId person) {
        return new ScopePaths(settings).of(person);
    }

    @Override
    public String toString() {
        return "LdapDirectoryProvider" + settings.connection().servers();
    }

    /**
     * Configures a provider. A server, an account and a base are all it must have. Nothing is connected to before the
     * first read. Not safe for use by several threads.
     */
    public static final class Builder {
        private final LdapPreset preset;
        private final List<SettingsCheck.Address> servers = new ArrayList<>();
        private LdapSecurity security = LdapSecurity.LDAPS;
        private LdapTrust trust = LdapTrust.ofJvm();
        private @Nullable String certificateName;
        private @Nullable String account;
        private @Nullable Supplier<char[]> password;
        private boolean anonymous;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration bindTimeout = Duration.ofSeconds(15);
        private Duration responseTimeout = Duration.ofMinutes(1);
        private Duration totalTimeout = Duration.ofHours(1);
        private int largestMessage = 20_000_000;
        private final List<String> bases = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();
        private final List<String> units = new ArrayList<>();
        private final List<String> exceptUnits = new ArrayList<>();
        private final Set<String> emptyChoices = new TreeSet<>();
        private boolean both;
        private Nesting nesting = Nesting.EXPANDED;
        private int maxDepth = 50;
        private Membership membership;
        private @Nullable String membershipAttribute;
        private String loginAttribute = "uid";
        private String groupFilter;
        private DanglingMembers danglingMembers = DanglingMembers.HOLD_REMOVALS;
        private @Nullable Path memory;
        private String peopleFilter;
        private @Nullable String extraFilter;
        private String matchKey;
        private LdapExternalId externalId;
        private LdapActivity activity;
        private final Set<String> binary = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        private @Nullable Integer pageSize = 1000;
        private long maxEntries = 10_000_000;
        private Clock clock = Clock.systemUTC();

        private Builder(LdapPreset preset) {
            this.preset = Objects.requireNonNull(preset, "preset");
            this.membership = preset.membership();
            this.groupFilter = preset.groupFilter();
            this.peopleFilter = preset.peopleFilter();
            this.matchKey = preset.matchKey();
            this.externalId = preset.externalId();
            this.activity = preset.activity();
        }

        /**
         * Adds a server at the usual port of its {@linkplain #security protection}. The first one that can be reached,
         * protected and bound to is read from the first page to the last, also where its name has several addresses
         * (F10).
         */
        public Builder server(String host) {
            return server(host, 0);
        }

        /** Adds a server at this port. */
        public Builder server(String host, int port) {
            servers.add(new SettingsCheck.Address(Objects.requireNonNull(host, "host"), port));
            return this;
        }

        /** Sets how connections are protected; {@link LdapSecurity#LDAPS} unless said. */
        public Builder security(LdapSecurity value) {
            this.security = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets which certificates are trusted; those that the JVM trusts unless said. */
        public Builder trust(LdapTrust value) {
            this.trust = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets the name that the server's certificate has to carry; the one in {@link #server} unless said. */
        public Builder certificateName(String name) {
            this.certificateName = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the service account.
         *
         * @param name its DN; in Active Directory also its user principal name or {@code DOMAIN\name}
         * @param secret gives its password, asked at each read; the array is overwritten afterwards, so give a new one
         *     each time
         */
        public Builder account(String name, Supplier<char[]> secret) {
            this.account = Objects.requireNonNull(name, "name");
            this.password = Objects.requireNonNull(secret, "secret");
            return this;
        }

        /** Reads without an account, for servers that let nobody read. */
        public Builder anonymous() {
            this.anonymous = true;
            return this;
        }

        /**
         * Adds a base: a part of the directory where people and groups are looked for. One below another is the
         * other's.
         */
        public Builder base(String dn) {
            bases.add(Objects.requireNonNull(dn, "dn"));
            return this;
        }

        /** Chooses groups, as {@link #inGroups(Collection)} does. */
        public Builder inGroups(String... names) {
            return inGroups(List.of(names));
        }

        /**
         * Puts people in these groups in scope. To be given none is a mistake, and not everybody: {@link #build()}
         * refuses it.
         *
         * @param names each by its DN or, so that it stays the same group after a rename, by {@code id:} and its
         *     external id as a validation shows it
         */
        public Builder inGroups(Collection<String> names) {
            remember("inGroups", names);
            groups.addAll(names);
            return this;
        }

        /** Chooses units, as {@link #inUnits(Collection)} does. */
        public Builder inUnits(String... names) {
            return inUnits(List.of(names));
        }

        /**
         * Puts people below these entries, mostly organisational units, in scope; named as groups are, and none is a
         * mistake here too.
         */
        public Builder inUnits(Collection<String> names) {
            remember("inUnits", names);
            units.addAll(names);
            return this;
        }

        /** Leaves units out, as {@link #exceptUnits(Collection)} does. */
        public Builder exceptUnits(String... names) {
            return exceptUnits(List.of(names));
        }

        /**
         * Leaves people below these entries out, whatever groups they are in. Where one lies below the other, the
         * deepest of chosen and left out units decides.
         */
        public Builder exceptUnits(Collection<String> names) {
            remember("exceptUnits", names);
            exceptUnits.addAll(names);
            return this;
        }

        private void remember(String choice, Collection<String> names) {
            if (names.isEmpty()) {
                emptyChoices.add(choice);
            }
        }

        /**
         * Says whether people have to be in a chosen group and in a chosen unit; one of the two is enough unless said.
         */
        public Builder groupsAndUnits(boolean required) {
            this.both = required;
            return this;
        }

        /** Sets what becomes of groups in groups; {@link Nesting#EXPANDED} unless said. */
        public Builder nesting(Nesting value) {
            this.nesting = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets how many levels of groups in groups there may be before the read fails; 50 unless said. */
        public Builder maxNestingDepth(int levels) {
            this.maxDepth = levels;
            return this;
        }

        /** Sets where the server says who is in a group; as the preset says unless said. */
        public Builder membership(Membership value) {
            this.membership = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets the attribute that says it, such as {@code uniqueMember}; as the preset says unless said. */
        public Builder membershipAttribute(String name) {
            this.membershipAttribute = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets the attribute of people that {@link Membership#GROUP_LOGIN_NAMES} refer to; {@code uid} unless said. */
        public Builder loginAttribute(String name) {
            this.loginAttribute = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Sets the filter that finds groups (RFC 4515); as the preset says unless said. */
        public Builder groupFilter(String filter) {
            this.groupFilter = Objects.requireNonNull(filter, "filter");
            return this;
        }

        /**
         * Sets what becomes of members that nothing is found under; {@link DanglingMembers#HOLD_REMOVALS} unless said.
         */
        public Builder danglingMembers(DanglingMembers value) {
            this.danglingMembers = Objects.requireNonNull(value, "value");
            return this;
        }

        /**
         * Sets a file that remembers the ids of groups and units chosen by name, so that they stay the same when they
         * are renamed; none unless said. It is made by the first complete read. Each provider needs a file of its own.
         */
        public Builder memory(Path file) {
            this.memory = Objects.requireNonNull(file, "file");
            return this;
        }

        /**
         * Sets the filter that finds people, in place of the preset's (RFC 4515). To find fewer people, {@link #filter}
         * is better.
         */
        public Builder peopleFilter(String filter) {
            this.peopleFilter = Objects.requireNonNull(filter, "filter");
            return this;
        }

        /**
         * Sets a filter that people have to match besides (RFC 4515); none unless said. It cannot let in more people.
         */
        public Builder filter(String filter) {
            this.extraFilter = Objects.requireNonNull(filter, "filter");
            return this;
        }

        /** Sets the attribute of the match key, or {@code dn} for the entry's name; as the preset says unless said. */
        public Builder matchKey(String attribute) {
            this.matchKey = Objects.requireNonNull(attribute, "attribute");
            return this;
        }

        /** Sets what tells people apart; as the preset says unless said. */
        public Builder externalId(LdapExternalId value) {
            this.externalId = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Sets how the server says who is active; as the preset says unless said. */
        public Builder activity(LdapActivity value) {
            this.activity = Objects.requireNonNull(value, "value");
            return this;
        }

        /** Adds attributes whose values are bytes, delivered in base 64; the usual ones are known. */
        public Builder binary(String... attributes) {
            binary.addAll(List.of(attributes));
            return this;
        }

        /**
         * Sets how many entries are asked for at a time; 1,000 unless said. A server that refuses so many is asked for
         * fewer, down to 50.
         */
        public Builder pageSize(int entries) {
            this.pageSize = entries;
            return this;
        }

        /**
         * Reads without pages, for servers that have none. Whoever has a size limit then cannot read more than that.
         */
        public Builder withoutPages() {
            this.pageSize = null;
            return this;
        }

        /**
         * Sets how many entries one search may find, and one group may list in parts, before the read fails; 10,000,000
         * unless said.
         */
        public Builder maxEntries(long entries) {
            this.maxEntries = entries;
            return this;
        }

        /** Sets how long a connection with its handshake may take; 10 seconds unless said. */
        public Builder connectTimeout(Duration duration) {
            this.connectTimeout = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /** Sets how long StartTLS, and the bind, may take; 15 seconds unless said. */
        public Builder bindTimeout(Duration duration) {
            this.bindTimeout = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /** Sets how long the server may be silent while an answer is awaited; a minute unless said. */
        public Builder responseTimeout(Duration duration) {
            this.responseTimeout = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /** Sets how long a read may take in all; an hour unless said. A run's own deadline may end it before. */
        public Builder totalTimeout(Duration duration) {
            this.totalTimeout = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /** Sets how large one entry may be before the read fails, in bytes; 20,000,000 unless said. */
        public Builder maxEntryBytes(int bytes) {
            this.largestMessage = bytes;
            return this;
        }

        /** Sets the clock that tells which accounts have expired; the system's unless said. */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "value");
            return this;
        }

        /**
         * Returns the provider.
         *
         * @throws IllegalArgumentException naming everything that is wrong with the configuration
         */
        public LdapDirectoryProvider build() {
            SettingsCheck all = new SettingsCheck();
            all.emptyChoices(emptyChoices);
            var connection = all.connection(
                    servers,
                    security,
                    trust,
                    certificateName,
                    all.account(account, password, anonymous),
                    new SettingsCheck.Times(connectTimeout, bindTimeout, responseTimeout, totalTimeout),
                    largestMessage);
            String attribute =
                    membershipAttribute != null ? membershipAttribute : preset.membershipAttribute(membership);
            var scope = all.scope(
                    new SettingsCheck.Chosen(bases, groups, units, exceptUnits, both),
                    new SettingsCheck.Groups(
                            nesting,
                            maxDepth,
                            membership,
                            attribute,
                            loginAttribute,
                            groupFilter,
                            danglingMembers,
                            memory));
            var people = all.people(peopleFilter, extraFilter, matchKey, externalId, activity, binary);
            var paging = all.paging(pageSize, maxEntries);
            return new LdapDirectoryProvider(all.settings(preset, connection, scope, people, paging, clock));
        }
    }
}
