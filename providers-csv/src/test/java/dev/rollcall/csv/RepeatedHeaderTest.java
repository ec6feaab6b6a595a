package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.directory.SnapshotIncompleteException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two exports in one file are not one that is complete (R1), and a header is nobody. */
class RepeatedHeaderTest {

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,login,mail,note",
                "ID, Login ,\"MAIL\",note",
                "id,login,mail,another note",
                "id,login,mail",
                "id,login,mail,note,more",
                "\uFEFFid,login,mail,note",
                "\uFEFF\"id\",\"login\",\"mail\",\"note\""
            })
    void refusesASecondExportBehindTheFirst(String header) {
        csv.holds("id,login,mail,note\n1,ann,a@x,\"a\nb\"\n\n" + header + "\n2,bob,b@x,\n");

        refused(csv.provider().externalIdColumn("id"), "line 5 is the header again: two exports in one file", "mail");
    }

    @Test
    void refusesItWhoeverIsInScope() {
        csv.holds("login,groups\nann,a\nlogin,groups\nbob,a\n");

        refused(csv.provider().groupsColumn("groups").inGroups("a"), "line 3 is the header again");
    }

    @Test
    void refusesItInTheLastLineAndInAFileOfOneColumn() {
        csv.holds("login\nann\nlogin\n");

        refused(csv.provider(), "line 3 is the header again");
    }

    @Test
    void readsAPersonOfWhomNotEverythingIsNamedLikeItsColumn() {
        csv.holds("id,login,mail\n1,login,mail\nid,login,a@x\nid,login\n\"\uFEFF\",x,y\n");

        RecordingSink read = csv.read(csv.provider().externalIdColumn("id"), "mail");

        assertThat(read.matchKeys()).containsExactly("login", "login", "x");
        assertThat(read.unreadable).hasSize(1);
    }

    @Test
    void findsItInAValidationToo() {
        csv.holds("login,name\nann,Ann\nlogin,name\n");

        assertThat(csv.validate(csv.provider(), "name").toString()).contains("line 3 is the header again");
    }

    private void refused(CsvDirectoryProvider.Builder provider, String message, String... attributes) {
        RecordingSink sink = new RecordingSink();
        assertThatExceptionOfType(SnapshotIncompleteException.class)
                .isThrownBy(() -> provider.build().read(CsvFolder.request(attributes), sink))
                .withMessageContaining("users.csv, " + message);
        assertThat(sink.complete).isFalse();
    }
}
