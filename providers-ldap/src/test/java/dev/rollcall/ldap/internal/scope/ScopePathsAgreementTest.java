package dev.rollcall.ldap.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.ldap.LdapPreset;
import dev.rollcall.ldap.Membership;
import dev.rollcall.ldap.Nesting;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.connection.Connector;
import dev.rollcall.ldap.internal.connection.LdapSession;
import dev.rollcall.ldap.internal.connection.RunTime;
import dev.rollcall.ldap.internal.search.Searches;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("The ways in which somebody is in scope, and a read, in directories of any kind")
class ScopePathsAgreementTest extends ChosenDirectory {

    @Test
    void agree() throws LDAPException {
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);
        int inScope = 0;
        int out = 0;
        for (int round = 0; round < Integer.getInteger("rounds", 60); round++) {
            empty();
            List<String> people = randomDirectory(random);
            Set<String> read = read();
            for (String person : people) {
                List<String> paths = paths(person);
                assertThat(paths)
                        .as("seed %s, round %s, %s: %s", seed, round, given, person)
                        .isNotEmpty();
                assertThat(paths.stream().noneMatch(path -> path.startsWith(ScopePaths.NOTHING)))
                        .as("seed %s, round %s, %s: %s, %s", seed, round, given, person, paths)
                        .isEqualTo(read.contains(person));
                inScope += read.contains(person) ? 1 : 0;
                out += read.contains(person) ? 0 : 1;
            }
        }
        assertThat(inScope).as("seed %s", seed).isGreaterThan(20);
        assertThat(out).as("seed %s", seed).isGreaterThan(20);
    }

    private Set<String> read() throws LDAPException {
        Set<String> found = new TreeSet<>();
        RunTime time = RunTime.of(LONG);
        LdapSettings settings = settings();
        try (LdapSession session = new Connector(settings.connection()).open(time)) {
            Searches searches = new Searches(session, settings, time);
            ResolvedScope scope = new ScopeResolver(settings, searches).resolve();
            new ScopedPeople(settings, searches, scope, true, List.of("entryUUID"), new Names(found)).read();
        }
        return found;
    }

    private record Names(Set<String> found) implements ScopedPeople.Receiver {
        @Override
        public void person(SearchResultEntry entry, Set<String> groups, Set<String> units) {
            found.add(entry.getDN());
        }

        @Override
        public void unreadable(SearchResultEntry entry, String why) {
            throw new AssertionError(why);
        }

        @Override
        public void dangling(String member, Set<String> groups) {
            // The login name of somebody who is where nobody looks.
        }
    }

    /** Some groups in groups, in circles too, some people, and something chosen of it. */
    private List<String> randomDirectory(Random random) throws LDAPException {
        List<String> people = IntStream.range(0, 6)
                .mapToObj(i -> "cn=p" + i + "," + oneOf(random, STAFF, FORMER, OUTSIDE, BASE))
                .toList();
        List<String> groups = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> "cn=g" + i + "," + oneOf(random, GROUPS, GROUPS, GROUPS, OUTSIDE))
                .toList();
        given.membership = oneOf(random, Membership.values());
        given.nesting = oneOf(random, Nesting.OFF, Nesting.EXPANDED, Nesting.EXPANDED);
        given.preset = oneOf(random, LdapPreset.GENERIC, LdapPreset.ACTIVE_DIRECTORY);
        given.groups = some(random, groups, 3);
        given.units = some(random, List.of(STAFF, FORMER, OUTSIDE), 4);
        given.exceptUnits = some(random, List.of(FORMER, STAFF), 4);
        given.both = !given.groups.isEmpty() && !given.units.isEmpty() && random.nextBoolean();
        for (String person : people) {
            add(
                    person,
                    random.nextInt(8) == 0 ? "device" : "person",
                    "uid=" + new DN(person).getRDN().getAttributeValues()[0]);
        }
        for (String group : groups) {
            add(group, "groupOfNames");
        }
        for (String group : groups) {
            some(random, people, 5).forEach(person -> join(group, person));
            some(random, groups, 4).forEach(member -> join(group, member));
        }
        for (int i = 0; i < groups.size(); i++) {
            number(groups.get(i), i, true);
        }
        for (String person : people) {
            number(person, random.nextInt(12), false);
        }
        return people;
    }

    private void join(String group, String member) {
        try {
            switch (given.membership) {
                case PERSON_ATTRIBUTE -> change(member, "memberOf", group);
                case GROUP_ATTRIBUTE -> change(group, "member", member);
                case GROUP_LOGIN_NAMES ->
                    change(group, "memberUid", new DN(member).getRDN().getAttributeValues()[0]);
            }
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives a group the number, or a person the group of this number, as it is done in this kind of directory. */
    private void number(String dn, int number, boolean isGroup) throws LDAPException {
        if (given.preset == LdapPreset.ACTIVE_DIRECTORY) {
            sid(dn, isGroup ? number : 100 + number);
            if (!isGroup) {
                change(dn, "primaryGroupID", String.valueOf(number));
            }
        } else {
            change(dn, "gidNumber", String.valueOf(number));
        }
    }

    private static List<String> some(Random random, List<String> all, int oneIn) {
        return all.stream().filter(each -> random.nextInt(oneIn) == 0).toList();
    }

    @SafeVarargs
    private static <T> T oneOf(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
