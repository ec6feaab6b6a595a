package dev.rollcall.okta.internal.connection;

import dev.rollcall.http.internal.client.Sender;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.Request;
import dev.rollcall.http.internal.exchange.Timekeeper;
import dev.rollcall.http.internal.json.MalformedJsonException;
import dev.rollcall.http.internal.token.AccessToken;
import dev.rollcall.http.internal.token.AccessTokens;
import dev.rollcall.http.internal.token.ClientAssertion;
import dev.rollcall.http.internal.token.DpopKey;
import dev.rollcall.http.internal.token.TokenAnswer;
import dev.rollcall.okta.internal.OktaSettings.Credentials.ServiceApp;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks Okta for tokens of a service app, by a signature in place of a password (RFC 7523). Where the app demands that
 * tokens are bound to a key (RFC 9449), Okta says so, and a key is made for this read; the nonce that Okta wants
 * repeated is remembered, and replaced when it gives another.
 */
final class OktaTokens implements AccessTokens.Issuer {

    private static final String DPOP = "DPoP";
    private static final Pattern NONCE = Pattern.compile("[\\x21-\\x7E]{1,1000}");

    /**
     * Without a proof, with one, with its nonce, and once more: a proof that was lost on its way is taken for a stolen
     * one.
     */
    private static final int MOST_ATTEMPTS = 4;

    private final Sender sender;
    private final ClientAssertion assertion;
    private final URI endpoint;
    private final Timekeeper time;
    private final TokenRefusals refusals;
    private volatile @Nullable DpopKey dpop;
    private @Nullable String nonce;
    /** When the last question was signed, by the clock of this machine. */
    private Instant asked = Instant.EPOCH;

    OktaTokens(Sender sender, ServiceApp app, URI endpoint, Timekeeper time, OktaWords words) {
        this.sender = sender;
        this.assertion = new ClientAssertion(
                AppKey.of(app), Map.of("kid", app.keyId()), app.clientId(), endpoint.toString(), time);
        this.endpoint = endpoint;
        this.time = time;
        this.refusals = new TokenRefusals(words);
    }

    @Override
    public AccessToken fetch() {
        for (int attempt = 1; ; attempt++) {
            Answer answer = sender.send(this::question, "asking for a token");
            answer.header("DPoP-Nonce")
                    .filter(given -> NONCE.matcher(given).matches())
                    .ifPresent(given -> nonce = given);
            TokenAnswer result = parsed(answer);
            if (result instanceof TokenAnswer.Granted granted) {
                return usable(granted.token(), answer);
            }
            String code = ((TokenAnswer.Refused) result).error().orElse("");
            if (attempt == MOST_ATTEMPTS || !wantsProof(code)) {
                throw refusals.of(answer, code, asked);
            }
            if (dpop == null) {
                dpop = new DpopKey(time);
            }
        }
    }

    private TokenAnswer parsed(Answer answer) {
        try {
            return TokenAnswer.parse(answer);
        } catch (MalformedJsonException e) {
            throw refusals.noToken(answer, e);
        }
    }

    private AccessToken usable(AccessToken token, Answer answer) {
        if (token.type().equals(DPOP) && dpop == null) {
            throw refusals.noToken(answer, null);
        }
        return token;
    }

    private static boolean wantsProof(String code) {
        return code.equals("use_dpop_nonce") || code.equals("invalid_dpop_proof");
    }

    /** A statement is good for one request, and a proof as well: what was sent once is never sent again. */
    private Request question() {
        asked = time.now();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("scope", Permission.PEOPLE.scope() + " " + Permission.GROUPS.scope());
        fields.put("client_assertion_type", ClientAssertion.TYPE);
        fields.put("client_assertion", assertion.make());
        Request request = Request.form(endpoint, fields);
        DpopKey proving = dpop;
        return proving == null ? request : request.with(DPOP, proving.proof("POST", endpoint, nonce, null));
    }

    @Override
    public Request sign(Request request, AccessToken token) {
        DpopKey proving = dpop;
        if (!token.type().equals(DPOP) || proving == null) {
            return request.with("Authorization", "Bearer " + token.value());
        }
        return request.with("Authorization", DPOP + " " + token.value())
                .with(DPOP, proving.proof(request.method(), request.uri(), null, token.value()));
    }
}
