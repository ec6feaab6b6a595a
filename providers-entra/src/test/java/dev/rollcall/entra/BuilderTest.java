package dev.rollcall.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.http.HttpSettings;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A configuration is checked when it is built, all of it at once, and without asking anybody")
class BuilderTest {

    private static final String ID = "00000000-0000-4000-8000-000000000001";

    private static EntraDirectoryProvider.Builder good() {
        return EntraDirectoryProvider.builder("example.onmicrosoft.com", ID).secret("secret"::toCharArray);
    }

    private static String problems(EntraDirectoryProvider.Builder builder) {
        StringBuilder text = new StringBuilder();
        assertThatIllegalArgumentException().isThrownBy(builder::build).satisfies(e -> text.append(e.getMessage()));
        return text.toString();
    }

    private static String problems(UnaryOperator<EntraDirectoryProvider.Builder> change) {
        return problems(change.apply(good()));
    }

    @Test
    @DisplayName("a choice of no group is a mistake, and not everybody")
    void refusesAChoiceOfNoGroup() {
        String problem = "inGroups(...) was given no group; leave it out for everybody";
        assertThat(problems(EntraDirectoryProvider.Builder::inGroups)).contains(problem);
        assertThat(problems(it -> it.inGroups(List.of()))).contains(problem);
        assertThat(problems(it -> it.inGroups("Staff").inGroups(List.of()))).contains(problem);
    }

    @Test
    @DisplayName("everything that is wrong is told at once")
    void everything() {
        String problems = problems(EntraDirectoryProvider.builder("common", "my-app")
                .endpoints("http://login.example", "https://user:pass@graph.example/v1.0?x=1")
                .inGroups("id:7", " ")
                .filter(" ")
                .matchKey("passwordProfile", "manager.mail")
                .externalId("a b")
                .pageSize(1000)
                .http(HttpSettings.usual().withTotalTimeout(Duration.ZERO)));

        assertThat(problems)
                .contains("'common' is no tenant")
                .contains("client id")
                .contains("the address of the login must begin with https://")
                .contains("the address of Graph must not carry a user or a password")
                .contains("the address of Graph must have nothing after the host")
                .contains("secret(...) or certificate(...) is missing")
                .contains("'id:7' is no id")
                .contains("must not be blank")
                .contains("the filter must not be blank")
                .contains("'passwordProfile' holds credentials")
                .contains("'manager.mail' says something of somebody else")
                .contains("'a b' is no name")
                .contains("from 1 to 999, not 1000")
                .contains("total timeout")
                .doesNotContain("user:pass");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "example", "-a.example", "a..b", "example.com/x", "a b.example", "organizations", "123"
            })
    @DisplayName("a tenant is an id or a domain")
    void wrongTenants(String tenant) {
        assertThat(problems(EntraDirectoryProvider.builder(tenant, ID).secret("x"::toCharArray)))
                .contains("tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "Example.onmicrosoft.com", "xn--bcher-kva.example", " " + ID + " "})
    @DisplayName("domains and ids are tenants")
    void rightTenants(String tenant) {
        assertThat(EntraDirectoryProvider.builder(tenant, ID)
                        .secret("x"::toCharArray)
                        .build())
                .hasToString("EntraDirectoryProvider[" + tenant.strip() + "]");
    }

    @Test
    @DisplayName("a secret and a certificate exclude each other")
    void twoCredentials() throws NoSuchAlgorithmException {
        KeyPair pair = rsa(2048);

        assertThat(problems(builder -> builder.certificate(new StubCertificate(pair.getPublic()), pair::getPrivate)))
                .contains("exclude each other");
    }

    @Test
    @DisplayName("a certificate is of an RSA key of 2048 bits or more")
    void weakCertificates() throws NoSuchAlgorithmException {
        KeyPair weak = rsa(1024);
        KeyPair elliptic = KeyPairGenerator.getInstance("EC").generateKeyPair();

        assertThat(problems(EntraDirectoryProvider.builder(ID, ID)
                        .certificate(new StubCertificate(weak.getPublic()), weak::getPrivate)))
                .contains("1024 bits");
        assertThat(problems(EntraDirectoryProvider.builder(ID, ID)
                        .certificate(new StubCertificate(elliptic.getPublic()), elliptic::getPrivate)))
                .contains("RSA");
    }

    private static KeyPair rsa(int bits) throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, true, true",
        "http://localhost:8080/, true, true",
        "http://127.0.0.1:8080, false, false",
        "http://graph.microsoft.com, true, false",
        "http://localhost.example, true, false",
        "ftp://graph.microsoft.com, true, false",
        "https://graph.microsoft.com:8443, false, true",
        "graph.microsoft.com, false, false",
        "https://, false, false",
        "https://graph.microsoft.com/v1.0, false, false"
    })
    @DisplayName("an address has TLS, or is of the loopback where that is allowed")
    void addresses(String address, boolean loopbackAllowed, boolean isGood) {
        HttpSettings http = loopbackAllowed ? HttpSettings.usual().withInsecureLoopback() : HttpSettings.usual();
        EntraDirectoryProvider.Builder builder =
                good().endpoints(EntraCloud.GLOBAL.login(), address).http(http);

        if (isGood) {
            assertThatCode(builder::build).doesNotThrowAnyException();
        } else {
            assertThat(problems(builder)).contains("the address of Graph");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1000})
    @DisplayName("a page has 1 to 999 people")
    void pageSizes(int size) {
        assertThat(problems(builder -> builder.pageSize(size))).contains("page size");
    }
}
