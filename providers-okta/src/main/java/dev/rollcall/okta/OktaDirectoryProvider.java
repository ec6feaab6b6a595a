package dev.rollcall.okta;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.JdkTransport;
import dev.rollcall.http.internal.exchange.Timekeeper;
import dev.rollcall.http.internal.exchange.Transport;
import dev.rollcall.http.internal.exchange.Wiring;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.okta.internal.OktaRead;
import dev.rollcall.okta.internal.OktaSettings;
import dev.rollcall.okta.internal.OktaSettings.Credentials.ApiToken;
import dev.rollcall.okta.internal.OktaSettings.Credentials.ServiceApp;
import dev.rollcall.okta.internal.SettingsCheck;
import dev.rollcall.okta.internal.scope.ScopePaths;
import dev.rollcall.okta.internal.validation.OktaValidation;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the people of an Okta org. Immutable and safe for use by several threads; each read asks for everything anew.
 *
 * <p><b>Who is in scope</b>: the members of the chosen groups; where none is chosen, everybody of the org, or those
 * whom an expression finds. Each chosen group is looked up first (R3).
 *
 * <p><b>Complete</b> (R1) is a read in which every page of every list was answered with status 200 and could be read,
 * every list was followed to the page that names no next one, and every next page was at the address of the org. Groups
 * whose members changed meanwhile are read once more, so that nobody who moved from one to another is missed.
 *
 * <p><b>What is read of a person</b>: the user id as the external id, the status as the activity, and the attributes of
 * the mapping. Names are of the profile, in any letter case, unless they are {@code id}, {@code status},
 * {@code type.id} or one of the moments that Okta keeps beside it: {@code created}, {@code activated},
 * {@code statusChanged}, {@code lastLogin}, {@code lastUpdated}, {@code passwordChanged}. {@code profile.} before a
 * name means the profile. Credentials are never asked for (R28).
 *
 * <p>What nobody can see from outside: people and groups that the account is not allowed to see. Okta leaves them out
 * of its lists without a word, so give the account a role that is not limited to some groups; the guards (R33) hold a
 * run in which many are missing at once.
 */
public final class OktaDirectoryProvider implements DirectoryProvider {

    private final OktaSettings settings;
    private final Wiring wiring;

    private OktaDirectoryProvider(OktaSettings settings, Wiring wiring) {
        this.settings = settings;
        this.wiring = wiring;
    }

    /**
     * Starts a provider.
     *
     * @param org the address of the org, such as {@code https://example.okta.com}; not the one with {@code -admin}
     */
    public static Builder builder(String org) {
        return new Builder(org);
    }

    @Override
    public Completion read(ReadRequest request, PersonSink people) {
        return new OktaRead(settings, wiring, request).into(people);
    }

    /**
     * {@inheritDoc} Counts the people of the scope and of each chosen group, so that it takes about as long as a read.
     */
    @Override
    public Validation validate(ReadRequest request) {
        return new OktaValidation(settings, wiring, request).run();
    }

    /** {@inheritDoc} Each chosen group that the person is a member of; none where no group is chosen. */
    @Override
    public List<String> scopePaths(ReadRequest request, ExternalId person) {
        return new ScopePaths(settings, wiring).of(person);
    }

    @Override
    public String toString() {
        return "OktaDirectoryProvider[" + settings.org() + "]";
    }

    /**
     * Configures a provider. An API token or a service app is all it must have. Nothing is asked before the first read.
     * Not safe for use by several threads.
     */
    public static final class Builder {
        private final String org;
        private @Nullable ApiToken apiToken;
        private @Nullable ServiceApp serviceApp;
        private final List<String> groups = new ArrayList<>();
        private boolean noGroup;
        private @Nullable String search;
        private @Nullable String filter;
        private boolean deactivated = true;
        private String matchKey = "login";
        private final Map<String, Activity> activity = new TreeMap<>();
        private int pageSize = 200;
        private HttpSettings http = HttpSettings.usual();
        private Function<HttpSettings, Transport> transport = JdkTransport::new;
        private Timekeeper time = Timekeeper.ofSystem();

        private Builder(String org) {
            this.org = Objects.requireNonNull(org, "org");
            for (String status : List.of("ACTIVE", "PASSWORD_EXPIRED", "LOCKED_OUT", "RECOVERY", "PROVISIONED")) {
                activity.put(status, Activity.ACTIVE);
            }
            for (String status : List.of("STAGED", "SUSPENDED", "DEPROVISIONED")) {
                activity.put(status, Activity.INACTIVE);
            }
        }

