package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The token endpoint of the org authorization server, for service apps with a private key (RFC 7523) alone. */
final class TokenEndpoint {

    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final long LONGEST_SECONDS = 3600;

    private final Map<String, OktaServiceApp> apps = new HashMap<>();
    private final Set<String> usedAssertions = new HashSet<>();
    private final URI address;
    private final Tokens tokens;
    private final DpopProofs proofs;

    TokenEndpoint(URI address, Tokens tokens, DpopProofs proofs) {
        this.address = address;
        this.tokens = tokens;
        this.proofs = proofs;
    }

    void add(OktaServiceApp app) {
        apps.put(app.clientId(), app);
    }

    HttpReply answer(HttpQuestion question, Instant now) {
        Map<String, String> form = question.form();
        if (!question.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            return error(400, "invalid_request", "The request body is not a form.");
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "The grant type in the request isn't supported.");
        }
        String assertion = form.get("client_assertion");
        if (assertion == null || !ASSERTION_TYPE.equals(form.get("client_assertion_type"))) {
            return error(401, "invalid_client", "No client credentials found");
        }
        OktaServiceApp app = client(assertion, now);
        return app == null
                ? error(401, "invalid_client", "The client_assertion is invalid.")
                : grant(question, app, form.getOrDefault("scope", ""), now);
    }

    private HttpReply grant(HttpQuestion question, OktaServiceApp app, String scope, Instant now) {
        String thumbprint = null;
        if (app.isDpopRequired() || question.header("DPoP").isPresent()) {
            try {
                DpopProofs.Proof proof = proofs.check(question, address, now, null);
                if (!proof.nonce().equals(proofs.nonce())) {
                    return error(400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.")
                            .with("dpop-nonce", proofs.nonce());
                }
                thumbprint = proof.thumbprint();
            } catch (DpopProofs.InvalidProofException e) {
                return error(400, "invalid_dpop_proof", String.valueOf(e.getMessage()));
            }
        }
        Set<String> scopes = new LinkedHashSet<>(List.of(scope.strip().split(" +")));
        if (scope.isBlank()) {
            return error(400, "invalid_scope", "No scopes were requested.");
        }
        if (!app.grants(scopes)) {
            return error(400, "invalid_scope", "One or more scopes are not granted to this app.");
        }
        return token(tokens.issue(scopes, thumbprint, now));
    }

    private HttpReply token(Tokens.AccessToken token) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("token_type", token.thumbprint() == null ? "Bearer" : "DPoP");
        body.put("expires_in", token.lifetime().toSeconds());
        body.put("access_token", token.text());
        body.put("scope", String.join(" ", token.scopes()));
        HttpReply reply = HttpReply.json(200, body);
        return token.thumbprint() == null ? reply : reply.with("dpop-nonce", proofs.nonce());
    }

    /** Who has signed a good assertion that was never used; null where nobody has. */
    private @Nullable OktaServiceApp client(String text, Instant now) {
        Jwt assertion;
        try {
            assertion = Jwt.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
        OktaServiceApp app = apps.get(assertion.text("iss"));
        long left = assertion.number("exp") == Long.MIN_VALUE ? -1 : assertion.number("exp") - now.getEpochSecond();
        boolean good = app != null
                && assertion.text("sub").equals(app.clientId())
                && assertion.isFor(address + "/oauth2/v1/token")
                && left > 0
                && left <= LONGEST_SECONDS
                && app.hasSigned(assertion)
                && isFresh(assertion);
        return good ? app : null;
    }

    /** An assertion may be used once; without a jti it is told by its signature. */
    private boolean isFresh(Jwt assertion) {
        String name = assertion.text("jti");
        return usedAssertions.add(name.isEmpty() ? assertion.signature() : name);
    }

    private static HttpReply error(int status, String code, String description) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("error", code);
        body.put("error_description", description);
        return HttpReply.json(status, body);
    }
}
