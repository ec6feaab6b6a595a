package dev.rollcall.plan;

import java.util.List;

/**
 * What a plan means for one person, and why. A view of the plan, so it cannot disagree with it.
 *
 * @param query who was asked about
 * @param facts what is known: the person as read, the account, what was compared; in reading order
 * @param steps what the plan does about them; empty where nothing is to be done
 */
public record Explanation(String query, List<String> facts, List<Step> steps) {

    public Explanation {
        facts = List.copyOf(facts);
        steps = List.copyOf(steps);
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
