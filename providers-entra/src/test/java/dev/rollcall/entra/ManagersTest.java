package dev.rollcall.entra;

import static dev.rollcall.entra.Tenant.names;
import static dev.rollcall.entra.Tenant.one;
import static dev.rollcall.entra.Tenant.unreadableIds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.EntraRequest;
import dev.rollcall.testservers.entra.FakeEntra;
import dev.rollcall.testservers.http.HttpReply;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("Properties of the manager")
class ManagersTest {

    private static final String NAME = "manager.UserPrincipalName";

    @AutoClose
    private final Tenant tenant = new Tenant();

    private final EntraPerson boss = tenant.person("boss").set("jobTitle", "Chief");
    private final EntraPerson ann = tenant.person("ann").manager(boss);
    private final EntraPerson bob = tenant.person("bob").manager(ann);
    private final EntraGroup staff = tenant.fake.group("Staff").add(ann);
    private final EntraGroup sales = tenant.fake.group("Sales");

    @Test
    @DisplayName("come with the list of everybody, asked for without the index")
    void everybody() {
        RecordingSink sink = tenant.read(tenant.provider(), NAME, "manager.jobTitle");

        assertThat(one(sink, "ann").attribute(NAME)).containsExactly("boss@rollcall.example");
        assertThat(one(sink, "ann").attribute("manager.jobTitle")).containsExactly("Chief");
        assertThat(one(sink, "boss").attribute(NAME)).isEmpty();
        assertThat(tenant.queries("/users").get(2).get("$expand")).startsWith("manager($select=");
        assertThat(tenant.fake.requests("/users"))
                .extracting(EntraRequest::consistencyLevel)
                .containsOnly("");
    }

    @Test
    @DisplayName("of people in groups are taken from that list too, and nobody else is")
    void inGroups() {
        sales.add(ann, bob, tenant.fake.device("laptop"));

        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff", "Sales"), NAME);

        assertThat(names(sink)).containsExactly("ann", "bob");
        assertThat(one(sink, "ann").groups()).containsExactly("Sales", "Staff");
        assertThat(one(sink, "bob").attribute(NAME)).containsExactly("ann@rollcall.example");
        assertThat(sink.unreadable()).isEmpty();
        assertThat(tenant.queries("/transitiveMembers"))
                .allSatisfy(query -> assertThat(query).doesNotContainKey("$expand"));
    }

    @Test
    @DisplayName("R5: a member who is not in that list is unreadable with the id, so that the account stays")
    void notInTheList() {
        staff.add(bob);
        tenant.fake.onNextRequest(FakeEntra.at("/users"), bob::delete);

        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff"), NAME);

        assertThat(names(sink)).containsExactly("ann");
        assertThat(unreadableIds(sink)).containsExactly(bob.id());
    }

    @Test
    @DisplayName("whoever moves from group to group meanwhile is found")
    void moved() {
        sales.add(bob);
        tenant.fake.onNextRequest(FakeEntra.at(sales.id() + "/transitiveMembers"), () -> {
            sales.remove(bob);
            staff.add(bob);
        });

        RecordingSink sink =
                tenant.read(tenant.provider().inGroups("Staff", "Sales").http(Tenant.HTTP.withParallel(1)), NAME);

        assertThat(one(sink, "bob").groups()).containsExactly("Staff");
    }

    @Test
    @DisplayName("cannot be had together with a filter")
    void withAFilter() {
        assertThat(tenant.failing(
                        DirectoryConfigurationException.class,
                        tenant.provider().filter("accountEnabled eq true"),
                        NAME))
                .hasMessageContaining(NAME)
                .hasMessageContaining("filter");
    }

    @Test
    @DisplayName("R5: who is in the plain list, and not in the one with managers, is unreadable and not absent")
    void aShortList() {
        tenant.person("gus").guest();
        tenant.fake.next(
                question -> question.query().containsKey("$expand"),
                HttpReply.json(
                        200,
                        "{\"value\":[{\"id\":\"" + ann.id()
                                + "\",\"userPrincipalName\":\"ann@rollcall.example\",\"accountEnabled\":true}]}"));

        RecordingSink sink = tenant.read(tenant.provider(), NAME);

        assertThat(names(sink)).containsExactly("ann");
        assertThat(unreadableIds(sink)).containsExactlyInAnyOrder(boss.id(), bob.id());
    }

    @Test
    @DisplayName("are asked for together with accountEnabled (F72)")
    void asksForActivity() {
        tenant.read(tenant.provider().inGroups("Staff"), NAME);

        assertThat(tenant.queries("/users"))
                .allSatisfy(query -> assertThat(query.get("$select")).contains("accountEnabled"));
    }
}
