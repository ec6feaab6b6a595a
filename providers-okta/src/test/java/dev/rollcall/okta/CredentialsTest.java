package dev.rollcall.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.http.internal.exchange.Answer;
import dev.rollcall.http.internal.exchange.JdkTransport;
import dev.rollcall.http.internal.exchange.Transport;
import dev.rollcall.testservers.http.HttpReply;
import dev.rollcall.testservers.okta.Mishap;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaServiceApp;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F125: what proves who asks")
class CredentialsTest extends WithOrg {

    private static final KeyPair KEY = newKey();
    private static final KeyPair ANOTHER = newKey();

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void fill() {
        org.group("Staff").add(org.person("ann"), org.person("bob"), org.person("cid"));
        time.pass(Duration.ofMinutes(5));
    }

    private static void assertRefused(Throwable thrown, String... words) {
        assertThat(thrown)
                .isInstanceOf(DirectoryCredentialsException.class)
                .message()
                .contains(words);
    }

    @Nested
    @DisplayName("An API token")
    class ApiToken {

        @Test
        @DisplayName("is overwritten once it was taken")
        void isOverwritten() {
            char[] given = org.apiToken().toCharArray();
            read(anybody().apiToken(() -> given));

            assertThat(given).containsOnly('\0');
        }

        @Test
        @DisplayName("that is refused is tried once, and told in words, with status, code and request id")
        void isTriedOnce() {
            org.revokeApiToken();

            assertRefused(
                    failing(provider()),
                    org.address().toString(),
                    "401",
                    "E0000011",
                    "request id",
                    "API token",
                    "revoked");
            assertThat(org.requests()).hasSize(1);
        }

        @Test
        @DisplayName("that is refused in the middle of a read ends it")
        void endsTheReadWhereItIsRevoked() {
            org.on(OktaCall.MEMBERS, 2, org::revokeApiToken);

            assertRefused(failing(provider().inGroups("Staff").pageSize(1)), "members of group 'Staff'");
        }

        @ParameterizedTest(name = "[{index}]")
        @ValueSource(strings = {"", " ", "SSWS secret0", "secret0\n", "secret0\r\nX-Header: y", "secr\u00e9t0"})
        @DisplayName("that no header can carry is refused without a request, and not told")
        void isCheckedBeforeARequest(String token) {
            Throwable thrown = failing(anybody().apiToken(token::toCharArray));

            assertRefused(thrown, "API token");
            assertThat(thrown.getMessage()).doesNotContain("secret0", "t0");
            assertThat(org.requests()).isEmpty();
        }

        @Test
        @DisplayName("that the host cannot give is a failure of the credentials, without the words of its exception")
        void isMissing() {
            Supplier<char[]> none = () -> null;

            assertRefused(failing(anybody().apiToken(none)), "API token");
            assertThat(failing(anybody().apiToken(() -> {
                        throw new IllegalStateException("the vault said secret0");
                    })))
                    .isInstanceOf(DirectoryCredentialsException.class)
                    .hasMessageContaining("IllegalStateException")
                    .message()
                    .doesNotContain("secret0");
        }

        @Test
        @DisplayName("without the right to see people, or groups, is told which right is missing")
        void tellsTheMissingRight() {
            org.next(OktaCall.USERS, Mishap.forbidden());
            assertRefused(failing(provider()), "403", "E0000006", "okta.users.read", "API token");

            org.next(OktaCall.MEMBERS, Mishap.forbidden());
            assertRefused(failing(provider().inGroups("Staff")), "okta.groups.read");
        }
    }

    @Nested
    @DisplayName("A service app")
    class ServiceApp {

        private final OktaServiceApp app = org.serviceApp(KEY.getPublic(), "key-1");

        private OktaDirectoryProvider.Builder provider() {
            return provider(KEY, "key-1");
        }

        private OktaDirectoryProvider.Builder provider(KeyPair key, String kid) {
            return anybody()
                    .serviceApp(app.clientId(), kid, key::getPrivate)
                    .inGroups("Staff")
                    .pageSize(1)
                    .http(http().withParallel(1));
        }

        @Test
        @DisplayName("asks for one token, and reads with it")
        void readsWithAToken() {
            assertThat(logins(read(provider()))).containsExactly("ann", "bob", "cid");
            assertThat(org.count(OktaCall.TOKEN)).isEqualTo(1);
        }

