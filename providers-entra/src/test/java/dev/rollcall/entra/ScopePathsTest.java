package dev.rollcall.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.EntraReplies;
import dev.rollcall.testservers.http.HttpReply;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("Why somebody is in scope")
class ScopePathsTest {

    private final Tenant tenant = new Tenant();
    private final EntraPerson ann = tenant.person("ann");
    private final EntraGroup staff = tenant.fake.group("Staff");
    private final EntraGroup sales = tenant.fake.group("Sales");

    @AfterEach
    void close() {
        tenant.close();
    }

    private List<String> paths(EntraDirectoryProvider.Builder provider) {
        return provider.build().scopePaths(Tenant.asking(), ExternalId.of(ann.id()));
    }

    @Test
    @DisplayName("where no group is chosen it is the tenant")
    void everybody() {
        assertThat(paths(tenant.provider())).containsExactly("being a user of the tenant");
    }

    @Test
    @DisplayName("each chosen group that the person is in is told, with its name where it was chosen by its id")
    void directly() {
        staff.add(ann);
        sales.add(ann);
        tenant.fake.group("Other").add(ann);

        assertThat(paths(tenant.provider().nestedGroups(false).inGroups("Staff", "id:" + sales.id())))
                .containsExactly("group 'Staff'", "group 'id:" + sales.id() + "' (Sales)");
    }

    @Test
    @DisplayName("with the groups between, the shortest way")
    void nested() {
        EntraGroup team = tenant.fake.group("Team").add(ann);
        EntraGroup unit = tenant.fake.group("Unit").add(team);
        staff.add(unit, team);
        sales.add(unit);
        unit.add(staff);

        assertThat(paths(tenant.provider().inGroups("Staff", "Sales")))
                .containsExactly("group 'Staff' > Team", "group 'Sales' > Unit > Team");
    }

    @Test
    @DisplayName("where the way is too far, the group alone")
    void far() {
        for (int i = 0; i < 40; i++) {
            tenant.fake.group("Other " + i).add(ann);
        }
        staff.add(tenant.fake.group("Team").add(ann));

        assertThat(paths(tenant.provider().inGroups("Staff")))
                .containsExactly("group 'Staff', through groups within it");
        assertThat(tenant.fake.requests().size()).isLessThan(40);
    }

    @Test
    @DisplayName("whoever is not in scope is told why")
    void notInScope() {
        assertThat(paths(tenant.provider().inGroups("Staff")))
                .containsExactly("nothing: the user is in no chosen group");
        assertThat(paths(tenant.provider().filter("department eq 'Sales'")))
                .containsExactly("nothing: the filter does not find the user");
        ann.guest();
        assertThat(paths(tenant.provider()).get(0)).startsWith("nothing: it is a guest");
        ann.delete();
        assertThat(paths(tenant.provider()).get(0)).startsWith("nothing: no user with this id");
        assertThat(tenant.provider()
                        .build()
                        .scopePaths(Tenant.asking(), ExternalId.of("no guid"))
                        .get(0))
                .startsWith("nothing: no user with this id");
    }

    @Test
    @DisplayName("whoever is found by the filter is in scope")
    void found() {
        ann.set("department", "Sales");

        assertThat(paths(tenant.provider().filter("department eq 'Sales'")))
                .containsExactly("being a user of the tenant");
    }

    @Test
    @DisplayName("a person is found by another external id, exactly as it is spelt (R13)")
    void anotherId() {
        ann.onPremises("CN=Ann", "O'q7");
        tenant.person("bob").onPremises("CN=Bob", "O'Q7");
        EntraDirectoryProvider provider =
                tenant.provider().externalId("onPremisesImmutableId").build();

        assertThat(provider.scopePaths(Tenant.asking(), ExternalId.of("O'q7")))
                .containsExactly("being a user of the tenant");
        assertThat(provider.scopePaths(Tenant.asking(), ExternalId.of("o'q7")).get(0))
                .startsWith("nothing: no user with this id");
    }

    @Test
    @DisplayName("an external id by which Graph does not look for users is told, and a broken answer is no absence")
    void cannotBeTold() {
        EntraDirectoryProvider provider =
                tenant.provider().externalId("onPremisesDistinguishedName").build();
        tenant.fake.next("/users", EntraReplies.refused(400, "Request_UnsupportedQuery", "no"));

        assertThatThrownBy(() -> provider.scopePaths(Tenant.asking(), ExternalId.of("CN=Ann")))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining("cannot be told for this external id");
        tenant.fake.next("/users", HttpReply.json(200, "{}"));
        assertThatThrownBy(() -> provider.scopePaths(Tenant.asking(), ExternalId.of("CN=Ann")))
                .isInstanceOf(SnapshotIncompleteException.class);
    }

    @Test
    @DisplayName("where the groups between may not be seen, the chosen group is told alone")
    void groupsBetweenAreNotShown() {
        staff.add(tenant.fake.group("Team").add(ann));
        tenant.fake.next("/memberOf", EntraReplies.refused(403, "Authorization_RequestDenied", "no"));

        assertThat(paths(tenant.provider().inGroups("Staff")))
                .containsExactly("group 'Staff', through groups within it");
    }
}
