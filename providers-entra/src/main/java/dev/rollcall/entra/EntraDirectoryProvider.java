package dev.rollcall.entra;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.entra.internal.EntraRead;
import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.SettingsCheck;
import dev.rollcall.entra.internal.scope.ScopePaths;
import dev.rollcall.entra.internal.validation.EntraValidation;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.JdkTransport;
import dev.rollcall.http.internal.exchange.Timekeeper;
import dev.rollcall.http.internal.exchange.Transport;
import dev.rollcall.http.internal.exchange.Wiring;
import dev.rollcall.identity.ExternalId;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the people of a tenant of Microsoft Entra ID (Azure AD) through Microsoft Graph v1.0. Immutable and safe for
 * use by several threads; each read asks for everything anew.
 *
 * <p><b>Who is in scope</b>: the people among the members of the chosen groups, groups within them included unless said
 * otherwise; where no group is chosen, everybody of the tenant. Guests are out unless said. Each chosen group is looked
 * up first (R3). Devices, contacts and service principals are no people, and nothing is said of them.
 *
 * <p><b>Complete</b> (R1) is a read in which every page of every list was answered with status 200 and could be read,
 * every list was followed to the page that names no next one, every next page was at the address of Graph, and where
 * the service said how many there are, so many came. Groups whose members changed meanwhile are read once more, so that
 * whoever moved from one to another is found, as far as Graph tells: its list of changes may be minutes late, and with
 * a filter the list that is read again comes from an index that lags too. A {@code grace} of the policy (R22) covers
 * that.
 *
 * <p>An object of a person that came without a user principal name is a person the application may not read (F78). If
 * that is so of everybody, a permission is missing: the read fails and names it. A single one among others is reported
 * as unreadable with the id, so that nobody is blocked for it (R5). Where {@code accountEnabled} came as neither true
 * nor false, the person's activity is unknown (R6).
 *
 * <p><b>Attributes</b> are the properties of a user in Graph, in any letter case if they are among the usual ones,
 * others as Graph spells them: {@code jobTitle}, {@code extension_<application>_<name>}. A part of an object is named
 * with a dot: {@code onPremisesExtensionAttributes.extensionAttribute1}. A property of the manager is
 * {@code manager.userPrincipalName}: Graph gives managers in the list of all users only, so that a read then reads that
 * list besides, and there cannot be a filter. What holds passwords or keys is refused (R28).
 *
 * <p><b>Permissions</b> of the application, with admin consent: {@code User.Read.All}, and {@code GroupMember.Read.All}
 * if groups are chosen; {@code Member.Read.Hidden} for groups that hide their members, chosen ones and groups within.
 * Without it Graph gives no members of such a group: a chosen one of which nobody comes fails the read, even if it is
 * really empty, and what a group within hides cannot be seen from outside.
 */
public final class EntraDirectoryProvider implements DirectoryProvider {

    private final EntraSettings settings;
    private final Wiring wiring;

    private EntraDirectoryProvider(EntraSettings settings, Wiring wiring) {
        this.settings = settings;
        this.wiring = wiring;
    }

    /**
     * Starts a provider.
     *
     * @param tenant the tenant's id, or one of its domains
     * @param clientId the id of the application that was registered for the sync
     */
    public static Builder builder(String tenant, String clientId) {
        return new Builder(tenant, clientId);
    }

    @Override
    public Completion read(ReadRequest request, PersonSink people) {
        return new EntraRead(settings, wiring, request).into(people);
    }

    /**
     * {@inheritDoc} Counts the people of the scope and of each chosen group, so that it takes about as long as a read.
     */
    @Override
    public Validation validate(ReadRequest request) {
        return new EntraValidation(settings, wiring, request).run();
    }

    /** {@inheritDoc} Each chosen group that the person is in, with the groups between. */
    @Override
    public List<String> scopePaths(ReadRequest request, ExternalId person) {
        return new ScopePaths(settings, wiring).of(person);
    }

    @Override
    public String toString() {
        return "EntraDirectoryProvider[" + settings.tenant().name() + "]";
    }

    /**
     * Configures a provider. A secret or a certificate is all it must have. Nothing is asked before the first read. Not
     * safe for use by several threads.
     */
    public static final class Builder {
        private final String tenant;
        private final String clientId;
        private EntraSettings.@Nullable Credentials credentials;
        private int credentialsSet;
        private String login = EntraCloud.GLOBAL.login();
        private String graph = EntraCloud.GLOBAL.graph();
        private final List<String> groups = new ArrayList<>();
        private boolean noGroup;
        private boolean nested = true;
        private @Nullable String filter;
        private boolean guests;
        private List<String> matchKeys = List.of("userPrincipalName");
        private String externalId = "id";
        private int pageSize = 999;
        private HttpSettings http = HttpSettings.usual();
        private Function<HttpSettings, Transport> transport = JdkTransport::new;
        private Timekeeper time = Timekeeper.ofSystem();

        private Builder(String tenant, String clientId) {
            this.tenant = Objects.requireNonNull(tenant, "tenant");
            this.clientId = Objects.requireNonNull(clientId, "clientId");
        }

