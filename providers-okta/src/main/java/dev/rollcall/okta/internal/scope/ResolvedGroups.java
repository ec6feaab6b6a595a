package dev.rollcall.okta.internal.scope;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.http.internal.exchange.Printable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of looking up the chosen groups.
 *
 * @param found those that are there, once each
 * @param problems what is wrong with the others, in words, by how they were chosen; in their order
 */
public record ResolvedGroups(List<FoundGroup> found, Map<String, String> problems) {

    /**
     * The groups, if all of them are there.
     *
     * @throws DirectoryConfigurationException naming every group that is not there, or there twice (R3)
     */
    public List<FoundGroup> orThrow() {
        if (!problems.isEmpty()) {
            String text = problems.entrySet().stream()
                    .map(problem -> subject(problem.getKey()) + ": " + problem.getValue())
                    .collect(Collectors.joining(". And "));
            throw new DirectoryConfigurationException("Nobody was read, because chosen groups cannot be (R3): " + text);
        }
        return found;
    }

    /** A group as messages name it. */
    public static String subject(String chosen) {
        return "group '" + Printable.of(chosen) + "'";
    }
}
