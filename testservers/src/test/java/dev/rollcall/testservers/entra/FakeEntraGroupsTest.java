package dev.rollcall.testservers.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testservers.entra.GraphClient.Answer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("The imitated Graph tells groups")
class FakeEntraGroupsTest {

    private static final String CAST = "/microsoft.graph.user";

    @AutoClose
    private final FakeEntra entra = FakeEntra.start();

    private final GraphClient client = new GraphClient(entra).signIn();

    @Test
    @DisplayName("by display name, whatever its case, every one of that name")
    void byName() {
        EntraGroup one = entra.group("O'Neil's staff");
        EntraGroup two = entra.group("o'neil's STAFF");
        entra.group("O'Neil's staff, former");
        Answer found = client.get("/groups?$select=id,displayName&$filter=displayName eq 'O''NEIL''S Staff'");
        assertThat(found.all("id")).containsExactly(one.id(), two.id());
        two.rename("Others");
        assertThat(client.get("/groups?$filter=displayName eq 'o''neil''s staff'")
                        .all("id"))
                .containsExactly(one.id());
        assertThat(client.get("/groups?$filter=displayName eq 'nobody'").value())
                .isEmpty();
    }

    @Test
    @DisplayName("by id, and says what is no id and what is no group")
    void byId() {
        EntraGroup group = entra.group("Staff").set("description", "All of them");
        JsonNode told = client.get("/groups/" + group.id() + "?$select=id,displayName,description,mail")
                .body();
        assertThat(told.get("displayName").asString()).isEqualTo("Staff");
        assertThat(told.get("mail").isNull()).isTrue();
        assertThat(client.get("/groups/" + group.id()).body().get("groupTypes").isArray())
                .isTrue();
        assertThat(client.get("/groups/staff").error()).isEqualTo("400 Request_BadRequest");
        assertThat(client.get("/groups/" + entra.person("a@b.example").id()).error())
                .isEqualTo("404 Request_ResourceNotFound");
        group.delete();
        assertThat(client.get("/groups/" + group.id()).error()).isEqualTo("404 Request_ResourceNotFound");
        assertThat(client.get("/groups/" + group.id() + "/members").error()).isEqualTo("404 Request_ResourceNotFound");
    }

    @Test
    @DisplayName("and their direct members of every kind, each with its type and the properties it can have")
    void members() {
        EntraGroup group = everything();
        Answer answer = client.get("/groups/" + group.id() + "/members?$select=id,displayName,userPrincipalName");
        assertThat(answer.all("@odata.type"))
                .containsExactly(
                        "#microsoft.graph.group",
                        "#microsoft.graph.user",
                        "#microsoft.graph.device",
                        "#microsoft.graph.orgContact",
                        "#microsoft.graph.servicePrincipal");
        assertThat(answer.value().get(1).propertyNames())
                .containsExactly("@odata.type", "id", "displayName", "userPrincipalName");
        assertThat(answer.value().get(2).propertyNames()).containsExactly("@odata.type", "id", "displayName");
        assertThat(answer.body().get("@odata.context").asString())
                .endsWith("$metadata#directoryObjects(id,displayName,userPrincipalName)");
        assertThat(client.get("/groups/" + group.id() + "/members")
                        .value()
                        .get(1)
                        .has("accountEnabled"))
                .isFalse();
        assertThat(client.get("/groups/" + group.id() + "/members?$select=nothing")
                        .error())
                .isEqualTo("400 Request_BadRequest");
    }

    @Test
    @DisplayName("and people alone where the path is cast, without type, from the index only (F77)")
    void cast() {
        EntraGroup group = everything();
        String path = "/groups/" + group.id() + "/members" + CAST;
        Answer answer = client.eventually(path + "?$count=true&$select=id,userPrincipalName");
        assertThat(answer.value()).hasSize(1);
        assertThat(answer.value().get(0).propertyNames()).containsExactly("id", "userPrincipalName");
        assertThat(answer.body().get("@odata.count").asInt()).isEqualTo(1);
        assertThat(answer.body().get("@odata.context").asString()).endsWith("$metadata#users(id,userPrincipalName)");
        assertThat(client.get(path).error()).isEqualTo("400 Request_UnsupportedQuery");
        assertThat(client.eventually(path).error()).isEqualTo("400 Request_UnsupportedQuery");
        assertThat(client.eventually(path + "?$count=true&$filter=userType eq 'Guest'")
                        .value())
                .isEmpty();
        assertThat(client.eventually("/groups/" + group.id() + "/members/microsoft.graph.person?$count=true")
                        .error())
                .isEqualTo("400 BadRequest");
    }

