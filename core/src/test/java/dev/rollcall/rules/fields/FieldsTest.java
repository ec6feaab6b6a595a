package dev.rollcall.rules.fields;

import static dev.rollcall.policy.ValueSource.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.account.Account;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.ValueSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FieldsTest {

    private static final Policy POLICY = Policy.builder()
            .field("title", attribute("title"), field -> field.maxLength(4))
            .field("first", attribute("first"), field -> field.mode(MappingMode.ON_CREATE))
            .field("room", attribute("room"), field -> field.mode(MappingMode.WHEN_PRESENT))
            .field("pin", attribute("pin"), field -> field.asSensitive())
            .build();

    private static MappedPerson map(String... attributesAndValues) {
        DirectoryUser.Builder person = DirectoryUser.active("1", "Ann");
        for (int i = 0; i < attributesAndValues.length; i += 2) {
            person.attribute(attributesAndValues[i], attributesAndValues[i + 1]);
        }
        return MappedPerson.of(person.build(), POLICY);
    }

    private static Account account(String... fieldsAndValues) {
        Account.Builder account = Account.builder("17", "ann");
        for (int i = 0; i < fieldsAndValues.length; i += 2) {
            account.field(fieldsAndValues[i], fieldsAndValues[i + 1]);
        }
        return account.build();
    }

    @Test
    void mapsTheUsernameAndEveryFieldThatHasAValue() {
        MappedPerson ann = map("title", "Dr", "room", " ");

        assertThat(ann.username()).hasToString("Ann");
        assertThat(ann.usernameObjection()).isNull();
        assertThat(ann.values()).containsExactly(Map.entry("title", "Dr"));
        assertThat(ann.objections()).isEmpty();
    }

    @Test
    void keepsARejectedValueOutAndSaysWhy() {
        MappedPerson ann = map("title", "Prof.");

        assertThat(ann.values()).isEmpty();
        assertThat(ann.objections())
                .containsExactly(Map.entry(
                        "title", "the value of 'title' has 5 characters, more than the 4 that the host allows"));
    }

    @Test
    void saysWhatAFunctionFailedWithAndNotItsMessage() {
        Policy policy = Policy.builder()
                .username(ValueSource.function(person -> {
                    throw new IllegalArgumentException("s3cret");
                }))
                .build();
        MappedPerson ann = MappedPerson.of(DirectoryUser.active("1", "ann").build(), policy);

        assertThat(ann.username()).isNull();
        assertThat(ann.usernameObjection())
                .isEqualTo("the host's function for 'username' failed with java.lang.IllegalArgumentException");
    }

    @Test
    void aBlankUsernameIsNone() {
        Policy policy = Policy.builder().username(attribute("login")).build();
        for (String blank : new String[] {" ", "\u200D"}) {
            MappedPerson ann = MappedPerson.of(
                    DirectoryUser.active("1", "ann").attribute("login", blank).build(), policy);
            assertThat(ann.username()).isNull();
            assertThat(ann.usernameObjection()).isNull();
        }
    }

    @Test
    void aMalformedUsernameIsNoUsername() {
        MappedPerson ann = MappedPerson.of(DirectoryUser.active("1", "a\u202Eb").build(), Policy.ofDefaults());

        assertThat(ann.username()).isNull();
    }

    @Test
    void aNewAccountGetsEveryValueWhateverTheMode() {
        assertThat(FieldDifferences.ofNewAccount(map("title", "Dr", "first", "f", "room", "r", "pin", "p"), POLICY))
                .containsExactly(
                        new FieldChange("title", null, "Dr", false),
                        new FieldChange("first", null, "f", false),
                        new FieldChange("room", null, "r", false),
                        new FieldChange("pin", null, "p", true));
        assertThat(FieldDifferences.ofNewAccount(map(), POLICY)).isEmpty();
    }

    @Test
    void anExistingAccountFollowsByMode() {
        Account account = account("title", "a", "first", "a", "room", "a", "pin", "a");

        assertThat(FieldDifferences.between(account, map("title", "b", "first", "b", "room", "b"), POLICY, Set.of()))
                .containsExactly(
                        new FieldChange("title", "a", "b", false),
                        new FieldChange("room", "a", "b", false),
                        new FieldChange("pin", "a", null, true));
        assertThat(FieldDifferences.between(account, map(), POLICY, Set.of()))
                .containsExactly(new FieldChange("title", "a", null, false), new FieldChange("pin", "a", null, true));
    }

    @Test
    void whatIsTheSameRejectedOrNeverSeenStays() {
        assertThat(FieldDifferences.between(
                        account("title", "a", "room", "r"), map("title", "a", "room", "r"), POLICY, Set.of()))
                .isEmpty();
        assertThat(FieldDifferences.between(account("title", "a"), map("title", "too long"), POLICY, Set.of()))
                .isEmpty();
        assertThat(FieldDifferences.between(account("title", "a"), map(), POLICY, Set.of("title")))
                .isEmpty();
        assertThat(FieldDifferences.between(account(), map("title", "a"), POLICY, Set.of()))
                .containsExactly(new FieldChange("title", null, "a", false));
    }

    @Test
    void anAttributeIsNeverSeenWhereAccountsHoldValuesAndNobodyCarriesIt() {
        NeverSeen never = NeverSeen.find(POLICY, Set.of("pin"), Set.of("title", "first", "room", "pin"));

        assertThat(never.fields()).containsExactly("title");
        assertThat(never.warnings())
                .containsExactly("ATTRIBUTE_NEVER_SEEN: nobody in the snapshot carries [title], so the field 'title' of"
                        + " existing accounts is left as it is; correct the mapping or the rights of the reader");
        assertThat(NeverSeen.find(POLICY, Set.of(), Set.of()).fields()).isEmpty();
        assertThat(NeverSeen.find(POLICY, Set.of("title", "pin"), Set.of("title", "pin"))
                        .fields())
                .isEmpty();
        assertThat(NeverSeen.find(POLICY, Set.of("other"), Set.of("title", "pin"))
                        .warnings())
                .hasSize(2);
    }

    @Test
    void aFieldWithoutAttributesCannotMissOne() {
        Policy policy =
                Policy.builder().field("kind", ValueSource.constant("x")).build();

        assertThat(NeverSeen.find(policy, Set.of(), Set.of("kind")).fields()).isEmpty();
    }
}
