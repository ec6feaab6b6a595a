package dev.rollcall.testkit;

import dev.rollcall.account.Account;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.policy.FieldMapping;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.LicenceLimit;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.Reactivation;
import dev.rollcall.policy.ValueSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A random policy and licence. */
final class WorldPolicy {

    /** The fields that a policy maps here, and the values that they may have. */
    static final List<String> FIELDS = List.of("title", "mail", "teams", "tags", "nick");

    static final List<String> VALUES = List.of("a", "b", "c", "longer");

    static final List<String> GROUPS = List.of("red", "green");

    private final Dice dice;

    WorldPolicy(Dice dice) {
        this.dice = dice;
    }

    Policy policy(List<Account> accounts, List<String> externalIds) {
        Policy.Builder policy = Policy.builder();
        policy.username(
                dice.chance(0.2) ? ValueSource.attribute("login") : ValueSource.matchKey(),
                mapping -> details(mapping, 0.1, 4));
        policy.field("title", ValueSource.attribute("title"), mapping -> details(mapping, 0.3, 1));
        if (dice.chance(0.6)) {
            policy.field(
                    "mail",
                    ValueSource.attribute("mail"),
                    mapping -> details(mapping, 0.3, 1).asSensitive());
        }
        if (dice.chance(0.3)) {
            policy.field("teams", ValueSource.groups("+"));
        }
        if (dice.chance(0.3)) {
            policy.field("tags", ValueSource.allValues("tag", ","), mapping -> details(mapping, 0, 9));
        }
        if (dice.chance(0.15)) {
            policy.field("nick", ValueSource.function(WorldPolicy::nickname, "title"));
        }
        guards(policy);
        policy.grace(dice.oneOf(Duration.ZERO, Duration.ZERO, Duration.ofDays(1), Duration.ofDays(2)))
                .relinking(dice.chance(0.4))
                .reactivation(dice.chance(0.25) ? Reactivation.ADMINISTRATORS_ONLY : Reactivation.AUTOMATIC)
                .recordUnchanged(dice.chance(0.15))
                .toleratedUnidentified(dice.oneOf(0, 0, 0, 1));
        if (dice.chance(0.4)) {
            dice.some(dice.between(1, 2), accounts).forEach(account -> policy.protect(List.of(account.id())));
        }
        if (dice.chance(0.3)) {
            dice.some(dice.between(1, 2), externalIds).forEach(id -> policy.ignore(List.of(ExternalId.of(id))));
        }
        return policy.build();
    }

    /** A host's function that fails for some people. */
    private static String nickname(DirectoryUser person) {
        if (person.attribute("title").contains("b")) {
            throw new IllegalStateException("this text must not be recorded");
        }
        return "nick-" + String.join("-", new TreeSet<>(person.attribute("title")));
    }

    private FieldMapping details(FieldMapping mapping, double otherMode, int shortest) {
        FieldMapping changed = mapping;
        if (dice.chance(otherMode)) {
            changed = changed.mode(dice.oneOf(MappingMode.ON_CREATE, MappingMode.WHEN_PRESENT));
        }
        if (dice.chance(0.15)) {
            changed = changed.maxLength(dice.between(shortest, shortest + 2));
        }
        if (dice.chance(0.1)) {
            changed = changed.valid(value -> !value.equals("c"), "anything but c");
        }
        return changed;
    }

    private void guards(Policy.Builder policy) {
        boolean off = dice.chance(0.6);
        for (GuardKind kind : GuardKind.values()) {
            if (off) {
                policy.guard(kind, Guard.off());
            } else if (dice.chance(0.5)) {
                policy.guard(kind, new Guard(dice.oneOf(0.0, 0.1, 0.5), dice.below(4)));
            }
        }
    }

    LicenceLimit licence(List<Account> accounts) {
        long active = accounts.stream().filter(Account::isActive).count();
        return switch (dice.below(10)) {
            case 0, 1, 2 -> new Seats(OptionalLong.empty());
            case 3 -> new FailingSource();
            default -> new Seats(OptionalLong.of(Math.max(0, active + dice.between(-3, 4))));
        };
    }

    /** A fixed limit that can be read in a failure message. */
    private record Seats(OptionalLong seats) implements LicenceLimit {
        @Override
        public String toString() {
            return seats.isPresent() ? seats.getAsLong() + " seats" : "without limit";
        }
    }

    private record FailingSource() implements LicenceLimit {
        @Override
        public OptionalLong seats() {
            throw new IllegalStateException("the licence server does not answer");
        }

        @Override
        public String toString() {
            return "source that fails";
        }
    }

    static String inShort(Policy policy) {
        List<String> parts = new ArrayList<>();
        parts.add("username " + inShort(policy.username()));
        policy.fields().forEach(mapping -> parts.add(mapping.field() + " " + inShort(mapping)));
        for (GuardKind kind : GuardKind.values()) {
            Guard guard = policy.guard(kind);
            parts.add(kind + " " + (guard.equals(Guard.off()) ? "off" : guard.share() + "/" + guard.floor()));
        }
        parts.add("grace " + policy.grace());
        parts.add(policy.reactivation().toString());
        parts.add(policy.isRelinking() ? "relinking" : "not relinking");
        parts.add("tolerating " + policy.toleratedUnidentified());
        parts.add("protected "
                + policy.protectedAccounts().stream()
                        .map(Objects::toString)
                        .sorted()
                        .toList());
        parts.add("ignored "
                + policy.ignored().stream().map(Objects::toString).sorted().toList());
        return "policy: " + parts.stream().collect(Collectors.joining(", "));
    }

    private static String inShort(FieldMapping mapping) {
        return new TreeSet<>(mapping.source().attributes()) + " " + mapping.mode()
                + mapping.objectionTo("c").map(why -> " not c").orElse("")
                + mapping.objectionTo("longer").map(why -> " not longer").orElse("");
    }
}
