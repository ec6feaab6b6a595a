package dev.rollcall.testservers.okta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The org as a reader sees it: people, groups, members, in pages. */
@Tag("slow")
class FakeOktaListsTest {

    private static final String USERS = "/api/v1/users";
    private static final String GROUPS = "/api/v1/groups";

    private final FakeOkta okta = FakeOkta.start();
    private final OktaClient client = new OktaClient(okta);

    @AfterEach
    void nothingWentWrongInside() {
        okta.close();
        assertThat(okta.failures()).isEmpty();
    }

    @Test
    void cutsMembersIntoPagesInTheOrderOfCreation() throws Exception {
        List<OktaPerson> people = people(5);
        OktaGroup group = okta.group("Staff").add(people);

        List<List<String>> pages = client.pages(members(group) + "?limit=2");

        assertThat(pages)
                .containsExactly(ids(people.subList(0, 2)), ids(people.subList(2, 4)), ids(people.subList(4, 5)));
    }

    @Test
    void namesThisPageAndTheNextInTwoHeaderLines() throws Exception {
        OktaGroup group = okta.group("Staff").add(people(3));

        HttpResponse<String> response = client.get(members(group) + "?limit=2");

        assertThat(response.headers().allValues("link"))
                .satisfiesExactly(
                        self -> assertThat(self)
                                .isEqualTo("<" + okta.address() + members(group) + "?limit=2>; rel=\"self\""),
                        next -> assertThat(next)
                                .startsWith("<" + okta.address() + members(group) + "?after=")
                                .endsWith("&limit=2>; rel=\"next\""));
        assertThat(response.headers().map()).containsKey("link");
    }

    @Test
    void joinsLinksIfToldTo() throws Exception {
        okta.pages().joinedLinks().capitalLink().commasInLinks();
        List<OktaPerson> people = people(5);

        assertThat(client.get(USERS + "?limit=2").headers().allValues("link"))
                .singleElement()
                .asString()
                .contains("rel=\"self\", <", "view=a,b;");
        assertThat(client.ids(USERS + "?limit=2")).isEqualTo(ids(people));
    }

    @Test
    void givesEmptyPagesThatLeadOn() throws Exception {
        okta.pages().emptyPagesBetween().emptyPageAtTheEnd();
        List<OktaPerson> people = people(3);

        List<List<String>> pages = client.pages(USERS + "?limit=2");

        assertThat(pages)
                .containsExactly(ids(people.subList(0, 2)), List.of(), ids(people.subList(2, 3)), List.of(), List.of());
    }

    @Test
    void repeatsTheLastRowIfPagesOverlap() throws Exception {
        okta.pages().overlapping();
        List<OktaPerson> people = people(5);

        List<List<String>> pages = client.pages(USERS + "?limit=3");

        assertThat(pages).containsExactly(ids(people.subList(0, 3)), ids(people.subList(2, 5)));
    }

    @Test
    void lowersTheLimit() throws Exception {
        okta.pages().atMost(2);
        people(3);

        assertThat(client.pages(USERS + "?limit=200")).hasSize(2);
    }

