package dev.rollcall.okta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.SnapshotIncompleteException;
import dev.rollcall.testkit.RecordingSink;
import dev.rollcall.testservers.http.HttpQuestion;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaGroup;
import dev.rollcall.testservers.okta.OktaPerson;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What changes while people are read")
class MeanwhileTest extends WithOrg {

    private final OktaPerson ann = org.person("ann");
    private final OktaPerson bob = org.person("bob");
    private final OktaPerson cid = org.person("cid");
    private OktaGroup first;
    private OktaGroup second;

    @BeforeEach
    void fill() {
        first = org.group("First").add(ann, bob);
        second = org.group("Second").add(cid);
        time.pass(Duration.ofMinutes(5));
    }

    private OktaDirectoryProvider.Builder both() {
        return provider().inGroups("First", "Second").pageSize(1).http(http().withParallel(1));
    }

    private static Predicate<HttpQuestion> membersOf(OktaGroup group) {
        return question -> question.path().endsWith(group.id() + "/users");
    }

    @Test
    @DisplayName("Where nothing changes, each group is read once, and nobody is delivered twice")
    void readsEachGroupOnce() {
        assertThat(read(both()).deliveries()).isEqualTo(3);
        assertThat(org.count(OktaCall.MEMBERS)).isEqualTo(3);
        assertThat(org.count(OktaCall.GROUP)).isEqualTo(4);
    }

    @Test
    @DisplayName("F29: somebody moved from a group that is still to be read to one that was read is found all the same")
    void findsWhoWasMoved() {
        org.on(membersOf(second), () -> {
            first.add(cid);
            second.remove(cid);
        });

        RecordingSink sink = read(both());

        assertThat(logins(sink)).containsExactly("ann", "bob", "cid");
        assertThat(sink.everybody())
                .filteredOn(person -> person.matchKey().filter("cid"::equals).isPresent())
                .singleElement()
                .satisfies(person -> assertThat(person.groups()).containsExactly("First"));
        assertThat(sink.completion().orElseThrow().evidence()).contains("2 of the groups read again");
    }

    @Test
    @DisplayName("also where Okta's times are too coarse to show the second of two changes")
    void findsWhoWasMovedWithinASecond() {
        org.coarseTimes();
        org.on(OktaCall.GROUP, 1, () -> first.add(cid).remove(cid));
        org.on(membersOf(second), () -> {
            first.add(cid);
            second.remove(cid);
        });

        assertThat(logins(read(both()))).containsExactly("ann", "bob", "cid");
    }

    @Test
    @DisplayName("A chosen group that is deleted meanwhile makes the read incomplete")
    void failsWhereAGroupIsDeleted() {
        org.on(membersOf(second), () -> first.delete());

        assertThat(failing(both()))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("'First'");
    }

    @Test
    @DisplayName("also where it is deleted between two of its pages")
    void failsWhereAGroupIsDeletedBetweenItsPages() {
        org.on(OktaCall.MEMBERS, 2, () -> first.delete());

        assertThat(failing(both()))
                .isInstanceOf(SnapshotIncompleteException.class)
                .hasMessageContaining("'First'");
    }

    @Test
    @DisplayName("Whoever interrupts a read is asked why, and that is what ends it")
    void asksWhyItWasInterrupted() {
        RecordingSink sink = new RecordingSink();
        RuntimeException why = new IllegalStateException("the run is over");
        Thread reader = Thread.currentThread();
        org.on(OktaCall.GROUP, 1, () -> {
            sink.giveUp(why);
            reader.interrupt();
        });
        Throwable thrown;
        try {
            thrown = failing(both(), sink);
        } finally {
            assertThat(Thread.interrupted()).as("the flag").isTrue();
        }

        assertThat(thrown).isSameAs(why);
    }

    @Test
    @DisplayName("A change shortly before a group was looked up may hide another, so its members are read again")
    void readsAgainWhatChangedShortlyBefore() {
        first.remove(bob);
        time.pass(Duration.ofSeconds(9));
        assertThat(read(both()).completion().orElseThrow().evidence()).contains("1 of the groups read again");

        time.pass(Duration.ofSeconds(9));
        assertThat(read(both()).completion().orElseThrow().evidence()).contains("0 of the groups read again");
    }

    @Test
    @DisplayName("F82: without groups, somebody who is activated meanwhile is not missed")
    void findsWhoIsActivated() {
        ann.status("DEPROVISIONED");
        org.on(question -> !question.query().containsKey("filter"), () -> ann.status("ACTIVE"));

        assertThat(read(provider()).people())
                .filteredOn(person -> person.matchKey().filter("ann"::equals).isPresent())
                .extracting(DirectoryUser::activity)
                .containsExactlyInAnyOrder(Activity.INACTIVE, Activity.ACTIVE);
    }

    @Test
    @DisplayName("An expression of the host is asked for as it is, deactivated people included")
    void readsByExpression() {
        ann.status("DEPROVISIONED").profile("department", "R&D \"+\"");
        bob.profile("department", "Sales");

        assertThat(logins(read(provider().search("profile.department eq \"R&D \\\"+\\\"\""))))
                .containsExactly("ann");
        assertThat(logins(read(provider().filter("profile.login eq \"bob\" or profile.login eq \"cid\""))))
                .containsExactly("bob", "cid");
    }
}
