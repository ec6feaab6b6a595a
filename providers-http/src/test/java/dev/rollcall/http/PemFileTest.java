package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.http.internal.token.TestKeys;
import dev.rollcall.testservers.TestCertificates;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file in PEM")
class PemFileTest {

    /** What must be in no message, in the alphabet of Base64. */
    private static final String SECRET = "c2VjcmV0c2VjcmV0";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("app.pem");
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }

    private static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private void holds(String text) throws IOException {
        Files.writeString(file, text);
    }

    @Test
    void holdsAKeyOfRsa() throws IOException {
        holds(pem(TestKeys.RSA.getPrivate()));

        assertThat(PemFile.privateKey(file)).isEqualTo(TestKeys.RSA.getPrivate());
    }

    @Test
    void holdsAKeyOfTheCurveP256() throws IOException {
        holds(pem(TestKeys.P256.getPrivate()));

        assertThat(PemFile.privateKey(file)).isEqualTo(TestKeys.P256.getPrivate());
    }

    @Test
    void mayHoldOtherThingsBeforeAndAfterTheKey() throws IOException {
        String certificate = Files.readString(TestCertificates.shared().authority());
        holds("\uFEFFBag Attributes\n    friendlyName: app\n"
                + certificate
                + pem(TestKeys.RSA.getPrivate()).replace("\n", "\r\n")
                + certificate);

        assertThat(PemFile.privateKey(file)).isEqualTo(TestKeys.RSA.getPrivate());
        assertThat(PemFile.certificate(file))
                .isEqualTo(PemFile.certificate(TestCertificates.shared().authority()));
    }

    @Test
    void mayBeATextThatStaysAsItIs() {
        char[] text = pem(TestKeys.P256.getPrivate()).toCharArray();
        char[] before = text.clone();

        assertThat(PemFile.privateKey(text)).isEqualTo(TestKeys.P256.getPrivate());
        assertThat(text).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RSA PRIVATE KEY|holds a private key that is not in PKCS#8; convert it with: openssl pkcs8 -topk8 -nocrypt -in FILE"
                        + " -out private-key.pem",
                "EC PRIVATE KEY|holds a private key that is not in PKCS#8; convert it with: openssl pkcs8 -topk8 -nocrypt -in FILE"
                        + " -out private-key.pem",
                "ENCRYPTED PRIVATE KEY|holds a private key that is encrypted; decrypt it with: openssl pkcs8 -topk8 -nocrypt -in FILE"
                        + " -out private-key.pem",
                "OPENSSH PRIVATE KEY|holds a private key of OpenSSH; convert a copy of it with: ssh-keygen -p -m PKCS8 -f FILE",
                "CERTIFICATE|holds a certificate or a public key, and not the private key that belongs to it",
                "PUBLIC KEY|holds a certificate or a public key, and not the private key that belongs to it",
                "RSA PUBLIC KEY|holds a certificate or a public key, and not the private key that belongs to it",
                "SOMETHING|holds no private key in PEM (\"BEGIN PRIVATE KEY\"), or not all of it"
            })
    void saysWhatToDoWhereItHoldsSomethingElse(String label, String message) throws IOException {
        holds(pem(label, Base64.getDecoder().decode(SECRET)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.privateKey(file))
                .withMessage(file + " " + message.replace("FILE", file.toString()))
                .withMessageNotContaining(SECRET);
    }

    @Test
    void saysSoWhereItHoldsAJwk() throws IOException {
        holds("\n {\"kty\":\"RSA\",\"d\":\"" + SECRET + "\"}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.privateKey(file))
                .withMessage(file
                        + " holds JSON, as a JWK is, and not PEM; save the private key as PEM where it is offered for"
                        + " download");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3082025c020100", "308187020100301306", "30770201010420"})
    void saysWhatToDoWhereItIsBinary(String begin) throws IOException {
        Files.write(file, HexFormat.of().parseHex(begin));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.privateKey(file))
                .withMessageContaining(
                        "openssl pkcs8 -topk8 -nocrypt -inform DER -in " + file + " -out private-key.pem")
                .withMessageContaining("openssl pkcs12 -nodes -nocerts -in " + file);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.certificate(file))
                .withMessageContaining("openssl x509 -inform DER -in " + file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                SECRET,
                "0, and more text",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n" + SECRET,
                "-----BEGIN PRIVATE KEY-----\n" + SECRET + "\n-----END PRIVATE",
                "-----BEGIN ",
                "-----BEGIN -----BEGIN -----",
                "-----BEGIN PRIVATE KEY-----\n" + SECRET + "\n-----END PUBLIC KEY-----"
            })
    void saysSoWhereThereIsNoneOrNotAllOfIt(String text) throws IOException {
        holds(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.privateKey(file))
                .withMessage(file + " holds no private key in PEM (\"BEGIN PRIVATE KEY\"), or not all of it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.privateKey(text.toCharArray()))
                .withMessage("the text holds no private key in PEM (\"BEGIN PRIVATE KEY\"), or not all of it");
    }

    @Test
    void saysSoWhereItIsInUtf16AsSomeEditorsWrite() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Files.write(file, ("\uFEFF" + pem(TestKeys.P256.getPrivate())).getBytes(charset));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PemFile.privateKey(file))
                    .withMessageContaining("holds no private key in PEM");
        }
    }

    @Test
    void saysSoWhereTheKeyIsDamaged() throws IOException {
        byte[] half = Arrays.copyOf(TestKeys.RSA.getPrivate().getEncoded(), 500);
        for (String text : List.of(
                pem("PRIVATE KEY", half),
                pem("PRIVATE KEY", new byte[0]),
                "-----BEGIN PRIVATE KEY-----\n" + SECRET + "A\n-----END PRIVATE KEY-----")) {
            holds(text);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PemFile.privateKey(file))
                    .withMessage(
                            "the private key in " + file
                                    + " is neither of RSA nor of the curve P-256, or it is damaged; make another, or fetch it anew")
                    .withNoCause();
        }
    }

    @Test
    void isNotOfAnotherCurveOrKind() throws IOException {
        for (PrivateKey key : List.of(TestKeys.p384(), TestKeys.ed25519())) {
            holds(pem(key));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PemFile.privateKey(file))
                    .withMessageContaining("neither of RSA nor of the curve P-256");
        }
    }

    @Test
    void doesNotHoldSeveralKeys() throws IOException {
        holds(pem(TestKeys.RSA.getPrivate()) + pem(TestKeys.P256.getPrivate()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.privateKey(file))
                .withMessage(file + " holds several private keys; leave the one that is meant");
    }

    @Test
    void saysSoWhereItIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.privateKey(file))
                .withMessage(file + " is not there");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.certificate(file))
                .withMessage(file + " is not there");
    }

    @Test
    void saysSoWhereItIsAFolder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.privateKey(folder))
                .withMessageStartingWith(folder + " cannot be read (IOException)");
    }

    @Test
    void isNotReadWhereItIsTooLarge() throws IOException {
        holds(pem(TestKeys.P256.getPrivate()) + " ".repeat(100_000));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PemFile.privateKey(file))
                .withMessage(file + " is larger than 100000 bytes, too large for a key or a certificate");
    }

    @Test
    void holdsACertificateOfWhichTheFirstCounts() throws IOException {
        TestCertificates certificates = TestCertificates.shared();
        holds(Files.readString(certificates.otherAuthority()) + Files.readString(certificates.authority()));

        X509Certificate certificate = PemFile.certificate(file);

        assertThat(certificate).isEqualTo(PemFile.certificate(certificates.otherAuthority()));
        assertThat(certificate.getSubjectX500Principal().getName()).contains("somebody else");
    }

    @Test
    void saysSoWhereItHoldsNoCertificate() throws IOException {
        PublicKey key = TestKeys.RSA.getPublic();
        for (String text : List.of("", pem("PUBLIC KEY", key.getEncoded()), pem(TestKeys.RSA.getPrivate()))) {
            holds(text);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PemFile.certificate(file))
                    .withMessage(file + " holds no certificate in PEM (\"BEGIN CERTIFICATE\")");
        }
    }

    @Test
    void saysSoWhereTheCertificateIsDamaged() throws IOException {
        holds(pem("CERTIFICATE", new byte[] {0x30, 1, 2, 3}));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> PemFile.certificate(file))
                .withMessage("the certificate in " + file + " cannot be read; it may be damaged: fetch it anew");
    }

    @Test
    @DisplayName("F122: leaves nothing of what it held in memory, be it a key or not")
    void leavesNothingInMemory() {
        byte[] good = pem(TestKeys.P256.getPrivate()).getBytes(StandardCharsets.US_ASCII);
        byte[] other = good.clone();
        byte[] bad = ("-----BEGIN " + SECRET).getBytes(StandardCharsets.US_ASCII);
        byte[] encoded = TestKeys.RSA.getPrivate().getEncoded();

        assertThat(PemFile.privateKey(good, "")).isEqualTo(TestKeys.P256.getPrivate());
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.certificate(other, file));
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.privateKey(bad, ""));
        assertThat(new PemKey(new byte[0], "").decoded(encoded)).isEqualTo(TestKeys.RSA.getPrivate());

        assertThat(List.of(good, other, bad, encoded))
                .allSatisfy(bytes -> assertThat(bytes).containsOnly(0));
    }
}
