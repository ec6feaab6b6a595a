package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.ExternalId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What choosing groups means. */
abstract class ProviderGroupContract extends ProviderDeliveryContract {

    @Test
    @DisplayName("Members of the chosen groups are delivered, each with those they were found in; nobody else")
    void deliversTheMembersOfTheChosenGroupsWithTheirGroups() {
        String sales = group("Sales");
        String support = group("Support");
        String kitchen = group("Kitchen");
        DirectoryUser both = next("anna").groups(sales, support).build();
        DirectoryUser one = next("bert").groups(support, kitchen).build();
        DirectoryUser other = next("carla").groups(kitchen).build();
        DirectoryUser none = next("dora").build();
        DirectoryProvider provider =
                choosing(List.of(both, one, other, none), Set.of(sales, support, kitchen), Set.of(sales, support));
        ReadRequest withGroups = everything().withGroups(true);
        assertDelivered(read(provider, withGroups), withGroups, List.of(both, inGroups(one, support)));
        assertDelivered(read(provider, everything()), everything(), List.of(both, one));
    }

    private static DirectoryUser inGroups(DirectoryUser person, String... groups) {
        DirectoryUser.Builder copy = DirectoryUser.builder()
                .externalId(person.externalId().map(ExternalId::value).orElse(null))
                .matchKey(person.matchKey().orElse(null))
                .activity(person.activity())
                .groups(groups);
        person.attributes().forEach(copy::attribute);
        return copy.build();
    }

    @Test
    @DisplayName("Somebody found in several groups is one person, however often they are delivered (R4)")
    void deliversSomebodyOfSeveralGroupsAsOnePerson() {
        Set<String> groups = Set.of(group("Sales"), group("Support"));
        List<DirectoryUser> people = List.of(next("anna").groups(groups).build());
        ReadRequest request = everything().withGroups(true);
        assertDelivered(read(choosing(people, groups, groups), request), request, people);
    }

    @Test
    @DisplayName(
            "A chosen group with nobody in it is fine; where the source cannot tell it from a missing one, it warns (R3)")
    void takesAnEmptyGroupForWhatItIs() {
        Set<String> groups = Set.of(group("Sales"), group("Idle"));
        DirectoryUser anna = next("anna").groups(group("Sales")).build();
        RecordingSink sink = read(choosing(List.of(anna), groups, groups), everything());
        assertDelivered(sink, everything(), List.of(anna));
        if (!seesEmptyGroups()) {
            assertWarnsOf(group("Idle"), sink);
        }
    }

    @Test
    @DisplayName("A chosen group that is not there is a configuration error before anybody is delivered (R3)")
    void refusesAMissingGroupBeforeAnybodyIsDelivered() {
        DirectoryProvider provider = missingGroup();
        assumeTrue(
                seesEmptyGroups(), "The source cannot tell a missing group from an empty one, says seesEmptyGroups()");
        RecordingSink sink = new RecordingSink();
        assertThat(failing(provider, everything(), sink))
                .isInstanceOf(DirectoryConfigurationException.class)
                .hasMessageContaining(group("Missing"));
        assertThat(sink.deliveries()).as("people who were delivered before").isZero();
    }

    @Test
    @DisplayName("A source that cannot tell a missing group from an empty one warns of it (R3)")
    void warnsOfAMissingGroupWhereItCannotTell() {
        DirectoryProvider provider = missingGroup();
        assumeFalse(seesEmptyGroups(), "The source can tell a missing group from an empty one, says seesEmptyGroups()");
        assertWarnsOf(group("Missing"), read(provider, everything()));
    }

    final DirectoryProvider missingGroup() {
        DirectoryUser anna = next("anna").groups(group("Sales")).build();
        return choosing(List.of(anna), Set.of(group("Sales")), Set.of(group("Sales"), group("Missing")));
    }

    private static void assertWarnsOf(String group, RecordingSink sink) {
        assertThat(sink.warnings()).as("warnings").anyMatch(warning -> warning.contains(group));
    }
}
