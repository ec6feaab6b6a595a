package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Validation;
import dev.rollcall.directory.Validation.Level;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R45: a directory can be validated first")
class ValidationTest {

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @Test
    void saysOfEachThingThatItIsAsItShouldBe() {
        csv.holds(
                "id,login,on,groups,mail\n1,ann,yes,staff,a\n2,bob,no,staff|it,b\n2,bob,no,it,b\n3,cid,no,x,c\nEND,4\n");

        Validation validation = csv.validate(
                csv.provider()
                        .externalIdColumn("id")
                        .activeColumn("on")
                        .groupsColumn("groups")
                        .inGroups("Staff", "IT")
                        .trailer("END"),
                "mail");

        assertThat(validation.isValid()).isTrue();
        assertThat(validation.findings()).extracting(Validation.Finding::level).containsOnly(Level.OK);
        assertThat(validation.findings())
                .extracting(Validation.Finding::subject)
                .containsExactly(
                        "file",
                        "age",
                        "charset",
                        "column 'login'",
                        "column 'id'",
                        "column 'on'",
                        "column 'groups'",
                        "column 'mail'",
                        "header",
                        "rows",
                        "group 'Staff'",
                        "group 'IT'",
                        "evidence");
        assertThat(texts(validation, "file"))
                .singleElement()
                .asString()
                .contains("users.csv", "bytes", "2026-11-21T12");
        assertThat(texts(validation, "age")).containsExactly("changed 1h ago");
        assertThat(texts(validation, "charset")).containsExactly("UTF-8, as configured");
        assertThat(texts(validation, "column 'on'")).containsExactly("is column 3 of the file");
        assertThat(texts(validation, "header")).containsExactly("5 columns");
        assertThat(texts(validation, "rows")).containsExactly("4 rows, 3 of them people in scope");
    }

    @Test
    void countsThePeopleOfEachGroupOnceHoweverManyRowsTheyHave() {
        csv.holds("login,groups\nann,staff\nbob,staff|it\nBOB,it|staff\n");

        Validation validation =
                csv.validate(csv.provider().groupsColumn("groups").inGroups("staff", "it", "none"));

        assertThat(texts(validation, "group 'staff'")).containsExactly("2 people");
        assertThat(texts(validation, "group 'it'")).containsExactly("1 person");
        assertThat(levels(validation, "group 'none'")).containsExactly(Level.WARNING);
        assertThat(texts(validation, "group 'none'")).singleElement().asString().startsWith("0 people");
    }

    @Test
    void warnsWhereOnlyTheFormOfTheFileShowsThatItIsComplete() {
        csv.holds("login\nann\n");

        Validation validation = csv.validate(csv.provider());

        assertThat(levels(validation, "evidence")).containsExactly(Level.WARNING);
        assertThat(validation.isValid()).isTrue();
    }

    @Test
    void saysWhatEachProofProves() {
        csv.holds("login\nann\n").with("done", "");

        assertThat(texts(csv.validate(csv.provider().doneMarker(csv.path("done"))), "done marker"))
                .containsExactly("done marker of 2026-11-21T12:00:00Z");
    }

    @Test
    void reportsAColumnThatIsNeededTwiceOnce() {
        csv.holds("login\nann\n");

        assertThat(csv.validate(csv.provider().externalIdColumn("LOGIN"), "login")
                        .findings())
                .extracting(Validation.Finding::subject)
                .filteredOn(subject -> subject.startsWith("column"))
                .containsExactly("column 'login'");
    }

