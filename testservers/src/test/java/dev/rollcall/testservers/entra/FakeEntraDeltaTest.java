package dev.rollcall.testservers.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testservers.entra.GraphClient.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("The imitated Graph tells what became of groups")
class FakeEntraDeltaTest {

    private static final String LATEST = "/groups/delta?$select=id,members&$deltatoken=latest";

    @AutoClose
    private final FakeEntra entra = FakeEntra.start();

    private final GraphClient client = new GraphClient(entra).signIn();
    private final EntraGroup staff = entra.group("Staff");
    private final EntraGroup others = entra.group("Others");
    private final EntraPerson ann = entra.person("ann@rollcall.example");
    private final EntraPerson bob = entra.person("bob@rollcall.example");

    @Test
    @DisplayName("since now: nothing, then who joined and who left, then nothing again")
    void sinceNow() {
        staff.add(ann);
        Answer first = client.get(LATEST);
        assertThat(first.value()).isEmpty();
        staff.add(bob).remove(ann);
        Answer second = client.get(link(first));
        assertThat(second.all("id")).containsExactly(staff.id());
        JsonNode members = second.value().get(0).get("members@delta");
        assertThat(members.get(0).toString())
                .isEqualTo("{\"@odata.type\":\"#microsoft.graph.user\",\"id\":\"" + bob.id() + "\"}");
        assertThat(members.get(1).get("id").asString()).isEqualTo(ann.id());
        assertThat(members.get(1).get("@removed").get("reason").asString()).isEqualTo("deleted");
        assertThat(second.value().get(0).has("displayName")).isFalse();
        assertThat(client.get(link(second)).value()).isEmpty();
        assertThat(client.get(link(first)).all("id")).containsExactly(staff.id());
    }

    @Test
    @DisplayName("and counts the deletion of a member and of a group")
    void deletions() {
        staff.add(ann);
        Answer first = client.get(LATEST);
        ann.delete();
        others.delete();
        JsonNode value = client.get(link(first)).body().get("value");
        assertThat(value.get(0).get("members@delta").get(0).has("@removed")).isTrue();
        assertThat(value.get(1).toString())
                .isEqualTo("{\"id\":\"" + others.id() + "\",\"@removed\":{\"reason\":\"changed\"}}");
    }

    @Test
    @DisplayName("and only in what was selected: a rename is none where the name was not")
    void selected() {
        Answer members = client.get(LATEST);
        Answer names = client.get("/groups/delta?$select=displayName&$deltatoken=latest");
        staff.rename("Crew");
        others.add(ann);
        assertThat(client.get(link(members)).all("id")).containsExactly(others.id());
        Answer renamed = client.get(link(names));
        assertThat(renamed.all("displayName")).containsExactly("Crew");
        assertThat(renamed.value().get(0).has("members@delta")).isFalse();
    }

    @Test
    @DisplayName("from the beginning where no token is given: all of them with their members, in pages")
    void fromTheBeginning() {
        staff.add(ann, bob);
        entra.paging().serverPageSize(1);
        Answer first = client.get("/groups/delta");
        assertThat(first.value().get(0).get("members@delta").size()).isEqualTo(2);
        assertThat(first.body().has("@odata.deltaLink")).isFalse();
        Answer second = client.get(first.next());
        assertThat(second.all("displayName")).containsExactly("Others");
        assertThat(second.isLast()).isTrue();
        assertThat(client.get(link(second)).value()).isEmpty();
    }

    @Test
    @DisplayName("a group several times where many of its members changed")
    void inParts() {
        entra.paging().deltaMembersPerEntry(1);
        Answer first = client.get(LATEST);
        staff.add(ann, bob);
        assertThat(client.get(link(first)).all("id")).containsExactly(staff.id(), staff.id());
    }

    @Test
    @DisplayName("and only of those that were asked about")
    void filtered() {
        Answer first = client.get("/groups/delta?$deltatoken=latest&$select=id,members&$filter=id eq '" + others.id()
                + "' or id eq '11111111-2222-3333-4444-555555555555'");
        staff.add(ann);
        others.add(ann);
        assertThat(client.get(link(first)).all("id")).containsExactly(others.id());
    }

    @Test
    @DisplayName("and says that a link is too old, in both ways in which the service does (F76)")
    void tooOld() {
        String old = link(client.get(LATEST));
        entra.deltaGone();
        Answer gone = client.get(old);
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.response().headers().firstValue("Location"))
                .contains(entra.address() + "/v1.0/groups/delta?$deltatoken=");
        assertThat(client.get(entra.address() + "/v1.0/groups/delta?$deltatoken=")
                        .value())
                .hasSize(2);
        String next = link(client.get(LATEST));
        entra.deltaNotFound();
        assertThat(client.get(next).error()).isEqualTo("400 syncStateNotFound");
        assertThat(client.get(LATEST).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("and refuses other options, and options beside a token")
    @ValueSource(
            strings = {"$top=5", "$expand=members", "$orderby=id", "$select=nothing", "$deltatoken=tok1&$select=id"})
    void refused(String options) {
        assertThat(client.get("/groups/delta?" + options).error()).isEqualTo("400 Request_BadRequest");
    }

    private static String link(Answer answer) {
        assertThat(answer.isLast()).isTrue();
        return answer.body().get("@odata.deltaLink").asString();
    }
}
