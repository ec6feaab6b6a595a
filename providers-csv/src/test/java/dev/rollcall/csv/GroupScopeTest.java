package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.ReadRequest;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupScopeTest {

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @Test
    void deliversOnlyThoseWhoAreInOneOfTheChosenGroups() {
        csv.holds("login,groups\nann,staff\nbob,guests\ncid,x|IT |y\ndan,\neve,staffers\nfay,|IT|staff|\n");

        RecordingSink read = csv.read(grouped().inGroups("staff", "IT"));

        assertThat(read.matchKeys()).containsExactly("ann", "cid", "fay");
        assertThat(read.delivered).isEqualTo(3);
        assertThat(read.warnings).isEmpty();
    }

    @Test
    void comparesGroupsAsNamesAre() {
        csv.holds("login,groups\nann,CAFE\u0301\nbob,\u00A0café\ncid,cafe\n");

        assertThat(csv.read(grouped().inGroups(" Café")).matchKeys()).containsExactly("ann", "bob");
    }

    @Test
    void deliversEverybodyUnlessGroupsAreChosen() {
        csv.holds("login,groups\nann,staff\nbob,\n");

        assertThat(csv.read(grouped()).matchKeys()).containsExactly("ann", "bob");
    }

    @Test
    void warnsOfAChosenGroupThatNoRowNames() {
        csv.holds("login,groups\nann,staff\nbob,guests\n");

        RecordingSink read = csv.read(grouped().inGroups("staff", "Interns"));

        assertThat(read.complete).isTrue();
        assertThat(read.warnings).singleElement().asString().contains("'Interns'", "R3");
    }

    @Test
    void deliversRowsThatCannotBeReadWhateverTheScope() {
        csv.holds("login,groups\nann,guests\nbob,guests,x\n");

        RecordingSink read = csv.read(grouped().inGroups("staff"));

        assertThat(read.people).isEmpty();
        assertThat(read.reasons).containsExactly("line 3 has 3 cells, the header has 2");
        assertThat(read.delivered).isEqualTo(1);
    }

    @Test
    void deliversTheChosenGroupsInTheSpellingOfTheChoiceWhereTheyAreNeeded() {
        csv.holds("login,groups\nann,STAFF|guests|it|staff\n");

        RecordingSink read = new RecordingSink();
        grouped().inGroups("Staff", "IT").build().read(groupsNeeded(), read);

        assertThat(read.people.get(0).groups()).isEqualTo(Set.of("Staff", "IT"));
    }

    @Test
    void deliversAllGroupsWhereNoneIsChosenAndTheyAreNeeded() {
        csv.holds("login,groups\nann, STAFF ;staff;;it|x;\n");

        RecordingSink read = new RecordingSink();
        grouped().groupSeparator(';').build().read(groupsNeeded(), read);

        assertThat(read.people.get(0).groups()).isEqualTo(Set.of("STAFF", "it|x"));
    }

    @Test
    void leavesGroupsOutWhereNobodyNeedsThem() {
        csv.holds("login,groups\nann,staff\n");

        assertThat(csv.read(grouped().inGroups("staff")).people.get(0).groups()).isEmpty();
    }

    @Test
    void countsUnknownActivitiesOfThoseInScopeOnly() {
        csv.holds("login,groups,active\nann,staff,yes\nbob,guests,?\n");

        assertThat(csv.read(grouped().inGroups("staff").activeColumn("active")).warnings)
                .isEmpty();
    }

    private CsvDirectoryProvider.Builder grouped() {
        return csv.provider().groupsColumn("groups");
    }

    private static ReadRequest groupsNeeded() {
        return CsvFolder.request().withGroups(true);
    }
}
