package dev.rollcall.entra;

import static dev.rollcall.entra.Tenant.names;
import static dev.rollcall.entra.Tenant.one;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.EntraReplies;
import dev.rollcall.testservers.entra.FakeEntra;
import dev.rollcall.testservers.http.HttpReply;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("The second look: groups that changed while they were read are read once more")
class SecondLookTest {

    @AutoClose
    private final Tenant tenant = new Tenant();

    private final EntraPerson ann = tenant.person("ann");
    private final EntraPerson bob = tenant.person("bob");
    private final EntraGroup staff = tenant.fake.group("Staff").add(ann);
    private final EntraGroup sales = tenant.fake.group("Sales");

    @Test
    @DisplayName("whoever moves to a group that was read, from one that was not yet, is found by the second look")
    void movedBetweenGroups() {
        sales.add(bob);
        tenant.fake.onNextRequest(FakeEntra.at(sales.id() + "/transitiveMembers"), () -> {
            sales.remove(bob);
            staff.add(bob);
        });

        RecordingSink sink =
                tenant.read(tenant.provider().inGroups("Staff", "Sales").http(Tenant.HTTP.withParallel(1)));

        assertThat(names(sink)).containsExactly("ann", "bob");
        assertThat(one(sink, "bob").groups()).containsExactly("Staff");
        assertThat(sink.completion().orElseThrow().evidence())
                .contains("2 groups changed meanwhile and were read once more");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("whoever moves into a group within a group is found by the second look, with a filter too")
    void movedWithinGroups(boolean filtered) {
        EntraGroup inner = tenant.fake.group("Inner");
        staff.add(inner);
        sales.add(bob);
        tenant.fake.onNextRequest(question -> question.path().contains(sales.id() + "/transitiveMembers"), () -> {
            sales.remove(bob);
            inner.add(bob);
        });
        EntraDirectoryProvider.Builder provider =
                tenant.provider().inGroups("Staff", "Sales").http(Tenant.HTTP.withParallel(1));

        RecordingSink sink = tenant.read(filtered ? provider.filter("accountEnabled eq true") : provider);

        assertThat(names(sink)).containsExactly("ann", "bob");
        assertThat(one(sink, "bob").groups()).containsExactly("Staff");
    }

    @Test
    @DisplayName("a group that comes into a chosen one meanwhile is read")
    void aGroupMoves() {
        EntraGroup inner = tenant.fake.group("Inner").add(bob);
        sales.add(inner);
        tenant.fake.onNextRequest(FakeEntra.at(sales.id() + "/transitiveMembers"), () -> {
            sales.remove(inner);
            staff.add(inner);
        });

        RecordingSink sink =
                tenant.read(tenant.provider().inGroups("Staff", "Sales").http(Tenant.HTTP.withParallel(1)));

        assertThat(names(sink)).containsExactly("ann", "bob");
    }

    @Test
    @DisplayName("whoever moves into a group two levels down is found with a filter too")
    void movedDeep() {
        EntraGroup deep = tenant.fake.group("Deep");
        staff.add(tenant.fake.group("Inner").add(deep));
        sales.add(bob);
        tenant.fake.onNextRequest(question -> question.path().contains(sales.id() + "/transitiveMembers"), () -> {
            sales.remove(bob);
            deep.add(bob);
        });

        RecordingSink sink = tenant.read(tenant.provider()
                .inGroups("Staff", "Sales")
                .filter("accountEnabled eq true")
                .http(Tenant.HTTP.withParallel(1)));

        assertThat(one(sink, "bob").groups()).containsExactly("Staff");
    }

    @Test
    @DisplayName("changes that come in several pages are followed to their end")
    void deltaInPages() {
        tenant.fake.paging().serverPageSize(1);
        sales.add(bob);
        tenant.fake.onNextRequest(FakeEntra.at(sales.id() + "/transitiveMembers"), () -> {
            tenant.fake.group("Other").add(bob);
            sales.remove(bob);
            staff.add(bob);
        });

        RecordingSink sink =
                tenant.read(tenant.provider().inGroups("Staff", "Sales").http(Tenant.HTTP.withParallel(1)));

        assertThat(one(sink, "bob").groups()).containsExactly("Staff");
    }

    @Test
    @DisplayName("groups that nobody chose may change without being read")
    void otherGroupsChange() {
        EntraGroup other = tenant.fake.group("Other");
        tenant.fake.onNextRequest(FakeEntra.at("/transitiveMembers"), () -> other.add(bob));

        tenant.read(tenant.provider().inGroups("Staff", "Sales"));

        assertThat(tenant.fake.count("/transitiveMembers")).isEqualTo(2);
    }

    @Test
    @DisplayName("in one group without groups in it nobody can move, so nothing is watched")
    void nothingToWatch() {
        tenant.read(tenant.provider().inGroups("Staff").nestedGroups(false));

        assertThat(tenant.fake.count("/groups/delta")).isZero();
    }

    @Test
    @DisplayName("with a filter, the groups within a group are asked for where something changed, and only there")
    void aFilterHidesGroups() {
        staff.add(bob, tenant.fake.group("Inner"));
        EntraDirectoryProvider.Builder provider =
                tenant.provider().inGroups("Staff").filter("accountEnabled eq true");

        assertThat(names(tenant.read(provider))).containsExactly("ann", "bob");
        assertThat(tenant.fake.count("/microsoft.graph.group")).isZero();

        tenant.fake.onNextRequest(FakeEntra.at("/microsoft.graph.user"), () -> sales.add(bob));
        assertThat(names(tenant.read(provider))).containsExactly("ann", "bob");
        assertThat(tenant.fake.requests("/microsoft.graph.group"))
                .singleElement()
                .satisfies(request -> assertThat(request.consistencyLevel()).isEqualTo("eventual"));
    }

    @Test
    @DisplayName("a Microsoft 365 group is not asked for groups within it, which Graph refuses")
    void unifiedGroups() {
        staff.unified();
        tenant.fake.onNextRequest(FakeEntra.at("/microsoft.graph.user"), () -> sales.add(bob));

        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff").filter("accountEnabled eq true"));

        assertThat(names(sink)).containsExactly("ann");
        assertThat(sink.completion().orElseThrow().evidence()).doesNotContain("once more");
    }

    @Test
    @DisplayName("F76: a record of changes that is gone (410) does not end the read, and is told")
    void deltaGone() {
        tenant.fake.onNextRequest(FakeEntra.at("/transitiveMembers"), tenant.fake::deltaGone);

        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff", "Sales"));

        assertThat(names(sink)).containsExactly("ann");
        assertThat(sink.warnings()).singleElement().asString().contains("410");
    }

    @Test
    @DisplayName("F76: nor does one that is not found (syncStateNotFound)")
    void deltaNotFound() {
        tenant.fake.onNextRequest(FakeEntra.at("/transitiveMembers"), tenant.fake::deltaNotFound);

        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff", "Sales"));

        assertThat(sink.warnings()).singleElement().asString().contains("400");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 410, 501})
    @DisplayName("a tenant without a record of changes is read all the same, and that is told")
    void noDelta(int status) {
        tenant.fake.next("/groups/delta", EntraReplies.refused(status, "Request_BadRequest", "not here"));

        RecordingSink sink = tenant.read(tenant.provider().inGroups("Staff", "Sales"));

        assertThat(names(sink)).containsExactly("ann");
        assertThat(sink.warnings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"value\":[]}", "{\"value\":[{}]}", "{\"value\":[],\"@odata.deltaLink\":1}", "nothing"})
    @DisplayName("R1: a record of changes that cannot be read ends the read")
    void unreadableDelta(String body) {
        tenant.fake.next("/groups/delta", HttpReply.json(200, body));

        tenant.failing(SnapshotIncompleteException.class, tenant.provider().inGroups("Staff", "Sales"));
    }

    @Test
    @DisplayName("R1: a record of changes without end ends the read")
    void endlessDelta() {
        String again = tenant.fake.address() + "/v1.0/groups/delta?$skiptoken=same";
        HttpReply page = HttpReply.json(200, "{\"value\":[],\"@odata.nextLink\":\"" + again + "\"}");
        tenant.fake.next("/groups/delta", page, page, page);

        tenant.failing(SnapshotIncompleteException.class, tenant.provider().inGroups("Staff", "Sales"));
    }

    @Test
    @DisplayName("F87: nor is the record of changes followed to another host")
    void foreignDelta() {
        tenant.fake.next(
                "/groups/delta",
                HttpReply.json(
                        200, "{\"value\":[],\"@odata.deltaLink\":\"https://elsewhere.example/v1.0/groups/delta\"}"));

        tenant.failing(SnapshotIncompleteException.class, tenant.provider().inGroups("Staff", "Sales"));
    }
}
