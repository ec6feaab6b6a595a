package dev.rollcall.ldap.internal.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A name may be a slip of the pen for another")
class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "givenName, GIVENAME, true",
        "displayNam, displayName, true",
        "telefonNumber, telephoneNumber, false",
        "mail, mial, false",
        "mail, email, true",
        "cn, sn, true",
        "mail, uid, false",
        "mail, MAIL, false",
        "department, departmentNumber, false"
    })
    void ifTwoLettersAreWrongAtMost(String one, String other, boolean similar) {
        assertThat(Spelling.isSimilar(one, other)).isEqualTo(similar);
    }
}
