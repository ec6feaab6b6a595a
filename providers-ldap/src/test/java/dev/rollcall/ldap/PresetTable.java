package dev.rollcall.ldap;

import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The presets as a table in Markdown, made from what they say themselves. */
final class PresetTable {

    private PresetTable() {}

    /** The table, one row for each preset in the order in which they are declared. */
    static String markdown() {
        return "| preset | people | groups | in a group by | external id | match key | inactive by |\n"
                + "|---|---|---|---|---|---|---|\n"
                + Stream.of(LdapPreset.values()).map(PresetTable::row).collect(Collectors.joining());
    }

    private static String row(LdapPreset preset) {
        return Stream.of(
                        code(preset.name()),
                        code(preset.peopleFilter()),
                        code(preset.groupFilter()),
                        membership(preset),
                        code(preset.externalId().attribute()),
                        code(preset.matchKey()),
                        activity(preset))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String membership(LdapPreset preset) {
        String attribute = code(preset.membershipAttribute(preset.membership()));
        return switch (preset.membership()) {
            case PERSON_ATTRIBUTE -> attribute + " of the person";
            case GROUP_ATTRIBUTE, GROUP_LOGIN_NAMES -> attribute + " of the group";
        };
    }

    private static String activity(LdapPreset preset) {
        var names = new TreeSet<>(preset.activity().attributes());
        return names.isEmpty()
                ? "nothing"
                : names.stream().map(PresetTable::code).collect(Collectors.joining(", "));
    }

    /** A pipe would end the cell, also inside code. */
    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
