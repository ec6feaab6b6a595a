package dev.rollcall.testservers.entra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testservers.entra.GraphClient.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The imitated Graph cuts lists into pages")
class FakeEntraPagingTest {

    @AutoClose
    private final FakeEntra entra = FakeEntra.start();

    private final GraphClient client = new GraphClient(entra).signIn();

    @Test
    @DisplayName("of 100, or as many as were asked for, or fewer where the service says so")
    void sizes() {
        people(250);
        assertThat(sizes("/users?$select=id")).containsExactly(100, 100, 50);
        assertThat(sizes("/users?$select=id&$top=125")).containsExactly(125, 125);
        entra.paging().serverPageSize(90);
        assertThat(sizes("/users?$select=id&$top=999")).containsExactly(90, 90, 70);
    }

    @Test
    @DisplayName("with an absolute next link that keeps the options and whose token is encoded, good more than once")
    void nextLink() {
        List<EntraPerson> people = people(5);
        Answer first = client.eventually("/users?$select=id&$top=2&$count=true&$filter=userType eq 'Member'");
        assertThat(first.next())
                .startsWith(entra.address()
                        + "/v1.0/users?$select=id&$top=2&$count=true&$filter=userType%20eq%20'Member'" + "&$skiptoken=")
                .contains("%2B", "%2F", "%3D");
        assertThat(client.eventually(first.next()).all("id"))
                .isEqualTo(client.eventually(first.next()).all("id"))
                .containsExactly(people.get(2).id(), people.get(3).id());
    }

    @Test
    @DisplayName("with the number of all on the first page only (F80)")
    void count() {
        people(5);
        List<Answer> pages = client.pages("/users?$top=2&$count=true");
        assertThat(pages.get(0).body().get("@odata.count").asInt()).isEqualTo(5);
        assertThat(pages.subList(1, 3)).noneMatch(page -> page.body().has("@odata.count"));
        assertThat(client.get("/users").body().has("@odata.count")).isFalse();
        entra.paging().countOff(-2);
        assertThat(client.eventually("/users?$count=true")
                        .body()
                        .get("@odata.count")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("and wants the header again on each page of an index list (F80)")
    void headerOnEachPage() {
        EntraGroup group = entra.group("Staff").add(people(3));
        Answer first = client.eventually(
                "/groups/" + group.id() + "/members/microsoft.graph.user?$select=id&$count=true&$top=2");
        assertThat(client.get(first.next()).error()).isEqualTo("400 Request_UnsupportedQuery");
        assertThat(client.eventually(first.next()).value()).hasSize(1);
    }

    @Test
    @DisplayName("and refuses a next link whose options or path were changed, or whose token is too old (F74)")
    void refusedLinks() {
        people(3);
        String next = client.get("/users?$select=id&$top=1").next();
        assertThat(client.get(next.replace("$select=id", "$select=mail")).error())
                .isEqualTo("400 Request_BadRequest");
        assertThat(client.get(next.replace("/users", "/groups")).error()).isEqualTo("400 Request_BadRequest");
        assertThat(client.get(next.replace("%2B%2F", "+/")).error()).isEqualTo("400 Directory_ExpiredPageToken");
        entra.expirePages();
        assertThat(client.get(next).error()).isEqualTo("400 Directory_ExpiredPageToken");
        assertThat(client.get("/users?$select=id&$top=1").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("one of them empty, with a next one, where a test says so (F73)")
    void emptyPage() {
        people(4);
        entra.paging().emptyPage(2);
        assertThat(sizes("/users?$top=2")).containsExactly(2, 0, 2);
    }

    @Test
    @DisplayName("that repeat the end of the one before where a test says so")
    void repeated() {
        List<EntraPerson> people = people(4);
        entra.paging().repeatLast(1);
        List<Answer> pages = client.pages("/users?$top=2&$select=id");
        assertThat(pages).hasSize(3);
        assertThat(pages.get(1).all("id"))
                .containsExactly(people.get(1).id(), people.get(2).id());
    }

    @Test
    @DisplayName("with links to another host, or in a circle, where a test says so (F73, F87)")
    void otherLinks() {
        people(3);
        entra.paging().foreignNext("https://graph.elsewhere.example:8443");
        assertThat(client.get("/users?$top=1").next())
                .startsWith("https://graph.elsewhere.example:8443/v1.0/users?$top=1&$skiptoken=");
        String first = entra.address() + "/v1.0/users?$top=1";
        entra.paging().nextLink(link -> first);
        assertThat(client.get("/users?$top=1").next()).isEqualTo(first);
    }

    @Test
    @DisplayName("and shows what happens between two pages on the second, to members below too")
    void changesBetweenPages() {
        List<EntraPerson> people = people(6);
        EntraGroup inner = entra.group("Inner").add(people);
        EntraGroup group = entra.group("Outer").add(inner);
        String path = "/groups/" + group.id() + "/transitiveMembers";
        entra.onNextRequest(entra.page("/transitiveMembers", 2), () -> {
            inner.remove(people.get(2));
            people.get(3).delete();
            inner.add(entra.person("late@rollcall.example"));
        });
        assertThat(client.pages(path + "?$select=id&$top=2").stream().flatMap(page -> page.all("id").stream()))
                .hasSize(6)
                .doesNotContain(people.get(2).id(), people.get(3).id());
    }

    @Test
    @DisplayName("from an index that sees the tenant as it was, while it lags (F80)")
    void laggingIndex() {
        EntraPerson ann = entra.person("ann@rollcall.example").set("department", "Old");
        EntraPerson bob = entra.person("bob@rollcall.example");
        EntraGroup group = entra.group("Staff").add(ann);
        entra.indexLag(true);
        ann.set("department", "New");
        group.add(bob).remove(ann);
        String members = "/groups/" + group.id() + "/members/microsoft.graph.user?$count=true&$select=id,department";
        assertThat(client.eventually(members).all("department")).containsExactly("Old");
        assertThat(client.get("/groups/" + group.id() + "/members?$select=id").all("id"))
                .containsExactly(bob.id());
        assertThat(client.get("/users/" + ann.id() + "?$select=department")
                        .body()
                        .get("department")
                        .asString())
                .isEqualTo("New");
        entra.indexLag(false);
        assertThat(client.eventually(members).all("id")).containsExactly(bob.id());
    }

    @Test
    @DisplayName("of twenty thousand people in five groups, each once")
    void many() {
        EntraGroup top = entra.group("All");
        List<EntraGroup> groups = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            groups.add(entra.group("Group " + i));
        }
        top.add(groups);
        for (int i = 0; i < 20_000; i++) {
            groups.get(i % 4).add(entra.person("p" + i + "@rollcall.example"));
        }
        Set<String> ids = new HashSet<>();
        String path = "/groups/" + top.id() + "/transitiveMembers/microsoft.graph.user";
        List<Answer> pages = client.pages(path + "?$count=true&$top=999&$select=id,userPrincipalName,accountEnabled");
        pages.forEach(page -> ids.addAll(page.all("id")));
        assertThat(pages).hasSize(21);
        assertThat(ids).hasSize(20_000);
    }

    private List<Integer> sizes(String path) {
        return client.pages(path).stream().map(page -> page.value().size()).toList();
    }

    private List<EntraPerson> people(int number) {
        List<EntraPerson> people = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            people.add(entra.person("p" + i + "@rollcall.example"));
        }
        return people;
    }
}
