package dev.rollcall.directory;

import dev.rollcall.identity.DirectoryName;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a read is asked for. Made by the engine from the policy, so that what the mapping needs is what is requested.
 * Immutable.
 */
public final class ReadRequest {

    private final DirectoryName directory;
    private final SortedSet<String> attributes;
    private final boolean groupsNeeded;

    private ReadRequest(DirectoryName directory, Collection<String> attributes, boolean groupsNeeded) {
        this.directory = Objects.requireNonNull(directory, "directory");
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(attributes);
        this.attributes = Collections.unmodifiableSortedSet(names);
        this.groupsNeeded = groupsNeeded;
    }

    /** Returns a request for these attributes, without groups. */
    public static ReadRequest of(DirectoryName directory, Collection<String> attributes) {
        return new ReadRequest(directory, attributes, false);
    }

    /** Returns a copy that says whether the mapping uses the groups of a person. */
    public ReadRequest withGroups(boolean needed) {
        return new ReadRequest(directory, attributes, needed);
    }

    /** The name under which the host knows the directory, for messages. */
    public DirectoryName directory() {
        return directory;
    }

    /**
     * The attributes that the mapping uses, spelt as the host spelt them; the set itself looks up without regard to
     * case. A provider requests these and its own, no others.
     */
    public SortedSet<String> attributes() {
        return attributes;
    }

    /** Whether {@link DirectoryUser#groups()} is used; a provider may leave the groups out otherwise. */
    public boolean groupsNeeded() {
        return groupsNeeded;
    }
}
