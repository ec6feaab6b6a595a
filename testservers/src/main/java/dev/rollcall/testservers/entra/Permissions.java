package dev.rollcall.testservers.entra;

/**
 * What an administrator consented to: User.Read.All and GroupMember.Read.All unless taken away. Guarded by the tenant.
 */
final class Permissions {

    private boolean people = true;
    private boolean groups = true;

    void set(boolean readPeople, boolean readGroups) {
        this.people = readPeople;
        this.groups = readGroups;
    }

    /** Refuses what lists objects that the application may not read. */
    void check(String collection) {
        if ((collection.equals("users") && !people) || (collection.equals("groups") && !groups)) {
            throw GraphFailure.denied();
        }
    }

    /** Whether more than the id of a member is told. */
    boolean readable(Kind kind) {
        return kind == Kind.USER ? people : kind != Kind.GROUP || groups;
    }
}