        @Test
        @DisplayName("signs with a key of RSA as well")
        void signsWithRsa() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair rsa = generator.generateKeyPair();
            app.key(rsa.getPublic(), "key-2");

            assertThat(logins(read(provider(rsa, "key-2")))).containsExactly("ann", "bob", "cid");
        }

        @Test
        @DisplayName("F81: a token that expires in the middle of a read is renewed once")
        void renewsAToken() {
            org.on(OktaCall.MEMBERS, 2, org::expireTokens);

            assertThat(logins(read(provider()))).containsExactly("ann", "bob", "cid");
            assertThat(org.count(OktaCall.TOKEN)).isEqualTo(2);
        }

        @Test
        @DisplayName("F81: where the new token is refused too, the read ends")
        void renewsOnce() {
            org.always(question -> question.path().endsWith("/users"), Mishap.tokenRefused());

            assertRefused(failing(provider()), "401");
            assertThat(org.count(OktaCall.TOKEN)).isEqualTo(2);
            assertThat(org.count(OktaCall.MEMBERS)).isEqualTo(2);
        }

        @Test
        @DisplayName("F81: in a long read a token is renewed before it expires")
        void renewsBeforeItExpires() {
            org.on(OktaCall.MEMBERS, 2, () -> time.pass(Duration.ofMinutes(59).plusSeconds(30)));

            assertThat(logins(read(provider()))).containsExactly("ann", "bob", "cid");
            assertThat(org.count(OktaCall.TOKEN)).isEqualTo(2);
        }

        @Test
        @DisplayName("uses DPoP where the app demands it, and remembers the nonce")
        void usesDpop() {
            app.requireDpop();

            assertThat(logins(read(provider()))).containsExactly("ann", "bob", "cid");
            assertThat(org.count(OktaCall.TOKEN)).isBetween(2, 3);
            assertThat(org.requests())
                    .filteredOn(request -> request.path().startsWith("/api/"))
                    .isNotEmpty()
                    .allSatisfy(
                            request -> assertThat(request.authorizationScheme()).isEqualTo("DPoP"));
        }

