package dev.rollcall.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What came of trying a directory out (R45).
 *
 * @param findings one per thing checked, in the order in which they were
 */
public record Validation(List<Finding> findings) {

    /** How a check ended. */
    public enum Level {
        /** As it should be. */
        OK,
        /** Works, but probably not as meant. */
        WARNING,
        /** A run would fail. */
        ERROR
    }

    /**
     * One thing that was checked.
     *
     * @param level how it ended
     * @param subject what was checked: "file", "group 'staff'"
     * @param text what was found, and for a warning or error what to do about it; without secrets
     */
    public record Finding(Level level, String subject, String text) {
        public Finding {
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(text, "text");
        }

        @Override
        public String toString() {
            return level + " " + subject + ": " + text;
        }
    }

    public Validation {
        findings = List.copyOf(findings);
    }

    /** Whether no finding is an error. */
    public boolean isValid() {
        return findings.stream().noneMatch(finding -> finding.level() == Level.ERROR);
    }

    /** Starts a list of findings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects findings. Not safe for use by several threads. */
    public static final class Builder {
        private final List<Finding> findings = new ArrayList<>();

        private Builder() {}

        /** Adds something that is as it should be. */
        public Builder ok(String subject, String text) {
            return add(Level.OK, subject, text);
        }

        /** Adds something that is probably not as meant. */
        public Builder warning(String subject, String text) {
            return add(Level.WARNING, subject, text);
        }

        /** Adds something that would make a run fail. */
        public Builder error(String subject, String text) {
            return add(Level.ERROR, subject, text);
        }

        private Builder add(Level level, String subject, String text) {
            findings.add(new Finding(level, subject, text));
            return this;
        }

        /** Returns the findings so far. */
        public Validation build() {
            return new Validation(findings);
        }
    }
}
