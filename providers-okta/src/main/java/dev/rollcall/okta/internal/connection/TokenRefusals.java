package dev.rollcall.okta.internal.connection;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.internal.client.RetryAfter;
import dev.rollcall.http.internal.exchange.Answer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why Okta gives no token, in words for an administrator. */
final class TokenRefusals {

    private static final Duration TOLERATED = Duration.ofSeconds(60);

    private final OktaWords words;

    TokenRefusals(OktaWords words) {
        this.words = words;
    }

    /**
     * What to throw where Okta refused.
     *
     * @param code what Okta calls the reason; empty where it names none
     * @param now the moment by the clock of this machine at which the question was signed
     */
    DirectoryException of(Answer answer, String code, Instant now) {
        String what = "The service app got no token: " + words.said(answer) + ". ";
        if (answer.status() == 404 || (answer.status() >= 300 && answer.status() < 400)) {
            return new DirectoryConfigurationException(what + "Check the address of the org");
        }
        return new DirectoryCredentialsException(what + remedy(code) + clock(answer, now));
    }

    private static String remedy(String code) {
        return switch (code) {
            case "invalid_client" ->
                "Check the client id, the key id (kid), that the app has the public key that goes with the private one,"
                        + " that the app is active, and that the clock of this machine is right";
            case "invalid_scope", "access_denied" ->
                "Grant the service app the scopes " + Permission.PEOPLE.scope() + " and " + Permission.GROUPS.scope()
                        + ", and give it an administrator role";
            case "unauthorized_client", "unsupported_grant_type" ->
                "Allow the app the grant type client credentials: it has to be an API service app";
            case "invalid_dpop_proof", "use_dpop_nonce" ->
                "It did not take the proof of the key (DPoP): check that the clock of this machine is right";
            default ->
                "Check the service app: that it is active, uses a public key, and was granted "
                        + Permission.PEOPLE.scope() + " and " + Permission.GROUPS.scope();
        };
    }

    private static String clock(Answer answer, Instant now) {
        Duration off = RetryAfter.dateOf(answer)
                .map(server -> Duration.between(server, now))
                .orElse(Duration.ZERO);
        return off.abs().compareTo(TOLERATED) <= 0
                ? ""
                : ". The clock of this machine is " + off.abs().toSeconds() + " seconds "
                        + (off.isNegative() ? "behind" : "ahead of") + " Okta's.";
    }

    /** What to throw where the answer to a question for a token has none. */
    SnapshotIncompleteException noToken(Answer answer, @Nullable Exception cause) {
        return new SnapshotIncompleteException(
                "Asking for a token failed: " + words.said(answer) + ", without a token that can be used. Try again",
                cause);
    }
}
