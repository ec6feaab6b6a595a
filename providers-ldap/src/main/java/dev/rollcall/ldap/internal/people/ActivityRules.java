package dev.rollcall.ldap.internal.people;

import static dev.rollcall.directory.Activity.ACTIVE;
import static dev.rollcall.directory.Activity.INACTIVE;
import static dev.rollcall.directory.Activity.UNKNOWN;

import dev.rollcall.directory.Activity;
import dev.rollcall.ldap.LdapActivity;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the known kinds of directory say who is active (R6); {@link LdapActivity} tells what each promises. */
public final class ActivityRules {

    private static final String CONTROL = "userAccountControl";
    private static final String EXPIRES = "accountExpires";
    private static final String LOCKED_TIME = "pwdAccountLockedTime";
    private static final String ACCOUNT_LOCK = "nsAccountLock";
    private static final String DISABLED = "loginDisabled";
    private static final String EXPIRATION = "loginExpirationTime";

    private static final long ACCOUNT_DISABLED = 2;
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final long MOST_BITS = 0xFFFF_FFFFL;
    private static final Instant FILETIME_BEGINS = Instant.parse("1601-01-01T00:00:00Z");
    private static final long FILETIME_TICKS = 10_000_000;
    private static final Instant FOR_EVER = Instant.parse("0000-01-01T00:00:00Z");

    /** Everybody is active. */
    public static final LdapActivity EVERYBODY = rule(Set.of(), (values, now) -> ACTIVE);

    /** Active Directory. */
    public static final LdapActivity ACTIVE_DIRECTORY = rule(Set.of(CONTROL, EXPIRES), ActivityRules::activeDirectory);

    /** OpenLDAP with password policies. */
    public static final LdapActivity PERMANENT_LOCK = rule(Set.of(LOCKED_TIME), ActivityRules::permanentLock);

    /** 389 Directory Server and its kin. */
    public static final LdapActivity NS_ACCOUNT_LOCK =
            rule(Set.of(ACCOUNT_LOCK), (values, now) -> isTrue(ACCOUNT_LOCK, values) ? INACTIVE : ACTIVE);

    /** eDirectory. */
    public static final LdapActivity LOGIN_DISABLED = rule(Set.of(DISABLED, EXPIRATION), ActivityRules::loginDisabled);

    private ActivityRules() {}

    /**
     * Words of any attribute.
     *
     * @throws IllegalArgumentException if there are none, one is blank, or one is among both kinds
     */
    public static LdapActivity words(String attribute, Collection<String> active, Collection<String> inactive) {
        return new ActivityWords(attribute, active, inactive);
    }

    private interface Decision {
        Activity of(Function<String, List<String>> values, Instant now);
    }

    private static LdapActivity rule(Set<String> attributes, Decision decision) {
        TreeSet<String> names = new TreeSet<>(attributes);
        return new LdapActivity() {
            @Override
            public Set<String> attributes() {
                return Collections.unmodifiableSet(names);
            }

            @Override
            public Activity of(Function<String, List<String>> values, Instant now) {
                return decision.of(values, now);
            }

            @Override
            public String toString() {
                return names.isEmpty() ? "everybody is active" : "active by " + String.join(", ", names);
            }
        };
    }

    private static Activity activeDirectory(Function<String, List<String>> values, Instant now) {
        String control = single(CONTROL, values);
        if (control == null) {
            return UNKNOWN;
        }
        long bits = number(CONTROL, control);
        if (bits < Integer.MIN_VALUE || bits > MOST_BITS) {
            throw new UnreadableException("the attribute '" + CONTROL + "' must be a number of 32 bits");
        }
        if ((bits & ACCOUNT_DISABLED) != 0) {
            return INACTIVE;
        }
        String expires = single(EXPIRES, values);
        return expires != null && hasPassed(number(EXPIRES, expires), now) ? INACTIVE : ACTIVE;
    }

    /** Whether a moment, in tenths of microseconds since 1601, has come; 0 and the largest number stand for never. */
    private static boolean hasPassed(long ticks, Instant now) {
        if (ticks < 0) {
            throw new UnreadableException("the attribute '" + EXPIRES + "' must not be negative");
        }
        if (ticks == 0 || ticks == Long.MAX_VALUE) {
            return false;
        }
        Instant end = FILETIME_BEGINS.plusSeconds(ticks / FILETIME_TICKS).plusNanos(ticks % FILETIME_TICKS * 100);
        return !end.isAfter(now);
    }

    private static Activity permanentLock(Function<String, List<String>> values, Instant now) {
        String locked = single(LOCKED_TIME, values);
        return locked != null && time(LOCKED_TIME, locked).equals(FOR_EVER) ? INACTIVE : ACTIVE;
    }

    private static Activity loginDisabled(Function<String, List<String>> values, Instant now) {
        if (isTrue(DISABLED, values)) {
            return INACTIVE;
        }
        String expiration = single(EXPIRATION, values);
        return expiration != null && !time(EXPIRATION, expiration).isAfter(now) ? INACTIVE : ACTIVE;
    }

    private static @Nullable String single(String attribute, Function<String, List<String>> values) {
        List<String> all = values.apply(attribute);
        if (all.size() > 1) {
            throw new UnreadableException(
                    "the attribute '" + attribute + "' has " + all.size() + " values and must have one");
        }
        return all.isEmpty() ? null : all.get(0);
    }

    private static boolean isTrue(String attribute, Function<String, List<String>> values) {
        String value = single(attribute, values);
        return value != null
                && switch (value.strip().toUpperCase(Locale.ROOT)) {
                    case "TRUE" -> true;
                    case "FALSE" -> false;
                    default -> throw new UnreadableException("the attribute '" + attribute + "' must be TRUE or FALSE");
                };
    }

    private static long number(String attribute, String value) {
        try {
            if (INTEGER.matcher(value).matches()) {
                return Long.parseLong(value);
            }
        } catch (NumberFormatException tooLarge) {
            // Told below, without the value.
        }
        throw new UnreadableException("the attribute '" + attribute + "' must be a whole number in decimal digits");
    }

    private static Instant time(String attribute, String value) {
        Instant time = GeneralizedTime.instantOrNull(value);
        if (time == null) {
            throw new UnreadableException(
                    "the attribute '" + attribute + "' must be a time such as 20300101000000Z (RFC 4517)");
        }
        return time;
    }
}
