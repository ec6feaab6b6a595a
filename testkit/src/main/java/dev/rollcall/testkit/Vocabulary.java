package dev.rollcall.testkit;

import dev.rollcall.directory.Activity;
import dev.rollcall.testkit.People.Person;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The few names, ids and values that a random world is made of. */
final class Vocabulary {

    private static final List<String> NAMES =
            List.of("ann", "bob", "cleo", "dan", "eve", "fay", "gus", "hal", "ida", "jo", "zo\u00EB", "\u00FCli");

    private static final List<String> MALFORMED = List.of("ev\u200Bil", "tab\tbed", "\u202Eknab");

    private final Dice dice;
    private final int names;
    private final List<String> externalIds = new ArrayList<>();

    Vocabulary(Dice dice, int size) {
        this.dice = dice;
        this.names = 4 + 2 * size;
        for (int id = 1; id <= names; id++) {
            externalIds.add(String.valueOf(id));
        }
    }

    List<String> externalIds() {
        return externalIds;
    }

    String externalId() {
        return dice.oneOf(externalIds);
    }

    /** An external id that nobody has, or once in a while just any. */
    String newExternalId(Predicate<String> used) {
        if (dice.chance(0.1)) {
            return externalId();
        }
        int number = 1;
        while (used.test("new" + number)) {
            number++;
        }
        return "new" + number;
    }

    /** A name, in some spelling. */
    String name() {
        int number = dice.below(names);
        int round = number / NAMES.size();
        return respelt(NAMES.get(number % NAMES.size()) + (round == 0 ? "" : round));
    }

    /** The same name as R13 compares names, mostly in the same spelling. */
    String respelt(String name) {
        return switch (dice.below(12)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            case 2 -> Normalizer.normalize(name, Normalizer.Form.NFD);
            default -> name;
        };
    }

    String malformedName() {
        return dice.oneOf(MALFORMED);
    }

    /** A person with random attributes, groups and activity. */
    Person dressed(Person person) {
        Person dressed = person;
        for (String attribute : List.of("title", "mail")) {
            if (dice.chance(0.6)) {
                dressed = dressed.with(attribute, dice.oneOf(WorldPolicy.VALUES));
            }
        }
        if (dice.chance(0.3)) {
            dressed = dressed.with("tag", dice.oneOf(WorldPolicy.VALUES), dice.oneOf(WorldPolicy.VALUES));
        }
        if (dice.chance(0.4)) {
            dressed = dressed.in(dice.oneOf(WorldPolicy.GROUPS));
        }
        return dressed.withActivity(activity());
    }

    Activity activity() {
        return switch (dice.below(12)) {
            case 0, 1 -> Activity.INACTIVE;
            case 2 -> Activity.UNKNOWN;
            default -> Activity.ACTIVE;
        };
    }
}
