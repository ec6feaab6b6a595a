package dev.rollcall.http.internal.token;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.http.internal.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs tokens (RFC 7515) with a private key. Safe for several threads. {@link #toString()} names the algorithm alone.
 */
public final class SigningKey {

    private static final int SHORTEST_RSA = 2048;

    /** How a signature is made (RFC 7518). */
    public enum Algorithm {
        RS256("SHA256withRSA"),
        PS256("RSASSA-PSS"),
        ES256("SHA256withECDSAinP1363Format");

        private final String signature;

        Algorithm(String signature) {
            this.signature = signature;
        }

        private Signature start() throws GeneralSecurityException {
            Signature started = Signature.getInstance(signature);
            if (this == PS256) {
                started.setParameter(new PSSParameterSpec(
                        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC));
            }
            return started;
        }
    }

    private final PrivateKey key;
    private final Algorithm algorithm;

    /**
     * Takes a key.
     *
     * @throws IllegalArgumentException if the key is not one for this algorithm, or an RSA key of less than 2048 bits
     */
    public SigningKey(PrivateKey key, Algorithm algorithm) {
        checkKind(key, algorithm);
        this.key = key;
        this.algorithm = algorithm;
    }

    /**
     * Takes a key and the algorithm that fits: RS256 for RSA, ES256 for the curve P-256.
     *
     * @throws IllegalArgumentException if it is of another kind, or an RSA key of less than 2048 bits
     */
    public static SigningKey forKey(PrivateKey key) {
        return new SigningKey(key, key.getAlgorithm().equals("EC") ? Algorithm.ES256 : Algorithm.RS256);
    }

    private static void checkKind(PrivateKey key, Algorithm algorithm) {
        boolean elliptic = key.getAlgorithm().equals("EC");
        boolean rsa = key.getAlgorithm().equals("RSA");
        if (!elliptic && !rsa) {
            throw new IllegalArgumentException(
                    "the private key is neither of RSA nor of the curve P-256; make one that is");
        }
        if (elliptic != (algorithm == Algorithm.ES256)) {
            throw new IllegalArgumentException(
                    "the private key has to be of " + (elliptic ? "RSA" : "the curve P-256") + " for " + algorithm);
        }
        if (key instanceof ECKey curved && !P256.isCurveOf(curved)) {
            throw new IllegalArgumentException(
                    "the private key is of another curve than P-256; make one that is of it");
        }
        if (key instanceof RSAKey sized && sized.getModulus().bitLength() < SHORTEST_RSA) {
            throw new IllegalArgumentException("the private key has "
                    + sized.getModulus().bitLength() + " bits; make one of at least " + SHORTEST_RSA);
        }
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /**
     * Makes a signed token (RFC 7519).
     *
     * @param header its header without {@code alg}
     * @param claims what it says
     * @throws DirectoryCredentialsException if the key does not sign, as one that lies on a device may
     */
    public String sign(Map<String, ?> header, Map<String, ?> claims) {
        Map<String, Object> complete = new LinkedHashMap<>();
        complete.put("alg", algorithm.name());
        complete.putAll(header);
        String signed = Base64Url.of(JsonText.of(complete)) + "." + Base64Url.of(JsonText.of(claims));
        try {
            Signature signature = algorithm.start();
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64Url.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new DirectoryCredentialsException(
                    "signing with the private key failed (" + e.getClass().getSimpleName()
                            + "); see whether it is one that Java can use",
                    e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + "]";
    }
}
