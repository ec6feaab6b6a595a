package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.RDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A made-up company for an {@link OpenLdapServer}: the same number of people gives the same entries each time,
 * {@code entryUUID} included.
 *
 * <ul>
 *   <li>People are numbered from 1 to {@link #count()} and spread over 20 units, {@code ou=D00} to {@code ou=D19};
 *       number n is in unit n modulo 20. The DN begins with {@code uid=u0000001}, of every 97th with {@code cn=} and a
 *       name that has a comma.
 *   <li>Every 13th has no {@code mail}, every 17th has two; every 50th is locked ({@code pwdAccountLockedTime}).
 *   <li>Groups ({@code groupOfNames}): {@code unit-D00} to {@code unit-D19}, {@code team-00001} and so on with at most
 *       100 people each, {@code staff} of all unit groups, {@code app-users} of {@code staff}, {@code app-admins} of
 *       the first ten people and {@code team-00001}, {@code cycle-a} of {@code cycle-b} and person 1, {@code cycle-b}
 *       of {@code cycle-a}, {@code dangling} of somebody who is not there. A unit without people has no group.
 * </ul>
 */
public final class OpenLdapPeople {

    /** How many units there are. */
    public static final int UNITS = 20;

    /** What all people have as their password. */
    public static final String PASSWORD = "Person.of-openldap";

    private static final int TEAM = 100;
    private static final int ADMINS = 10;

    private final int count;
    private final boolean memberOf;

    private OpenLdapPeople(int count, boolean memberOf) {
        this.count = count;
        this.memberOf = memberOf;
    }

    /** A company of this many people, at least one, with {@code memberOf} filled in. */
    public static OpenLdapPeople of(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least one person, not " + count);
        }
        return new OpenLdapPeople(count, true);
    }

    /** The same company for a server of {@link OpenLdapSettings#withoutMemberOf()}. */
    public OpenLdapPeople withoutMemberOf() {
        return new OpenLdapPeople(count, false);
    }

    public int count() {
        return count;
    }

    /** The units, the people and the groups, in an order in which they can be added. Made while they are read. */
    public Stream<Entry> entries() {
        Stream<Entry> units = IntStream.range(0, UNITS).mapToObj(unit -> {
            Entry entry = new Entry(unitDn(unit));
            entry.addAttribute("objectClass", "top", "organizationalUnit");
            return entry;
        });
        Stream<Entry> people = IntStream.rangeClosed(1, count).mapToObj(this::person);
        return Stream.of(units, people, groups()).flatMap(stream -> stream).peek(OpenLdapBase::addNamingValue);
    }

    /** The {@code uid} of a person. */
    public String username(int number) {
        return Names.numbered("u%07d", number);
    }

    /** The {@code entryUUID} of a person. */
    public UUID externalId(int number) {
        return uuid("person " + number);
    }

    public DN dn(int number) {
        RDN rdn = number % 97 == 0
                ? new RDN("cn", Names.family(number) + ", " + Names.given(number) + " " + number)
                : new RDN("uid", username(number));
        return new DN(rdn, unitDn(number % UNITS));
    }

    /** The first mail address of a person; the same as in {@link SambaPeople}. */
    public static String mail(int number) {
        return Names.numbered("user%07d@example.com", number);
    }

    public boolean hasMail(int number) {
        return number % 13 != 0;
    }

    public boolean locked(int number) {
        return number % 50 == 0;
    }

    /** The DN of a unit, numbered from 0. */
    public static DN unitDn(int unit) {
        return Dns.below(new RDN("ou", unitName(unit)), OpenLdapServer.PEOPLE);
    }

    /** The DN of a group. */
    public static DN groupDn(String name) {
        return Dns.below(new RDN("cn", name), OpenLdapServer.GROUPS);
    }

    /**
     * People and groups with awkward names, for loading besides: one group for each person, both called by the same
     * name.
     */
    public static Stream<Entry> awkward() {
        return AwkwardNames.all().stream().flatMap(name -> {
            DN person = Dns.below(new RDN("cn", name), OpenLdapServer.PEOPLE);
            Entry entry = new Entry(person);
            entry.addAttribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson");
            entry.addAttribute("uid", name);
            entry.addAttribute("sn", name);
            entry.addAttribute("entryUUID", uuid("awkward person " + name).toString());
            return Stream.of(entry, group(name, List.of(person))).peek(OpenLdapBase::addNamingValue);
        });
    }

    private Entry person(int number) {
        Entry entry = new Entry(dn(number));
        String given = Names.given(number);
        String family = Names.family(number);
        entry.addAttribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson");
        entry.addAttribute("uid", username(number));
        entry.addAttribute("cn", given + " " + family);
        entry.addAttribute("sn", family);
        entry.addAttribute("givenName", given);
        entry.addAttribute("displayName", given + " " + family);
        if (hasMail(number)) {
            entry.addAttribute("mail", mail(number));
        }
        if (number % 17 == 0) {
            entry.addAttribute("mail", Names.numbered("alias%07d@example.org", number));
        }
        entry.addAttribute("telephoneNumber", Names.numbered("+43 1 %07d", number));
        entry.addAttribute("ou", unitName(number % UNITS));
        entry.addAttribute("title", Names.title(number));
        entry.addAttribute("employeeNumber", Integer.toString(100_000 + number));
        if (number > UNITS) {
            entry.addAttribute(
                    "manager", dn(number % UNITS == 0 ? UNITS : number % UNITS).toString());
        }
        entry.addAttribute("userPassword", PASSWORD);
        entry.addAttribute("entryUUID", externalId(number).toString());
        if (locked(number)) {
            entry.addAttribute("pwdAccountLockedTime", "000001010000Z");
        }
        addMemberOf(entry, groupsOf(number));
        return entry;
    }

    private List<String> groupsOf(int number) {
        List<String> groups = new ArrayList<>(List.of("unit-" + unitName(number % UNITS), teamName(number % teams())));
        if (number <= ADMINS) {
            groups.add("app-admins");
        }
        if (number == 1) {
            groups.add("cycle-a");
        }
        return groups;
    }

    private Stream<Entry> groups() {
        List<String> unitGroups = IntStream.range(0, UNITS)
                .filter(unit -> peopleOf(unit, UNITS).findAny().isPresent())
                .mapToObj(unit -> "unit-" + unitName(unit))
                .toList();
        Stream<Entry> units = IntStream.range(0, UNITS)
                .filter(unit -> unitGroups.contains("unit-" + unitName(unit)))
                .mapToObj(unit -> group(
                        "unit-" + unitName(unit),
                        peopleOf(unit, UNITS).mapToObj(this::dn).toList(),
                        "staff"));
        Stream<Entry> teams = IntStream.range(0, teams())
                .mapToObj(team -> group(
                        teamName(team),
                        peopleOf(team, teams()).mapToObj(this::dn).toList(),
                        team == 0 ? new String[] {"app-admins"} : new String[0]));
        List<DN> admins = new ArrayList<>(IntStream.rangeClosed(1, Math.min(ADMINS, count))
                .mapToObj(this::dn)
                .toList());
        admins.add(groupDn(teamName(0)));
        Stream<Entry> others = Stream.of(
                group("staff", unitGroups.stream().map(OpenLdapPeople::groupDn).toList(), "app-users"),
                group("app-users", List.of(groupDn("staff"))),
                group("app-admins", admins),
                group("cycle-a", List.of(groupDn("cycle-b"), dn(1)), "cycle-b"),
                group("cycle-b", List.of(groupDn("cycle-a")), "cycle-a"),
                group("dangling", List.of(Dns.below(new RDN("uid", "gone"), OpenLdapServer.PEOPLE))));
        return Stream.of(units, teams, others).flatMap(stream -> stream);
    }

    private Entry group(String name, List<DN> members, String... parents) {
        Entry entry = group(name, members);
        addMemberOf(entry, List.of(parents));
        return entry;
    }

    private static Entry group(String name, List<DN> members) {
        Entry entry = new Entry(groupDn(name));
        entry.addAttribute("objectClass", "top", "groupOfNames");
        entry.addAttribute("member", members.stream().map(DN::toString).toArray(String[]::new));
        entry.addAttribute("entryUUID", uuid("group " + name).toString());
        return entry;
    }

    private void addMemberOf(Entry entry, List<String> groups) {
        if (memberOf && !groups.isEmpty()) {
            entry.addAttribute(
                    "memberOf",
                    groups.stream().map(name -> groupDn(name).toString()).toArray(String[]::new));
        }
    }

    private IntStream peopleOf(int remainder, int divisor) {
        return IntStream.iterate(
                remainder == 0 ? divisor : remainder, number -> number <= count, number -> number + divisor);
    }

    private int teams() {
        return (count + TEAM - 1) / TEAM;
    }

    private static String teamName(int team) {
        return Names.numbered("team-%05d", team + 1);
    }

    private static String unitName(int unit) {
        return Names.numbered("D%02d", unit);
    }

    private static UUID uuid(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }
}
