package dev.rollcall.testservers.okta;

import java.util.Set;

/**
 * What an expression may ask in one of the places where one is allowed.
 *
 * @param properties what may be compared
 * @param isWide as {@code search} is: attributes of the profile and all operators, besides
 * @param isIgnoringCase whether values compare without case
 */
record SearchRules(Set<String> properties, boolean isWide, boolean isIgnoringCase) {

    static final SearchRules PEOPLE_SEARCH = new SearchRules(
            Set.of("id", "status", "created", "activated", "statusChanged", "lastUpdated", "type.id"), true, true);
    static final SearchRules PEOPLE_FILTER = new SearchRules(
            Set.of(
                    "id",
                    "status",
                    "lastUpdated",
                    "profile.login",
                    "profile.email",
                    "profile.firstName",
                    "profile.lastName"),
            false,
            false);
    static final SearchRules GROUP_SEARCH =
            new SearchRules(Set.of("id", "type", "created", "lastUpdated", "lastMembershipUpdated"), true, true);
    static final SearchRules GROUP_FILTER =
            new SearchRules(Set.of("id", "type", "lastUpdated", "lastMembershipUpdated"), false, false);

    private static final Set<String> TIMES =
            Set.of("created", "activated", "statusChanged", "lastUpdated", "lastMembershipUpdated");
    private static final Set<String> CONTAINED = Set.of(
            "profile.firstName",
            "profile.lastName",
            "profile.email",
            "profile.login",
            "profile.name",
            "profile.description");

    boolean allow(String property, Operator operator) {
        if (!properties.contains(property) && !(isWide && property.startsWith("profile."))) {
            return false;
        }
        return switch (operator) {
            case EQ -> true;
            case GT, GE, LT, LE -> isTime(property) || isWide;
            case SW, PR -> isWide;
            case CO -> isWide && CONTAINED.contains(property);
        };
    }

    static boolean isTime(String property) {
        return TIMES.contains(property);
    }
}
