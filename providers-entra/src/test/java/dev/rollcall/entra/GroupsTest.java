package dev.rollcall.entra;

import static dev.rollcall.entra.Tenant.names;
import static dev.rollcall.entra.Tenant.one;
import static dev.rollcall.entra.Tenant.unreadableIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.FakeEntra;
import dev.rollcall.testservers.http.HttpReply;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("Chosen groups and who is in them")
class GroupsTest {

    @AutoClose
    private final Tenant tenant = new Tenant();

    private final EntraPerson ann = tenant.person("ann");
    private final EntraPerson bob = tenant.person("bob");
    private final EntraGroup staff = tenant.fake.group("Staff").add(ann);
    private final EntraGroup sales = tenant.fake.group("Sales");

    @Test
    @DisplayName("R3: a group is found by its exact name, whatever is in that")
    void awkwardNames() {
        String awkward = "O'Neill & Söhne, 100% #1 +more/less?x=y";
        tenant.fake.group(awkward).add(bob);

        RecordingSink sink = tenant.read(tenant.provider().inGroups(awkward));

        assertThat(names(sink)).containsExactly("bob");
        assertThat(one(sink, "bob").groups()).containsExactly(awkward);
    }

    @Test
    @DisplayName("R3: a group is found by its id, in any letter case, and told as it was configured")
    void byId() {
        String chosen = "id:" + staff.id().toUpperCase(Locale.ROOT);

        RecordingSink sink = tenant.read(tenant.provider().inGroups(chosen));

        assertThat(one(sink, "ann").groups()).containsExactly(chosen);
    }

    @Test
    @DisplayName("a group chosen by its name and by its id is read once, and its people are in both")
    void chosenTwice() {
        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff", "id:" + staff.id()));

        assertThat(one(sink, "ann").groups()).containsExactly("Staff", "id:" + staff.id());
        assertThat(tenant.fake.count("/transitiveMembers")).isEqualTo(1);
    }

    @Test
    @DisplayName("R3: every group that is not there, or there twice, is told at once, before anybody is read")
    void wrongGroups() {
        EntraGroup other = tenant.fake.group("Sales");

        DirectoryConfigurationException thrown = tenant.failing(
                DirectoryConfigurationException.class,
                tenant.provider()
                        .inGroups("Staff", "staff", "Nobody", "Sales", "id:00000000-0000-4000-8000-000000000000"));

        assertThat(thrown)
                .hasMessageContaining("group 'staff' is not there")
                .hasMessageContaining("group 'Nobody' is not there")
                .hasMessageContaining("id:" + sales.id())
                .hasMessageContaining("id:" + other.id())
                .hasMessageContaining("group 'id:00000000-0000-4000-8000-000000000000' is not there");
        assertThat(tenant.fake.count("/transitiveMembers")).isZero();
    }

    @Test
    @DisplayName("R3: groups that differ in letter case only are two groups")
    void lettersCount() {
        tenant.fake.group("STAFF").add(bob);

        assertThat(names(tenant.read(tenant.provider().inGroups("Staff")))).containsExactly("ann");
    }

    @Test
    @DisplayName("F5: a group that is there and empty is fine")
    void anEmptyGroup() {
        assertThat(tenant.read(tenant.provider().inGroups("Sales")).deliveries())
                .isZero();
    }

    @Test
    @DisplayName("F77: people in groups in the group are members, also where groups are in one another")
    void nestedGroups() {
        EntraGroup inner = tenant.fake.group("Inner").add(bob);
        staff.add(inner);
        inner.add(staff);

        assertThat(names(tenant.read(tenant.provider().inGroups("Staff")))).containsExactly("ann", "bob");
        assertThat(names(tenant.read(tenant.provider().inGroups("Staff").nestedGroups(false))))
                .containsExactly("ann");
    }

    @Test
    @DisplayName("F77: devices, contacts, service principals and groups are nobody, and nothing is said of them")
    void otherMembers() {
        staff.add(
                tenant.fake.device("laptop"),
                tenant.fake.contact("supplier"),
                tenant.fake.servicePrincipal("robot"),
                tenant.fake.group("Inner"));

        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff"));

        assertThat(names(sink)).containsExactly("ann");
        assertThat(sink.unreadable()).isEmpty();
        assertThat(sink.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"@odata.type\":\"#microsoft.graph.somethingNew\",", "\"@odata.type\":7,"})
    @DisplayName("R5: an object that may be somebody is told as unreadable with its id")
    void unknownObjects(String type) {
        tenant.fake.next(
                "/transitiveMembers",
                HttpReply.json(
                        200, "{\"value\":[{" + type + "\"id\":\"" + bob.id().toUpperCase(Locale.ROOT) + "\"}]}"));

        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff"));

        assertThat(unreadableIds(sink)).containsExactly(bob.id());
        assertThat(sink.people()).isEmpty();
    }

    @Test
    @DisplayName("a filter is for people in groups too")
    void aFilterInGroups() {
        staff.add(bob.set("department", "Sales"));

        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff").filter("department eq 'Sales'"));

        assertThat(names(sink)).containsExactly("bob");
    }

