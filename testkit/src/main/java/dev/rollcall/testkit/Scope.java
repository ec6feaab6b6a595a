package dev.rollcall.testkit;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import dev.rollcall.testkit.People.Person;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who of a scripted directory is in scope, as one read finds it. */
final class Scope {

    private final List<Person> people;
    private final Set<String> existingGroups;
    private final Set<String> chosenGroups;

    Scope(Collection<Person> people, Collection<String> otherGroups, Collection<String> chosenGroups) {
        this.people = List.copyOf(people);
        this.existingGroups = new TreeSet<>(otherGroups);
        this.people.forEach(person -> existingGroups.addAll(person.groups()));
        this.chosenGroups = new TreeSet<>(chosenGroups);
    }

    /** Looks every chosen group up, before anybody is read (R3). */
    void resolveGroups() {
        Set<String> missing = new TreeSet<>(chosenGroups);
        missing.removeAll(existingGroups);
        if (!missing.isEmpty()) {
            throw new DirectoryConfigurationException(
                    "The scripted directory has no group " + missing + "; choose among " + existingGroups);
        }
    }

    /** Everybody in scope. */
    List<Person> people() {
        return people.stream().filter(this::isInScope).toList();
    }

    private boolean isInScope(Person person) {
        return chosenGroups.isEmpty() || person.groups().stream().anyMatch(chosenGroups::contains);
    }

    /** The person with no more than what the request asks for. */
    DirectoryUser as(Person person, ReadRequest request) {
        DirectoryUser everything = person.build();
        DirectoryUser.Builder asked = DirectoryUser.builder()
                .externalId(person.externalId())
                .matchKey(person.matchKey())
                .activity(person.activity());
        request.attributes().forEach(name -> asked.attribute(name, everything.attribute(name)));
        if (request.groupsNeeded()) {
            everything.groups().stream()
                    .filter(group -> chosenGroups.isEmpty() || chosenGroups.contains(group))
                    .forEach(asked::groups);
        }
        return asked.build();
    }

    /** Says what a validation finds. */
    void describe(Validation.Builder findings) {
        findings.ok("directory", people().size() + " people in scope");
        for (String group : chosenGroups) {
            if (existingGroups.contains(group)) {
                long members = people.stream()
                        .filter(person -> person.groups().contains(group))
                        .count();
                findings.ok("group '" + group + "'", members + " people");
            } else {
                findings.error("group '" + group + "'", "is not there; choose among " + existingGroups);
            }
        }
    }
}
