package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.Change;
import dev.rollcall.jdbc.internal.Texts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says before anything is written what a column would refuse, or worse, would cut or alter without a word: PostgreSQL
 * drops spaces at the end of a text that is too long. What else the database refuses it says itself.
 */
final class Fitness {

    private final UserColumns columns;

    Fitness(UserColumns columns) {
        this.columns = columns;
    }

    /** Why an account cannot be created like that; empty if it can as far as is known here. */
    String ofCreation(Change.Create create) {
        String why = ofValue(columns.username(), create.username().value());
        for (Map.Entry<String, TableColumn> field : columns.fields().entrySet()) {
            TableColumn column = field.getValue();
            if (why.isEmpty()
                    && column.required()
                    && !column.filled()
                    && !create.fields().containsKey(field.getKey())) {
                why = missing(column);
            }
        }
        for (Map.Entry<String, String> field : create.fields().entrySet()) {
            if (why.isEmpty()) {
                why = ofValue(columns.field(field.getKey()), field.getValue());
            }
        }
        if (why.isEmpty()) {
            why = ofOwn(OwnColumn.OWNER, create.owner().value());
        }
        return why.isEmpty() ? ofOwn(OwnColumn.EXTERNAL_ID, create.externalId().value()) : why;
    }

    /** Why an account cannot be changed like that; empty if it can as far as is known here. */
    String ofUpdate(Change.Update update) {
        String why = update.username() == null
                ? ""
                : ofValue(columns.username(), update.username().value());
        for (Map.Entry<String, @Nullable String> field : update.fields().entrySet()) {
            if (why.isEmpty()) {
                why = ofValue(columns.field(field.getKey()), field.getValue());
            }
        }
        return why.isEmpty() && update.externalId() != null
                ? ofOwn(OwnColumn.EXTERNAL_ID, update.externalId().value())
                : why;
    }

    private String ofOwn(OwnColumn own, String value) {
        UserColumns.Place place = columns.place(own);
        String what = own.usualName().replace('_', ' ');
        String why = tooLong(what, value, place.column(), place.size());
        return why.isEmpty() ? unstorable(what, value) : why;
    }

    private static String ofValue(TableColumn column, @Nullable String value) {
        if (value == null) {
            return column.required() ? missing(column) : "";
        }
        String why = tooLong("value", value, column.name(), column.size());
        return why.isEmpty() ? unstorable("value for column " + column.name(), value) : why;
    }

    private static String tooLong(String what, String value, String column, int size) {
        int length = value.codePointCount(0, value.length());
        return length > size && size > 0
                ? "the " + what + " has " + length + " characters, and column " + column + " takes " + size
                : "";
    }

    private static String missing(TableColumn column) {
        return "column " + column.name() + " must have a value (NOT NULL), and there is none";
    }

    private static String unstorable(String what, String value) {
        return Texts.isStorable(value) ? "" : "the " + what + " has a character in it that a database cannot store";
    }
}
