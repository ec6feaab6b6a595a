package dev.rollcall.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.Activity;
import dev.rollcall.http.HttpSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a provider for Okta can be configured with")
class OktaBuilderTest {

    private static OktaDirectoryProvider.Builder at(String org) {
        return OktaDirectoryProvider.builder(org).apiToken(() -> "token".toCharArray());
    }

    private static OktaDirectoryProvider.Builder good() {
        return at("https://example.okta.com");
    }

    private static void assertRefused(OktaDirectoryProvider.Builder builder, String... words) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(words);
    }

    @Test
    @DisplayName("An address and a token are enough, and the token is not asked for before a read")
    void littleIsEnough() {
        OktaDirectoryProvider provider = OktaDirectoryProvider.builder("https://example.okta.com")
                .apiToken(() -> {
                    throw new AssertionError("asked for too early");
                })
                .build();

        assertThat(provider).hasToString("OktaDirectoryProvider[https://example.okta.com]");
    }

    @Test
    @DisplayName("A choice of no group is a mistake, and not everybody")
    void refusesAChoiceOfNoGroup() {
        String problem = "inGroups(...) was given no group; leave it out for everybody";
        assertRefused(good().inGroups(), problem);
        assertRefused(good().inGroups(List.of()), problem);
        assertRefused(good().inGroups("Staff").inGroups(List.of()), problem);
    }

    @Test
    @DisplayName("Everything that is wrong is told at once")
    void tellsAllAtOnce() {
        assertRefused(
                OktaDirectoryProvider.builder("example.okta.com")
                        .inGroups(" ", "id:")
                        .search(" ")
                        .filter("status eq \"ACTIVE\"")
                        .matchKey("credentials.provider")
                        .status("asleep", Activity.INACTIVE)
                        .pageSize(201)
                        .http(HttpSettings.usual().withTotalTimeout(Duration.ZERO)),
                "https://example.okta.com",
                "apiToken(...) or serviceApp(...) is missing",
                "the name of a group must not be blank",
                "'id:' names no id of a group",
                "inGroups(...) and search(...) and filter(...) exclude each other",
                "the expression of search(...) must not be blank",
                "'credentials.provider' holds credentials",
                "'asleep' is no status",
                "pageSize must be from 1 to 200, not 201",
                "total timeout");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "https://example-admin.okta.com, https://example.okta.com",
        "https://Example-Admin.OktaPreview.com/, https://example.oktapreview.com",
        "https://example-admin.okta-emea.com, https://example.okta-emea.com",
        "https://example-admin.okta-gov.com, https://example.okta-gov.com",
        "https://example-admin.okta.mil, https://example.okta.mil",
        "https://example-admin.trial.okta.com, https://example.trial.okta.com",
        "https://example-admin.okta.com., https://example.okta.com",
    })
    @DisplayName("F87: the address of the console is refused, and the right one named")
    void refusesTheConsole(String console, String org) {
        assertRefused(at(console), "console", org);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                "example",
                "example.okta.com",
                "ftp://example.okta.com",
                "http://example.okta.com",
                "http://127.0.0.1:8080",
                "http://localhost.example.com",
                "https://example.okta.com/oauth2/default",
                "https://example.okta.com?x=1",
                "https://example.okta.com#x",
                "https://ann:secret@example.okta.com",
                "https://example.okta.com:99999",
                "https://",
                "https://ex ample.okta.com",
            })
    @DisplayName("Anything but https and a host is refused, without repeating a password")
    void refusesOtherAddresses(String address) {
        assertThatThrownBy(at(address)::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the address of the org")
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "https://example.okta.com/",
                "HTTPS://EXAMPLE.okta.com",
                "https://login.example.org",
                "https://login-admin.example.org",
                "https://administration.okta.com",
                "https://example.okta.com:8443",
                "https://example.okta.com.",
            })
    @DisplayName("Own domains, ports and any letter case are taken")
    void takesOwnDomains(String address) {
        assertThatCode(at(address)::build).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:8080/", "http://[::1]:8080"})
    @DisplayName("http is for the loopback, where the host says so")
    void takesTheLoopbackWhereTheHostSaysSo(String address) {
        assertThatCode(at(address).http(HttpSettings.usual().withInsecureLoopback())::build)
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("The switch for the loopback opens nothing else")
    void theSwitchOpensNothingElse() {
        assertRefused(at("http://example.okta.com").http(HttpSettings.usual().withInsecureLoopback()), "https://");
    }

    @Test
    @DisplayName("One kind of credentials, and not two")
    void takesOneKindOfCredentials() {
        assertRefused(
                good().serviceApp("client", "key", () -> null), "apiToken(...) and serviceApp(...) exclude each other");
    }

    @Test
    @DisplayName("A service app has a client id and a key id")
    void aServiceAppHasIds() {
        assertRefused(
                OktaDirectoryProvider.builder("https://example.okta.com").serviceApp(" ", "", () -> null),
                "the client id",
                "the key id");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"id:", "id: ", "id:a b", "id:../users", "id:a?b"})
    @DisplayName("F123: an id that no group can have is refused")
    void refusesIdsThatNoGroupHas(String group) {
        assertRefused(good().inGroups(group), "names no id of a group");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"", " ", "profile.", ".login", "a.b.c", "manager.id", "Credentials", "profile.credentials"})
    @DisplayName("A match key that is no attribute, or a credential, is refused (R28)")
    void refusesMatchKeys(String attribute) {
        assertRefused(good().matchKey(attribute), "matchKey");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 201})
    @DisplayName("A page has 1 to 200 people")
    void refusesPageSizes(int size) {
        assertRefused(good().pageSize(size), "pageSize");
    }
}
