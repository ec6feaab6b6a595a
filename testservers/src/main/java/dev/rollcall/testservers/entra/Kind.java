package dev.rollcall.testservers.entra;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of objects a tenant has, and the properties that Graph v1.0 knows of each. */
enum Kind {
    USER("user", "users"),
    GROUP("group", "groups"),
    DEVICE("device", "devices"),
    CONTACT("orgContact", "contacts"),
    SERVICE_PRINCIPAL("servicePrincipal", "servicePrincipals");

    private final String typeName;
    private final String collection;

    Kind(String typeName, String collection) {
        this.typeName = typeName;
        this.collection = collection;
    }

    /** The kind that a path is cast to, such as {@code microsoft.graph.user}; {@code graph.user} is short for it. */
    static Optional<Kind> cast(String segment) {
        return Stream.of(values())
                .filter(kind -> segment.equals(kind.qualifiedName()) || segment.equals("graph." + kind.typeName))
                .findFirst();
    }

    String qualifiedName() {
        return "microsoft.graph." + typeName;
    }

    /** As {@code @odata.type} has it. */
    String type() {
        return "#" + qualifiedName();
    }

    String collection() {
        return collection;
    }

    boolean knows(String property) {
        return names().all().contains(property);
    }

    /** Whether a property is a list, which is empty where others are null. */
    boolean isList(String property) {
        return names().lists().contains(property);
    }

    /** What comes without {@code $select}, in the order of the service. */
    List<String> usual() {
        return names().usual();
    }

    /** What is only given of one object at a time. */
    Set<String> singly() {
        return names().singly();
    }

    private PropertyNames names() {
        return switch (this) {
            case USER -> PropertyNames.USER;
            case GROUP -> PropertyNames.GROUP;
            case DEVICE -> PropertyNames.DEVICE;
            case CONTACT -> PropertyNames.CONTACT;
            case SERVICE_PRINCIPAL -> PropertyNames.SERVICE_PRINCIPAL;
        };
    }
}