    @Test
    void acceptsAnyOneProofAsEvidence() throws Exception {
        csv.holds("login\nann\n").with("count", "1").with("done", "").with("sum", sha256("login\nann\n"));

        assertThat(levels(csv.validate(csv.provider().rowCountFile(csv.path("count"))), "evidence"))
                .containsExactly(Level.OK);
        assertThat(levels(csv.validate(csv.provider().checksumFile(csv.path("sum"))), "evidence"))
                .containsExactly(Level.OK);
        assertThat(levels(csv.validate(csv.provider().doneMarker(csv.path("done"))), "evidence"))
                .containsExactly(Level.OK);
        csv.holds("login\nann\nEND,1\n");
        assertThat(levels(csv.validate(csv.provider().trailer("END")), "evidence"))
                .containsExactly(Level.OK);
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void saysOfAMissingFileNotThatItIsProvenComplete() {
        assertThat(csv.validate(csv.provider().trailer("END")).findings())
                .extracting(Validation.Finding::subject)
                .containsExactly("file");
    }

    @Test
    void saysOfNoFileThatItIsProvenCompleteWhereAProofFails() {
        csv.holds("login\nann\nEND,2\n");
        assertThat(levels(csv.validate(csv.provider().trailer("END")), "evidence"))
                .isEmpty();

        csv.holds("login\nann\n").with("sum", "0".repeat(64)).with("done", "");
        assertThat(levels(csv.validate(csv.provider().checksumFile(csv.path("sum"))), "evidence"))
                .isEmpty();
        assertThat(levels(
                        csv.validate(csv.provider().doneMarker(csv.path("done")).externalIdColumn("id")), "evidence"))
                .isEmpty();
    }

    @Test
    void reportsAMissingFileAndNoMore() {
        Validation validation = csv.validate(csv.provider());

        assertThat(errors(validation)).containsExactly("file");
        assertThat(validation.findings())
                .extracting(Validation.Finding::subject)
                .containsExactly("file", "evidence");
    }

    @Test
    void reportsAnOldFileAndGoesOn() {
        csv.holds("login\nann\n");

        Validation validation = csv.validate(csv.provider().maxAge(Duration.ofMinutes(1)));

        assertThat(errors(validation)).containsExactly("age");
        assertThat(levels(validation, "rows")).containsExactly(Level.OK);
    }

    @Test
    void saysThatAFileIsOfTheFuture() {
        csv.put("users.csv", "login\nann\n".getBytes(StandardCharsets.UTF_8), CsvFolder.NOON.plusSeconds(7200));

        assertThat(texts(csv.validate(csv.provider()), "age"))
                .singleElement()
                .asString()
                .contains("future");
    }

    @Test
    void reportsEachProofThatFails() {
        csv.holds("login\nann\n").with("sum", "0".repeat(64)).with("count", "2");

        Validation validation = csv.validate(csv.provider()
                .doneMarker(csv.path("done"))
                .checksumFile(csv.path("sum"))
                .rowCountFile(csv.path("count")));

        assertThat(errors(validation)).containsExactly("done marker", "checksum file", "rows");
    }

    @Test
    void reportsTheCharsetOnceWithTheLine() {
        csv.holds("login\nann\nJürgen\n", Charset.forName("windows-1252"));

        Validation validation = csv.validate(csv.provider());

        assertThat(errors(validation)).containsExactly("charset");
        assertThat(texts(validation, "charset")).singleElement().asString().contains("line 3");
    }

    @Test
    void saysThatAByteOrderMarkDecidedTheCharset() {
        csv.holds("\uFEFFlogin\nann\n", StandardCharsets.UTF_16LE);

        assertThat(texts(csv.validate(csv.provider()), "charset"))
                .containsExactly("UTF-16LE, as the byte order mark says");
    }

    @Test
    void reportsEachColumnThatIsMissingOrThereTwice() {
        csv.holds("login,Mail,mail\nann,a,b\n");

        Validation validation = csv.validate(csv.provider().externalIdColumn("id"), "mail", "title");

        assertThat(errors(validation)).containsExactly("column 'id'", "column 'mail'", "column 'title'", "header");
        assertThat(texts(validation, "column 'mail'"))
                .singleElement()
                .asString()
                .contains("2 times");
        assertThat(levels(validation, "column 'login'")).containsExactly(Level.OK);
        assertThat(texts(validation, "header")).singleElement().asString().contains("no column 'id', 'title'");
    }

    @Test
    void namesTheProbableDelimiter() {
        csv.holds("login;mail\nann;a\n");

        assertThat(texts(csv.validate(csv.provider(), "mail"), "header"))
                .singleElement()
                .asString()
                .contains("delimiter is ';'");
    }

    @Test
    void reportsAFileThatIsCutShort() {
        csv.holds("login,note\nann,\"x\nbob,y\n");

        Validation validation = csv.validate(csv.provider());

        assertThat(errors(validation)).containsExactly("rows");
        assertThat(texts(validation, "rows")).singleElement().asString().contains("line 2");
    }

    @Test
    void reportsAWrongTrailerWithTheRows() {
        csv.holds("login\nann\nEND,2\n");

        assertThat(errors(csv.validate(csv.provider().trailer("END")))).containsExactly("rows");
    }

    @Test
    void warnsOfRowsThatStopRemovals() {
        csv.holds("id,login\n1,ann\n,bob\n3\n4,dan,x\n");

        List<String> texts = texts(csv.validate(csv.provider().externalIdColumn("id")), "rows");

        assertThat(texts).hasSize(4);
        assertThat(texts.get(0)).contains("4 rows, 2 of them people in scope");
        assertThat(texts.get(1)).contains("2 cannot be read; the first: line 4 has 1 cell, the header has 2");
        assertThat(texts.get(2)).contains("1 have no external id");
        assertThat(texts.get(3)).contains("blocks nobody", "R5");
    }

    @Test
    void warnsOfAPersonWithoutIdAsOfARowThatCannotBeRead() {
        csv.holds("id,login\n1,ann\n,bob\n");

        assertThat(texts(csv.validate(csv.provider().externalIdColumn("id")), "rows"))
                .anySatisfy(text -> assertThat(text).contains("blocks nobody", "R5"));
    }

    @Test
    void doesNotSayThatNobodyIsInScopeWhereSomebodyCannotBeRead() {
        csv.holds("login,name\nann,Ann\nbob\n");
        assertThat(texts(csv.validate(csv.provider()), "rows"))
                .noneSatisfy(text -> assertThat(text).contains("nobody is in scope"));
    }

    @Test
    void warnsWhereNobodyIsInScope() {
        csv.holds("login\n");

        assertThat(texts(csv.validate(csv.provider()), "rows"))
                .anySatisfy(text -> assertThat(text).contains("nobody is in scope", "R2"));
    }

    @Test
    void warnsOfAnAttributeThatNobodyCarries() {
        csv.holds("login,mail,title\nann,a, \nbob,,\n");

        Validation validation = csv.validate(csv.provider(), "mail", "title");

        assertThat(levels(validation, "attribute 'title'")).containsExactly(Level.WARNING);
        assertThat(levels(validation, "attribute 'mail'")).isEmpty();
    }

    @Test
    void warnsOfActivitiesItDoesNotUnderstand() {
        csv.holds("login,on\nann,yes\nbob,?\n");

        assertThat(texts(csv.validate(csv.provider().activeColumn("on")), "rows"))
                .anySatisfy(text -> assertThat(text).contains("unknown word in 1 row,", "line 3"));
    }

    @Test
    void reportsThatNoActivityIsUnderstoodAtAll() {
        csv.holds("login,on\nann,J\nbob,N\n");
        assertThat(errors(csv.validate(csv.provider().activeColumn("on")))).containsExactly("activity");

        csv.holds("login,on\nann,J\n");
        assertThat(errors(csv.validate(csv.provider().activeColumn("on")))).isEmpty();
    }

    private static List<String> errors(Validation validation) {
        return validation.findings().stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .map(Validation.Finding::subject)
                .toList();
    }

    private static List<Level> levels(Validation validation, String subject) {
        return validation.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .map(Validation.Finding::level)
                .toList();
    }

    private static List<String> texts(Validation validation, String subject) {
        return validation.findings().stream()
                .filter(finding -> finding.subject().equals(subject))
                .map(Validation.Finding::text)
                .toList();
    }
}
