package dev.rollcall.testservers.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.testservers.entra.GraphClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("The imitated Graph tells people")
class FakeEntraPeopleTest {

    private static final String COST = "extension_0123456789abcdef0123456789abcdef_costCentre";

    @AutoClose
    private final FakeEntra entra = FakeEntra.start();

    private final GraphClient client = new GraphClient(entra).signIn();

    @Test
    @DisplayName("with the usual properties where none are selected: no accountEnabled, no userType")
    void usual() {
        EntraPerson ada = entra.person("ada@rollcall.example").set("businessPhones", List.of("+1", "+2"));
        Answer answer = client.get("/users");
        JsonNode told = answer.value().get(0);
        assertThat(told.propertyNames())
                .containsExactlyInAnyOrder(
                        "businessPhones",
                        "displayName",
                        "givenName",
                        "id",
                        "jobTitle",
                        "mail",
                        "mobilePhone",
                        "officeLocation",
                        "preferredLanguage",
                        "surname",
                        "userPrincipalName");
        assertThat(told.get("id").asString()).isEqualTo(ada.id());
        assertThat(told.get("businessPhones").size()).isEqualTo(2);
        assertThat(answer.body().get("@odata.context").asString()).isEqualTo(entra.address() + "/v1.0/$metadata#users");
        assertThat(answer.isLast()).isTrue();
    }

    @Test
    @DisplayName("with what was selected: null where it is unset, an empty list for a list, no id unless selected")
    void selected() {
        entra.person("ada@rollcall.example").enabled(null).set("department", "Computing");
        JsonNode told = client.get("/users?$select=department,accountEnabled,employeeId,otherMails")
                .value()
                .get(0);
        assertThat(told.toString())
                .isEqualTo(
                        "{\"department\":\"Computing\",\"accountEnabled\":null,\"employeeId\":null,\"otherMails\":[]}");
    }

    @Test
    @DisplayName("with directory extensions where they were set, and null where they were set to nothing")
    void extensions() {
        entra.person("a@rollcall.example").extension(COST, "42");
        entra.person("b@rollcall.example").extension(COST, null);
        entra.person("c@rollcall.example");
        assertThat(client.get("/users?$select=" + COST).value())
                .extracting(JsonNode::toString)
                .containsExactly("{\"" + COST + "\":\"42\"}", "{\"" + COST + "\":null}", "{}");
    }

    @Test
    @DisplayName("with what is on premises")
    void onPremises() {
        entra.person("a@rollcall.example").onPremises("CN=A,DC=corp,DC=example", "c29tZQ==", "first", null, "third");
        entra.person("b@rollcall.example");
        List<JsonNode> people = client.get("/users?$select=onPremisesDistinguishedName,onPremisesImmutableId,"
                        + "onPremisesSyncEnabled,onPremisesExtensionAttributes")
                .value();
        JsonNode attributes = people.get(0).get("onPremisesExtensionAttributes");
        assertThat(attributes.get("extensionAttribute3").asString()).isEqualTo("third");
        assertThat(attributes.size()).isEqualTo(15);
        assertThat(attributes.get("extensionAttribute2").isNull()).isTrue();
        assertThat(people.get(0).get("onPremisesImmutableId").asString()).isEqualTo("c29tZQ==");
        assertThat(people.get(1).get("onPremisesDistinguishedName").isNull()).isTrue();
        assertThat(people.get(1).get("onPremisesExtensionAttributes").size()).isEqualTo(15);
    }

    @Test
    @DisplayName("with their manager where that is expanded, and nothing of it where there is none")
    void manager() {
        EntraPerson boss = entra.person("boss@rollcall.example");
        entra.person("ada@rollcall.example").manager(boss);
        List<JsonNode> people =
                client.get("/users?$select=id&$expand=manager($select=id,mail)").value();
        assertThat(people.get(0).has("manager")).isFalse();
        assertThat(people.get(1).get("manager").get("id").asString()).isEqualTo(boss.id());
        assertThat(people.get(1).get("manager").get("@odata.type").asString()).isEqualTo("#microsoft.graph.user");
        assertThat(client.eventually("/users?$expand=manager&$count=true").error())
                .isEqualTo("400 Request_UnsupportedQuery");
        boss.delete();
        assertThat(client.get("/users?$expand=manager").value().get(0).has("manager"))
                .isFalse();
    }

    @Test
    @DisplayName("one by one, by id and by name, whatever its case, also the name of a guest")
    void oneByOne() {
        EntraPerson ada = entra.person("ada@else.example").guest();
        String name = "ada_else.example#EXT#@rollcall.example";
        Answer found = client.get(
                "/users/" + URLEncoder.encode(name.toUpperCase(java.util.Locale.ROOT), StandardCharsets.UTF_8)
                        + "?$select=id,userPrincipalName,mail,userType");
        assertThat(found.body().get("id").asString()).isEqualTo(ada.id());
        assertThat(found.body().get("userPrincipalName").asString()).isEqualTo(name);
        assertThat(found.body().get("mail").asString()).isEqualTo("ada@else.example");
        assertThat(found.body().get("userType").asString()).isEqualTo("Guest");
        assertThat(found.body().get("@odata.context").asString())
                .endsWith("#users(id,userPrincipalName,mail,userType)/$entity");
        assertThat(client.get("/users/" + ada.id()).status()).isEqualTo(200);
        assertThat(client.get("/users/ada@else.example").error()).isEqualTo("404 Request_ResourceNotFound");
        assertThat(client.get("/users/" + entra.group("G").id()).error()).isEqualTo("404 Request_ResourceNotFound");
    }

