package dev.rollcall.ldap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.ldap.internal.search.Query;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a server gave, in a message")
class PrintableTest {

    @Test
    @DisplayName("cannot forge a line, turn the text around or hide anything")
    void isHarmless() {
        assertThat(Printable.of("cn=a\nb\r\u0007\u202e\u2028c\u200bd")).isEqualTo("cn=a?b????c?d");
        assertThat(Printable.of("cn=J\u00fcrgen \ud83d\ude00,ou=a")).isEqualTo("cn=J\u00fcrgen \ud83d\ude00,ou=a");
    }

    @Test
    @DisplayName("is no longer than a few lines")
    void isNotLong() {
        assertThat(Printable.of("x".repeat(300))).hasSize(300);
        assertThat(Printable.of("x".repeat(301))).isEqualTo("x".repeat(300) + "...");
    }

    @Test
    @DisplayName("is so wherever it tells what is read")
    void isSoInQueries() {
        Query query = new Query(
                "cn=a",
                SearchScope.BASE,
                Filter.createPresenceFilter("objectClass"),
                List.of(),
                "the people below ou=a\nINFO all is well");

        assertThat(query.what()).isEqualTo("the people below ou=a?INFO all is well");
    }
}
