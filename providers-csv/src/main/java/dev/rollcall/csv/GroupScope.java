package dev.rollcall.csv;

import dev.rollcall.identity.NameFolding;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which groups put a person in scope, and how a cell names several.
 *
 * @param separator what stands between two groups in a cell
 * @param chosen the spelling of each chosen group by its folded name, in the order of choice; empty if everybody in the
 *     file is in scope
 */
record GroupScope(char separator, Map<String, String> chosen) {

    GroupScope {
        chosen = Collections.unmodifiableMap(new LinkedHashMap<>(chosen));
    }

    static GroupScope of(char separator, Collection<String> groups) {
        Map<String, String> chosen = new LinkedHashMap<>();
        groups.forEach(group -> chosen.putIfAbsent(NameFolding.fold(group), NameFolding.strip(group)));
        return new GroupScope(separator, chosen);
    }

    boolean isEverybody() {
        return chosen.isEmpty();
    }

    /**
     * The groups that a cell names, each once, by folded name. Where groups are chosen, only those, in the spelling of
     * the choice; else all of them, in the spelling of the cell.
     */
    Map<String, String> groups(String cell) {
        Map<String, String> found = new LinkedHashMap<>();
        int start = 0;
        for (int end = cell.indexOf(separator); start <= cell.length(); end = cell.indexOf(separator, start)) {
            int stop = end < 0 ? cell.length() : end;
            add(cell.substring(start, stop), found);
            start = stop + 1;
        }
        return found;
    }

    private void add(String group, Map<String, String> found) {
        String key = NameFolding.fold(group);
        if (isEverybody() && !key.isEmpty()) {
            found.putIfAbsent(key, NameFolding.strip(group));
        } else if (chosen.containsKey(key)) {
            found.put(key, chosen.getOrDefault(key, group));
        }
    }
}
