package dev.rollcall.ldap.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.account.BlockReason;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.Step;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.SyncReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators of a directory do between two runs, and what becomes of the accounts. */
abstract class ChangesBetweenRuns {

    @TempDir
    Path folder;

    private final SyncHost host = new SyncHost();
    private final Branch branch = newBranch();
    private final String north = branch.unit("north");
    private final String south = branch.unit("south");
    private final String team = branch.dn("cn", tag() + " team");
    private final String ann = in(north, "ann");

    abstract Branch newBranch();

    /** Connected, logged in, by the ids of the server. */
    abstract LdapDirectoryProvider.Builder provider();

    abstract Entry person(String dn, String login);

    abstract Entry group(String dn, List<String> members);

    private String tag() {
        return branch.dn().substring("ou=".length(), branch.dn().indexOf(','));
    }

    private String login(String name) {
        return name + "." + tag();
    }

    private static String in(String unit, String name) {
        return Branch.below(unit, "cn", name);
    }

    @BeforeEach
    void fill() {
        branch.add(person(ann, login("ann")));
        branch.add(person(in(north, "bob"), login("bob")));
        branch.add(person(in(south, "carla"), login("carla")));
        branch.add(group(team, List.of(ann, in(south, "carla"))));
    }

    private LdapDirectoryProvider.Builder all() {
        return provider().base(branch.dn());
    }

    private void assertAllActive(String... names) {
        assertThat(host.active())
                .containsExactlyInAnyOrderElementsOf(
                        List.of(names).stream().map(this::login).toList());
        assertThat(host.blocked()).isEmpty();
    }

    @Test
    @DisplayName("Who is moved to another unit and renamed stays the same person, by the id of the server")
    void movesAndRenames() {
        host.completes(all().build());
        ExternalId id = host.byName().get(login("ann")).externalId().orElseThrow();
        assertThat(id.value()).isEqualTo(branch.id(ann));
        branch.move(ann, south);
        branch.rename(in(south, "ann"), "cn", "Ann Other, Jr.");
        SyncReport report = host.completes(all().build());
        assertAllActive("ann", "bob", "carla");
        assertThat(report.figures().of(Count.CREATED)).isZero();
        assertThat(host.byName().get(login("ann")).externalId()).contains(id);
        host.completes(all().inGroups(team).inUnits(north).build());
        assertAllActive("ann", "bob", "carla");
    }

    @Test
    @DisplayName("Who is moved out of the chosen unit has left the scope (R22), and comes back with it (R25)")
    void leavesTheScope() {
        LdapDirectoryProvider provider = all().inUnits(north).build();
        host.completes(provider);
        branch.move(ann, south);
        host.completes(provider);
        assertThat(host.blocked()).isEqualTo(Map.of(login("ann"), BlockReason.REMOVED_FROM_SCOPE));
        branch.move(in(south, "ann"), north);
        host.completes(provider);
        assertAllActive("ann", "bob");
    }

    @Test
    @DisplayName("A group that was chosen by name and renamed is not there, and the run fails (R3)")
    void missesARenamedGroup() {
        host.completes(all().inGroups(team).build());
        branch.rename(team, "cn", tag() + " crew");
        host.fails(all().inGroups(team).build(), FailureCause.CONFIGURATION, "group '" + team + "' is not there");
        assertAllActive("ann", "carla");
    }

    @Test
    @DisplayName("A group that was chosen by its id stays chosen when it is renamed")
    void followsAGroupById() {
        LdapDirectoryProvider provider = all().inGroups("id:" + branch.id(team)).build();
        host.completes(provider);
        branch.rename(team, "cn", tag() + " crew");
        host.completes(provider);
        assertAllActive("ann", "carla");
    }

    @Test
    @DisplayName(
            "With a memory a group chosen by name stays chosen when it is renamed; another under its name is not taken for it")
    void remembersAGroup() {
        LdapDirectoryProvider provider =
                all().inGroups(team).memory(folder.resolve("memory")).build();
        host.completes(provider);
        String crew = branch.dn("cn", tag() + " crew");
        branch.rename(team, "cn", tag() + " crew");
        host.completes(provider);
        assertAllActive("ann", "carla");
        branch.add(group(team, List.of(in(north, "bob"))));
        host.fails(provider, FailureCause.CONFIGURATION, "is another entry than it was");
        branch.delete(crew);
        host.fails(provider, FailureCause.CONFIGURATION, "is not the entry that it was");
        assertAllActive("ann", "carla");
    }

    @Test
    @DisplayName("A unit that is renamed is not there, and the run fails (R3); by its id it is")
    void missesARenamedUnit() {
        LdapDirectoryProvider byId = all().inUnits("id:" + branch.id(north)).build();
        host.completes(all().inUnits(north).build());
        branch.rename(north, "ou", "polar");
        host.fails(all().inUnits(north).build(), FailureCause.CONFIGURATION, "unit '" + north + "' is not there");
        host.completes(byId);
        assertAllActive("ann", "bob");
    }

    @Test
    @DisplayName("Who is deleted and made again under the same name is somebody else (R11)")
    void deletesAndMakesAgain() {
        host.completes(all().build());
        branch.delete(ann);
        branch.add(person(ann, login("ann")));
        SyncReport report = host.completes(all().build());
        assertThat(report.rejected()).extracting(Step::refusal).containsExactly(RefusalCode.IDENTITY_MISMATCH);
        assertThat(host.blocked()).isEqualTo(Map.of(login("ann"), BlockReason.REMOVED_FROM_SCOPE));
        assertThat(host.active()).containsExactly(login("bob"), login("carla"));
    }
}
