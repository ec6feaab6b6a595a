package dev.rollcall.http;

import dev.rollcall.http.internal.token.P256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One private key in PEM, and what to say where it is something else. */
final class PemKey {

    private static final String PKCS8 = "PRIVATE KEY";

    private final PemBlocks blocks;
    private final String subject;
    private final String file;

    /**
     * Takes a content.
     *
     * @param file where it is from, for messages; empty for a text
     */
    PemKey(byte[] content, String file) {
        this.blocks = PemBlocks.of(content);
        this.subject = file.isEmpty() ? "the text" : file;
        this.file = file.isEmpty() ? "key.pem" : file;
    }

    PrivateKey read() {
        if (blocks.count(PKCS8) > 1) {
            throw new IllegalArgumentException(subject + " holds several private keys; leave the one that is meant");
        }
        byte[] encoded = blocks.first(PKCS8);
        if (encoded == null) {
            throw new IllegalArgumentException(subject + whatElse());
        }
        return decoded(encoded);
    }

    /** Makes a key of what was in a block, and overwrites that however this ends. */
    PrivateKey decoded(byte[] encoded) {
        try {
            return key(encoded);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private PrivateKey key(byte[] encoded) {
        for (String algorithm : List.of("RSA", "EC")) {
            Optional<PrivateKey> key = key(encoded, algorithm);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IllegalArgumentException("the private key in " + subject
                + " is neither of RSA nor of the curve P-256, or it is damaged; make another, or fetch it anew");
    }

    private Optional<PrivateKey> key(byte[] encoded, String algorithm) {
        try {
            PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            boolean other = key instanceof ECKey curved && !P256.isCurveOf(curved);
            return other ? Optional.empty() : Optional.of(key);
        } catch (GeneralSecurityException e) {
            return Optional.empty(); // its message could quote the key
        }
    }

    private String whatElse() {
        if (blocks.has("ENCRYPTED PRIVATE KEY")) {
            return " holds a private key that is encrypted; decrypt it with: " + pkcs8("");
        }
        if (blocks.has("OPENSSH PRIVATE KEY")) {
            return " holds a private key of OpenSSH; convert a copy of it with: ssh-keygen -p -m PKCS8 -f " + file;
        }
        if (blocks.has("RSA PRIVATE KEY") || blocks.has("EC PRIVATE KEY")) {
            return " holds a private key that is not in PKCS#8; convert it with: " + pkcs8("");
        }
        if (blocks.has("CERTIFICATE") || blocks.has("PUBLIC KEY")) {
            return " holds a certificate or a public key, and not the private key that belongs to it";
        }
        if (blocks.isJson()) {
            return " holds JSON, as a JWK is, and not PEM; save the private key as PEM where it is offered for download";
        }
        if (blocks.isBinary()) {
            return " is binary and not PEM; convert it with: " + pkcs8("-inform DER ")
                    + " or, if it is of the kind .pfx or .p12: openssl pkcs12 -nodes -nocerts -in " + file
                    + " -out private-key.pem";
        }
        return " holds no private key in PEM (\"BEGIN PRIVATE KEY\"), or not all of it";
    }

    private String pkcs8(String form) {
        return "openssl pkcs8 -topk8 -nocrypt " + form + "-in " + file + " -out private-key.pem";
    }
}