        @Test
        @DisplayName("takes another nonce in the middle of a read")
        void takesAnotherNonce() {
            app.requireDpop();
            org.on(OktaCall.MEMBERS, 2, () -> {
                org.changeDpopNonce();
                org.expireTokens();
            });

            assertThat(logins(read(provider()))).containsExactly("ann", "bob", "cid");
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        @DisplayName("F81: whose answers get lost signs anew each time: what was used once is not sent again")
        void signsAnewWhereAnswersGetLost(boolean dpop) {
            if (dpop) {
                app.requireDpop();
            }
            AtomicInteger lost = new AtomicInteger(3);
            OktaDirectoryProvider.Builder provider = provider().transport(settings -> {
                Transport real = new JdkTransport(settings);
                return (request, timeout) -> {
                    Answer answer = real.send(request, timeout);
                    if (request.uri().getPath().endsWith("/token") && lost.getAndDecrement() > 0) {
                        throw new IOException("lost on its way");
                    }
                    return answer;
                };
            });

            assertThat(logins(read(provider))).containsExactly("ann", "bob", "cid");
            // Three were lost; with DPoP the first that arrives asks for a proof, and the second for a nonce in it.
            assertThat(org.count(OktaCall.TOKEN)).isEqualTo(dpop ? 6 : 4);
        }

        @Test
        @DisplayName("asks for a token again, with a statement that is new, where the answer was lost on its way")
        void asksAgainForALostToken() {
            org.next(OktaCall.TOKEN, Mishap.cutAfter(3));

            assertThat(logins(read(provider()))).containsExactly("ann", "bob", "cid");
            assertThat(org.count(OktaCall.TOKEN)).isEqualTo(2);
        }

        @Test
        @DisplayName("so too with DPoP, whichever of the answers is lost")
        void asksAgainForALostTokenWithDpop() {
            app.requireDpop();
            org.next(OktaCall.TOKEN, Mishap.changed(reply -> reply), Mishap.cutAfter(3), Mishap.cutAfter(3));

            assertThat(logins(read(provider()))).containsExactly("ann", "bob", "cid");
        }

        @Test
        @DisplayName("F84: waits for a token as long as it is told to, and asks with a statement that is good then")
        void waitsForAToken() {
            Mishap later = Mishap.tooManyRequests(Duration.ofSeconds(59));
            org.next(OktaCall.TOKEN, later, later, later, later, later, later, later);

            assertThat(logins(read(provider()))).containsExactly("ann", "bob", "cid");
            assertThat(org.count(OktaCall.TOKEN)).isEqualTo(8);
        }

        @Test
        @DisplayName("gives up where no proof is good enough")
        void givesUpOnDpop() {
            org.always(
                    question -> question.path().endsWith("/token"),
                    Mishap.reply(HttpReply.json(400, "{\"error\":\"invalid_dpop_proof\"}")));

            assertRefused(failing(provider()), "invalid_dpop_proof", "clock");
            assertThat(org.count(OktaCall.TOKEN)).isLessThanOrEqualTo(4);
        }

        @Test
        @DisplayName("with a wrong key, key id or client id is told what to check, and tried once")
        void tellsAWrongKey() {
            assertRefused(failing(provider(ANOTHER, "key-1")), "invalid_client", "client id", "key id");
            assertThat(org.count(OktaCall.TOKEN)).isEqualTo(1);
            assertRefused(failing(provider(KEY, "key-2")), "invalid_client");
        }

        @ParameterizedTest(name = "{0} minutes")
        @ValueSource(ints = {-90, 90})
        @DisplayName("on a machine whose clock is wrong is told so")
        void tellsAWrongClock(int minutes) {
            time.skewed(Duration.ofMinutes(minutes));

            assertRefused(
                    failing(provider()), "clock of this machine is 5400 seconds " + (minutes < 0 ? "behind" : "ahead"));
        }

        @Test
        @DisplayName("without a scope is told which to grant")
        void tellsAMissingScope() {
            app.scopes("okta.users.read");

            assertRefused(failing(provider()), "okta.groups.read", "Grant");
        }

        @Test
        @DisplayName("at an address without a token endpoint is a matter of the configuration")
        void tellsAWrongAddress() {
            org.next("/oauth2/v1/token", HttpReply.of(404));

            assertThat(failing(provider()))
                    .isInstanceOf(DirectoryConfigurationException.class)
                    .hasMessageContaining("address of the org");
        }

        @ParameterizedTest(name = "[{index}] {0}")
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "[]",
                    "{\"access_token\":\"\",\"token_type\":\"Bearer\"}",
                    "{\"access_token\":\"a b\",\"token_type\":\"Bearer\"}",
                    "{\"access_token\":\"abc\",\"token_type\":\"MAC\"}",
                    "{\"access_token\":\"abc\",\"token_type\":\"DPoP\"}",
                })
        @DisplayName("that gets no usable token does not go on without")
        void needsAToken(String body) {
            org.next("/oauth2/v1/token", HttpReply.json(200, body));

            assertThat(failing(provider()))
                    .isInstanceOf(SnapshotIncompleteException.class)
                    .message()
                    .doesNotContain("abc");
        }

        @Test
        @DisplayName("F122: no token, key or proof is in a message, a cause or a toString")
        void tellsNoSecret() {
            app.requireDpop();
            org.next(OktaCall.MEMBERS, Mishap.corrupt());
            OktaDirectoryProvider.Builder provider = provider();
            StringWriter told = new StringWriter();
            failing(provider).printStackTrace(new PrintWriter(told));
            told.append(provider.build().toString());
            org.expireTokens();
            org.next(OktaCall.TOKEN, Mishap.failure(500), Mishap.cutAfter(3), Mishap.corrupt());
            failing(provider).printStackTrace(new PrintWriter(told));

            assertThat(org.accessTokens())
                    .isNotEmpty()
                    .allSatisfy(token ->
                            assertThat(told.toString()).doesNotContain(token).doesNotContain("eyJ"));
        }

        @Test
        @DisplayName("with a key that cannot be used is told what key can")
        void tellsAnUnfitKey() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            KeyPair small = generator.generateKeyPair();

            assertRefused(failing(provider(small, "key-1")), "2048");
            assertRefused(failing(anybody().serviceApp("client", "key-1", () -> null)), "private key");
            assertThat(org.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("An org that has moved is a matter of the configuration, and the token is not sent after it")
    void doesNotFollowARedirect() {
        org.next(OktaCall.USERS, Mishap.reply(HttpReply.of(302).with("Location", "https://example.com/")));

        assertThat(failing(provider()
                        .deactivatedPeople(false)
                        .http(HttpSettings.usual().withInsecureLoopback())))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("302");
    }
}
