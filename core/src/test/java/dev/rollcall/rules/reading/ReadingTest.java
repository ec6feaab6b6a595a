package dev.rollcall.rules.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import dev.rollcall.rules.fields.MappedPerson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {

    private static DirectoryUser.Builder ann() {
        return DirectoryUser.active("1", "ann");
    }

    private static Optional<String> objection(Entry entry) {
        Policy policy =
                Policy.builder().username(ValueSource.attribute("login")).build();
        return Readability.objection(entry, MappedPerson.of(entry.person(), policy))
                .map(objection -> objection.code() + " " + objection.why());
    }

    @Test
    void somebodyWithEverythingIsReadable() {
        assertThat(objection(new Entry(ann().attribute("login", "x").build(), null)))
                .isEmpty();
    }

    @Test
    void theFirstThingThatIsWrongIsTold() {
        DirectoryUser noId = DirectoryUser.builder().matchKey("a\u0000").build();
        assertThat(objection(new Entry(noId, null)))
                .hasValue(RefusalCode.NO_EXTERNAL_ID + " came without an external id and cannot be identified");
        assertThat(objection(new Entry(noId, "line 7")))
                .hasValue(RefusalCode.NO_EXTERNAL_ID + " came without an external id and cannot be identified: line 7");
        assertThat(objection(new Entry(ann().matchKey(null).build(), "line 7")))
                .hasValue(RefusalCode.UNREADABLE + " could not be read: line 7");
        assertThat(objection(new Entry(ann().matchKey(" ").build(), null)))
                .hasValue(RefusalCode.NO_MATCH_KEY + " has no match key");
        assertThat(objection(new Entry(ann().matchKey("a\u0000b").build(), null)))
                .hasValue(RefusalCode.MALFORMED_NAME
                        + " has a match key that contains a control character (U+0000) at position 2");
        assertThat(objection(new Entry(ann().build(), null))).hasValue(RefusalCode.NO_USERNAME + " has no username");
    }

    @Test
    void aUsernameTooLongIsNoMatterOfReading() {
        Policy policy = Policy.builder()
                .username(ValueSource.matchKey(), name -> name.maxLength(2))
                .build();
        Entry entry = new Entry(ann().build(), null);

        assertThat(Readability.objection(entry, MappedPerson.of(entry.person(), policy)))
                .isEmpty();
    }

    @Test
    void oneEntryIsItself() {
        Entry entry = new Entry(ann().groups("a").build(), "why");

        assertThat(Repeats.join(List.of(entry))).isEqualTo(new Repeats.Joined(entry, false));
    }

    @Test
    void identicalEntriesAreOneWithAllGroups() {
        Entry a = new Entry(ann().groups("a").attribute("t", "1", "2").build(), null);
        Entry b = new Entry(ann().groups("b").attribute("t", "2", "1").build(), null);
        Entry c = new Entry(ann().groups("c", "a").attribute("t", "1", "2").build(), null);

        Repeats.Joined joined = Repeats.join(List.of(a, b, c));

        assertThat(joined.differ()).isFalse();
        assertThat(joined.entry().person().groups()).containsExactly("a", "b", "c");
        assertThat(joined.entry().unreadable()).isNull();
    }

    @Test
    void entriesThatDifferInAnythingElseDiffer() {
        Entry same = new Entry(ann().build(), null);
        for (Entry other : List.of(
                new Entry(ann().matchKey("Ann").build(), null),
                new Entry(ann().inactive().build(), null),
                new Entry(ann().attribute("t", "1").build(), null),
                new Entry(ann().build(), "unreadable"))) {
            assertThat(Repeats.join(List.of(same, other)).differ()).isTrue();
            assertThat(Repeats.join(List.of(other, same)).differ()).isTrue();
            assertThat(Repeats.join(List.of(same, same, other)).differ()).isTrue();
            assertThat(Repeats.join(List.of(same, other, same)).differ()).isTrue();
        }
    }

    @Test
    void whoStandsForDifferentEntriesDoesNotDependOnTheirOrder() {
        Entry key = new Entry(ann().build(), null);
        Entry otherKey = new Entry(ann().matchKey("\uFF5E").build(), null);
        Entry emoji = new Entry(ann().matchKey("\uD83D\uDE00").build(), null);
        Entry inactive = new Entry(ann().activity(Activity.INACTIVE).build(), null);
        Entry unreadable = new Entry(ann().build(), "why");
        Entry one = new Entry(ann().attribute("t", "1").build(), null);
        Entry two = new Entry(ann().attribute("t", "2").build(), null);
        List<Entry> all = List.of(key, otherKey, emoji, inactive, unreadable, one, two);

        for (Entry left : all) {
            for (Entry right : all) {
                assertThat(Repeats.join(List.of(left, right))).isEqualTo(Repeats.join(List.of(right, left)));
            }
        }
        assertThat(Repeats.join(List.of(emoji, otherKey)).entry().person().matchKey())
                .hasValue("\uFF5E");
    }

    @ParameterizedTest
    @CsvSource({"0,0,false", "0,1,false", "0,2,true", "1,2,false", "2,0,false", "1,0,false", "0,100,true"})
    void theActivityIsMissingWhereItWasDeliveredForNobodyOutOfTwo(long known, long unknown, boolean missing) {
        assertThat(ActivityEvidence.isMissing(known, unknown)).isEqualTo(missing);
    }
}
