package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A made-up company for a {@link SambaDomain}. The same number of people gives the same entries each time; only ids are
 * the server's.
 *
 * <ul>
 *   <li>People are numbered from 1 to {@link #count()} and spread over 20 units below {@code OU=People}, {@code OU=D00}
 *       to {@code OU=D19}: number n is in unit n modulo 20 and has the {@code sAMAccountName} {@code u0000001} and so
 *       on. The {@code CN} of every 97th has a comma.
 *   <li>Every 13th has no {@code mail}. Every 20th is disabled ({@code userAccountControl} 514); of every 25th the
 *       account expired in 2012. Persons 1 to 5 have the password {@link SambaDomain#PASSWORD}, all others none.
 *   <li>Groups below {@code OU=Groups}: {@code unit-D00} to {@code unit-D19}, {@code staff} of all unit groups,
 *       {@code app-users} of {@code staff}, {@code app-admins} of persons 1 to 10 and {@code unit-D00}, {@code big} of
 *       the first 5,000 people, {@code cycle-a} of {@code cycle-b} and person 1, {@code cycle-b} of {@code cycle-a},
 *       {@code mail-list} (a distribution group) of persons 1 to 20, and {@code primary}, which is the primary group of
 *       every 40th: so it is in neither their {@code memberOf} nor its {@code member}.
 *   <li>{@code CN=contact,OU=Contacts} has the mail address of person 1 and is no user.
 * </ul>
 */
public final class SambaPeople {

    /** How many units there are. */
    public static final int UNITS = 20;

    /** How many members the group {@code big} has at most. */
    public static final int BIG = 5_000;

    private static final String PEOPLE = "OU=People," + SambaDomain.BASE;
    private static final String GROUPS = "OU=Groups," + SambaDomain.BASE;
    private static final String CONTACTS = "OU=Contacts," + SambaDomain.BASE;
    private static final String GLOBAL = "-2147483646";
    private static final String UNIVERSAL = "-2147483640";
    private static final String DISTRIBUTION = "2";
    private static final String YEAR_2012 = "129900000000000000";
    private static final int PRIMARY = 40;

    private final int count;

    private SambaPeople(int count) {
        this.count = count;
    }

    /** A company of this many people, at least 40, so that each group has members. */
    public static SambaPeople of(int count) {
        if (count < PRIMARY) {
            throw new IllegalArgumentException("at least " + PRIMARY + " people, not " + count);
        }
        return new SambaPeople(count);
    }

    public int count() {
        return count;
    }

    /** The {@code sAMAccountName} of a person. */
    public String username(int number) {
        return Names.numbered("u%07d", number);
    }

    public DN dn(int number) {
        String name = number % 97 == 0
                ? Names.family(number) + ", " + Names.given(number) + " " + number
                : Names.given(number) + " " + Names.family(number) + " " + number;
        return Dns.below(new RDN("CN", name), unitDn(number % UNITS).toString());
    }

    public boolean hasMail(int number) {
        return number % 13 != 0;
    }

    public boolean disabled(int number) {
        return number % 20 == 0;
    }

    public boolean expired(int number) {
        return number % 25 == 0;
    }

    /** Is the group {@code primary} this person's primary group? */
    public boolean primary(int number) {
        return number % PRIMARY == 0;
    }

    /** The DN of a unit, numbered from 0. */
    public static DN unitDn(int unit) {
        return Dns.below(new RDN("OU", unitName(unit)), PEOPLE);
    }

    /** The DN of a group. */
    public static DN groupDn(String name) {
        return Dns.below(new RDN("CN", name), GROUPS);
    }

    /** {@code unicodePwd} takes a password in quotes and as UTF-16. */
    static byte[] quoted(String password) {
        return ('"' + password + '"').getBytes(StandardCharsets.UTF_16LE);
    }

    Stream<Entry> entries() {
        Stream<Entry> units = Stream.concat(
                        Stream.of(PEOPLE, GROUPS, CONTACTS),
                        IntStream.range(0, UNITS).mapToObj(unit -> unitDn(unit).toString()))
                .map(dn -> entry(dn, "organizationalUnit"));
        Stream<Entry> people = IntStream.rangeClosed(1, count).mapToObj(this::person);
        return Stream.of(units, people, Stream.of(contact()), groups()).flatMap(stream -> stream);
    }

    /** What only a running server can do: a cycle, and a primary group, which takes a member. */
    void finish(LDAPConnection connection) {
        try {
            connection.modify(
                    groupDn("cycle-a").toString(),
                    new Modification(
                            ModificationType.ADD, "member", groupDn("cycle-b").toString()));
            SearchResultEntry group = Objects.requireNonNull(
                    connection.getEntry(groupDn("primary").toString(), "primaryGroupToken"));
            String token = Objects.requireNonNull(group.getAttributeValue("primaryGroupToken"));
            for (int number = PRIMARY; number <= count; number += PRIMARY) {
                connection.modify(
                        dn(number).toString(), new Modification(ModificationType.REPLACE, "primaryGroupID", token));
            }
        } catch (LDAPException e) {
            throw new IllegalStateException("the groups could not be finished: " + e.getResultCode(), e);
        }
    }

    private Entry person(int number) {
        String given = Names.given(number);
        String family = Names.family(number);
        Entry entry = entry(dn(number).toString(), "user");
        entry.addAttribute("sAMAccountName", username(number));
        entry.addAttribute("userPrincipalName", username(number) + "@" + SambaDomain.SUFFIX);
        entry.addAttribute("givenName", given);
        entry.addAttribute("sn", family);
        entry.addAttribute("displayName", given + " " + family);
        if (hasMail(number)) {
            entry.addAttribute("mail", OpenLdapPeople.mail(number));
        }
        entry.addAttribute("telephoneNumber", Names.numbered("+43 1 %07d", number));
        entry.addAttribute("department", unitName(number % UNITS));
        entry.addAttribute("title", Names.title(number));
        entry.addAttribute("employeeID", Integer.toString(100_000 + number));
        entry.addAttribute("userAccountControl", disabled(number) ? "514" : "512");
        if (expired(number)) {
            entry.addAttribute("accountExpires", YEAR_2012);
        }
        if (number <= 5) {
            entry.addAttribute("unicodePwd", quoted(SambaDomain.PASSWORD));
        }
        return entry;
    }

    private Stream<Entry> groups() {
        Stream<Entry> units = IntStream.range(0, UNITS)
                .mapToObj(unit ->
                        group("unit-" + unitName(unit), GLOBAL, people(unit == 0 ? UNITS : unit, count, UNITS)));
        List<DN> unitGroups = IntStream.range(0, UNITS)
                .mapToObj(unit -> groupDn("unit-" + unitName(unit)))
                .toList();
        return Stream.concat(
                units,
                Stream.of(
                        group("staff", UNIVERSAL, unitGroups),
                        group("app-users", UNIVERSAL, List.of(groupDn("staff"))),
                        group(
                                "app-admins",
                                UNIVERSAL,
                                Stream.concat(people(1, 10, 1).stream(), Stream.of(groupDn("unit-D00")))
                                        .toList()),
                        group("big", UNIVERSAL, people(1, Math.min(BIG, count), 1)),
                        group("mail-list", DISTRIBUTION, people(1, 20, 1)),
                        group("primary", GLOBAL, people(PRIMARY, count, PRIMARY)),
                        group("cycle-a", UNIVERSAL, List.of(dn(1))),
                        group("cycle-b", UNIVERSAL, List.of(groupDn("cycle-a")))));
    }

    private static Entry group(String name, String type, List<DN> members) {
        Entry entry = entry(groupDn(name).toString(), "group");
        entry.addAttribute("sAMAccountName", name);
        entry.addAttribute("groupType", type);
        entry.addAttribute("member", members.stream().map(DN::toString).toArray(String[]::new));
        return entry;
    }

    private static Entry contact() {
        Entry entry = entry(Dns.below(new RDN("CN", "contact"), CONTACTS).toString(), "contact");
        entry.addAttribute("mail", OpenLdapPeople.mail(1));
        return entry;
    }

    private List<DN> people(int first, int last, int step) {
        return IntStream.iterate(first, number -> number <= last, number -> number + step)
                .mapToObj(this::dn)
                .toList();
    }

    private static Entry entry(String dn, String objectClass) {
        Entry entry = new Entry(dn);
        entry.addAttribute("objectClass", objectClass);
        return entry;
    }

    private static String unitName(int unit) {
        return Names.numbered("D%02d", unit);
    }
}
