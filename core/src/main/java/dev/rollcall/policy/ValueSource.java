package dev.rollcall.policy;

import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.CodePointOrder;
import dev.rollcall.identity.NameFolding;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a mapped field comes from. Immutable, and the same for the same person: the order in which a
 * directory lists values or groups never matters (R20, R36). A blank value is no value.
 */
public final class ValueSource {

    private final Set<String> attributes;
    private final Set<String> attributeNames;
    private final boolean usesGroups;
    private final Function<DirectoryUser, @Nullable String> value;

    private ValueSource(
            Collection<String> attributes, boolean usesGroups, Function<DirectoryUser, @Nullable String> value) {
        TreeSet<String> lowerCase = new TreeSet<>();
        TreeSet<String> spelt = new TreeSet<>();
        for (String attribute : attributes) {
            if (NameFolding.isBlank(attribute)) {
                throw new IllegalArgumentException("An attribute's name must not be blank");
            }
            lowerCase.add(attribute.toLowerCase(Locale.ROOT));
            spelt.add(attribute);
        }
        this.attributes = Set.copyOf(lowerCase);
        this.attributeNames = Collections.unmodifiableSet(spelt);
        this.usesGroups = usesGroups;
        this.value = value;
    }

    /** The match key: the default source of the username. */
    public static ValueSource matchKey() {
        return new ValueSource(Set.of(), false, person -> person.matchKey().orElse(null));
    }

    /** One attribute; of several values the smallest by code point (R20). */
    public static ValueSource attribute(String name) {
        return new ValueSource(Set.of(name), false, person -> smallest(person.attribute(name)));
    }

    /** One attribute; several values are sorted by code point and joined. */
    public static ValueSource allValues(String name, String separator) {
        Objects.requireNonNull(separator, "separator");
        return new ValueSource(Set.of(name), false, person -> {
            String joined = person.attribute(name).stream()
                    .filter(value -> !NameFolding.isBlank(value))
                    .sorted(CodePointOrder.COMPARATOR)
                    .distinct()
                    .collect(Collectors.joining(separator));
            return joined.isEmpty() ? null : joined;
        });
    }

    /** The same value for everybody. */
    public static ValueSource constant(String value) {
        Objects.requireNonNull(value, "value");
        return new ValueSource(Set.of(), false, person -> value);
    }

    /** Several attributes, in this order, each as {@link #attribute} takes it; those without value are left out. */
    public static ValueSource joined(String separator, String... names) {
        Objects.requireNonNull(separator, "separator");
        List<String> inOrder = List.of(names);
        return new ValueSource(inOrder, false, person -> {
            String joined = inOrder.stream()
                    .map(name -> smallest(person.attribute(name)))
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(separator));
            return joined.isEmpty() ? null : joined;
        });
    }

    /** The chosen groups that the person is in, sorted by code point and joined. */
    public static ValueSource groups(String separator) {
        Objects.requireNonNull(separator, "separator");
        return new ValueSource(Set.of(), true, person -> {
            String joined =
                    person.groups().stream().sorted(CodePointOrder.COMPARATOR).collect(Collectors.joining(separator));
            return joined.isEmpty() ? null : joined;
        });
    }

    /**
     * Whatever the host computes of a person. The function must be pure: the same person, the same value, whatever the
     * order of an attribute's values. It may return null for "no value". If it throws, the field is rejected for that
     * person (R20) and keeps what it has; the exception's message is not recorded, because it may hold the person's
     * data.
     *
     * @param function called on the thread of {@code run()}, a few times per person
     * @param attributes the attributes it looks at, which are then requested from the directory
     */
    public static ValueSource function(Function<DirectoryUser, @Nullable String> function, String... attributes) {
        Objects.requireNonNull(function, "function");
        return new ValueSource(List.of(attributes), true, function);
    }

    /** The lower-case names of the attributes that this source looks at. */
    public Set<String> attributes() {
        return attributes;
    }

    /** The names of the attributes that this source looks at, spelt as the host spelt them. */
    public Set<String> attributeNames() {
        return attributeNames;
    }

    /** Whether this source may look at the groups of a person. */
    public boolean usesGroups() {
        return usesGroups;
    }

    /**
     * The value for a person, or null where there is none.
     *
     * @throws RuntimeException if a host's function did
     */
    public @Nullable String valueFor(DirectoryUser person) {
        String result = value.apply(person);
        return result == null || NameFolding.isBlank(result) ? null : result;
    }

    private static @Nullable String smallest(List<String> values) {
        return values.stream()
                .filter(value -> !NameFolding.isBlank(value))
                .min(CodePointOrder.COMPARATOR)
                .orElse(null);
    }
}
