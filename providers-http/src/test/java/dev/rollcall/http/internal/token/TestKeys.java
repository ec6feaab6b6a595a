package dev.rollcall.http.internal.token;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** Keys of several kinds, made anew each time the tests run. */
public final class TestKeys {

    public static final KeyPair RSA = make("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    public static final KeyPair P256 = make("EC", new ECGenParameterSpec("secp256r1"));

    private TestKeys() {}

    public static PrivateKey shortRsa() {
        return make("RSA", new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4))
                .getPrivate();
    }

    public static PrivateKey p384() {
        return make("EC", new ECGenParameterSpec("secp384r1")).getPrivate();
    }

    public static PrivateKey ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair make(String algorithm, AlgorithmParameterSpec kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(kind);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