    @Test
    @DisplayName("and all members below, once each, groups among them, though groups hold one another in a circle")
    void transitive() {
        EntraGroup top = entra.group("Top");
        EntraGroup middle = entra.group("Middle");
        EntraGroup low = entra.group("Low");
        EntraPerson ann = entra.person("ann@rollcall.example");
        EntraPerson bob = entra.person("bob@rollcall.example");
        top.add(middle, ann);
        middle.add(low);
        low.add(top, ann, bob);
        assertThat(client.get("/groups/" + top.id() + "/transitiveMembers?$select=id")
                        .all("id"))
                .containsExactlyInAnyOrder(middle.id(), low.id(), ann.id(), bob.id());
        assertThat(client.eventually("/groups/" + top.id() + "/transitiveMembers" + CAST + "?$count=true&$select=id")
                        .all("id"))
                .containsExactly(ann.id(), bob.id());
        assertThat(client.get("/groups/" + middle.id() + "/members?$select=id").all("id"))
                .containsExactly(low.id());
        low.remove(bob);
        assertThat(client.get("/groups/" + top.id() + "/transitiveMembers?$select=id")
                        .all("id"))
                .doesNotContain(bob.id());
    }

    @Test
    @DisplayName("that somebody is in, directly and through others")
    void groupsOfAPerson() {
        EntraGroup top = entra.group("Top");
        EntraGroup low = entra.group("Low");
        EntraPerson ann = entra.person("ann@rollcall.example");
        low.add(ann, top);
        top.add(low);
        assertThat(client.get("/users/" + ann.id() + "/memberOf?$select=id").all("id"))
                .containsExactly(low.id());
        Answer all = client.get("/users/ann@rollcall.example/transitiveMemberOf?$select=id,displayName");
        assertThat(all.all("displayName")).containsExactly("Top", "Low");
        assertThat(all.all("@odata.type")).containsOnly("#microsoft.graph.group");
    }

    @Test
    @DisplayName("that a group is in, directly and through others, itself never")
    void groupsOfAGroup() {
        EntraGroup top = entra.group("Top");
        EntraGroup middle = entra.group("Middle");
        EntraGroup low = entra.group("Low");
        top.add(middle.add(low));
        low.add(top);
        assertThat(client.get("/groups/" + low.id() + "/memberOf?$select=displayName")
                        .all("displayName"))
                .containsExactly("Middle");
        assertThat(client.get("/groups/" + low.id() + "/transitiveMemberOf?$select=displayName")
                        .all("displayName"))
                .containsExactly("Top", "Middle");
        assertThat(client.eventually("/groups/" + low.id() + "/transitiveMemberOf/microsoft.graph.group?$count=true")
                        .all("displayName"))
                .containsExactly("Top", "Middle");
    }

    @Test
    @DisplayName("without those who were deleted")
    void deletedMembers() {
        EntraPerson ann = entra.person("ann@rollcall.example");
        EntraGroup inner = entra.group("Inner");
        EntraGroup group = entra.group("Staff").add(List.of(ann, inner));
        ann.delete();
        inner.delete();
        assertThat(client.get("/groups/" + group.id() + "/members").value()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("and refuses to sort, to search and to expand")
    @ValueSource(strings = {"$orderby=displayName", "$search=x", "$expand=members"})
    void refused(String option) {
        assertThat(client.get("/groups?" + option).error()).isEqualTo("400 Request_BadRequest");
    }

    private EntraGroup everything() {
        return entra.group("Everything")
                .add(
                        entra.group("Inner"),
                        entra.person("ann@rollcall.example"),
                        entra.device("laptop"),
                        entra.contact("Supplier"),
                        entra.servicePrincipal("robot"));
    }
}
