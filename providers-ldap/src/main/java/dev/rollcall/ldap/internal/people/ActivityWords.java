package dev.rollcall.ldap.internal.people;

import dev.rollcall.directory.Activity;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.ldap.LdapActivity;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An attribute with words for active and inactive, compared as names are (R13). */
final class ActivityWords implements LdapActivity {

    private final String attribute;
    private final Set<String> active;
    private final Set<String> inactive;

    ActivityWords(String attribute, Collection<String> active, Collection<String> inactive) {
        if (!AttributeTypes.isDescription(attribute)) {
            throw new IllegalArgumentException("'" + attribute + "' is no name of an attribute");
        }
        this.attribute = attribute;
        this.active = folded(active);
        this.inactive = folded(inactive);
        if (this.active.isEmpty() && this.inactive.isEmpty()) {
            throw new IllegalArgumentException("there must be a word for active or inactive");
        }
        if (this.active.contains("") || this.inactive.contains("")) {
            throw new IllegalArgumentException("a word for active or inactive must not be blank");
        }
        if (!Collections.disjoint(this.active, this.inactive)) {
            throw new IllegalArgumentException("a word stands for both active and inactive");
        }
    }

    private static Set<String> folded(Collection<String> words) {
        return words.stream().map(NameFolding::fold).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<String> attributes() {
        return Set.of(attribute);
    }

    @Override
    public Activity of(Function<String, List<String>> values, Instant now) {
        Activity found = Activity.UNKNOWN;
        for (String value : values.apply(attribute)) {
            Activity said = of(value);
            if (said == Activity.UNKNOWN || (found != Activity.UNKNOWN && found != said)) {
                return Activity.UNKNOWN;
            }
            found = said;
        }
        return found;
    }

    private Activity of(String value) {
        String word = NameFolding.fold(value);
        if (active.contains(word)) {
            return Activity.ACTIVE;
        }
        return inactive.contains(word) ? Activity.INACTIVE : Activity.UNKNOWN;
    }

    @Override
    public String toString() {
        return "active by words of " + attribute;
    }
}
