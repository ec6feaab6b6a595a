package dev.rollcall.okta.internal;

import dev.rollcall.directory.Activity;
import dev.rollcall.http.HttpSettings;
import java.net.URI;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that a provider was configured with, checked. */
public record OktaSettings(
        URI org, Credentials credentials, Scope scope, People people, int pageSize, HttpSettings http) {

    /** What proves who asks; never in a message or a {@code toString}. */
    public sealed interface Credentials {
        /** A token of an administrator. */
        record ApiToken(Supplier<char[]> token) implements Credentials {
            @Override
            public String toString() {
                return "ApiToken";
            }
        }

        /** A service app with a key of its own (RFC 7523). */
        record ServiceApp(String clientId, String keyId, Supplier<PrivateKey> key) implements Credentials {
            @Override
            public String toString() {
                return "ServiceApp[" + clientId + "]";
            }
        }
    }

    /**
     * Whom access is granted to.
     *
     * @param groups the chosen groups; none for everybody, or those that the expression finds
     * @param expression what finds people where no group is chosen; null for everybody
     * @param search whether the expression is one of {@code search}, and not of {@code filter}
     * @param deactivated whether deactivated people are listed too, where everybody is in scope
     */
    public record Scope(List<Chosen> groups, @Nullable String expression, boolean search, boolean deactivated) {}

    /**
     * A group as it was chosen.
     *
     * @param text as it was configured
     * @param byId whether it was chosen by its id
     * @param value the id, or the exact name
     */
    public record Chosen(String text, boolean byId, String value) {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * What is read of a person.
     *
     * @param matchKey the path of the attribute that must be unique
     * @param activity what each status means; one that is not here is unknown
     */
    public record People(String matchKey, Map<String, Activity> activity) {}
}
