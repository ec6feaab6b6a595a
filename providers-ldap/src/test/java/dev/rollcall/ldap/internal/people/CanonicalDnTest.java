package dev.rollcall.ldap.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalDnTest {

    private static final int ROUNDS = 200_000;

    @ParameterizedTest
    @DisplayName("F64: names are the same whatever their case, spaces, escapes and order of values")
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=Smith\\, John,OU=A | cn=Smith\\2C John, ou=a",
                "CN=Smith\\, John,OU=A | cn=smith\\, john,ou=A",
                "CN=Smith\\, John,OU=A | cn=\"Smith, John\";ou=A",
                "CN=Ann,OU=A,DC=E | cn = ann , ou=a,dc=e",
                "cn=Ann  Lee,ou=a | CN=\\20ann lee\\20,OU=a",
                "cn=a+sn=b,ou=x | SN=B + CN=A,ou=x",
                "cn=Lu\\C4\\8Di\\C4\\87 | cn=LU\u010cI\u0106",
                "cn=#0403616e6e,ou=x | cn=ann,ou=x",
                "cn=a=b,ou=x | cn=a\\3db,ou=x",
                "cn=\\#a | cn=\\23A",
                "cn=a\\.b\\/c | cn=a.b/c",
                "cn=a#b | cn=a\\#b",
                "cn=a\\00b | CN=A\\00B",
                "cn=a\\0ACNF:69da | CN=a\\0acnf:69DA"
            })
    void sameNames(String one, String other) {
        assertThat(CanonicalDn.of(one)).isEqualTo(CanonicalDn.of(other));
    }

    @ParameterizedTest
    @DisplayName("types with several names are one type")
    @CsvSource(
            delimiter = '|',
            value = {
                "commonName=ann | cn=ann",
                "2.5.4.3=ann | cn=ann",
                "OID.2.5.4.3=ann | CN=ann",
                "userid=ann | 0.9.2342.19200300.100.1.1=ann",
                "cn=x,organizationalUnitName=a,organizationName=b,domainComponent=c | cn=x,ou=a,o=b,dc=c",
                "l=a,st=b,c=de | localityName=a,2.5.4.8=b,countryName=de",
                "street=a | 2.5.4.9=a"
            })
    void sameTypes(String one, String other) {
        assertThat(CanonicalDn.of(one)).isEqualTo(CanonicalDn.of(other));
    }

    @ParameterizedTest
    @DisplayName("what differs in more than that stays apart")
    @CsvSource(
            delimiter = '|',
            value = {
                "cn=a,ou=b | cn=a\\,ou=b",
                "cn=a+sn=b | cn=a\\+sn=b",
                "cn=a,ou=b | ou=b,cn=a",
                "cn=ab | cn=a b",
                "cn=a | uid=a",
                "cn=stra\u00dfe | cn=strasse",
                "cn=Ali I\u015f\u0131k,ou=a | cn=Ali I\u015fik,ou=a",
                "cn=\u0130nci | cn=inci",
                "cn=\u0130nci | cn=\u0131nci",
                "cn=nik\u03bf\u03c2 | cn=nik\u03bf\u03c3",
                "cn=J\u00fcrgen,ou=x | CN=Ju\u0308rgen,ou=x",
                "cn=m\u00b2 | cn=m2",
                "cn=\u212aarl | cn=karl",
                "cn=\uff41nn | cn=ann",
                "cn=a\u00a0b | cn=a b",
                "cn=a\u00adb | cn=ab",
                "cn=\ufb01n | cn=fin",
                "cn=#0401ff | cn=#0401fe",
                "cn=#0401ff | cn=\\ef\\bf\\bd",
                "cn=a,ou=b | cn=a",
                "cn=a\\5c2c | cn=a\\,"
            })
    void differentNames(String one, String other) {
        assertThat(CanonicalDn.of(one)).isNotEqualTo(CanonicalDn.of(other));
    }

    @ParameterizedTest
    @DisplayName("F64: capital letters of other scripts are the same as their small ones")
    @CsvSource(
            delimiter = '|',
            value = {
                "cn=\u0416\u0423\u041a | cn=\u0436\u0443\u043a",
                "cn=\u0391\u03a3\u0394 | cn=\u03b1\u03c3\u03b4",
                "cn=\u00c9L\u00c8VE | cn=\u00e9l\u00e8ve",
                "cn=\u015eI | cn=\u015fi",
                "cn=\ud801\udc00 | cn=\ud801\udc28"
            })
    void smallLetters(String one, String other) {
        assertThat(CanonicalDn.of(one)).isEqualTo(CanonicalDn.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "tr", "lt"})
    @DisplayName(
            "F64: no two characters are the same here that the client library, which is what servers are asked by, holds different")
    void neverWiderThanTheLibrary(String language) throws LDAPException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            Map<String, String> libraryByOurs = new HashMap<>();
            int same = 0;
            for (char c = 1; c < Character.MAX_VALUE; c++) {
                if (Character.isSurrogate(c)) {
                    continue;
                }
                DN name = new DN(new RDN("cn", "x" + c + "y"));
                String library = libraryByOurs.putIfAbsent(CanonicalDn.of(name), name.toNormalizedString());
                if (library != null) {
                    assertThat(name.toNormalizedString()).as("U+%04X", (int) c).isEqualTo(library);
                    same++;
                }
            }
            assertThat(same).as("letters that are the same as another one").isGreaterThan(900);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @DisplayName("F64: null and empty names are equal to nothing, not even to each other")
    @NullSource
    @ValueSource(strings = {"", "  "})
    void emptyNames(String nothing) {
        assertThatThrownBy(() -> CanonicalDn.of(nothing)).isInstanceOf(MalformedDnException.class);
        assertThat(CanonicalDn.isBelowOrSame("ou=a", nothing)).isFalse();
        assertThat(CanonicalDn.isBelowOrSame(null, "ou=a")).isFalse();
        assertThat(CanonicalDn.isBelowOrSame("", "")).isFalse();
    }

    @ParameterizedTest
    @DisplayName("F12: an entry is below a unit by its parts, not by the end of its text")
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=x, OU=SALES ,DC=E | ou=Sales,dc=e | true",
                "cn=x,ou=PreSales,dc=e | ou=Sales,dc=e | false",
                "cn=x\\,ou=Sales,dc=e | ou=Sales,dc=e | false",
                "cn=x\\\\,ou=Sales,dc=e | ou=Sales,dc=e | true",
                "cn=x\\2cou=Sales,dc=e | ou=Sales,dc=e | false",
                "cn=\"x,ou=Sales\",dc=e | ou=Sales,dc=e | false",
                "cn=x+ou=Sales,dc=e | ou=Sales,dc=e | false",
                "ou=Sales,dc=e | ou=Sales,dc=e | true",
                "dc=e | ou=Sales,dc=e | false",
                "cn=x,ou=a\\,b,dc=e | ou=A\\2Cb,dc=e | true",
                "cn=x,ou=b,dc=e | ou=a\\,ou=b,dc=e | false"
            })
    void belowByParts(String child, String parent, boolean below) {
        assertThat(CanonicalDn.isBelowOrSame(CanonicalDn.of(child), CanonicalDn.of(parent)))
                .isEqualTo(below);
    }

    @ParameterizedTest
    @DisplayName("what is malformed is refused, with the place and without the text")
    @CsvSource(
            delimiter = '|',
            value = {
                "cn=ann,ou | part 2, which begins at character 8",
                "secret | part 1, which begins at character 1",
                "cn=ann,,ou=b | part 2, which begins at character 8",
                "cn=ann, | part 2, which begins at character 8",
                "cn=ann\\,b,=x | part 2, which begins at character 11",
                "cn=\"ann,ou=b | part 1, which begins at character 1",
                "cn=ann+,ou=b | part 1, which begins at character 1",
                "cn=#zz | part 1, which begins at character 1",
                "cn=ann\\zz | escapes nothing, at character 7",
                "cn=ann\\ | escapes nothing, at character 7",
                "cn=ann\\c3\\28 | not UTF-8, at character 7"
            })
    void malformedNames(String text, String where) {
        assertThatThrownBy(() -> CanonicalDn.of(text))
                .isInstanceOf(MalformedDnException.class)
                .hasMessageContaining(where)
                .hasMessageNotContainingAny("ann", "secret");
    }

    @Test
    @DisplayName(
            "the short way for plain names and the long way say the same, and agree with the client library about equality")
    void bothWaysAgree() throws LDAPException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int same = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String one = randomName(random);
            String other = random.nextBoolean() ? respelled(one, random) : randomName(random);
            DN parsedOne = new DN(one);
            DN parsedOther = new DN(other);
            String canonical = CanonicalDn.of(one);

            assertThat(canonical).as("%s, seed %d", one, seed).isEqualTo(CanonicalDn.of(parsedOne));
            assertThat(CanonicalDn.of(canonical))
                    .as("again: %s, seed %d", one, seed)
                    .isEqualTo(canonical);
            assertThat(new DN(canonical)).as("parsed: %s, seed %d", one, seed).isEqualTo(parsedOne);
            assertThat(canonical.equals(CanonicalDn.of(other)))
                    .as("%s and %s, seed %d", one, other, seed)
                    .isEqualTo(parsedOne.equals(parsedOther));
            assertThat(CanonicalDn.isBelowOrSame(canonical, CanonicalDn.of(other)))
                    .as("%s below %s, seed %d", one, other, seed)
                    .isEqualTo(parsedOne.isDescendantOf(parsedOther, true));
            same += parsedOne.equals(parsedOther) ? 1 : 0;
        }
        assertThat(same).isGreaterThan(ROUNDS / 10);
    }

    private static String randomName(Random random) {
        String[] types = {"cn", "CN", "ou", "dc", "uid", "employeeNumber", "c", "ST"};
        String[] pieces = {
            "a",
            "B",
            "b",
            "1",
            " ",
            "\\,",
            "\\+",
            "\\2c",
            "#",
            "\\#",
            "=",
            "\\\\",
            "\\\"",
            "\u00e4",
            "\\c3\\84",
            "\\0a",
            "-"
        };
        StringBuilder name = new StringBuilder();
        int parts = 1 + random.nextInt(3);
        for (int part = 0; part < parts; part++) {
            name.append(part == 0 ? "" : ",")
                    .append(types[random.nextInt(types.length)])
                    .append('=');
            name.append(random.nextInt(4) == 0 ? "a" : "B");
            int length = random.nextInt(4);
            for (int i = 0; i < length; i++) {
                name.append(pieces[random.nextInt(pieces.length)]);
            }
        }
        return name.toString();
    }

    private static String respelled(String name, Random random) {
        String text = random.nextBoolean() ? name : name.replace("\\,", "\\2C").replace("B", "\\42");
        text = random.nextBoolean() ? text : text.toUpperCase(Locale.ROOT);
        return switch (random.nextInt(5)) {
            case 0 -> text.replaceAll("(?<!\\\\),", " , ");
            case 1 -> "cn=x," + text;
            case 2 ->
                text.substring(text.indexOf('=') + 1).contains(",cn=") ? text : text.replace("\u00e4", "\\c3\\a4");
            default -> text;
        };
    }
}
