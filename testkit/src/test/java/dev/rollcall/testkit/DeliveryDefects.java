package dev.rollcall.testkit;

import static dev.rollcall.testkit.ProviderDefects.defect;
import static dev.rollcall.testkit.ProviderDefects.read;
import static dev.rollcall.testkit.ProviderDefects.sink;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.SnapshotIncompleteException;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What providers do wrong in whom they deliver, and with what. */
final class DeliveryDefects {

    private DeliveryDefects() {}

    static Stream<ProviderDefect> all() {
        return Stream.of(people(), values(), groups()).flatMap(stream -> stream);
    }

    /** A defect that changes each person, or with null leaves them out. */
    private static Function<ScriptedDirectory, DirectoryProvider> each(
            Function<DirectoryUser, @Nullable DirectoryUser> change) {
        return sink(people -> new ForwardingSink(people) {
            @Override
            public void accept(DirectoryUser person) {
                DirectoryUser changed = change.apply(person);
                if (changed != null) {
                    super.accept(changed);
                }
            }
        });
    }

    /** A defect that changes each value. */
    private static Function<ScriptedDirectory, DirectoryProvider> eachValue(UnaryOperator<String> change) {
        return each(person -> {
            DirectoryUser.Builder changed = bare(person);
            person.attributes()
                    .forEach((name, values) ->
                            changed.attribute(name, values.stream().map(change).toList()));
            return changed.build();
        });
    }

    private static Function<ScriptedDirectory, DirectoryProvider> eachKey(UnaryOperator<String> change) {
        return each(person -> person.toBuilder()
                .matchKey(person.matchKey().map(change).orElse(null))
                .build());
    }

    /** The person without attributes. */
    private static DirectoryUser.Builder bare(DirectoryUser person) {
        return DirectoryUser.builder()
                .externalId(person.externalId().map(Object::toString).orElse(null))
                .matchKey(person.matchKey().orElse(null))
                .activity(person.activity())
                .groups(person.groups());
    }

