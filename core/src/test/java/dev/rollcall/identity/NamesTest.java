package dev.rollcall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " staff", "staff ", "local", "LOCAL", "Local"})
    void noDirectoryIsCalled(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> DirectoryName.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"staff", "locals", "Our partners", "l\u00F6cal"})
    void aDirectoryMayBeCalled(String name) {
        assertThat(DirectoryName.of(name)).hasToString(name).isEqualTo(new DirectoryName(name));
    }

    @Test
    void idsAreNeverBlankAndCompareExactly() {
        assertThatIllegalArgumentException().isThrownBy(() -> ExternalId.of(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> AccountId.of(""));
        assertThatNullPointerException().isThrownBy(() -> ExternalId.of(null));
        assertThat(ExternalId.of("a")).isNotEqualTo(ExternalId.of("A")).hasToString("a");
        assertThat(ExternalId.of("\uFF5E")).isLessThan(ExternalId.of("\uD83D\uDE00"));
        assertThat(AccountId.of("17")).hasToString("17");
    }

    @Test
    void usernamesAreEqualByFoldingAndKeepTheirSpelling() {
        Username ann = Username.of(" Ann\u00A0");

        assertThat(ann)
                .isEqualTo(Username.of("ANN"))
                .hasSameHashCodeAs(Username.of("ann"))
                .hasToString("Ann");
        assertThat(ann.value()).isEqualTo("Ann");
        assertThat(ann.folded()).isEqualTo("ann");
        assertThat(ann.hasSpellingOf(Username.of("Ann "))).isTrue();
        assertThat(ann.hasSpellingOf(Username.of("ann"))).isFalse();
        assertThat(ann.isBlank()).isFalse();
        assertThat(ann).isNotEqualTo(Username.of("bob")).isNotEqualTo("Ann").isNotEqualTo(null);
    }

    @Test
    void aBlankUsernameEqualsNoOther() {
        Username blank = Username.of("\u200D");

        assertThat(blank.isBlank()).isTrue();
        assertThat(blank.equals(Username.of(" "))).isFalse();
        assertThat(blank.equals(blank)).isTrue();
    }

    @Test
    void usernamesAreOrderedByFoldedFormThenSpelling() {
        assertThat(Username.of("B")).isGreaterThan(Username.of("a"));
        assertThat(Username.of("ANN")).isLessThan(Username.of("ann"));
        assertThat(Username.of("ann").compareTo(Username.of("ann"))).isZero();
        assertThat(Username.of("\uFF5E")).isLessThan(Username.of("\uD83D\uDE00"));
    }

    @Test
    void aUsernameSaysWhatIsWrongWithIt() {
        assertThat(Username.of("a\u200Bnn").malformation()).isPresent();
        assertThat(Username.of("ann").malformation()).isEmpty();
    }
}
