package dev.rollcall.cli.story;

import dev.rollcall.cli.Cli;
import java.util.Map;
import java.util.TreeMap;

/** The report of a sync. */
public record Run(Cli.Ended ended) {

    public String id() {
        return ended.json().get("run").asString();
    }

    public String message() {
        return ended.json().get("message").asString();
    }

    public String outcome() {
        return ended.json().get("outcome").asString();
    }

    /** What became of the people who were read, without what became of nobody. */
    public Map<String, Long> people() {
        return counts("people");
    }

    /** What was done to accounts, without what was not done. */
    public Map<String, Long> accounts() {
        return counts("accounts");
    }

    private Map<String, Long> counts(String which) {
        Map<String, Long> counts = new TreeMap<>();
        ended.json().get("figures").get(which).properties().forEach(each -> {
            if (each.getValue().asLong() != 0) {
                counts.put(each.getKey(), each.getValue().asLong());
            }
        });
        return counts;
    }
}
