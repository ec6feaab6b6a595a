package dev.rollcall.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/**
 * Reads keys and certificates in PEM (RFC 7468), as the consoles of directories offer them for download. Safe for
 * several threads. What it reads into is overwritten; the file is not.
 */
public final class PemFile {

    private static final int LARGEST = 100_000;

    private PemFile() {}

    /**
     * Reads a private key of RSA or of the curve P-256, not encrypted, in PKCS#8 ("BEGIN PRIVATE KEY").
     *
     * @throws IllegalArgumentException if there is none, told without what the file holds, with the command that makes
     *     one from other kinds
     */
    public static PrivateKey privateKey(Path file) {
        return privateKey(content(file), file.toString());
    }

    /** As {@link #privateKey(Path)}, from text; the array is left as it is. */
    public static PrivateKey privateKey(char[] text) {
        byte[] content = new byte[text.length];
        for (int i = 0; i < text.length; i++) {
            content[i] = text[i] < 0x80 ? (byte) text[i] : (byte) '?';
        }
        return privateKey(content, "");
    }

    /** Reads a key, and overwrites the content however that ends. */
    static PrivateKey privateKey(byte[] content, String file) {
        try {
            return new PemKey(content, file).read();
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * Reads the first certificate (X.509) of a file. Whether it is still good, or of a key, is not looked at.
     *
     * @throws IllegalArgumentException if there is none, told without what the file holds
     */
    public static X509Certificate certificate(Path file) {
        return certificate(content(file), file);
    }

    /** Reads a certificate, and overwrites the content however that ends: a private key may stand beside it. */
    static X509Certificate certificate(byte[] content, Path file) {
        try {
            return read(content, file);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static X509Certificate read(byte[] content, Path file) {
        PemBlocks blocks = PemBlocks.of(content);
        byte[] encoded = blocks.first("CERTIFICATE");
        if (encoded == null) {
            throw new IllegalArgumentException(file + " holds no certificate in PEM (\"BEGIN CERTIFICATE\")"
                    + (blocks.isBinary()
                            ? "; it is binary: make one with: openssl x509 -inform DER -in " + file
                                    + " -out certificate.pem"
                            : ""));
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(
                    "the certificate in " + file + " cannot be read; it may be damaged: fetch it anew", e);
        }
    }

    private static byte[] content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                Arrays.fill(content, (byte) 0);
                throw new IllegalArgumentException(
                        file + " is larger than " + LARGEST + " bytes, too large for a key or a certificate");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + " is not there", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    file + " cannot be read (" + e.getClass().getSimpleName()
                            + "); see whether it is a file, and whether the account that this runs under may read it",
                    e);
        }
    }
}
