package dev.rollcall.entra.internal.connection;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.entra.internal.EntraSettings;
import dev.rollcall.entra.internal.EntraSettings.Credentials;
import dev.rollcall.http.internal.client.Sender;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.Timekeeper;
import dev.rollcall.http.internal.json.MalformedJsonException;
import dev.rollcall.http.internal.token.AccessToken;
import dev.rollcall.http.internal.token.AccessTokens;
import dev.rollcall.http.internal.token.ClientAssertion;
import dev.rollcall.http.internal.token.Secrets;
import dev.rollcall.http.internal.token.SigningKey;
import dev.rollcall.http.internal.token.TokenAnswer;
import java.net.URI;
import java.security.PrivateKey;
import java.security.interfaces.RSAKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fetches tokens as an application of the tenant does (client credentials, RFC 6749), by a secret or a signed statement
 * (RFC 7523).
 */
final class EntraTokens implements AccessTokens.Issuer {

    private static final String DOING = "a token";

    private final EntraSettings settings;
    private final Sender sender;
    private final LoginWords words;
    private final Timekeeper time;
    private final URI endpoint;

    EntraTokens(EntraSettings settings, Sender sender, LoginWords words, Timekeeper time) {
        this.settings = settings;
        this.sender = sender;
        this.words = words;
        this.time = time;
        this.endpoint =
                URI.create(settings.tenant().login() + "/" + settings.tenant().name() + "/oauth2/v2.0/token");
    }

    @Override
    public AccessToken fetch() {
        Answer answer = sender.send(this::question, "asking for " + DOING);
        TokenAnswer parsed = parse(answer);
        if (parsed instanceof TokenAnswer.Refused refusal) {
            throw words.refused(refusal, answer, DOING);
        }
        AccessToken token = ((TokenAnswer.Granted) parsed).token();
        if (!token.type().equals("Bearer")) {
            throw words.refused(answer, DOING);
        }
        return token;
    }

    /** A statement is good for one request: what was sent once is never sent again. */
    private Request question() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", settings.tenant().clientId());
        form.put("scope", settings.tenant().graph() + "/.default");
        form.putAll(proof());
        return identified(Request.form(endpoint, form));
    }

    private TokenAnswer parse(Answer answer) {
        try {
            return TokenAnswer.parse(answer);
        } catch (MalformedJsonException e) {
            throw words.refused(answer, DOING);
        }
    }

    private Map<String, String> proof() {
        Credentials credentials = settings.credentials();
        if (credentials instanceof Credentials.Secret of) {
            return Map.of("client_secret", Secrets.read(of.secret(), "client secret"));
        }
        return Map.of(
                "client_assertion_type",
                ClientAssertion.TYPE,
                "client_assertion",
                assertion((Credentials.Certificate) credentials).make());
    }

    private ClientAssertion assertion(Credentials.Certificate credentials) {
        PrivateKey key = key(credentials);
        try {
            return new ClientAssertion(
                    new SigningKey(key, SigningKey.Algorithm.PS256),
                    Map.of("x5t#S256", ClientAssertion.thumbprint(credentials.certificate())),
                    settings.tenant().clientId(),
                    endpoint.toString(),
                    time);
        } catch (IllegalArgumentException e) {
            throw new DirectoryCredentialsException(
                    "The private key cannot sign for Entra ID: it must be an RSA key of 2048 bits or more", e);
        }
    }

    // A host's supplier may give null, whatever its type says.
    private static PrivateKey key(Credentials.Certificate credentials) {
        @Nullable PrivateKey key;
        try {
            key = credentials.key().get();
        } catch (RuntimeException e) {
            throw new DirectoryCredentialsException(
                    "The host could not give the private key of the certificate ("
                            + e.getClass().getName() + ")",
                    e);
        }
        if (key == null) {
            throw new DirectoryCredentialsException("There is no private key: what the host gave is null");
        }
        if (key instanceof RSAKey own
                && credentials.certificate().getPublicKey() instanceof RSAKey certified
                && !own.getModulus().equals(certified.getModulus())) {
            throw new DirectoryCredentialsException(
                    "The private key is not the one of the certificate; take both from the same file or store");
        }
        return key;
    }

    @Override
    public Request sign(Request request, AccessToken token) {
        return identified(request.with("Authorization", "Bearer " + token.value()));
    }

    /** Microsoft's support finds a request by this, also one that was never answered. */
    private static Request identified(Request request) {
        return request.with("client-request-id", UUID.randomUUID().toString());
    }
}
