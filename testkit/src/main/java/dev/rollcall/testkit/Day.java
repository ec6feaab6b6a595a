package dev.rollcall.testkit;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.testkit.People.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What happens between one day and the next. */
final class Day {

    private final World before;
    private final long seed;
    private final Dice dice;
    private final Vocabulary words;
    private final List<Person> people;
    private final List<Account> accounts;

    Day(long seed, World before) {
        this.before = before;
        this.seed = seed;
        this.dice = new Dice(seed);
        this.people = new ArrayList<>(before.people());
        this.accounts = new ArrayList<>(before.accounts());
        this.words = new Vocabulary(dice, Math.max(people.size(), accounts.size()));
    }

    World world() {
        for (int i = dice.between(0, 1 + people.size() / 4); i > 0; i--) {
            inTheDirectory();
        }
        for (int i = dice.between(0, 1 + accounts.size() / 8); i > 0 && !accounts.isEmpty(); i--) {
            inTheHost();
        }
        Scenery.makeBelievable(people);
        return new World(
                before.origin() + ".nextDay(" + seed + ")",
                before.policy(),
                before.licence(),
                accounts,
                people,
                before.now().plus(Duration.ofDays(1)));
    }

    private void inTheDirectory() {
        if (people.isEmpty() || dice.chance(0.2)) {
            people.add(words.dressed(People.person(newExternalId(), words.name())));
            return;
        }
        int index = dice.below(people.size());
        Person person = people.get(index);
        switch (dice.below(8)) {
            case 0, 1 -> people.remove(index);
            case 2 -> people.set(index, person.named(words.name()));
            case 3 -> {
                int other = dice.below(people.size());
                String name = person.matchKey();
                people.set(index, person.named(people.get(other).matchKey()));
                people.set(other, people.get(other).named(name));
            }
            case 4, 5 -> people.set(index, person.withActivity(words.activity()));
            default -> people.set(index, words.dressed(person));
        }
    }

    private String newExternalId() {
        return words.newExternalId(id -> people.stream().anyMatch(person -> id.equals(person.externalId()))
                || accounts.stream()
                        .anyMatch(account -> account.externalId()
                                .filter(ExternalId.of(id)::equals)
                                .isPresent()));
    }

    private void inTheHost() {
        int index = dice.below(accounts.size());
        Account account = accounts.get(index);
        Account.Builder edited = account.toBuilder();
        switch (dice.below(9)) {
            case 0, 1 -> edited.blocked(BlockReason.MANUAL, before.now().plus(Duration.ofHours(3)));
            case 2, 3 -> edited.active();
            case 4 -> edited.owner(null).absentSince(null);
            case 5 ->
                edited.owner(DirectoryName.of(Accounts.DIRECTORY))
                        .externalId(null)
                        .absentSince(null);
            case 6 -> edited.username(freeName(account));
            case 7 -> edited.field(dice.oneOf(WorldPolicy.FIELDS), dice.oneOf(WorldPolicy.VALUES));
            default -> {
                accounts.remove(index);
                return;
            }
        }
        accounts.set(index, edited.build());
    }

    private Username freeName(Account account) {
        Username name = Username.of(words.name());
        AccountId id = account.id();
        boolean taken = accounts.stream()
                .anyMatch(other -> !other.id().equals(id) && other.username().equals(name));
        return taken ? account.username() : name;
    }
}
