package dev.rollcall.testservers.okta;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A person or a group as one state of the org has it; it never changes. */
interface Row {

    /** Its place in lists: the order of creation. */
    int number();

    String id();

    /** The value of a property by its name in a search, such as {@code profile.login}; null where there is none. */
    @Nullable
    JsonNode value(String property);
}