    @Test
    @DisplayName("under another name and the same id after a rename, and not at all after a deletion")
    void renamedAndDeleted() {
        EntraPerson ada = entra.person("ada@rollcall.example").rename("countess@rollcall.example");
        assertThat(client.get("/users/countess@rollcall.example?$select=id")
                        .body()
                        .get("id")
                        .asString())
                .isEqualTo(ada.id());
        EntraPerson other = entra.person("ada@rollcall.example");
        assertThat(other.id()).isNotEqualTo(ada.id());
        assertThatThrownBy(() -> other.rename("Countess@rollcall.example"))
                .isInstanceOf(IllegalArgumentException.class);
        ada.delete();
        assertThat(client.get("/users").all("id")).containsExactly(other.id());
        assertThat(client.get("/users/" + ada.id()).status()).isEqualTo(404);
        assertThat(entra.person("countess@rollcall.example").id()).isNotEqualTo(ada.id());
    }

    @ParameterizedTest
    @DisplayName("that a filter finds")
    @CsvSource(
            delimiter = ';',
            value = {
                "userType eq 'Member'; ann bob",
                "accountEnabled eq true and userType eq 'Member'; ann",
                "accountEnabled eq false or userType eq 'Guest'; bob cee",
                "department eq 'o''brien''s'; ann",
                "department eq null; bob cee",
                "startswith(userPrincipalName,'AN'); ann",
                "userType in ('Guest','Other'); cee",
                "not (userType eq 'Guest') and startsWith(mail, 'b'); bob",
                "department ne null; ann",
                "endsWith(mail,'@else.example'); cee",
                "extension_0123456789abcdef0123456789abcdef_costCentre eq '7'; bob",
                "onPremisesExtensionAttributes/extensionAttribute1 eq 'x'; bob",
            })
    void filtered(String filter, String found) {
        entra.person("ann@rollcall.example").set("department", "O'Brien's").set("displayName", "ann");
        entra.person("bob@rollcall.example").enabled(false).extension(COST, "7").onPremises("CN=B", "Yg==", "X");
        entra.person("cee@else.example").guest();
        Answer answer = client.eventually("/users?$count=true&$select=displayName&$filter=" + filter);
        assertThat(String.join(" ", answer.all("displayName"))).isEqualTo(found);
        assertThat(answer.body().get("@odata.count").asInt())
                .isEqualTo(answer.value().size());
    }

    @ParameterizedTest
    @DisplayName("and only from the index, counted, where a filter needs that")
    @ValueSource(
            strings = {
                "userType ne 'Guest'",
                "not startsWith(mail,'a')",
                "endsWith(mail,'a')",
                "onPremisesExtensionAttributes/extensionAttribute1 eq 'x'"
            })
    void needsTheIndex(String filter) {
        assertThat(client.get("/users?$filter=" + filter).error()).isEqualTo("400 Request_UnsupportedQuery");
        assertThat(client.eventually("/users?$filter=" + filter).error()).isEqualTo("400 Request_UnsupportedQuery");
        assertThat(client.get("/users?$count=true&$filter=" + filter).error())
                .isEqualTo("400 Request_UnsupportedQuery");
        assertThat(client.eventually("/users?$count=true&$filter=" + filter).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("and refuses what it does not understand")
    @CsvSource(
            delimiter = ';',
            value = {
                "$select=accountenabled; 400 Request_BadRequest",
                "$select=id,nonsense; 400 Request_BadRequest",
                "$select=; 400 Request_BadRequest",
                "$select=id,skills; 501 NotImplemented",
                "select=id; 400 Request_BadRequest",
                "$top=0; 400 Request_UnsupportedQuery",
                "$top=1000; 400 Request_UnsupportedQuery",
                "$top=many; 400 Request_UnsupportedQuery",
                "$count=yes; 400 Request_BadRequest",
                "$count=true; 400 Request_UnsupportedQuery",
                "$expand=directReports; 400 Request_BadRequest",
                "$filter=userType eq 'Member; 400 Request_BadRequest",
                "$filter=userType eq; 400 Request_BadRequest",
                "$filter=userType eq 'a' 'b'; 400 Request_BadRequest",
                "$filter=accountEnabled eq 'true'; 400 Request_BadRequest",
                "$filter=(userType eq 'Member'; 400 Request_BadRequest",
                "$filter=aboutMe eq 'x'; 400 Request_UnsupportedQuery",
                "$filter=employeeId gt '1'; 400 Request_UnsupportedQuery",
            })
    void refused(String query, String error) {
        assertThat(client.get("/users?" + query).error()).isEqualTo(error);
    }

    @Test
    @DisplayName("and knows no other resources")
    void otherResources() {
        assertThat(client.get("/organisation").error()).isEqualTo("400 BadRequest");
        assertThat(client.get("/users/" + entra.person("a@b.example").id() + "/calendar")
                        .error())
                .isEqualTo("400 BadRequest");
    }

    @Test
    @DisplayName("and a test cannot set what Graph does not know")
    void settingIsStrict() {
        EntraPerson ada = entra.person("ada@rollcall.example");
        assertThatThrownBy(() -> ada.set("departement", "x")).hasMessageContaining("departement");
        assertThatThrownBy(() -> ada.extension("costCentre", "x")).hasMessageContaining("costCentre");
    }
}
