package dev.rollcall.entra.internal;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.entra.internal.connection.Permission;
import dev.rollcall.entra.internal.people.PersonReader;
import dev.rollcall.entra.internal.scope.ScopedPeople;
import dev.rollcall.http.internal.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Delivers what is read, and counts it. For one read, by one thread.
 *
 * <p>An object without a user principal name is a person that the application may not read. One such person among
 * others is told as unreadable, so that the account stays as it is (R5). Where nobody at all could be read, a
 * permission is missing, and the read fails (R6, F78).
 */
public final class Delivery implements ScopedPeople.Receiver {

    private final boolean guestsIn;
    private final PersonReader persons;
    private final PersonSink people;
    private long delivered;
    private long seen;
    private long shells;
    private long guests;
    private long unknown;

    public Delivery(EntraSettings settings, PersonReader persons, PersonSink people) {
        this.guestsIn = settings.scope().guests();
        this.persons = persons;
        this.people = people;
    }

    @Override
    public void person(JsonObject user, Set<String> groups) {
        seen++;
        if (PersonReader.isShell(user)) {
            shells++;
            unreadable(
                    user.text("id").orElse(null),
                    groups,
                    "came without the user principal name, which everybody has: the person cannot be read; "
                            + Permission.USERS.remedy());
        } else if (!guestsIn && PersonReader.isGuest(user)) {
            guests++;
        } else {
            delivered++;
            unknown += PersonReader.isOfUnknownActivity(user) ? 1 : 0;
            persons.deliver(user, groups, people);
        }
    }

    @Override
    public void unreadable(@Nullable String id, Set<String> groups, String why) {
        delivered++;
        persons.deliverUnreadable(id, groups, why, people);
    }

    @Override
    public void warning(String text) {
        people.warning(text);
    }

    @Override
    public void waiting() {
        people.checkpoint();
    }

    /**
     * To be called when everybody was read.
     *
     * @throws DirectoryCredentialsException if nobody came with a user principal name
     */
    public void checkThatPeopleCanBeRead() {
        if (shells > 0 && shells == seen) {
            throw new DirectoryCredentialsException(
                    "Microsoft Graph gave people without their user principal names, since the application may not read them. "
                            + Permission.USERS.remedy());
        }
    }

    /** Warns of people whose activity is unknown (R6). */
    public void tellUnknownActivity() {
        if (unknown > 0) {
            people.warning("Whether an account is enabled came as neither true nor false " + unknown
                    + (unknown == 1 ? " time" : " times")
                    + ", so that it is not known who of these people is active (R6). "
                    + Permission.USERS.remedy());
        }
    }

    /** How many calls of the sink delivered somebody. */
    public long delivered() {
        return delivered;
    }

    /** How often somebody was left out as a guest. */
    public long guests() {
        return guests;
    }

    /** What to add to the evidence. */
    public String summary() {
        return guests == 0 ? "" : "; guests were left out " + guests + (guests == 1 ? " time" : " times");
    }
}