        /**
         * Sets the client secret.
         *
         * @param secret gives it, asked for each token, of which a long read needs several; the array is overwritten
         *     afterwards, so give a new one each time
         */
        public Builder secret(Supplier<char[]> secret) {
            this.credentials = new EntraSettings.Credentials.Secret(Objects.requireNonNull(secret, "secret"));
            credentialsSet++;
            return this;
        }

        /**
         * Sets the certificate in place of a secret (RFC 7523, signed with PS256).
         *
         * @param certificate the one that was uploaded for the application
         * @param key gives its private key, of RSA with at least 2048 bits; asked for each token
         */
        public Builder certificate(X509Certificate certificate, Supplier<PrivateKey> key) {
            this.credentials = new EntraSettings.Credentials.Certificate(
                    Objects.requireNonNull(certificate, "certificate"), Objects.requireNonNull(key, "key"));
            credentialsSet++;
            return this;
        }

        /** Sets the cloud that the tenant is in; {@link EntraCloud#GLOBAL} unless said. */
        public Builder cloud(EntraCloud cloud) {
            return endpoints(cloud.login(), cloud.graph());
        }

        /**
         * Sets the addresses of a cloud that {@link EntraCloud} does not name.
         *
         * @param login what gives tokens, such as {@code https://login.microsoftonline.com}
         * @param graph Microsoft Graph, such as {@code https://graph.microsoft.com}
         */
        public Builder endpoints(String login, String graph) {
            this.login = Objects.requireNonNull(login, "login");
            this.graph = Objects.requireNonNull(graph, "graph");
            return this;
        }

        /** Chooses groups, as {@link #inGroups(Collection)} does. */
        public Builder inGroups(String... names) {
            return inGroups(List.of(names));
        }

        /**
         * Puts the people in these groups in scope. To be given none is a mistake, and not everybody: {@link #build()}
         * refuses it.
         *
         * @param names each by its exact display name or, so that it stays the same group after a rename, by
         *     {@code id:} and its object id
         */
        public Builder inGroups(Collection<String> names) {
            noGroup |= names.isEmpty();
            groups.addAll(names);
            return this;
        }

        /** Says whether people in groups within the chosen groups are in scope; they are unless said. */
        public Builder nestedGroups(boolean included) {
            this.nested = included;
            return this;
        }

        /**
         * Sets a filter that people have to match besides, as OData writes it; none unless said. Graph answers it from
         * an index that may lag a little behind, so the number of people it announces is compared with the number that
         * came.
         */
        public Builder filter(String expression) {
            this.filter = Objects.requireNonNull(expression, "expression");
            return this;
        }

        /** Says whether guests are in scope; they are not unless said. */
        public Builder guests(boolean included) {
            this.guests = included;
            return this;
        }

        /**
         * Sets the attribute of the match key; {@code userPrincipalName} unless said.
         *
         * @param otherwise attributes for people who do not carry it, as guests without {@code mail}; the first that
         *     somebody carries counts
         */
        public Builder matchKey(String attribute, String... otherwise) {
            List<String> keys = new ArrayList<>();
            keys.add(Objects.requireNonNull(attribute, "attribute"));
            keys.addAll(List.of(otherwise));
            this.matchKeys = List.copyOf(keys);
            return this;
        }

        /**
         * Sets what tells people apart; the object id, {@code id}, unless said. Others are for hosts whose accounts
         * carry them already, such as {@code onPremisesImmutableId} or {@code employeeId}: whoever has none cannot be
         * identified (R5). {@code onPremisesDistinguishedName} is a poor one: it changes with every rename and move.
         */
        public Builder externalId(String attribute) {
            this.externalId = Objects.requireNonNull(attribute, "attribute");
            return this;
        }

        /** Sets how many people are asked for at a time; 999 unless said, the most that Graph allows. */
        public Builder pageSize(int people) {
            this.pageSize = people;
            return this;
        }

        /** Sets limits, trust and proxy; {@link HttpSettings#usual()} unless said. */
        public Builder http(HttpSettings settings) {
            this.http = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** Sets what sends requests, made anew for each read: for tests. */
        Builder transport(Function<HttpSettings, Transport> maker) {
            this.transport = maker;
            return this;
        }

        /** Sets what tells the time and waits: for tests. */
        Builder time(Timekeeper timekeeper) {
            this.time = timekeeper;
            return this;
        }

        /**
         * Returns the provider.
         *
         * @throws IllegalArgumentException naming everything that is wrong with the configuration
         */
        public EntraDirectoryProvider build() {
            SettingsCheck all = new SettingsCheck();
            all.someGroup(noGroup);
            EntraSettings settings = all.settings(
                    all.tenant(tenant, clientId, login, graph, http),
                    all.credentials(credentials, credentialsSet),
                    all.scope(groups, nested, filter, guests),
                    all.people(matchKeys, externalId),
                    pageSize,
                    http);
            return new EntraDirectoryProvider(settings, new Wiring(transport, time));
        }
    }
}
