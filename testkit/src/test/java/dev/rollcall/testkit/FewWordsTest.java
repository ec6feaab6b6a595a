package dev.rollcall.testkit;

import static dev.rollcall.testkit.Accounts.account;
import static dev.rollcall.testkit.Accounts.accounts;
import static dev.rollcall.testkit.Accounts.local;
import static dev.rollcall.testkit.Accounts.table;
import static dev.rollcall.testkit.Accounts.unlinked;
import static dev.rollcall.testkit.People.people;
import static dev.rollcall.testkit.People.person;
import static dev.rollcall.testkit.People.withoutId;
import static dev.rollcall.testkit.People.withoutKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.testkit.Accounts.Row;
import dev.rollcall.testkit.People.Person;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** People and accounts are what their few words say. */
class FewWordsTest {

    private static final Instant LONG_AGO = Instant.parse("2025-06-01T00:00:00Z");

    @Test
    void aPersonIsActiveUnlessSaid() {
        assertThat(person("1", "ann").build())
                .isEqualTo(DirectoryUser.active("1", "ann").build());
        assertThat(person("1", "ann").inactive().build().activity()).isEqualTo(Activity.INACTIVE);
        assertThat(person("1", "ann").unknown().build().activity()).isEqualTo(Activity.UNKNOWN);
        assertThat(person("1", "ann").inactive().active().build().activity()).isEqualTo(Activity.ACTIVE);
    }

    @Test
    void aPersonCarriesAttributesAndGroups() {
        assertThat(person("1", "ann")
                        .with("title", "x", "y")
                        .in("staff", "sales")
                        .build())
                .isEqualTo(DirectoryUser.active("1", "ann")
                        .attribute("TITLE", "y", "x")
                        .groups("sales", "staff")
                        .build());
        assertThat(person("1", "ann")
                        .with("title", "x")
                        .with("title", "y")
                        .build()
                        .attribute("title"))
                .containsExactly("y");
        assertThat(person("1", "ann")
                        .with("title", "x")
                        .without("title")
                        .in("staff")
                        .inNoGroup()
                        .build())
                .isEqualTo(DirectoryUser.active("1", "ann").build());
    }

    @Test
    void somebodyMayComeWithoutIdOrKey() {
        assertThat(withoutId("ann").build().externalId()).isEmpty();
        assertThat(withoutId("ann").isKnownAs("ann")).isTrue();
        assertThat(withoutKey("1").build().matchKey()).isEmpty();
        assertThat(withoutKey("1").isKnownAs("1")).isTrue();
    }

    @Test
    void varyingAPersonLeavesTheOriginalAsItIs() {
        Person ann = person("1", "ann");
        Person anna =
                ann.named("anna").withId("9").with("title", "x").in("staff").inactive();
        assertThat(people(ann, anna))
                .containsExactly(
                        DirectoryUser.active("1", "ann").build(),
                        DirectoryUser.active("9", "anna")
                                .attribute("title", "x")
                                .groups("staff")
                                .inactive()
                                .build());
        assertThat(People.like(anna.build()).build()).isEqualTo(anna.build());
    }

    @Test
    void aPersonSaysInShortWhoTheyAre() {
        assertThat(person("1", "ann").inactive().with("title", "x").in("staff"))
                .hasToString("1:ann inactive title=[x] in [staff]");
        assertThat(withoutId("bob").unknown().unreadable("why")).hasToString("-:bob unknown unreadable");
    }

    @Test
    void anAccountBelongsToTheDirectoryAndIsLinked() {
        Account ann = account("1", "ann").build();
        assertThat(ann.isOwnedBy(DirectoryName.of("staff"))).isTrue();
        assertThat(ann.externalId()).contains(ExternalId.of("1"));
        assertThat(ann.externalIdOf()).contains(DirectoryName.of("staff"));
        assertThat(ann.id()).isEqualTo(AccountId.of("acc-ann"));
        assertThat(ann.isActive()).isTrue();
        assertThat(unlinked("bob").build().externalId()).isEmpty();
        assertThat(unlinked("bob").build().owner()).contains(DirectoryName.of("staff"));
        assertThat(local("root").build().owner()).isEmpty();
    }

    @Test
    void anAccountMadeLocalKeepsItsIdTogetherWithItsFormerOwner() {
        Account ann = account("1", "ann").madeLocal().build();
        assertThat(ann.owner()).isEmpty();
        assertThat(ann.externalId()).contains(ExternalId.of("1"));
        assertThat(ann.externalIdOf()).contains(DirectoryName.of("staff"));
    }

    @Test
    void anAccountIsVaried() {
        Row ann = account("1", "ann").with("title", "x");
        Account blocked = ann.blocked(BlockReason.MANUAL, "2025-06-01T00:00:00Z")
                .absentSince("2025-06-01T00:00:00Z")
                .ownedBy("partners")
                .build();
        assertThat(blocked.blockReason()).contains(BlockReason.MANUAL);
        assertThat(blocked.blockedSince()).contains(LONG_AGO);
        assertThat(blocked.absentSince()).contains(LONG_AGO);
        assertThat(blocked.owner()).contains(DirectoryName.of("partners"));
        assertThat(blocked.field("title")).isEqualTo("x");
        assertThat(ann.blockedByTheHost().build().blockReason()).isEmpty();
        assertThat(ann.blockedByTheHost().build().isActive()).isFalse();
        assertThat(ann.blocked(BlockReason.MANUAL).active().build()).isEqualTo(ann.build());
        assertThat(ann.build().isActive()).isTrue();
    }

    @Test
    void anAccountUnderAnotherIdIsOtherwiseTheSame() {
        Account original = account("1", "ann")
                .blocked(BlockReason.LICENCE_LIMIT, LONG_AGO)
                .absentSince(LONG_AGO)
                .with("title", "x")
                .madeLocal()
                .build();
        Account copy = account("1", "ann")
                .blocked(BlockReason.LICENCE_LIMIT, LONG_AGO)
                .absentSince(LONG_AGO)
                .with("title", "x")
                .madeLocal()
                .id("17")
                .build();
        assertThat(copy.id()).isEqualTo(AccountId.of("17"));
        assertThat(copy).usingRecursiveComparison().ignoringFields("id").isEqualTo(original);
    }

    @Test
    void anAccountSaysInShortWhatItIs() {
        assertThat(account("1", "ann").blocked(BlockReason.MANUAL).with("title", "x"))
                .hasToString("[1 ann] MANUAL {title=x}");
        assertThat(unlinked("ann")).hasToString("[- ann]");
        assertThat(local("root").blockedByTheHost()).hasToString("local[root] BLOCKED");
        assertThat(account("1", "ann").ownedBy("partners")).hasToString("partners[1 ann]");
    }

    @Test
    void aTableHoldsThem() {
        assertThat(table(account("1", "ann"), local("root")).all()).hasSize(2);
        assertThat(accounts(account("1", "ann"), local("root"))).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> table(account("1", "ann"), local("ANN")));
    }
}