    @Test
    void aCursorOfAnotherListIsRefused() throws Exception {
        OktaGroup group = okta.group("Staff").add(people(3));
        String next = OktaClient.next(client.get(USERS + "?limit=2"));

        HttpResponse<String> response = client.get(members(group) + next.substring(next.indexOf('?')));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void showsAPersonAsOktaDoes() throws Exception {
        okta.clock(() -> Instant.parse("2026-03-01T08:00:00.789Z"));
        OktaPerson ada = okta.person("ada.lovelace@example.com").profile("skills", List.of("maths", "prose"));

        JsonNode json = client.json(USERS + "/" + ada.id());

        assertThat(json.toString())
                .isEqualTo(("{'id':'ID','status':'ACTIVE','created':'2026-03-01T08:00:00.000Z',"
                                + "'activated':'2026-03-01T08:00:00.000Z','statusChanged':'2026-03-01T08:00:00.000Z',"
                                + "'lastLogin':null,'lastUpdated':'2026-03-01T08:00:01.000Z',"
                                + "'passwordChanged':'2026-03-01T08:00:00.000Z','type':{'id':'otyDefau1tTypeRcA5d7'},"
                                + "'profile':{'firstName':'Ada','lastName':'Lovelace','mobilePhone':null,"
                                + "'secondEmail':null,'login':'ada.lovelace@example.com',"
                                + "'email':'ada.lovelace@example.com','skills':['maths','prose']},"
                                + "'credentials':{'provider':{'type':'OKTA','name':'OKTA'}},"
                                + "'_links':{'self':{'href':'BASE/api/v1/users/ID'}}}")
                        .replace('\'', '"')
                        .replace("ID", ada.id())
                        .replace("BASE", okta.address().toString()));
        assertThat(ada.id()).startsWith("00u").hasSize(20);
    }

    @Test
    void findsAPersonByLoginWhateverItsCaseAndAccents() throws Exception {
        OktaPerson zoe = okta.person("zoé@example.com");

        assertThat(client.json(USERS + "/ZOE%40example.com").path("id").asString())
                .isEqualTo(zoe.id());
        assertThatIllegalArgumentException().isThrownBy(() -> okta.person("Zoe@Example.com"));
    }

    @Test
    void aRenamedPersonKeepsTheIdAndFreesTheLogin() throws Exception {
        OktaPerson person = okta.person("old@example.com").rename("new@example.com");
        OktaPerson other = okta.person("old@example.com");

        assertThat(client.json(USERS + "/new@example.com").path("id").asString())
                .isEqualTo(person.id());
        assertThat(client.json(USERS + "/old@example.com").path("id").asString())
                .isEqualTo(other.id());
    }

    @Test
    void leavesOutDeprovisionedPeopleUnlessAskedForAndNeverInGroups() throws Exception {
        OktaPerson active = okta.person("a@example.com");
        OktaPerson gone = okta.person("b@example.com").status("DEPROVISIONED");
        OktaGroup group = okta.group("Staff").add(active, gone);

        assertThat(client.ids(USERS)).containsExactly(active.id());
        assertThat(client.ids(USERS + search("status pr"))).containsExactly(active.id(), gone.id());
        assertThat(client.ids(USERS + filter("status eq \"DEPROVISIONED\""))).containsExactly(gone.id());
        assertThat(client.ids(members(group))).containsExactly(active.id(), gone.id());
    }

    @Test
    void aDeletedPersonIsNowhere() throws Exception {
        OktaPerson person = okta.person("a@example.com");
        OktaGroup group = okta.group("Staff").add(person);
        person.delete();

        HttpResponse<String> response = client.get(USERS + "/" + person.id());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"errorCode\":\"E0000007\"");
        assertThat(client.ids(members(group))).isEmpty();
        assertThat(okta.person("a@example.com").id()).isNotEqualTo(person.id());
    }

    @Test
    void searchesPeople() throws Exception {
        OktaPerson ada = okta.person("ada@example.com").profile("department", "Engineering");
        OktaPerson bob =
                okta.person("bob@example.com").profile("department", "Sales").status("SUSPENDED");
        OktaPerson eve = okta.person("eve@example.com").profile("teams", List.of("Red", "Blue"));

        assertThat(client.ids(USERS + search("profile.department eq \"engineering\"")))
                .containsExactly(ada.id());
        assertThat(client.ids(USERS + search("status eq \"SUSPENDED\" or profile.teams eq \"blue\"")))
                .containsExactly(bob.id(), eve.id());
        assertThat(client.ids(USERS + search("(status eq \"ACTIVE\" or status eq \"X\") and profile.department pr")))
                .containsExactly(ada.id());
        assertThat(client.ids(USERS + search("profile.login sw \"EVE\""))).containsExactly(eve.id());
        assertThat(client.ids(USERS + search("profile.email co \"ob@\""))).containsExactly(bob.id());
    }

    @Test
    void filtersPeople() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
        okta.clock(now::get);
        OktaPerson ada = okta.person("Ada@example.com");
        now.set(Instant.parse("2026-03-02T08:00:00Z"));
        OktaPerson bob = okta.person("bob@example.com");

