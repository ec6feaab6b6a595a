package dev.rollcall.cli;

import dev.rollcall.cli.output.Json;
import dev.rollcall.plan.Count;
import dev.rollcall.plan.Figures;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.SeatForecast;
import java.util.Locale;

/** How the figures of a plan or run are written for programs: every figure, also those that are zero. */
final class FigureWords {

    private FigureWords() {}

    static void write(Json json, Figures figures) {
        json.object("figures", object -> {
            object.number("peopleRead", figures.peopleRead());
            object.object("people", people -> {
                for (PersonResult result : PersonResult.values()) {
                    people.number(camel(result), figures.of(result));
                }
            });
            object.object("accounts", accounts -> {
                for (Count count : Count.values()) {
                    accounts.number(camel(count), figures.of(count));
                }
            });
        });
    }

    static void write(Json json, SeatForecast seats) {
        json.object("seats", object -> {
            if (seats.limit().isPresent()) {
                object.number("limit", seats.limit().getAsLong());
            } else {
                object.text("limit", null);
            }
            object.flag("limitUnknown", seats.limitUnknown())
                    .number("active", seats.active())
                    .number("freed", seats.freed())
                    .number("wanted", seats.wanted())
                    .number("granted", seats.granted())
                    .number("waiting", seats.waiting());
        });
    }

    static void write(Json json, Hold hold) {
        json.object("hold", object -> object.text("reason", hold.reason()).texts("details", hold.details()));
    }

    private static String camel(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT)).append(words[i].substring(1));
        }
        return name.toString();
    }
}
