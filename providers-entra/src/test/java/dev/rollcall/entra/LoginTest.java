package dev.rollcall.entra;

import static dev.rollcall.entra.Tenant.names;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.Validation.Level;
import dev.rollcall.http.PemFile;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.JdkTransport;
import dev.rollcall.http.internal.exchange.Transport;
import dev.rollcall.testservers.ServerCertificate;
import dev.rollcall.testservers.TestCertificates;
import dev.rollcall.testservers.entra.EntraReplies;
import dev.rollcall.testservers.http.HttpReply;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("How the application proves who it is, and what is told when that fails")
class LoginTest {

    private final Tenant tenant = new Tenant();

    @BeforeEach
    void people() {
        tenant.person("ann");
    }

    @AfterEach
    void close() {
        tenant.close();
    }

    private EntraDirectoryProvider.Builder application() {
        return EntraDirectoryProvider.builder(tenant.fake.domain(), tenant.fake.clientId())
                .endpoints(
                        tenant.fake.address().toString(), tenant.fake.address().toString())
                .time(tenant.time)
                .http(Tenant.HTTP);
    }

    private static X509Certificate certificate(ServerCertificate of) {
        return PemFile.certificate(of.certificate());
    }

    private static Supplier<PrivateKey> key(ServerCertificate of) {
        return () -> PemFile.privateKey(of.key());
    }

    @Test
    @DisplayName("a secret works, is asked for at each read, and overwritten")
    void secret() {
        List<char[]> given = new ArrayList<>();
        EntraDirectoryProvider.Builder provider = application().secret(() -> {
            given.add(tenant.fake.secret().toCharArray());
            return given.get(given.size() - 1);
        });

        assertThat(names(tenant.read(provider))).containsExactly("ann");
        assertThat(names(tenant.read(provider))).containsExactly("ann");
        assertThat(given).hasSize(2).allSatisfy(secret -> assertThat(secret).containsOnly('\0'));
    }

    @Test
    @DisplayName("a certificate that was registered works")
    void certificate() {
        ServerCertificate good = TestCertificates.shared().good();
        tenant.fake.certificate(certificate(good));

        assertThat(names(tenant.read(application().certificate(certificate(good), key(good)))))
                .containsExactly("ann");
    }

    @Test
    @DisplayName("F81: a certificate signs anew where an answer got lost: what was used once is not sent again")
    void signsAnewWhereAnswersGetLost() {
        ServerCertificate good = TestCertificates.shared().good();
        tenant.fake.certificate(certificate(good));
        List<String> questions = new ArrayList<>();
        EntraDirectoryProvider.Builder provider = application()
                .certificate(certificate(good), key(good))
                .transport(settings -> {
                    Transport real = new JdkTransport(settings);
                    return (request, timeout) -> {
                        Answer answer = real.send(request, timeout);
                        if (request.uri().getPath().endsWith("/token")) {
                            questions.add(new String(Objects.requireNonNull(request.body()), US_ASCII));
                            if (questions.size() < 3) {
                                throw new IOException("lost on its way");
                            }
                        }
                        return answer;
                    };
                });

        assertThat(names(tenant.read(provider))).containsExactly("ann");
        assertThat(questions)
                .hasSize(3)
                .doesNotHaveDuplicates()
                .allMatch(question -> question.contains("client_assertion="));
    }

    @Test
    @DisplayName("a certificate that was not registered is told as that")
    void unregisteredCertificate() {
        ServerCertificate good = TestCertificates.shared().good();

        assertThat(tenant.failing(
                        DirectoryCredentialsException.class, application().certificate(certificate(good), key(good))))
                .hasMessageContaining("AADSTS700027")
                .hasMessageContaining("not registered");
    }

    @Test
    @DisplayName("the key of another certificate is told without asking")
    void anotherKey() {
        TestCertificates all = TestCertificates.shared();

        tenant.failing(
                DirectoryCredentialsException.class,
                application().certificate(certificate(all.good()), key(all.selfSigned())));

        assertThat(tenant.fake.requests()).isEmpty();
    }

    @Test
    @DisplayName("a host that gives no key, or no secret, is told so")
    void nothingGiven() {
        ServerCertificate good = TestCertificates.shared().good();

        tenant.failing(DirectoryCredentialsException.class, application().certificate(certificate(good), () -> null));
        tenant.failing(DirectoryCredentialsException.class, application().certificate(certificate(good), () -> {
            throw new IllegalStateException(tenant.fake.secret());
        }));
        tenant.failing(DirectoryCredentialsException.class, application().secret(() -> new char[0]));
        assertThat(tenant.fake.requests()).isEmpty();
    }

