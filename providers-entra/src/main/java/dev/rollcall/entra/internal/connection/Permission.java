package dev.rollcall.entra.internal.connection;

/** What an application has to be allowed for a question, as an administrator finds it in the app registration. */
public enum Permission {
    /** To find groups, and what is in them. */
    GROUPS("GroupMember.Read.All"),
    /** To read the people in groups. */
    MEMBERS("GroupMember.Read.All and User.Read.All"),
    /** To read people. */
    USERS("User.Read.All");

    private final String names;

    Permission(String names) {
        this.names = names;
    }

    /** What the permissions are called. */
    public String names() {
        return names;
    }

    /** What to do where it is missing, as a sentence. */
    public String remedy() {
        String hidden = this == USERS ? "" : "; for groups whose members are hidden, Member.Read.Hidden too";
        return "Give the application " + names + " (application permissions, with admin consent" + hidden + ")";
    }
}
