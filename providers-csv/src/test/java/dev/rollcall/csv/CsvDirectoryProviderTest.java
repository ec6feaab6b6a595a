package dev.rollcall.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.ExternalId;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvDirectoryProviderTest {

    @TempDir
    Path folder;

    private CsvFolder csv;

    @BeforeEach
    void folder() {
        csv = new CsvFolder(folder);
    }

    @Test
    void deliversEachRowAsAPersonWithTheRequestedAttributes() {
        csv.holds("id,login,Mail,title,secret\n7,ann,ann@example.org,Dr,x\n8,Bob,bob@example.org,,y\n");

        RecordingSink read = csv.read(csv.provider().externalIdColumn("id"), "mail", "title");

        assertThat(read.people)
                .containsExactly(
                        DirectoryUser.active("7", "ann")
                                .attribute("mail", "ann@example.org")
                                .attribute("title", "Dr")
                                .build(),
                        DirectoryUser.active("8", "Bob")
                                .attribute("mail", "bob@example.org")
                                .build());
    }

    @Test
    void declaresCompletenessLastWithItsOwnCountAndReturnsThatCompletion() {
        csv.holds("login,name\nann,Ann\nbob\nzoe,Zoe\n");
        RecordingSink sink = new RecordingSink();

        Completion completion = csv.provider().build().read(CsvFolder.request(), sink);

        assertThat(sink.complete).isTrue();
        assertThat(completion.delivered()).isEqualTo(3);
        assertThat(completion.evidence()).isEqualTo(sink.evidence).contains("3 data rows", "unchanged while read");
    }

    @Test
    void takesTheFoldedMatchKeyForTheIdWhereThereIsNoIdColumn() {
        csv.holds("login\n  JosÉ \n");

        RecordingSink read = csv.read();

        assertThat(read.ids()).containsExactly("josé");
        assertThat(read.matchKeys()).containsExactly("JosÉ");
    }

    @Test
    void takesTheExternalIdExactlyButForTheWhiteSpaceAround() {
        csv.holds("id,login\n\u00A0aB 7 ,ann\n");

        assertThat(csv.read(csv.provider().externalIdColumn("id")).people.get(0).externalId())
                .contains(ExternalId.of("aB 7"));
    }

    @Test
    void deliversRowsWithoutMatchKeyOrIdForTheEngineToReject() {
        csv.holds("id,login\n,ann\n8, \n");

        RecordingSink read = csv.read(csv.provider().externalIdColumn("id"));

        assertThat(read.people).hasSize(2);
        assertThat(read.people.get(0).externalId()).isEmpty();
        assertThat(read.people.get(0).matchKey()).contains("ann");
        assertThat(read.people.get(1).externalId()).contains(ExternalId.of("8"));
        assertThat(read.people.get(1).matchKey()).isEmpty();
        assertThat(read.unreadable).isEmpty();
    }

    @Test
    void holdsEverybodyActiveWithoutAnActivityColumn() {
        csv.holds("login,active\nann,no\n");

        assertThat(csv.read().people.get(0).activity()).isEqualTo(Activity.ACTIVE);
    }

    @Test
    void deliversOneRowAsOftenAsItIsThere() {
        csv.holds("login\nann\nann\n");

        assertThat(csv.read().matchKeys()).containsExactly("ann", "ann");
    }

    @Test
    void keepsTheSpacesInsideAndAroundAValue() {
        csv.holds("login,name\nann, Ann  Lee \n");

        assertThat(csv.read("name").people.get(0).attribute("name")).containsExactly(" Ann  Lee ");
    }

    @Test
    void deliversNoValueForACellWithNothingButWhiteSpace() {
        csv.holds("login,name\nann,\u00A0 \n");

        assertThat(csv.read("name").people.get(0).attributes()).isEmpty();
    }

    @Test
    void readsTheSameInATurkishLocale() {
        csv.holds("ID,LOGIN,TITLE,ACTIVE,GROUPS\nI1,IDA,Isı,INACTIVE,IT\n");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            RecordingSink read = csv.read(
                    csv.provider()
                            .externalIdColumn("id")
                            .activeColumn("active")
                            .groupsColumn("groups")
                            .inGroups("it"),
                    "title");

            assertThat(read.people)
                    .containsExactly(DirectoryUser.active("I1", "IDA")
                            .inactive()
                            .attribute("title", "Isı")
                            .build());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void keepsDottedAndDotlessLettersAsTheyAreInValues() {
        csv.holds("login,name\nİpek,ırmak\n");

        RecordingSink read = csv.read("name");

        assertThat(read.matchKeys()).containsExactly("İpek");
        assertThat(read.people.get(0).attribute("name")).containsExactly("ırmak");
    }

    @Test
    void givesComposedAndDecomposedSpellingsOneId() {
        csv.holds("login\nJos\u00E9\nJose\u0301\n");

        assertThat(csv.read().ids()).containsExactly("jos\u00E9", "jos\u00E9");
    }

    @Test
    void readsValuesOfTenThousandCharacters() {
        String value = "ä\uD83D\uDE00".repeat(5_000);
        csv.holds("login,note\nann,\"" + value + "\"\nbob," + value + "\n");

        RecordingSink read = csv.read("note");

        assertThat(read.people)
                .allSatisfy(person -> assertThat(person.attribute("note")).containsExactly(value));
    }

    @Test
    void asksTheSinkNowAndThenWhetherToGoOnWhileNobodyIsInScope() {
        csv.holds(IntStream.range(0, 10_000)
                .mapToObj(i -> "u" + i + ",b\n")
                .collect(Collectors.joining("", "login,groups\n", "")));

        RecordingSink read = csv.read(csv.provider().groupsColumn("groups").inGroups("a"));

        assertThat(read.people).isEmpty();
        assertThat(read.checkpoints).isBetween(10, 20);
    }

    @Test
    void passesAnExceptionOfTheSinkThroughAndClosesEverything() {
        csv.holds("login\nann\n");
        IllegalStateException cancelled = new IllegalStateException("cancelled");
        RecordingSink sink = new RecordingSink(() -> {
            throw cancelled;
        });

        assertThatThrownBy(() -> csv.provider().build().read(CsvFolder.request(), sink))
                .isSameAs(cancelled);
        assertThat(csv.leftovers()).isEmpty();
        assertThat(sink.complete).isFalse();
    }

    @Test
    void canBeReadAgainAndAgain() {
        CsvDirectoryProvider provider = csv.holds("login\nann\n").provider().build();
        provider.read(CsvFolder.request(), new RecordingSink());
        csv.holds("login\nbob\n");
        RecordingSink second = new RecordingSink();

        provider.read(CsvFolder.request(), second);

        assertThat(second.matchKeys()).isEqualTo(List.of("bob"));
    }
}
