package dev.rollcall.csv;

import dev.rollcall.identity.NameFolding;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The names of the columns. They are compared without regard to letter case, surrounding white space or Unicode form,
 * the same in every JVM locale.
 */
final class Header {

    private static final int MAX_SHOWN = 50;

    private final List<String> names = new ArrayList<>();
    private final Map<String, List<Integer>> positionsByKey = new HashMap<>();

    Header(CsvRow row) {
        for (int i = 0; i < row.size(); i++) {
            String name = NameFolding.strip(row.cell(i));
            names.add(name);
            positionsByKey
                    .computeIfAbsent(key(name), unused -> new ArrayList<>())
                    .add(i);
        }
    }

    /** The form under which names are compared. */
    static String key(String name) {
        String composed = Normalizer.normalize(NameFolding.strip(name), Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** How many cells the header has, those without a name included. */
    int width() {
        return names.size();
    }

    /** Where the column of this name stands, counted from 0: nowhere, in one place, or in several. */
    List<Integer> positions(String name) {
        return positionsByKey.getOrDefault(key(name), List.of());
    }

    /** Where the column stands that is there exactly once. */
    int position(String name) {
        return positions(name).get(0);
    }

    boolean has(String name) {
        return !positions(name).isEmpty();
    }

    /** What is wrong with the columns that are needed: empty if each of them is there once. */
    List<String> problems(Collection<String> needed) {
        List<String> problems = new ArrayList<>();
        List<String> missing = needed.stream().filter(name -> !has(name)).toList();
        if (!missing.isEmpty()) {
            problems.add("there is no column " + quoted(missing) + "; " + describe(missing.size() < needed.size()));
        }
        List<String> repeated =
                needed.stream().filter(name -> positions(name).size() > 1).toList();
        if (!repeated.isEmpty()) {
            problems.add("there is more than one column " + quoted(repeated));
        }
        return problems;
    }

    /** Names the columns, unless nothing shows that they are columns: the row may as well be a person's. */
    private String describe(boolean isHeaderForSure) {
        if (!isHeaderForSure) {
            return "none of the " + width()
                    + " cells of the first row is a column that is needed, so check that it is a " + "header at all";
        }
        return "the file has " + quoted(names.subList(0, Math.min(width(), MAX_SHOWN)))
                + (width() > MAX_SHOWN ? " and " + (width() - MAX_SHOWN) + " more" : "");
    }

    private static String quoted(Collection<String> names) {
        return names.stream().map(Header::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        StringBuilder shown = new StringBuilder("'");
        name.codePoints().limit(MAX_SHOWN).forEach(codePoint -> {
            if (isPrintable(codePoint)) {
                shown.appendCodePoint(codePoint);
            } else {
                shown.append(String.format(Locale.ROOT, "<U+%04X>", codePoint));
            }
        });
        return shown.append("'").toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
