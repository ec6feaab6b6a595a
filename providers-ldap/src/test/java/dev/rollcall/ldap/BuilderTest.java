package dev.rollcall.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.directory.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a provider that cannot be right is not built")
class BuilderTest {

    private static LdapDirectoryProvider.Builder right() {
        return LdapDirectoryProvider.builder(LdapPreset.GENERIC)
                .server("directory.example.com")
                .account("cn=reader,dc=example,dc=com", () -> "secret word".toCharArray())
                .base("dc=example,dc=com");
    }

    /** A rule of the host's own, about an attribute that cannot be. */
    private static final class OwnActivity implements LdapActivity {
        @Override
        public Set<String> attributes() {
            return Set.of("is active");
        }

        @Override
        public Activity of(Function<String, List<String>> values, Instant now) {
            return Activity.ACTIVE;
        }
    }

    private static Arguments wrong(String words, UnaryOperator<LdapDirectoryProvider.Builder> change) {
        return Arguments.of(words, change);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                wrong("'ldap://host' is no host name", it -> it.server("ldap://host")),
                wrong("'' is no host name", it -> it.server("")),
                wrong("'a host' is no host name", it -> it.server("a host")),
                wrong("port -1 of host", it -> it.server("host", -1)),
                wrong("port 65536 of host", it -> it.server("host", 65_536)),
                wrong("account(...) and anonymous() exclude each other", LdapDirectoryProvider.Builder::anonymous),
                wrong("the account's name must not be blank", it -> it.account(" ", () -> new char[1])),
                wrong(
                        "certificateName(...) means nothing",
                        it -> it.security(LdapSecurity.INSECURE).certificateName("x")),
                wrong("connectTimeout must be", it -> it.connectTimeout(Duration.ZERO)),
                wrong("bindTimeout must be", it -> it.bindTimeout(Duration.ofMillis(-1))),
                wrong("responseTimeout must be", it -> it.responseTimeout(Duration.ofNanos(1))),
                wrong("totalTimeout must be", it -> it.totalTimeout(Duration.ofDays(21))),
                wrong("maxEntryBytes must be", it -> it.maxEntryBytes(999)),
                wrong("maxEntries must be", it -> it.maxEntries(0)),
                wrong("the page size must be", it -> it.pageSize(0)),
                wrong("base: 'nonsense' is no DN", it -> it.base("nonsense")),
                wrong("base: a DN must not be empty", it -> it.base("")),
                wrong("inGroups(...) was given no group; leave it out for everybody", it -> it.inGroups(List.of())),
                wrong("inUnits(...) was given no unit; leave it out for everybody", it -> it.inUnits(List.of())),
                wrong("exceptUnits(...) was given no unit; leave it out for none", it -> it.exceptUnits(List.of())),
                wrong("inGroups: 'staff' is no DN", it -> it.inGroups("staff")),
                wrong("inGroups: a DN must not be empty", it -> it.inGroups("")),
                wrong("inUnits: 'ou=a,,dc=b' is no DN", it -> it.inUnits("ou=a,,dc=b")),
                wrong("exceptUnits: 'x' is no DN", it -> it.exceptUnits("x")),
                wrong("groupsAndUnits(true) needs", it -> it.groupsAndUnits(true)),
                wrong(
                        "groupsAndUnits(true) needs",
                        it -> it.groupsAndUnits(true).inGroups("cn=a")),
                wrong(
                        "groupsAndUnits(true) needs",
                        it -> it.groupsAndUnits(true).inUnits("ou=a")),
                wrong("maxNestingDepth must be", it -> it.maxNestingDepth(0)),
                wrong(
                        "Nesting.IN_CHAIN needs Membership.PERSON_ATTRIBUTE",
                        it -> it.nesting(Nesting.IN_CHAIN).membership(Membership.GROUP_ATTRIBUTE)),
                wrong("membershipAttribute: 'member of' is no name", it -> it.membershipAttribute("member of")),
                wrong("loginAttribute: '(uid' is no name", it -> it.loginAttribute("(uid")),
                wrong("matchKey: '' is no name", it -> it.matchKey("")),
                wrong("externalId: '*' is no name", it -> it.externalId(LdapExternalId.attribute("*"))),
                wrong("binary: 'a=b' is no name", it -> it.binary("a=b")),
                wrong("activity: 'is active' is no name", it -> it.activity(new OwnActivity())));
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                wrong(
                        "membershipAttribute: 'pwdHistory' holds credentials",
                        it -> it.membershipAttribute("pwdHistory")),
                wrong("loginAttribute: 'userPassword' holds credentials", it -> it.loginAttribute("userPassword")),
                wrong("loginAttribute: 'UNICODEPWD;x-a' holds", it -> it.loginAttribute("UNICODEPWD;x-a")),
                wrong(
                        "loginAttribute: '1.2.840.113556.1.4.90' holds",
                        it -> it.loginAttribute("1.2.840.113556.1.4.90")),
                wrong("matchKey: 'userPassword' holds credentials", it -> it.matchKey("userPassword")),
                wrong(
                        "externalId: 'msPKIAccountCredentials' holds",
                        it -> it.externalId(LdapExternalId.attribute("msPKIAccountCredentials"))),
                wrong("binary: 'supplementalCredentials' holds", it -> it.binary("supplementalCredentials")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("credentials")
    @DisplayName("R28: no setting names an attribute that holds credentials, by whatever name or number")
    void noCredentials(String words, UnaryOperator<LdapDirectoryProvider.Builder> change) {
        assertThatThrownBy(() -> change.apply(right()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("R28");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    @DisplayName("each mistake is told by the name of the setting")
    void mistake(String words, UnaryOperator<LdapDirectoryProvider.Builder> change) {
        assertThatCode(() -> right().build()).doesNotThrowAnyException();

        assertThatThrownBy(() -> change.apply(right()).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret word");
    }

    @Test
    @DisplayName("the last page size counts, whatever was set before")
    void theLastPageSizeCounts() {
        assertThatCode(() -> right().pageSize(0).pageSize(500).build()).doesNotThrowAnyException();
        assertThatCode(() -> right().pageSize(0).withoutPages().build()).doesNotThrowAnyException();
        assertThatThrownBy(() -> right().withoutPages().pageSize(0).build()).hasMessageContaining("page size");
    }

    @Test
    @DisplayName("what is missing is told, all at once")
    void whatIsMissing() {
        assertThatThrownBy(
                        () -> LdapDirectoryProvider.builder(LdapPreset.OPENLDAP).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "server(...) is missing", "base(...) is missing", "account(name, password) is missing");
    }

    @Test
    @DisplayName("all mistakes are told at once")
    void allAtOnce() {
        LdapDirectoryProvider.Builder builder = right();
        List<String> words = mistakes()
                .map(each -> {
                    Object[] both = each.get();
                    apply(both[1], builder);
                    return (String) both[0];
                })
                // Later settings take the place of these.
                .filter(each ->
                        !each.contains("blank") && !each.contains("exclude") && !each.startsWith("groupsAndUnits"))
                .toList();

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(words.toArray(String[]::new));
    }

    @SuppressWarnings("unchecked")
    private static void apply(Object change, LdapDirectoryProvider.Builder builder) {
        assertThat(((UnaryOperator<LdapDirectoryProvider.Builder>) change).apply(builder))
                .isSameAs(builder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ")(|(objectClass=*)",
                "",
                "department=Sales)",
                "(a=b)(c=d)",
                "(&(a=b)",
                "(a=b))",
                "(objectClass=*)(|",
                "nonsense"
            })
    @DisplayName("F65, F123: a filter that is none, or more than one, is refused wherever it is given")
    void filters(String filter) {
        assertThatThrownBy(() -> right().filter(filter).build())
                .hasMessageContaining("filter: '" + filter + "' is no filter");
        assertThatThrownBy(() -> right().peopleFilter(filter).build()).hasMessageContaining("peopleFilter: '" + filter);
        assertThatThrownBy(() -> right().groupFilter(filter).build()).hasMessageContaining("groupFilter: '" + filter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(objectClass=*)", "(|(uid=ann)(objectClass=*))", "(!(uid=nobody))", "(&)"})
    @DisplayName("F123: the operator's filter lets in fewer people, and never more")
    void theFilterCannotWiden(String filter) {
        try (ScriptedLdapServer server = new ScriptedLdapServer()) {
            server.add(Entries.person("uid=ann," + ScriptedLdapServer.PEOPLE));
            server.add(Entries.of("uid=printer," + ScriptedLdapServer.PEOPLE, "device", "uid=printer"));

            assertThat(ScriptedLdapServer.names(
                            ScriptedLdapServer.read(server.provider().filter(filter))))
                    .containsExactly("ann");
            assertThat(ScriptedLdapServer.names(
                            ScriptedLdapServer.read(server.provider().filter("(uid=printer)"))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a server, an account and a base are enough with every preset")
    void everyPreset(LdapPreset preset) {
        LdapDirectoryProvider provider = LdapDirectoryProvider.builder(preset)
                .server("directory.example.com")
                .anonymous()
                .base("dc=example,dc=com")
                .build();

        assertThat(provider).hasToString("LdapDirectoryProvider[directory.example.com:636]");
    }

    @Test
    @DisplayName("a builder may be used again after a failure, and a provider does not change with its builder")
    void aBuilderMayBeUsedAgain() {
        LdapDirectoryProvider.Builder builder =
                LdapDirectoryProvider.builder(LdapPreset.GENERIC).anonymous();
        assertThatThrownBy(builder::build).hasMessageContaining("server(...)");

        LdapDirectoryProvider provider = builder.server("a").base("dc=a").build();
        builder.server("b");

        assertThat(provider).hasToString("LdapDirectoryProvider[a:636]");
    }
}