        /**
         * Sets the API token (SSWS). It has the rights of the administrator who made it; a service app needs fewer.
         *
         * @param token gives it, asked at each read; the array is overwritten afterwards, so give a new one each time
         */
        public Builder apiToken(Supplier<char[]> token) {
            this.apiToken = new ApiToken(Objects.requireNonNull(token, "token"));
            return this;
        }

        /**
         * Sets the service app (OAuth 2.0 client credentials with {@code private_key_jwt}, RFC 7523). Where the app
         * demands DPoP (RFC 9449), it is used without being asked for.
         *
         * @param clientId the client id of the app
         * @param keyId the id that Okta shows for the public key ({@code kid})
         * @param key gives the private key, of RSA with at least 2048 bits or of the curve P-256; asked for each token
         */
        public Builder serviceApp(String clientId, String keyId, Supplier<PrivateKey> key) {
            this.serviceApp = new ServiceApp(
                    Objects.requireNonNull(clientId, "clientId"),
                    Objects.requireNonNull(keyId, "keyId"),
                    Objects.requireNonNull(key, "key"));
            return this;
        }

        /** Chooses groups, as {@link #inGroups(Collection)} does. */
        public Builder inGroups(String... names) {
            return inGroups(List.of(names));
        }

        /**
         * Puts the members of these groups in scope. Groups within groups do not exist in Okta. To be given none is a
         * mistake, and not everybody: {@link #build()} refuses it.
         *
         * @param names each by its exact name or, so that it stays the same group after a rename, by {@code id:} and
         *     its id
         */
        public Builder inGroups(Collection<String> names) {
            noGroup |= names.isEmpty();
            groups.addAll(names);
            return this;
        }

        /**
         * Puts those in scope whom an expression of Okta's {@code search} finds, in place of groups; deactivated people
         * too, unless it says otherwise. Okta answers it from an index that may lag a little behind; where
         * {@link #filter} can say the same, it is better.
         */
        public Builder search(String expression) {
            this.search = Objects.requireNonNull(expression, "expression");
            return this;
        }

        /** Puts those in scope whom an expression of Okta's {@code filter} finds, as {@link #search} does. */
        public Builder filter(String expression) {
            this.filter = Objects.requireNonNull(expression, "expression");
            return this;
        }

        /**
         * Says whether deactivated people are listed too, where neither groups nor an expression choose who is in
         * scope; they are unless said. Their accounts are then blocked as inactive, and otherwise as removed.
         */
        public Builder deactivatedPeople(boolean listed) {
            this.deactivated = listed;
            return this;
        }

        /**
         * Sets the attribute of the match key; {@code login} unless said, which is what {@code preferred_username} of
         * an ID token carries. Named as the attributes of the mapping are.
         */
        public Builder matchKey(String attribute) {
            this.matchKey = Objects.requireNonNull(attribute, "attribute");
            return this;
        }

        /**
         * Says what a status of Okta means (R6). Unless said, {@code ACTIVE}, {@code PASSWORD_EXPIRED},
         * {@code LOCKED_OUT}, {@code RECOVERY} and {@code PROVISIONED} are active, and {@code STAGED},
         * {@code SUSPENDED} and {@code DEPROVISIONED} are inactive. Any other is unknown.
         */
        public Builder status(String status, Activity meaning) {
            activity.put(Objects.requireNonNull(status, "status"), Objects.requireNonNull(meaning, "meaning"));
            return this;
        }

        /** Sets how many people are asked for at a time; 200 unless said, as Okta advises, and at the most. */
        public Builder pageSize(int people) {
            this.pageSize = people;
            return this;
        }

        /** Sets limits, trust and proxy; {@link HttpSettings#usual()} unless said. */
        public Builder http(HttpSettings settings) {
            this.http = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** Sets what carries requests; for tests. */
        Builder transport(Function<HttpSettings, Transport> maker) {
            this.transport = maker;
            return this;
        }

        /** Sets the clock; for tests. */
        Builder time(Timekeeper keeper) {
            this.time = keeper;
            return this;
        }

        /**
         * Returns the provider.
         *
         * @throws IllegalArgumentException naming everything that is wrong with the configuration
         */
        public OktaDirectoryProvider build() {
            SettingsCheck check = new SettingsCheck();
            check.someGroup(noGroup);
            return new OktaDirectoryProvider(
                    check.settings(new OktaSettings(
                            check.org(org, http),
                            check.credentials(apiToken, serviceApp),
                            check.scope(groups, search, filter, deactivated),
                            check.people(matchKey, activity),
                            check.pageSize(pageSize),
                            check.http(http))),
                    new Wiring(transport, time));
        }
    }
}
