package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.http.HttpReply;
import java.net.URI;
import java.time.Instant;

/** Lets in who shows a good token, and for DPoP a good proof with it. */
final class Access {

    private final URI address;
    private final Tokens tokens;
    private final DpopProofs proofs;

    Access(URI address, Tokens tokens, DpopProofs proofs) {
        this.address = address;
        this.tokens = tokens;
        this.proofs = proofs;
    }

    /** Checks a call; {@link RefusedException} if it may not be made. */
    void check(HttpQuestion question, OktaCall call, Instant now) {
        String[] words = question.header("authorization").orElse("").split(" ", 2);
        String token = words.length == 2 ? words[1] : "";
        switch (words[0]) {
            case "SSWS" -> require(tokens.isApiToken(token), OktaError.invalidToken());
            case "Bearer", "DPoP" -> checkAccess(question, call, now, words[0], token);
            default -> throw new RefusedException(OktaError.of(403, "E0000005", "Invalid session"));
        }
    }

    private void checkAccess(HttpQuestion question, OktaCall call, Instant now, String scheme, String text) {
        Tokens.AccessToken token = tokens.find(text, now);
        if (token == null || (token.thumbprint() != null) != scheme.equals("DPoP")) {
            throw challenge(OktaError.invalidToken(), scheme, "invalid_token", "The access token is invalid.");
        }
        if (scheme.equals("DPoP")) {
            checkProof(question, now, token);
        }
        if (!token.scopes().contains(call.scope())) {
            throw challenge(OktaError.forbidden(), scheme, "insufficient_scope", "A scope is missing.");
        }
    }

    private void checkProof(HttpQuestion question, Instant now, Tokens.AccessToken token) {
        try {
            DpopProofs.Proof proof = proofs.check(question, address, now, token.text());
            if (!proof.thumbprint().equals(token.thumbprint())) {
                throw new DpopProofs.InvalidProofException("The DPoP proof JWT is not for this access token.");
            }
        } catch (DpopProofs.InvalidProofException e) {
            throw challenge(OktaError.invalidToken(), "DPoP", "invalid_dpop_proof", String.valueOf(e.getMessage()));
        }
    }

    private static void require(boolean good, HttpReply otherwise) {
        if (!good) {
            throw new RefusedException(otherwise);
        }
    }

    private static RefusedException challenge(HttpReply reply, String scheme, String error, String description) {
        return new RefusedException(reply.with(
                "www-authenticate", scheme + " error=\"" + error + "\", error_description=\"" + description + "\""));
    }
}
