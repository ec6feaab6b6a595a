package dev.rollcall.testservers.okta;

import dev.rollcall.testservers.http.HttpQuestion;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks proofs of possession (RFC 9449). */
final class DpopProofs {

    private static final long TOLERANCE_SECONDS = 300;

    private final Set<String> used = new HashSet<>();
    private String nonce = freshNonce();

    String nonce() {
        return nonce;
    }

    void changeNonce() {
        nonce = freshNonce();
    }

    /**
     * Checks the proof of a request.
     *
     * @param token the access token that goes with it; null when there is none yet
     * @throws InvalidProofException if there is none, or it is not good for this request
     */
    Proof check(HttpQuestion question, URI address, Instant now, @Nullable String token) {
        List<String> proofs = question.headers().getOrDefault("DPoP", List.of());
        if (proofs.isEmpty()) {
            throw new InvalidProofException("The DPoP proof JWT header is missing.");
        }
        if (proofs.size() > 1) {
            throw new InvalidProofException("There is more than one DPoP proof JWT header.");
        }
        Jwt proof = signed(proofs.get(0));
        require(question.method().equals(proof.text("htm")), "htm");
        require((address + question.rawPath()).equals(proof.text("htu")), "htu");
        require(Math.abs(proof.number("iat") - now.getEpochSecond()) <= TOLERANCE_SECONDS, "iat");
        require(token == null || Jwk.sha256(token).equals(proof.text("ath")), "ath");
        require(!proof.text("jti").isEmpty() && used.add(proof.text("jti")), "jti");
        return new Proof(Jwk.thumbprint(proof.header().path("jwk")), proof.text("nonce"));
    }

    private static Jwt signed(String text) {
        try {
            Jwt proof = Jwt.parse(text);
            if (proof.header().path("typ").asString("").equals("dpop+jwt")
                    && proof.isSignedBy(Jwk.key(proof.header().path("jwk")))) {
                return proof;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new InvalidProofException("The DPoP proof JWT is invalid.");
    }

    private static void require(boolean good, String claim) {
        if (!good) {
            throw new InvalidProofException("'" + claim + "' claim in the DPoP proof JWT is invalid.");
        }
    }

    private static String freshNonce() {
        return UUID.randomUUID().toString();
    }

    /**
     * What a good proof says.
     *
     * @param thumbprint of the key it is signed with
     * @param nonce empty where there is none
     */
    record Proof(String thumbprint, String nonce) {}

    static final class InvalidProofException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InvalidProofException(String message) {
            super(message);
        }
    }
}
