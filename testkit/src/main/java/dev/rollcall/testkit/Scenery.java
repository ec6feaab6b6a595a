package dev.rollcall.testkit;

import dev.rollcall.account.Account;
import dev.rollcall.directory.Activity;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.testkit.People.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The people of a random world: mostly those of the accounts, mostly as the accounts are. What goes wrong in a
 * directory does so in some worlds and not in others, because much of it puts a stop to removals for everybody.
 */
final class Scenery {

    private final Dice dice;
    private final Vocabulary words;
    private final int size;
    private final List<Person> people = new ArrayList<>();

    Scenery(Dice dice, Vocabulary words, int size) {
        this.dice = dice;
        this.words = words;
        this.size = size;
    }

    List<Person> people(List<Account> accounts) {
        accounts.forEach(this::personOf);
        hire(dice.between(0, 1 + size / 3));
        if (dice.chance(0.4)) {
            swapNames(dice.between(2, 4));
        }
        if (dice.chance(0.3)) {
            chainOfNames(accounts);
        }
        if (dice.chance(0.15)) {
            repeat();
        }
        if (dice.chance(0.3)) {
            misread();
        }
        if (dice.chance(0.03)) {
            people.clear();
        }
        makeBelievable(people);
        return dice.shuffled(people);
    }

    /** Sees to it that somebody's activity is known, else the read would fail (R6). */
    static void makeBelievable(List<Person> people) {
        boolean believable = people.isEmpty()
                || people.stream()
                        .map(Person::externalId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .anyMatch(id -> people.stream()
                                .filter(person -> id.equals(person.externalId()))
                                .allMatch(person -> person.activity() != Activity.UNKNOWN));
        if (!believable) {
            String id = "sure" + people.size();
            people.add(People.person(id, id));
        }
    }

    private void personOf(Account account) {
        String id = account.externalId().map(ExternalId::value).orElseGet(this::newExternalId);
        int fate = dice.below(20);
        if (fate < (account.owner().isPresent() ? 3 : 12)) {
            return; // has left
        }
        Person person = People.person(id, account.username().value());
        for (String field : List.of("title", "mail")) {
            String value = account.field(field);
            if (value != null) {
                person = person.with(field, value);
            }
        }
        if (dice.chance(0.85)) {
            person = person.with("login", words.respelt(account.username().value()));
        }
        switch (dice.below(17)) {
            case 3 -> person = words.dressed(person);
            case 4, 5 -> person = person.named(words.name());
            case 6 -> person = person.named(words.respelt(account.username().value()));
            case 7 -> person = person.withId(newExternalId()); // created again, or a recycled login
            default -> person = person.withActivity(words.activity());
        }
        people.add(person);
    }

    private void hire(int number) {
        for (int i = 0; i < number; i++) {
            Person person = words.dressed(People.person(newExternalId(), words.name()));
            people.add(dice.chance(0.7) ? person.with("login", words.name()) : person);
        }
    }

    private String newExternalId() {
        return words.newExternalId(id -> people.stream().anyMatch(person -> id.equals(person.externalId())));
    }

    /** Everybody in a ring takes the name of the next. */
    private void swapNames(int number) {
        List<Person> ring = dice.some(number, people);
        List<Person> renamed = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            renamed.add(ring.get(i).named(ring.get((i + 1) % ring.size()).matchKey()));
        }
        people.removeAll(ring);
        people.addAll(renamed);
    }

    /** Each takes the name that the next gives up; the last takes one that is free, or is not. */
    private void chainOfNames(List<Account> accounts) {
        List<Person> chain = dice.some(dice.between(2, 3), people);
        List<Person> renamed = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            String name = i + 1 < chain.size() ? chain.get(i + 1).matchKey() : lastName(accounts);
            renamed.add(chain.get(i).named(name));
        }
        people.removeAll(chain);
        people.addAll(renamed);
    }

    private String lastName(List<Account> accounts) {
        return accounts.isEmpty() || dice.chance(0.4)
                ? words.name()
                : dice.oneOf(accounts).username().value();
    }

    /** Delivers some twice: the same, in another group, or different. */
    private void repeat() {
        for (Person person : dice.some(dice.between(1, 2), people)) {
            people.add(
                    switch (dice.below(4)) {
                        case 0 -> person;
                        case 1, 2 -> person.in(dice.oneOf(WorldPolicy.GROUPS));
                        default -> words.dressed(person);
                    });
        }
    }

    /** Delivers somebody in a way that cannot be reconciled (R5). */
    private void misread() {
        for (Person person : dice.some(1, people)) {
            people.remove(person);
            people.add(
                    switch (dice.below(6)) {
                        case 0 -> person.withId(null);
                        case 1 -> person.named(null);
                        case 2 -> person.named(words.malformedName());
                        case 3 -> person.withId(null).unreadable("row with too few cells");
                        default -> person.unreadable("a value that is none");
                    });
        }
    }
}