    private static Stream<ProviderDefect> people() {
        return Stream.of(
                defect(
                        "leaves somebody out",
                        "deliversEverybodyWithIdKeyAndActivity",
                        each(person -> person.attribute("title").contains("Clerk") ? null : person)),
                defect(
                        "leaves out who is inactive",
                        "deliversWhoIsInactiveAsInactive",
                        each(person -> person.activity() == Activity.INACTIVE ? null : person)),
                defect(
                        "takes everybody for active",
                        "deliversWhoIsInactiveAsInactive",
                        each(person ->
                                person.toBuilder().activity(Activity.ACTIVE).build())),
                defect(
                        "takes a missing activity for yes",
                        "deliversAnActivityThatIsNotKnownAsUnknown",
                        each(person -> person.activity() == Activity.UNKNOWN
                                ? person.toBuilder().activity(Activity.ACTIVE).build()
                                : person)),
                defect(
                        "makes an id of the match key",
                        "makesUpNoExternalId",
                        each(person -> person.externalId().isPresent()
                                ? person
                                : person.toBuilder()
                                        .externalId(person.matchKey().orElse(null))
                                        .build())),
                defect(
                        "leaves out who has no id",
                        "makesUpNoExternalId",
                        each(person -> person.externalId().isPresent() ? person : null)),
                defect(
                        "makes a match key of the id",
                        "makesUpNoMatchKey",
                        each(person -> person.matchKey().isPresent()
                                ? person
                                : person.toBuilder()
                                        .matchKey(person.externalId()
                                                .map(Object::toString)
                                                .orElse(null))
                                        .build())),
                defect(
                        "leaves out who has no match key",
                        "makesUpNoMatchKey",
                        each(person -> person.matchKey().isPresent() ? person : null)),
                defect(
                        "passes over who is unreadable",
                        "reportsSomebodyUnreadableAndGoesOn",
                        unreadable((id, why) -> null)),
                defect(
                        "tells a name in the reason",
                        "reportsSomebodyUnreadableAndGoesOn",
                        unreadable((known, why) -> why + " (damaged-person)")),
                defect("gives no reason", "reportsSomebodyUnreadableAndGoesOn", unreadable((known, why) -> " ")),
                defect(
                        "gives up at somebody unreadable",
                        "reportsSomebodyUnreadableAndGoesOn",
                        unreadable((known, why) -> {
                            throw new SnapshotIncompleteException("cannot read " + known);
                        })),
                defect(
                        "takes an empty scope for an error",
                        "readsAnEmptyScopeCompletely",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public Completion complete(long count, String evidence) {
                                if (count == 0) {
                                    throw new SnapshotIncompleteException("nobody is there");
                                }
                                return super.complete(count, evidence);
                            }
                        })));
    }

    private static Function<ScriptedDirectory, DirectoryProvider> unreadable(
            BiFunction<DirectoryUser, String, @Nullable String> reason) {
        return sink(people -> new ForwardingSink(people) {
            @Override
            public void unreadable(DirectoryUser known, String why) {
                String changed = reason.apply(known, why);
                if (changed != null) {
                    super.unreadable(known, changed);
                }
            }
        });
    }

    private static Stream<ProviderDefect> values() {
        return Stream.of(
                defect(
                        "delivers what was not asked for",
                        "deliversTheRequestedAttributesAndNoOthers",
                        read((sound, request, people) -> sound.read(
                                ReadRequest.of(request.directory(), List.of("title", "department"))
                                        .withGroups(request.groupsNeeded()),
                                people))),
                defect(
                        "looks attributes up by their exact letter case",
                        "findsARequestedAttributeInAnyLetterCase",
                        read((sound, request, people) -> sound.read(
                                ReadRequest.of(
                                                request.directory(),
                                                request.attributes().stream()
                                                        .filter(name -> name.equals(name.toLowerCase(Locale.ROOT)))
                                                        .toList())
                                        .withGroups(request.groupsNeeded()),
                                people))),
                defect("delivers the first value only", "deliversEveryValueOfAnAttribute", each(person -> {
                    DirectoryUser.Builder first = bare(person);
                    person.attributes().forEach((name, values) -> first.attribute(name, values.get(0)));
                    return first.build();
                })),
                defect("joins lines", "keepsEveryValueAsItIs", eachValue(value -> value.replaceAll("\\R", " "))),
                defect(
                        "drops control characters",
                        "keepsEveryValueAsItIs",
                        eachValue(value -> value.replaceAll("\\p{Cc}", ""))),
                defect(
                        "drops marks of direction",
                        "keepsEveryValueAsItIs",
                        eachValue(value -> value.replaceAll("\\p{Cf}", ""))),
                defect(
                        "composes values",
                        "keepsEveryValueAsItIs",
                        eachValue(value -> Normalizer.normalize(value, Normalizer.Form.NFC))),
                defect(
                        "decomposes values",
                        "keepsEveryValueAsItIs",
                        eachValue(value -> Normalizer.normalize(value, Normalizer.Form.NFD))),
                defect(
                        "cuts values",
                        "keepsEveryValueAsItIs",
                        eachValue(value -> value.substring(0, Math.min(4000, value.length())))),
                defect(
                        "knows the basic plane only",
                        "keepsEveryValueAsItIs",
                        eachValue(value -> value.replaceAll("[^\\x{0}-\\x{FFFF}]", "?"))),
                defect("takes off a backslash", "keepsEveryValueAsItIs", eachValue(value -> value.replace("\\", ""))),
                defect(
                        "defuses formulas",
                        "keepsEveryValueAsItIs",
                        eachValue(value -> value.startsWith("=") ? "'" + value : value)),
                defect("folds match keys", "keepsEveryMatchKeyAsItIs", eachKey(key -> key.toLowerCase(Locale.ROOT))),
                defect(
                        "composes match keys",
                        "keepsEveryMatchKeyAsItIs",
                        eachKey(key -> Normalizer.normalize(key, Normalizer.Form.NFC))),
                defect("cleans match keys", "keepsEveryMatchKeyAsItIs", eachKey(key -> key.replaceAll("\\p{C}", ""))),
                defect("escapes match keys", "keepsEveryMatchKeyAsItIs", eachKey(key -> key.replace("+", "\\+"))));
    }

    private static Stream<ProviderDefect> groups() {
        return Stream.of(
                defect(
                        "delivers no groups",
                        "deliversTheMembersOfTheChosenGroupsWithTheirGroups",
                        read((sound, request, people) -> sound.read(request.withGroups(false), people))),
                defect(
                        "folds the names of groups",
                        "deliversTheMembersOfTheChosenGroupsWithTheirGroups",
                        each(person -> withGroups(
                                person,
                                person.groups().stream()
                                        .map(group -> group.toLowerCase(Locale.ROOT))
                                        .toList()))),
                defect(
                        "makes a person of each membership",
                        "deliversSomebodyOfSeveralGroupsAsOnePerson",
                        sink(people -> new ForwardingSink(people) {
                            @Override
                            public void accept(DirectoryUser person) {
                                if (person.groups().size() < 2) {
                                    super.accept(person);
                                    return;
                                }
                                person.groups()
                                        .forEach(group -> super.accept(person.toBuilder()
                                                .matchKey(person.matchKey().orElse("") + "@" + group)
                                                .build()));
                            }
                        })),
                defect(
                        "takes an empty group for a missing one",
                        "takesAnEmptyGroupForWhatItIs",
                        read((sound, request, people) -> {
                            if (sound.validate(request).findings().stream()
                                    .anyMatch(finding -> finding.text().equals("0 people"))) {
                                throw new DirectoryConfigurationException("a group is not there");
                            }
                            return sound.read(request, people);
                        })),
                defect(
                        "takes a missing group for an empty one",
                        "refusesAMissingGroupBeforeAnybodyIsDelivered",
                        missingGroup((people, e) -> people.complete(0, "nobody is in scope"))),
                defect(
                        "notices a missing group too late",
                        "refusesAMissingGroupBeforeAnybodyIsDelivered",
                        missingGroup((people, e) -> {
                            people.accept(DirectoryUser.active("1", "early").build());
                            throw e;
                        })),
                defect(
                        "takes a missing group for a failure",
                        "refusesAMissingGroupBeforeAnybodyIsDelivered",
                        missingGroup((people, e) -> {
                            throw new DirectoryUnavailableException(String.valueOf(e.getMessage()));
                        })),
                new ProviderDefect(
                        "cannot tell a missing group, and does not warn",
                        "warnsOfAMissingGroupWhereItCannotTell",
                        false,
                        sound -> sound));
    }

    private static DirectoryUser withGroups(DirectoryUser person, List<String> groups) {
        DirectoryUser.Builder copy = DirectoryUser.builder()
                .externalId(person.externalId().map(Object::toString).orElse(null))
                .matchKey(person.matchKey().orElse(null))
                .activity(person.activity())
                .groups(groups);
        person.attributes().forEach(copy::attribute);
        return copy.build();
    }

    private static Function<ScriptedDirectory, DirectoryProvider> missingGroup(
            BiFunction<PersonSink, DirectoryConfigurationException, Completion> instead) {
        return read((sound, request, people) -> {
            try {
                return sound.read(request, people);
            } catch (DirectoryConfigurationException e) {
                return instead.apply(people, e);
            }
        });
    }
}
