package dev.rollcall.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The host's unique login name. It keeps the spelling it was given, without surrounding white space; two usernames are
 * {@linkplain #equals equal} when R13 says that they are the same name, whatever their spelling.
 */
public final class Username implements Comparable<Username> {

    private final String value;
    private final String folded;

    private Username(String value) {
        this.value = NameFolding.strip(value);
        this.folded = NameFolding.fold(value);
    }

    /** Returns the username with this spelling. A host's table may hold any text, so none is refused here. */
    public static Username of(String value) {
        return new Username(value);
    }

    /** The spelling. */
    public String value() {
        return value;
    }

    /** The form under which usernames are compared (R13); empty for a blank name. */
    public String folded() {
        return folded;
    }

    /** Whether there is nothing in this name but white space; such a name equals no other (R13). */
    public boolean isBlank() {
        return folded.isEmpty();
    }

    /** Whether both names have the very same spelling. */
    public boolean hasSpellingOf(Username other) {
        return value.equals(other.value);
    }

    /** Says why this name cannot be given to an account, if so: see {@link NameFolding#malformation}. */
    public Optional<String> malformation() {
        return NameFolding.malformation(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (!isBlank() && other instanceof Username that && folded.equals(that.folded));
    }

    @Override
    public int hashCode() {
        return folded.hashCode();
    }

    /** Orders by folded form, then by spelling, each by code point. */
    @Override
    public int compareTo(Username other) {
        int byName = CodePointOrder.compare(folded, other.folded);
        return byName != 0 ? byName : CodePointOrder.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