        assertThat(client.ids(USERS + filter("lastUpdated gt \"2026-03-01T08:00:00.000Z\"")))
                .containsExactly(bob.id());
        assertThat(client.ids(USERS + filter("lastUpdated ge \"2026-03-01T08:00:00Z\" and status eq \"ACTIVE\"")))
                .containsExactly(ada.id(), bob.id());
        assertThat(client.ids(USERS + filter("profile.login eq \"ada@example.com\"")))
                .as("with case")
                .isEmpty();
        assertThat(client.ids(USERS + filter("id eq \"" + ada.id() + "\""))).containsExactly(ada.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?filter=status+ne+%22ACTIVE%22",
                "?filter=status+pr",
                "?filter=profile.department+eq+%22x%22",
                "?filter=status+gt+%22A%22",
                "?filter=lastUpdated+gt+%22yesterday%22",
                "?search=status+ne+%22ACTIVE%22",
                "?search=not+status+eq+%22ACTIVE%22",
                "?search=status+eq",
                "?search=status+eq+%22A",
                "?search=(status+eq+%22A%22",
                "?search=status+pr)",
                "?search=profile.department+co+%22x%22",
                "?search=&filter=",
                "?search="
            })
    void refusesWhatOktaCannotSearch(String query) throws Exception {
        HttpResponse<String> response = client.get(USERS + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"errorCode\":\"E0000031\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=-1", "?limit=many", "?after=mine"})
    void refusesUnusablePages(String query) throws Exception {
        assertThat(client.get(USERS + query).statusCode()).isEqualTo(400);
    }

    @Test
    void findsGroupsByName() throws Exception {
        OktaGroup staff = okta.group("Staff, \"all\"");
        OktaGroup imported = okta.appGroup("staff, \"ALL\"");
        OktaGroup guests = okta.group("Guests");

        assertThat(client.ids(GROUPS)).containsExactly(staff.id(), imported.id(), guests.id());
        String named = "profile.name eq \"STAFF, \\\"all\\\"\"";
        assertThat(client.ids(GROUPS + search(named))).containsExactly(staff.id(), imported.id());
        assertThat(client.ids(GROUPS + search(named + " and type eq \"OKTA_GROUP\"")))
                .containsExactly(staff.id());
        assertThat(client.ids(GROUPS + filter("id eq \"" + guests.id() + "\""))).containsExactly(guests.id());
        assertThat(client.ids(GROUPS + "?q=gue")).containsExactly(guests.id());
        assertThat(client.pages(GROUPS + "?limit=2")).hasSize(2);
    }

    @Test
    void showsAGroupAsOktaDoes() throws Exception {
        okta.clock(() -> Instant.parse("2026-03-01T08:00:00Z"));
        OktaGroup staff = okta.group("Staff").add(okta.person("a@example.com"), okta.person("b@example.com"));

        JsonNode json = client.json(GROUPS + "/" + staff.id());

        assertThat(staff.id()).startsWith("00g").hasSize(20);
        assertThat(json.toString())
                .startsWith(("{'id':'ID','created':'2026-03-01T08:00:00.000Z',"
                                + "'lastUpdated':'2026-03-01T08:00:00.000Z',"
                                + "'lastMembershipUpdated':'2026-03-01T08:00:02.000Z',"
                                + "'objectClass':['okta:user_group'],'type':'OKTA_GROUP',"
                                + "'profile':{'name':'Staff','description':null},'_links':{")
                        .replace('\'', '"')
                        .replace("ID", staff.id()));
        assertThat(client.json(GROUPS + "?expand=stats")
                        .path(0)
                        .at("/_embedded/stats/usersCount")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void coarseTimesHideASecondChangeWithinASecond() throws Exception {
        okta.clock(() -> Instant.parse("2026-03-01T08:00:00Z")).coarseTimes();
        OktaGroup staff = okta.group("Staff").add(okta.person("a@example.com"));

        assertThat(client.json(GROUPS + "/" + staff.id())
                        .path("lastMembershipUpdated")
                        .asString())
                .isEqualTo("2026-03-01T08:00:00.000Z");
    }

    @Test
    void tellsTheGroupsOfAPerson() throws Exception {
        OktaPerson ada = okta.person("ada@example.com");
        OktaGroup staff = okta.group("Staff").add(ada);
        okta.group("Guests").add(ada).remove(ada);
        OktaGroup crew = okta.group("Crew").add(ada);

        assertThat(client.pages(USERS + "/" + ada.id() + "/groups?limit=1"))
                .containsExactly(List.of(staff.id()), List.of(crew.id()));
    }

    @Test
    void aDeletedGroupIsNotFound() throws Exception {
        OktaGroup staff = okta.group("Staff").add(okta.person("a@example.com"));
        staff.delete();

        assertThat(client.get(GROUPS + "/" + staff.id()).statusCode()).isEqualTo(404);
        assertThat(client.get(members(staff)).statusCode()).isEqualTo(404);
        assertThat(client.ids(GROUPS)).isEmpty();
    }

    @Test
    void searchesMayLagBehindWhileOtherCallsDoNot() throws Exception {
        OktaPerson ada = okta.person("ada@example.com");
        OktaGroup staff = okta.group("Staff");
        okta.stopSearchIndex();
        ada.status("SUSPENDED");
        OktaPerson bob = okta.person("bob@example.com");
        staff.rename("Crew");

        assertThat(client.ids(USERS + search("status eq \"ACTIVE\""))).containsExactly(ada.id());
        assertThat(client.ids(USERS + filter("status eq \"ACTIVE\""))).containsExactly(bob.id());
        assertThat(client.ids(GROUPS + search("profile.name eq \"Staff\""))).containsExactly(staff.id());

        okta.catchUpSearch();

        assertThat(client.ids(USERS + search("status eq \"ACTIVE\""))).containsExactly(bob.id());
        assertThat(client.ids(GROUPS + search("profile.name eq \"Staff\""))).isEmpty();
    }

    @Test
    void aLimitedAdministratorSeesSomeGroupsAlone() throws Exception {
        OktaPerson ada = okta.person("ada@example.com");
        OktaPerson bob = okta.person("bob@example.com");
        OktaGroup staff = okta.group("Staff").add(ada);
        OktaGroup crew = okta.group("Crew").add(bob);
        okta.limitAdministratorTo(staff);

        assertThat(client.ids(GROUPS)).containsExactly(staff.id());
        assertThat(client.ids(USERS)).containsExactly(ada.id());
        assertThat(client.get(GROUPS + "/" + crew.id()).body()).contains("E0000006");
        assertThat(client.get(members(crew)).statusCode()).isEqualTo(403);
        assertThat(client.get(USERS + "/" + bob.id()).statusCode()).isEqualTo(403);
    }

    @Test
    void letsNobodyInWithoutTheToken() throws Exception {
        assertThat(new OktaClient(okta, "SSWS wrong").get(USERS).statusCode()).isEqualTo(401);
        assertThat(new OktaClient(okta, "Bearer wrong").get(USERS).statusCode()).isEqualTo(401);
        assertThat(new OktaClient(okta, "Basic wrong").get(USERS).statusCode()).isEqualTo(403);
        okta.revokeApiToken();
        assertThat(client.get(USERS).body()).contains("\"errorCode\":\"E0000011\"");
    }

    @Test
    void knowsNoOtherCalls() throws Exception {
        assertThat(client.get("/api/v1/logs").statusCode()).isEqualTo(405);
        assertThat(client.post(USERS, "").statusCode()).isEqualTo(405);
        assertThat(okta.count(OktaCall.OTHER)).isEqualTo(2);
    }

    private List<OktaPerson> people(int count) {
        List<OktaPerson> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(okta.person("person" + i + "@example.com"));
        }
        return people;
    }

    private static List<String> ids(List<OktaPerson> people) {
        return people.stream().map(OktaPerson::id).toList();
    }

    private static String members(OktaGroup group) {
        return GROUPS + "/" + group.id() + "/users";
    }

    private static String search(String expression) {
        return "?search=" + URLEncoder.encode(expression, UTF_8);
    }

    private static String filter(String expression) {
        return "?filter=" + URLEncoder.encode(expression, UTF_8);
    }
}
