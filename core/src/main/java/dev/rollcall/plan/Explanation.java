package dev.rollcall.plan;

import dev.rollcall.identity.ExternalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a plan means for one person, and why. A view of the plan, so it cannot disagree with it.
 *
 * @param query who was asked about
 * @param people the external ids of those who were read under that name or id
 * @param facts what is known: the person as read, the account, what was compared; in reading order
 * @param steps what the plan does about them; empty where nothing is to be done
 */
public record Explanation(String query, Set<ExternalId> people, List<String> facts, List<Step> steps) {

    public Explanation {
        people = Set.copyOf(people);
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
    }

    /** Returns a copy with more facts. */
    public Explanation withFacts(List<String> more) {
        List<String> all = new ArrayList<>(facts);
        all.addAll(more);
        return new Explanation(query, people, all, steps);
    }

    /** Whether anybody was found. */
    public boolean isFound() {
        return !facts.isEmpty() || !steps.isEmpty();
    }

    /** The explanation in a few lines. */
    @Override
    public String toString() {
        if (!isFound()) {
            return "'" + query + "': nobody in scope and no account has this name or id";
        }
        StringBuilder text = new StringBuilder("'").append(query).append("':");
        facts.forEach(fact -> text.append(System.lineSeparator()).append("  ").append(fact));
        steps.forEach(step -> text.append(System.lineSeparator()).append("  ").append(step));
        return text.toString();
    }
}
