package dev.rollcall.ldap.internal.scope;

import static dev.rollcall.ldap.ScriptedLdapServer.BASE;
import static dev.rollcall.ldap.ScriptedLdapServer.GROUPS;
import static dev.rollcall.ldap.ScriptedLdapServer.PEOPLE;
import static dev.rollcall.ldap.ScriptedLdapServer.names;
import static dev.rollcall.ldap.ScriptedLdapServer.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.ldap.Chains;
import dev.rollcall.ldap.Entries;
import dev.rollcall.ldap.LdapDirectoryProvider;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.Ranges;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.testkit.RecordingSink;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("F60: the server follows groups in groups by itself")
class InChainTest {

    private static final String OUTER = "cn=outer," + GROUPS;
    private static final String INNER = "cn=inner," + GROUPS;
    private static final String ELSEWHERE = "ou=elsewhere," + BASE;
    private static final String FOREIGN = "cn=foreign," + ELSEWHERE;

    private final ScriptedLdapServer server = ScriptedLdapServer.activeDirectory();

    @BeforeEach
    void groups() {
        server.with(new Chains(Map.of(OUTER, List.of(INNER, FOREIGN))));
        server.add(
                Entries.unit(ELSEWHERE),
                Entries.domainGroup(OUTER, 2000),
                Entries.domainGroup(INNER, 2001, "memberOf=" + OUTER),
                Entries.domainGroup(FOREIGN, 2002, "memberOf=" + OUTER));
        server.add(
                Entries.user("uid=ann," + PEOPLE, 1, "memberOf=" + OUTER),
                Entries.user("uid=bob," + PEOPLE, 2, "memberOf=" + INNER),
                Entries.user("uid=cid," + PEOPLE, 3, "memberOf=" + FOREIGN),
                Entries.user("uid=dan," + PEOPLE, 4, "memberOf=cn=other," + GROUPS),
                Entries.user("uid=eve," + PEOPLE, 5, "primaryGroupID=2001"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private LdapDirectoryProvider.Builder provider() {
        return server.withoutBase(LdapPreset.ACTIVE_DIRECTORY)
                .base(PEOPLE)
                .base(GROUPS)
                .nesting(Nesting.IN_CHAIN);
    }

    @Test
    @DisplayName("everybody whom it finds is in scope, also by a group outside of the bases")
    void everybodyWhomItFinds() {
        RecordingSink sink = read(provider().inGroups(OUTER));

        assertThat(names(sink)).containsExactly("ann", "bob", "cid", "eve");
    }

    @Test
    @DisplayName("each with the chosen groups that lead to them")
    void theirGroups() {
        RecordingSink sink = read(provider().inGroups(OUTER, INNER));

        assertThat(person(sink, "ann").groups()).containsExactly(OUTER);
        assertThat(person(sink, "bob").groups()).containsExactly(INNER, OUTER);
        assertThat(person(sink, "eve").groups()).containsExactly(INNER, OUTER);
    }

    @Test
    @DisplayName("also somebody whose groups come in parts")
    void groupsInParts() {
        server.set("uid=cid," + PEOPLE, "memberOf", FOREIGN, "cn=a," + GROUPS, "cn=b," + GROUPS, "cn=c," + GROUPS);
        server.with(new Ranges("memberOf", 2));

        assertThat(names(read(provider().inGroups(OUTER)))).contains("cid");
    }

    @ParameterizedTest(name = "the groups of each are wanted: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("F62: in a global catalog, also whoever is in scope by a group of another domain")
    void byAGroupOfAnotherDomain(boolean groupsNeeded) {
        try (ScriptedLdapServer catalog = new ScriptedLdapServer(
                new Attribute("supportedCapabilities", "1.2.840.113556.1.4.800"),
                new Attribute("highestCommittedUSN", "1000"),
                new Attribute("namingContexts", "cn=configuration," + BASE))) {
            catalog.with(new Chains(Map.of(OUTER, List.of(FOREIGN))));
            catalog.add(
                    Entries.unit(ELSEWHERE),
                    Entries.domainGroup(OUTER, 2000),
                    Entries.domainGroup(FOREIGN, 2002, "memberOf=" + OUTER));
            catalog.add(
                    Entries.user("uid=ann," + PEOPLE, 1, "memberOf=" + OUTER),
                    Entries.user("uid=cid," + PEOPLE, 3, "memberOf=" + FOREIGN),
                    Entries.user("uid=eve," + PEOPLE, 5, "primaryGroupID=2000"));
            RecordingSink sink = new RecordingSink();

            catalog.withoutBase(LdapPreset.ACTIVE_DIRECTORY)
                    .server("127.0.0.1", 3268) // which nobody comes to
                    .base(PEOPLE)
                    .base(GROUPS)
                    .nesting(Nesting.IN_CHAIN)
                    .inGroups(OUTER)
                    .build()
                    .read(ScriptedLdapServer.request(groupsNeeded), sink);

            assertThat(names(sink)).containsExactly("ann", "cid", "eve");
        }
    }

    private static DirectoryUser person(RecordingSink sink, String name) {
        return sink.everybody().stream()
                .filter(person -> person.matchKey().orElse("").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