    @Test
    @DisplayName("a filter that Graph does not understand is an error of the configuration")
    void aWrongFilter() {
        DirectoryConfigurationException thrown = tenant.failing(
                DirectoryConfigurationException.class,
                tenant.provider().inGroups("Staff").filter("department like 'S%'"));

        assertThat(thrown).hasMessageContaining("Request_UnsupportedQuery").hasMessageContaining("filter");
        assertThat(thrown.getMessage())
                .as("what the host wrote is not repeated")
                .doesNotContain("like");
    }

    @Test
    @DisplayName("a group that is deleted after it was found ends the read")
    void deletedMeanwhile() {
        tenant.fake.onNextRequest(FakeEntra.at("/groups/delta"), staff::delete);

        tenant.failing(SnapshotIncompleteException.class, tenant.provider().inGroups("Staff"));
    }

    @Test
    @DisplayName("F78: without the right to read groups the read fails and names the permission")
    void withoutGroupRead() {
        tenant.fake.withoutGroupRead();

        assertThat(tenant.failing(
                        DirectoryCredentialsException.class, tenant.provider().inGroups("Staff")))
                .hasMessageContaining("GroupMember.Read.All")
                .hasMessageContaining("admin consent")
                .hasMessageContaining("Authorization_RequestDenied");
    }

    @Test
    @DisplayName("F78: a chosen group that hides its members, and of which nobody comes, is not believed to be empty")
    void hiddenMembers() {
        sales.set("visibility", "HiddenMembership");

        assertThat(tenant.failing(
                        DirectoryCredentialsException.class, tenant.provider().inGroups("Staff", "Sales")))
                .hasMessageContaining("group 'Sales' hides its members")
                .hasMessageContaining("Member.Read.Hidden");
        tenant.failing(
                DirectoryCredentialsException.class,
                tenant.provider().inGroups("Staff", "id:" + sales.id()),
                "manager.mail");
    }

    @Test
    @DisplayName("F78: where a filter may be why nobody comes, the group is asked for anybody without it")
    void hiddenMembersAndAFilter() {
        sales.set("visibility", "HiddenMembership");
        EntraDirectoryProvider.Builder provider =
                tenant.provider().inGroups("Staff", "Sales").filter("displayName ne 'bob'");

        assertThat(tenant.failing(DirectoryCredentialsException.class, provider))
                .hasMessageContaining("Member.Read.Hidden");

        sales.add(tenant.fake.device("laptop"));
        assertThat(tenant.read(provider).warnings()).isEmpty();
    }

    @Test
    @DisplayName("F78: a group that hides its members from others is read like any")
    void visibleMembers() {
        sales.set("visibility", "HiddenMembership").add(bob);

        assertThat(names(tenant.read(tenant.provider().inGroups("Staff", "Sales"))))
                .containsExactly("ann", "bob");
    }

    @Test
    @DisplayName("a read that is interrupted between two lists ends with what the sink throws, and stays interrupted")
    void interruptedBetweenLists() {
        RecordingSink sink = new RecordingSink();
        RuntimeException givenUp = new IllegalStateException("given up");
        Thread reader = Thread.currentThread();
        tenant.fake.onNextRequest(FakeEntra.at("/groups/delta"), () -> {
            sink.giveUp(givenUp);
            reader.interrupt();
        });

        Throwable thrown = catchThrowable(
                () -> tenant.provider().inGroups("Staff", "Sales").build().read(Tenant.asking(), sink));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isSameAs(givenUp);
        assertThat(sink.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agentUser", "agentIdentity", "agentIdentityBlueprint", "agentIdentityBlueprintPrincipal"})
    @DisplayName("F77: agents are nobody")
    void agents(String type) {
        tenant.fake.next(
                "/transitiveMembers",
                HttpReply.json(
                        200,
                        "{\"value\":[{\"@odata.type\":\"#microsoft.graph." + type + "\",\"id\":\"" + bob.id()
                                + "\"}]}"));

        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff"));

        assertThat(sink.deliveries()).isZero();
    }

    @Test
    @DisplayName("R3: another group's answer to a question for one by its id ends the read")
    void anotherGroup() {
        tenant.fake.next("/groups/" + staff.id(), HttpReply.json(200, "{\"id\":\"" + sales.id() + "\"}"));

        tenant.failing(SnapshotIncompleteException.class, tenant.provider().inGroups("id:" + staff.id()));
    }

    @Test
    @DisplayName("F73: an empty page of a group is not its end")
    void anEmptyPage() {
        staff.add(bob, tenant.person("cid"));
        tenant.fake.paging().emptyPage(2);

        assertThat(names(tenant.read(tenant.provider().inGroups("Staff").nestedGroups(false))))
                .containsExactly("ann", "bob", "cid");
    }

    @Test
    @DisplayName("F80: the index is asked for on every page of a group, and as many come as it counts")
    void theIndexOnEveryPage() {
        staff.add(bob, tenant.person("cid"));
        EntraDirectoryProvider.Builder provider =
                tenant.provider().inGroups("Staff").filter("accountEnabled eq true");
        tenant.read(provider);

        assertThat(tenant.fake.requests("/microsoft.graph.user"))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.consistencyLevel()).isEqualTo("eventual"));
        tenant.fake.paging().countOff(1);
        tenant.failing(SnapshotIncompleteException.class, provider);
    }
}