    @Test
    @DisplayName("what a person in the console can have mistaken is told by what to do")
    void mistakes() {
        assertThat(tenant.failing(
                        DirectoryCredentialsException.class, application().secret("wrong"::toCharArray)))
                .hasMessageContaining("AADSTS7000215")
                .hasMessageContaining("invalid_client")
                .hasMessageContaining("request id")
                .hasMessageContaining(tenant.fake.clientId());
        EntraDirectoryProvider.Builder otherTenant = EntraDirectoryProvider.builder(
                        "other.example", tenant.fake.clientId())
                .secret(tenant.fake.secret()::toCharArray)
                .endpoints(
                        tenant.fake.address().toString(), tenant.fake.address().toString())
                .time(tenant.time)
                .http(Tenant.HTTP);
        assertThat(tenant.failing(DirectoryConfigurationException.class, otherTenant))
                .hasMessageContaining("AADSTS90002");
        assertThat(tenant.fake.count("/token")).as("400 and 401 are final").isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "7000215, secret is wrong",
        "7000222, has expired",
        "700016, no such application",
        "700038, no such application",
        "700027, not registered",
        "700024, clock",
        "7000112, switched off",
        "7000218, did not see one",
        "7000229, enterprise application",
        "53003, conditional access",
        "65001, consent"
    })
    @DisplayName("each number that Microsoft gives is told in words")
    void credentialNumbers(long number, String words) {
        assertThat(refused(DirectoryCredentialsException.class, 401, number))
                .hasMessageContaining("AADSTS" + number)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({"90002, no such tenant", "900023, no such tenant", "500011, cloud", "900382, cloud"})
    @DisplayName("and those that are of the configuration as that")
    void configurationNumbers(long number, String words) {
        assertThat(refused(DirectoryConfigurationException.class, 400, number))
                .hasMessageContaining("AADSTS" + number)
                .hasMessageContaining(words);
    }

    @Test
    @DisplayName("a number that is not known is told, and nothing of what Microsoft writes for people")
    void anUnknownNumber() {
        assertThat(refused(DirectoryCredentialsException.class, 400, 1234567890123L))
                .hasMessageContaining("AADSTS1234567890123")
                .message()
                .doesNotContain("free text");
    }

    private <E extends DirectoryException> E refused(Class<E> how, int status, long number) {
        tenant.fake.next(
                "/token",
                HttpReply.json(
                        status,
                        "{\"error\":\"invalid_client\",\"error_description\":\"free text of ann\",\"error_codes\":["
                                + number + "]}"));
        return tenant.failing(how, tenant.provider());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "{}",
                "{\"access_token\":\"a\\nb\",\"token_type\":\"Bearer\",\"expires_in\":1}",
                "{\"access_token\":\"abc\",\"token_type\":\"DPoP\",\"expires_in\":100}"
            })
    @DisplayName("an answer that is no token is none")
    void noToken(String body) {
        tenant.fake.next("/token", HttpReply.json(200, body));

        tenant.failing(DirectoryUnavailableException.class, tenant.provider());
    }

    @Test
    @DisplayName("F75: a login that has trouble is asked again, as long after as it says")
    void throttledLogin() {
        tenant.fake.next("/token", EntraReplies.throttled(7), EntraReplies.unavailable(3));

        assertThat(names(tenant.read(tenant.provider()))).containsExactly("ann");
        assertThat(tenant.time.waited()).hasSeconds(10);
    }

    @Test
    @DisplayName("a certificate that has expired, or does soon, is told by a validation")
    void expiredCertificates() {
        TestCertificates all = TestCertificates.shared();
        assertThat(levelOf(all.expired())).isEqualTo(Level.ERROR);
        assertThat(levelOf(all.notYetValid())).isEqualTo(Level.ERROR);
        assertThat(levelOf(all.good())).isEqualTo(Level.OK);
        tenant.time.advance(Duration.ofDays(340));
        assertThat(levelOf(all.good())).isEqualTo(Level.WARNING);
    }

    private Level levelOf(ServerCertificate certificate) {
        tenant.fake.certificate(certificate(certificate));
        return application()
                .certificate(certificate(certificate), key(certificate))
                .build()
                .validate(Tenant.asking())
                .findings()
                .stream()
                .filter(finding -> finding.subject().equals("certificate"))
                .findFirst()
                .orElseThrow()
                .level();
    }

    @BeforeEach
    void today() {
        tenant.time.set(Instant.now()); // certificates of the tests are made for today
    }

    @Test
    @DisplayName("trouble of the login that passes is no fault of the credentials")
    void troubleThatPasses() {
        assertThat(refused(DirectoryUnavailableException.class, 400, 90033)).hasMessageContaining("AADSTS90033");
        for (String error : List.of("temporarily_unavailable", "server_error")) {
            tenant.fake.next("/token", HttpReply.json(400, "{\"error\":\"" + error + "\"}"));
            tenant.failing(DirectoryUnavailableException.class, application().secret("any"::toCharArray));
        }
    }
}
