package dev.rollcall.cli.config;

import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.policy.FieldMapping;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.OnAuditFailure;
import dev.rollcall.policy.Policy;
import dev.rollcall.policy.Reactivation;
import dev.rollcall.policy.ValueSource;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory's policy: the mapping of its fields, the guards, and the choices that the rules leave to the host.
 */
final class PolicyReader {

    private static final List<String> SOURCES = List.of("attribute", "all-values", "joined", "constant", "groups");

    private final Policy.Builder policy = Policy.builder();

    /** The policy of a directory that says nothing about it. */
    static Policy usual() {
        return Policy.ofDefaults();
    }

    @Nullable
    Policy read(Value value) {
        Section section = value.section();
        if (section == null) {
            return null;
        }
        section.take("username", PolicyReader::mapping, parts -> policy.username(parts.source(), parts::applyTo));
        section.take(
                "fields",
                Value::section,
                fields -> fields.entries().forEach((name, field) -> {
                    Mapping parts = mapping(field);
                    if (parts != null) {
                        field.made(() -> policy.field(name, parts.source(), parts::applyTo));
                    }
                }));
        section.take("guards", Value::section, this::readGuards);
        section.take("grace", Value::duration, policy::grace);
        section.take("reactivation", choice -> choice.choice(Reactivation.class), policy::reactivation);
        section.take("relinking", Value::flag, policy::relinking);
        section.take(
                "protect",
                Value::texts,
                ids -> policy.protect(ids.stream().map(AccountId::of).toList()));
        section.take(
                "ignore",
                Value::texts,
                ids -> policy.ignore(ids.stream().map(ExternalId::of).toList()));
        section.take("tolerated-unidentified", Value::number, policy::toleratedUnidentified);
        section.take("approval-validity", Value::duration, policy::approvalValidity);
        section.take("on-audit-failure", choice -> choice.choice(OnAuditFailure.class), policy::onAuditFailure);
        section.take("record-unchanged", Value::flag, policy::recordUnchanged);
        section.end();
        return value.made(policy::build);
    }

    private void readGuards(Section guards) {
        for (GuardKind kind : GuardKind.values()) {
            guards.take(Words.of(kind), PolicyReader::guard, guard -> policy.guard(kind, guard));
        }
        guards.end();
    }

    private static @Nullable Guard guard(Value value) {
        if (!value.isMapping()) {
            String text = value.text();
            return text == null || text.equals("off") || text.equals("false")
                    ? (text == null ? null : Guard.off())
                    : value.problem("expected off, or {share: 10%, floor: 5}");
        }
        Section section = value.section();
        if (section == null) {
            return null;
        }
        Double share = section.get("share", PolicyReader::share);
        Long floor = section.get("floor", Value::number);
        section.end();
        return new Guard(share == null ? Guard.DEFAULT.share() : share, floor == null ? Guard.DEFAULT.floor() : floor);
    }

    private static @Nullable Double share(Value value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        try {
            return Words.share(text);
        } catch (IllegalArgumentException e) {
            return value.problem(String.valueOf(e.getMessage()));
        }
    }

    /** Where a field's value comes from, and what is asked of it. */
    private record Mapping(
            ValueSource source,
            MappingMode mode,
            boolean sensitive,
            @Nullable Integer maxLength,
            @Nullable Pattern pattern,
            String patternMeans) {

        FieldMapping applyTo(FieldMapping plain) {
            FieldMapping mapping = plain.mode(mode);
            if (sensitive) {
                mapping = mapping.asSensitive();
            }
            if (maxLength != null) {
                mapping = mapping.maxLength(maxLength);
            }
            Pattern form = pattern;
            return form == null
                    ? mapping
                    : mapping.valid(text -> form.matcher(text).matches(), patternMeans);
        }
    }

    private static @Nullable Mapping mapping(Value value) {
        if (!value.isMapping()) {
            String attribute = value.text();
            return attribute == null
                    ? null
                    : value.made(() ->
                            new Mapping(ValueSource.attribute(attribute), MappingMode.ALWAYS, false, null, null, ""));
        }
        Section section = value.section();
        if (section == null) {
            return null;
        }
        ValueSource source = source(section);
        MappingMode mode = section.get("mode", choice -> choice.choice(MappingMode.class));
        Boolean sensitive = section.get("sensitive", Value::flag);
        Integer maxLength = section.get("max-length", PolicyReader::length);
        Pattern pattern = section.get("pattern", PolicyReader::pattern);
        String means = section.get("pattern-means", Value::text);
        section.end();
        return source == null
                ? null
                : new Mapping(
                        source,
                        mode == null ? MappingMode.ALWAYS : mode,
                        Boolean.TRUE.equals(sensitive),
                        maxLength,
                        pattern,
                        means == null ? "of the form that the configuration asks for" : means);
    }

    private static @Nullable ValueSource source(Section section) {
        String separator = section.get("separator", Value::text);
        String between = separator == null ? " " : separator;
        String kind = section.oneOf(SOURCES);
        if (kind == null) {
            return null;
        }
        Value value = section.value(kind);
        if (value == null) {
            return null;
        }
        return switch (kind) {
            case "attribute" -> named(value, ValueSource::attribute);
            case "all-values" -> named(value, name -> ValueSource.allValues(name, between));
            case "joined" ->
                value.made(() -> ValueSource.joined(between, value.texts().toArray(String[]::new)));
            case "constant" -> named(value, ValueSource::constant);
            default -> Boolean.TRUE.equals(value.flag()) ? ValueSource.groups(between) : value.problem("expected true");
        };
    }

    private static @Nullable ValueSource named(Value value, Function<String, ValueSource> source) {
        String text = value.text();
        return text == null ? null : value.made(() -> source.apply(text));
    }

    private static @Nullable Integer length(Value value) {
        Long number = value.number();
        if (number == null) {
            return null;
        }
        return number >= 1 && number <= Integer.MAX_VALUE
                ? Integer.valueOf(number.intValue())
                : value.problem("must be at least 1");
    }

    private static @Nullable Pattern pattern(Value value) {
        String text = value.text();
        if (text == null) {
            return null;
        }
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            return value.problem("not a regular expression: " + e.getDescription() + " near character " + e.getIndex());
        }
    }
}
