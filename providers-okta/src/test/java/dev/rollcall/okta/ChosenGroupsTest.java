package dev.rollcall.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.http.HttpReply;
import dev.rollcall.testservers.okta.Mishap;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaGroup;
import dev.rollcall.testservers.okta.OktaPerson;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("R3: every chosen group is looked up before anybody is read")
class ChosenGroupsTest extends WithOrg {

    private final OktaPerson ann = org.person("ann");
    private final OktaPerson bob = org.person("bob");

    private void assertRefused(OktaDirectoryProvider.Builder provider, String... words) {
        RecordingSink sink = new RecordingSink();

        assertThat(failing(provider, sink))
                .isInstanceOf(DirectoryConfigurationException.class)
                .message()
                .contains(words);
        assertThat(sink.deliveries()).isZero();
        assertThat(org.count(OktaCall.MEMBERS)).isZero();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "Staff",
                "Café of the \"Lions\"",
                "a\\b",
                "\\\"",
                "R&D + 100% / x?y#z",
                "\" or profile.name sw \"",
                "Mitarbeiter/innen, Zürich",
                "職員",
            })
    @DisplayName("by its exact name, whatever characters it has (F123)")
    void findsAGroupByItsName(String name) {
        org.group(name).add(ann);
        org.group("Other").add(bob);

        RecordingSink sink = read(provider().inGroups(name));

        assertThat(logins(sink)).containsExactly("ann");
        assertThat(sink.people())
                .extracting(DirectoryUser::groups)
                .allSatisfy(groups -> assertThat(groups).containsExactly(name));
    }

    @Test
    @DisplayName("by its id, so that it stays the same group after a rename")
    void findsAGroupByItsId() {
        OktaGroup staff = org.group("Staff").add(ann).rename("Crew");

        RecordingSink sink = read(provider().inGroups("id:" + staff.id()));

        assertThat(sink.everybody())
                .singleElement()
                .satisfies(person -> assertThat(person.groups()).containsExactly("id:" + staff.id()));
    }

    @Test
    @DisplayName("Chosen both ways it is read once, and named both ways")
    void readsAGroupOnce() {
        OktaGroup staff = org.group("Staff").add(ann);
        time.pass(Duration.ofMinutes(1));

        RecordingSink sink = read(provider().inGroups("Staff", "id:" + staff.id()));

        assertThat(sink.people())
                .singleElement()
                .satisfies(person -> assertThat(person.groups()).containsExactly("Staff", "id:" + staff.id()));
    }

    @Test
    @DisplayName("Those that are not there are all named at once")
    void namesAllThatAreMissing() {
        org.group("Staff").add(ann);

        assertRefused(
                provider().inGroups("Staff", "Lost", "id:00gNone"), "'Lost'", "'id:00gNone'", "no group has this id");
    }

    @Test
    @DisplayName("One whose name differs in letter case is no match, but named")
    void namesNearMisses() {
        OktaGroup staff = org.group("STAFF").add(ann);

        assertRefused(provider().inGroups("Staff"), "'Staff'", "'STAFF'", staff.id());
    }

    @Test
    @DisplayName("A group of another case beside the right one does no harm")
    void tellsCasesApart() {
        org.group("STAFF").add(bob);
        org.group("Staff").add(ann);

        assertThat(logins(read(provider().inGroups("Staff")))).containsExactly("ann");
    }

    @Test
    @DisplayName("Of two with one name none is guessed: both are named, with their kinds")
    void refusesTwoOfOneName() {
        OktaGroup own = org.group("Staff").add(ann);
        OktaGroup imported = org.appGroup("Staff").add(bob);

        assertRefused(provider().inGroups("Staff"), "id:" + own.id(), "OKTA_GROUP", "id:" + imported.id(), "APP_GROUP");
    }

    @Test
    @DisplayName("Two of one name are found where they are on two pages")
    void findsBothOnTwoPages() {
        org.group("Staff").add(ann);
        org.group("Staff").add(bob);

        assertRefused(provider().inGroups("Staff").pageSize(1), "2 groups of this name");
    }

    @Test
    @DisplayName("Okta's index lags: a group that has the name no longer is not taken for it")
    void doesNotTrustTheIndex() {
        OktaGroup staff = org.group("Staff").add(ann);
        org.stopSearchIndex();
        staff.rename("Crew");

        assertRefused(provider().inGroups("Staff"), "'Crew'");
    }

    @Test
    @DisplayName("and one that was deleted is not there")
    void noticesADeletedGroup() {
        OktaGroup staff = org.group("Staff").add(ann);
        org.stopSearchIndex();
        staff.delete();

        assertRefused(provider().inGroups("Staff"), "'Staff'", "no group is named exactly so");
    }

    @Test
    @DisplayName("An answer that is another group is none")
    void refusesAnotherGroup() {
        org.group("Staff").add(ann);
        org.next(OktaCall.GROUP, Mishap.changedBody(group -> ((ObjectNode) group).put("id", "00gAnother")));

        assertThat(failing(provider().inGroups("Staff")))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("not the group that was asked for");
    }

    @Test
    @DisplayName("and one that is found without an id is none either")
    void refusesAGroupWithoutAnId() {
        org.group("Staff").add(ann);
        org.next(OktaCall.GROUPS, Mishap.reply(HttpReply.json(200, "[{\"profile\":{\"name\":\"Staff\"}}]")));

        assertThat(failing(provider().inGroups("Staff")))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("no id");
    }

    @Test
    @DisplayName("A group with nobody in it is fine")
    void takesAnEmptyGroup() {
        org.group("Staff");

        assertThat(read(provider().inGroups("Staff")).deliveries()).isZero();
    }

    @Test
    @DisplayName("Groups are delivered where they are needed alone")
    void leavesGroupsOut() {
        org.group("Staff").add(ann);
        RecordingSink sink = new RecordingSink();
        provider().inGroups("Staff").build().read(asking().withGroups(false), sink);

        assertThat(sink.people())
                .allSatisfy(person -> assertThat(person.groups()).isEmpty());
    }

    @Nested
    @DisplayName("Why somebody is in scope")
    class ScopePaths {

        private List<String> paths(OktaDirectoryProvider.Builder provider, String person) {
            return provider.build().scopePaths(asking(), ExternalId.of(person));
        }

        @Test
        @DisplayName("is told by the chosen groups, page by page, and by no others")
        void tellsTheChosenGroups() {
            org.group("Everyone").add(ann, bob);
            OktaGroup staff = org.group("Staff").add(ann);
            OktaGroup crew = org.group("Crew").add(ann);

            assertThat(paths(
                            provider()
                                    .inGroups("Staff", "id:" + crew.id(), "Lost")
                                    .pageSize(1),
                            ann.id()))
                    .containsExactly("group 'Staff' (id:" + staff.id() + ")", "group 'id:" + crew.id() + "' ('Crew')");
        }

        @Test
        @DisplayName("is nothing for somebody who is in none, or not there")
        void tellsWhyNot() {
            org.group("Staff").add(ann);

            assertThat(paths(provider().inGroups("Staff"), bob.id()))
                    .containsExactly("nothing: the person is in none of the chosen groups");
            assertThat(paths(provider().inGroups("Staff"), "00uNobody"))
                    .singleElement()
                    .asString()
                    .startsWith("nothing: nobody has this id");
        }

        @Test
        @DisplayName("is not told by memberships whose links were taken away, nor by those without an end")
        void readsAllMemberships() {
            org.group("Staff").add(ann);
            org.next(OktaCall.USER_GROUPS, Mishap.noLinks(), Mishap.noLinks());
            assertThatThrownBy(() -> paths(provider().inGroups("Staff"), ann.id()))
                    .isInstanceOf(SnapshotIncompleteException.class)
                    .hasMessageContaining("no header Link");

            org.always(
                    question -> question.path().endsWith("/groups")
                            && question.path().contains("users"),
                    Mishap.nextPageAt(URI.create(org.address() + "/api/v1/users/" + ann.id() + "/groups?limit=200")));
            assertThatThrownBy(() -> paths(provider().inGroups("Staff"), ann.id()))
                    .isInstanceOf(SnapshotIncompleteException.class)
                    .hasMessageContaining("points back");
        }

        @Test
        @DisplayName("is not asked for where no group is chosen")
        void asksNothingWithoutGroups() {
            assertThat(paths(provider(), ann.id())).isEmpty();
            assertThat(org.requests()).isEmpty();
        }

        @Test
        @DisplayName("cannot be told where Okta does not answer")
        void failsWithoutAnAnswer() {
            OktaDirectoryProvider.Builder provider =
                    provider().inGroups("Staff").http(http().withAttempts(1));
            org.close();

            assertThatThrownBy(() -> paths(provider, ann.id())).isInstanceOf(DirectoryUnavailableException.class);
        }
    }
}
