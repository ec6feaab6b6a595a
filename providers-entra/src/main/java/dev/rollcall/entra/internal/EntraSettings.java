package dev.rollcall.entra.internal;

import dev.rollcall.http.HttpSettings;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that a provider was configured with, checked. */
public record EntraSettings(
        Tenant tenant, Credentials credentials, Scope scope, People people, int pageSize, HttpSettings http) {

    /**
     * Where the directory is.
     *
     * @param name the tenant's id or one of its domains
     * @param clientId the application's id
     * @param login the address that gives tokens, without a path
     * @param graph the address of Microsoft Graph, without a path
     */
    public record Tenant(String name, String clientId, URI login, URI graph) {}

    /** What proves who asks; never in a message or a {@code toString}. */
    public sealed interface Credentials {
        /** A client secret. */
        record Secret(Supplier<char[]> secret) implements Credentials {
            @Override
            public String toString() {
                return "Secret";
            }
        }

        /** A certificate whose private key signs (RFC 7523). */
        record Certificate(X509Certificate certificate, Supplier<PrivateKey> key) implements Credentials {
            @Override
            public String toString() {
                return "Certificate";
            }
        }
    }

    /**
     * Whom access is granted to.
     *
     * @param groups the chosen groups; none for everybody of the tenant
     * @param nested whether members of groups in the groups count
     * @param filter finds fewer people, as OData writes it; null for none
     * @param guests whether guests are in scope too
     */
    public record Scope(
            List<Chosen> groups, boolean nested, @Nullable String filter, boolean guests) {}

    /**
     * A group as it was chosen.
     *
     * @param text as it was configured
     * @param byId whether it was chosen by its id
     * @param value the id, or the exact display name
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
     * @param matchKeys the attributes of the match key; the first that the person has counts
     * @param externalId the attribute that tells people apart
     */
    public record People(List<String> matchKeys, String externalId) {}
}
