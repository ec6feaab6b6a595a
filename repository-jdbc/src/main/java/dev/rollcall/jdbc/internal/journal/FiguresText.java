package dev.rollcall.jdbc.internal.journal;

import dev.rollcall.jdbc.internal.Constants;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.PersonResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Figures as one column holds them, those that are not zero: what became of the people read, and behind a semicolon
 * what was done to accounts, such as {@code imported=2 unchanged=10; created=2}.
 */
final class FiguresText {

    private static final Pattern FIGURE = Pattern.compile("(\\w+)=(-?\\d{1,18})");

    private FiguresText() {}

    static String of(Figures figures) {
        return list(PersonResult.values(), figures::of) + "; " + list(Count.values(), figures::of);
    }

    private static <E extends Enum<E>> String list(E[] names, ToLongFunction<E> figure) {
        List<String> list = new ArrayList<>();
        for (E name : names) {
            long number = figure.applyAsLong(name);
            if (number != 0) {
                list.add(name.name().toLowerCase(Locale.ROOT) + "=" + number);
            }
        }
        return String.join(" ", list);
    }

    /**
     * Reads figures.
     *
     * @throws dev.rollcall.account.RepositoryException if there is one that this version does not know
     */
    static Figures parse(String table, String column, String text) {
        Figures.Builder figures = Figures.builder();
        int semicolon = text.indexOf(';');
        if (semicolon < 0) {
            throw Constants.unknown(table, column, text);
        }
        each(
                text.substring(0, semicolon),
                table,
                column,
                (name, number) -> figures.add(Constants.constant(PersonResult.class, table, column, name), number));
        each(
                text.substring(semicolon + 1),
                table,
                column,
                (name, number) -> figures.add(Constants.constant(Count.class, table, column, name), number));
        return figures.build();
    }

    private static void each(String list, String table, String column, ObjLongConsumer<String> figures) {
        if (list.isBlank()) {
            return;
        }
        for (String word : list.strip().split(" ", -1)) {
            Matcher figure = FIGURE.matcher(word);
            if (!figure.matches()) {
                throw Constants.unknown(table, column, word);
            }
            figures.accept(figure.group(1).toUpperCase(Locale.ROOT), Long.parseLong(figure.group(2)));
        }
    }
}
