package dev.rollcall.testservers.okta;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The people, groups and memberships of an org. Whoever touches it holds its monitor. */
final class Org {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> logins = new HashMap<>();
    private final NavigableMap<Integer, PersonState> people = new TreeMap<>();
    private final NavigableMap<Integer, GroupState> groups = new TreeMap<>();
    private final Map<Integer, NavigableSet<Integer>> members = new HashMap<>();
    private @Nullable NavigableMap<Integer, PersonState> indexedPeople;
    private @Nullable NavigableMap<Integer, GroupState> indexedGroups;
    private @Nullable Set<Integer> visibleGroups;
    private InstantSource clock = InstantSource.system();
    private boolean everyChangeShows = true;
    private int created;

    Instant now() {
        return clock.instant();
    }

    void setClock(InstantSource clock) {
        this.clock = clock;
    }

    void hideChangesOfTheSameSecond() {
        everyChangeShows = false;
    }

    PersonState addPerson(String typeId, Map<String, JsonNode> profile, String login) {
        int number = nextNumber();
        PersonState person = PersonState.active(number, Ids.of("00u", number), typeId, seconds(), profile);
        takeLogin(login, number);
        numbers.put(person.id(), number);
        people.put(number, person);
        return person;
    }

    GroupState addGroup(String type, String objectClass, Map<String, JsonNode> profile) {
        int number = nextNumber();
        Instant now = seconds();
        GroupState group = new GroupState(number, Ids.of("00g", number), type, objectClass, now, now, now, Map.of());
        for (Map.Entry<String, JsonNode> attribute : profile.entrySet()) {
            group = group.with(attribute.getKey(), attribute.getValue(), now);
        }
        numbers.put(group.id(), number);
        groups.put(number, group);
        members.put(number, new TreeSet<>());
        return group;
    }

    void changePerson(int number, BiFunction<PersonState, Instant, PersonState> change) {
        PersonState before = known(people.get(number));
        PersonState after = change.apply(before, after(before.lastUpdated()));
        if (!before.login().equals(after.login())) {
            logins.remove(Logins.key(before.login()));
            takeLogin(after.login(), number);
        }
        people.put(number, after);
    }

    void changeGroup(int number, BiFunction<GroupState, Instant, GroupState> change) {
        GroupState before = known(groups.get(number));
        groups.put(number, change.apply(before, after(before.lastUpdated())));
    }

    void deletePerson(int number) {
        PersonState gone = known(people.remove(number));
        numbers.remove(gone.id());
        logins.remove(Logins.key(gone.login()));
        List.copyOf(groups.keySet()).forEach(group -> removeMember(group, number));
    }

    void deleteGroup(int number) {
        numbers.remove(known(groups.remove(number)).id());
        members.remove(number);
    }

    void addMember(int group, int person) {
        known(people.get(person));
        if (known(members.get(group)).add(person)) {
            membershipChanged(group);
        }
    }

    void removeMember(int group, int person) {
        if (known(members.get(group)).remove(person)) {
            membershipChanged(group);
        }
    }

    @Nullable
    PersonState person(String idOrLogin) {
        Integer number = numbers.get(idOrLogin);
        if (number == null) {
            number = logins.get(Logins.key(idOrLogin));
        }
        return number == null ? null : people.get(number);
    }

    @Nullable
    PersonState person(int number) {
        return people.get(number);
    }

    @Nullable
    GroupState group(String id) {
        Integer number = numbers.get(id);
        return number == null ? null : groups.get(number);
    }

    @Nullable
    GroupState group(int number) {
        return groups.get(number);
    }

    NavigableSet<Integer> members(int group) {
        return known(members.get(group));
    }

    NavigableMap<Integer, PersonState> people() {
        return people;
    }

    NavigableMap<Integer, GroupState> groups() {
        return groups;
    }

    /** What a search finds: the newest, or what there was when the index stopped. */
    NavigableMap<Integer, PersonState> indexedPeople() {
        return indexedPeople == null ? people : indexedPeople;
    }

    NavigableMap<Integer, GroupState> indexedGroups() {
        return indexedGroups == null ? groups : indexedGroups;
    }

    void stopIndex() {
        indexedPeople = new TreeMap<>(people);
        indexedGroups = new TreeMap<>(groups);
    }

    void catchUpIndex() {
        indexedPeople = null;
        indexedGroups = null;
    }

    void limitAdministratorTo(Set<Integer> groupNumbers) {
        visibleGroups = Set.copyOf(groupNumbers);
    }

    boolean isVisible(GroupState group) {
        return visibleGroups == null || visibleGroups.contains(group.number());
    }

    boolean isVisible(PersonState person) {
        return visibleGroups == null
                || visibleGroups.stream()
                        .anyMatch(group ->
                                members.containsKey(group) && members(group).contains(person.number()));
    }

    private void membershipChanged(int group) {
        GroupState before = known(groups.get(group));
        groups.put(group, before.withMembershipUpdated(after(before.lastMembershipUpdated())));
    }

    private void takeLogin(String login, int number) {
        Integer other = logins.putIfAbsent(Logins.key(login), number);
        if (other != null && other != number) {
            throw new IllegalArgumentException("login taken: " + login);
        }
    }

    private Instant seconds() {
        return now().truncatedTo(ChronoUnit.SECONDS);
    }

    private Instant after(Instant before) {
        Instant now = seconds();
        return !everyChangeShows || now.isAfter(before) ? now : before.plusSeconds(1);
    }

    private int nextNumber() {
        return created++;
    }

    private static <T> T known(@Nullable T found) {
        if (found == null) {
            throw new IllegalStateException("deleted");
        }
        return found;
    }
}
