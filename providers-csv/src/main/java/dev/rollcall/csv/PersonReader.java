package dev.rollcall.csv;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.NameFolding;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into people, leaves out those who are out of scope, and remembers what an administrator should hear of.
 */
final class PersonReader {

    private static final int NONE = -1;

    private final CsvSettings settings;
    private final boolean groupsNeeded;
    private final int matchKey;
    private final int externalId;
    private final int active;
    private final int groups;
    private final Map<String, Integer> attributes = new LinkedHashMap<>();

    private final Set<String> groupsSeen = new HashSet<>();
    private long activityUnknown;
    private long firstLineUnknown;

    /** Prepares to read rows under this header, which must have all columns that are needed. */
    PersonReader(CsvSettings settings, ReadRequest request, Header header) {
        Columns columns = settings.columns();
        this.settings = settings;
        this.groupsNeeded = request.groupsNeeded();
        this.matchKey = header.position(columns.matchKey());
        this.externalId = position(header, columns.externalId());
        this.active = position(header, columns.active());
        this.groups = position(header, columns.groups());
        request.attributes().forEach(name -> attributes.put(name, header.position(name)));
    }

    private static int position(Header header, @Nullable String column) {
        return column == null ? NONE : header.position(column);
    }

    /** Returns the person of a row, or null where that person is out of scope. */
    @Nullable
    DirectoryUser read(CsvRow row) {
        DirectoryUser.Builder person = DirectoryUser.builder();
        if (groups != NONE) {
            Map<String, String> found = settings.scope().groups(row.cell(groups));
            if (found.isEmpty() && !settings.scope().isEverybody()) {
                return null;
            }
            groupsSeen.addAll(found.keySet());
            if (groupsNeeded) {
                person.groups(found.values());
            }
        }
        identify(person, row);
        person.activity(activity(row));
        attributes.forEach((name, position) -> {
            String value = row.cell(position);
            if (!NameFolding.isBlank(value)) {
                person.attribute(name, value);
            }
        });
        return person.build();
    }

    private void identify(DirectoryUser.Builder person, CsvRow row) {
        if (externalId == NONE) {
            person.matchKeyAsId(row.cell(matchKey));
        } else {
            person.matchKey(row.cell(matchKey)).externalId(NameFolding.strip(row.cell(externalId)));
        }
    }

    private Activity activity(CsvRow row) {
        if (active == NONE) {
            return Activity.ACTIVE;
        }
        Activity activity = settings.activityWords().activity(row.cell(active));
        if (activity == Activity.UNKNOWN) {
            if (activityUnknown == 0) {
                firstLineUnknown = row.line();
            }
            activityUnknown++;
        }
        return activity;
    }

    /** Says of each chosen group that no row named so far. */
    List<String> groupWarnings() {
        return settings.scope().chosen().entrySet().stream()
                .filter(group -> !groupsSeen.contains(group.getKey()))
                .map(group -> "No row names the chosen group '" + group.getValue()
                        + "'; it is empty, or has another name in the file (R3)")
                .toList();
    }

    /** Says how many activities could not be understood so far, if any. */
    Optional<String> activityWarning() {
        return activityUnknown == 0
                ? Optional.empty()
                : Optional.of("The column '" + settings.columns().active() + "' is empty or holds an unknown word in "
                        + activityUnknown + (activityUnknown == 1 ? " row" : " rows") + ", first in line "
                        + firstLineUnknown
                        + "; these people are neither created, activated nor blocked (R6)");
    }
}
