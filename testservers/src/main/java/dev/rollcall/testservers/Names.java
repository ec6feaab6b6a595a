package dev.rollcall.testservers;

import java.util.List;
import java.util.Locale;

/** Names of made-up people, some of them not in ASCII. The same number has the same name at each call. */
final class Names {

    private static final List<String> GIVEN = List.of(
            "Amélie",
            "Bela",
            "Chiara",
            "Daan",
            "Eszter",
            "Femi",
            "Gülşen",
            "Hana",
            "Ignacy",
            "Jörg",
            "Kofi",
            "Liv",
            "Mónica",
            "Nikos",
            "Oona",
            "Priya",
            "Rui",
            "Sinéad",
            "Þóra",
            "Umar",
            "Veronika",
            "Wanjiru",
            "Zdeněk");
    private static final List<String> FAMILY = List.of(
            "Abe",
            "Bošković",
            "Calvo",
            "D'Amico",
            "Eriksen",
            "Fiala",
            "Groß",
            "Hussein",
            "Ibsen",
            "Jankowska",
            "Kaya",
            "Lefèvre",
            "Mbeki",
            "Nowak",
            "Öberg",
            "Pham",
            "Quispe",
            "Řezníčková",
            "Sato",
            "Tóth",
            "Unger",
            "Vargas",
            "Weiß",
            "Xu",
            "Young",
            "de Zoete",
            "İnan");
    private static final List<String> TITLES =
            List.of("Accountant", "Buyer", "Chemist", "Designer", "Engineer", "Foreman", "Gardener");

    private Names() {}

    /** The pattern with the number in it, in ASCII digits whatever the machine's language is. */
    static String numbered(String pattern, int number) {
        return String.format(Locale.ROOT, pattern, number);
    }

    static String given(int number) {
        return GIVEN.get(number % GIVEN.size());
    }

    static String family(int number) {
        return FAMILY.get((number / GIVEN.size() + 11 * number) % FAMILY.size());
    }

    static String title(int number) {
        return TITLES.get(number % TITLES.size());
    }
}
