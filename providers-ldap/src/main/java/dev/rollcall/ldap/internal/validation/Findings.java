package dev.rollcall.ldap.internal.validation;

import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.Validation;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what was found; a check that fails becomes a finding. */
final class Findings {

    private final Validation.Builder findings = Validation.builder();

    void ok(String subject, String text) {
        findings.ok(subject, text);
    }

    void warning(String subject, String text) {
        findings.warning(subject, text);
    }

    void error(String subject, String text) {
        findings.error(subject, text);
    }

    /** Our own exceptions say what to do; of others, only the type is told. */
    void error(String subject, RuntimeException e) {
        findings.error(
                subject,
                e instanceof DirectoryException
                        ? String.valueOf(e.getMessage())
                        : "could not be checked: " + e.getClass().getName());
    }

    /** What the check gives; empty where it fails, which is then a finding. */
    <T> Optional<T> attempt(String subject, Supplier<T> check) {
        try {
            return Optional.of(check.get());
        } catch (RuntimeException e) {
            error(subject, e);
            return Optional.empty();
        }
    }

    Validation build() {
        return findings.build();
    }
}
