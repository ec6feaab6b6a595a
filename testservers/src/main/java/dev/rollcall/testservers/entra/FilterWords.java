package dev.rollcall.testservers.entra;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a {@code $filter}, taken one after the other. Texts keep their quotation marks. */
final class FilterWords {

    private static final Pattern WORD = Pattern.compile("\\s*('(?:[^']|'')*'|[A-Za-z0-9_./:@-]+|[(),])");

    private final List<String> words = new ArrayList<>();
    private int at;

    FilterWords(String text) {
        Matcher matcher = WORD.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            words.add(matcher.group(1));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw GraphFailure.bad("The filter cannot be understood.");
        }
    }

    boolean ended() {
        return at == words.size();
    }

    String next() {
        if (ended()) {
            throw GraphFailure.bad("The filter ends too early.");
        }
        return words.get(at++);
    }

    /** Takes the next word if it is that one. */
    boolean take(String word) {
        boolean is = !ended() && words.get(at).equalsIgnoreCase(word);
        at += is ? 1 : 0;
        return is;
    }

    void expect(String word) {
        if (!take(word)) {
            throw GraphFailure.bad("The filter has no '" + word + "' where one belongs.");
        }
    }
}
