package dev.rollcall.ldap.internal.validation;

import dev.rollcall.directory.ReadRequest;
import dev.rollcall.ldap.LdapSecurity;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.people.PersonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be said of a configuration without asking a server. */
final class ConfigurationCheck {

    private final LdapSettings settings;
    private final ReadRequest request;
    private final Findings findings;

    ConfigurationCheck(LdapSettings settings, ReadRequest request, Findings findings) {
        this.settings = settings;
        this.request = request;
        this.findings = findings;
    }

    void run() {
        checkSecurity();
        checkGlobalCatalog();
        checkExternalId();
        checkMemory();
    }

    private void checkSecurity() {
        if (settings.connection().security() == LdapSecurity.INSECURE) {
            findings.warning(
                    "security",
                    "nothing protects the connection: whoever is on the wire reads the password of the service account, and can"
                            + " change what is read; use LDAPS or STARTTLS");
        }
    }

    /** F62. */
    private void checkGlobalCatalog() {
        boolean isOne = settings.connection().mayBeGlobalCatalog();
        if (isOne && !settings.scope().groups().isEmpty()) {
            findings.warning(
                    "global catalog",
                    "it knows members of universal groups only: people of other chosen groups seem to be in none; use port 636"
                            + " or 389 of a domain controller of each domain");
        }
        if (isOne && !request.attributes().isEmpty()) {
            findings.warning(
                    "global catalog",
                    "it holds a part of the attributes only: mapped ones that are not among them seem to be empty; use port 636 or"
                            + " 389 of a domain controller, or have them replicated to the catalog");
        }
    }

    private void checkExternalId() {
        if (settings.people().externalId().isDn()) {
            findings.warning(
                    "external id",
                    "it is the name of the entry: whoever is renamed or moved loses the account and is refused as a newcomer (R11);"
                            + " choose an attribute that never changes");
        }
    }

    private void checkMemory() {
        Path file = settings.scope().memory();
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.isDirectory(folder) && Files.isWritable(folder)) {
            findings.ok("memory of chosen groups", file + ", in a folder that can be written to");
        } else {
            findings.error(
                    "memory of chosen groups",
                    file
                            + " lies in a folder that is not there or cannot be written to; make it, or give the process the right");
        }
    }

    /**
     * The request without the attributes that are not read, credentials above all (R28); each of them is an error.
     * Empty where nobody can be read, because the id, the match key or what tells activity is such a one.
     */
    Optional<ReadRequest> readable() {
        Optional<PersonReader> without = findings.attempt("people", () -> reader(Set.of()));
        if (without.isEmpty()) {
            return Optional.empty();
        }
        List<String> readable = request.attributes().stream()
                .filter(attribute -> findings.attempt(subject(attribute), () -> reader(Set.of(attribute)))
                        .isPresent())
                .toList();
        return Optional.of(ReadRequest.of(request.directory(), readable).withGroups(request.groupsNeeded()));
    }

    private PersonReader reader(Set<String> attributes) {
        return new PersonReader(
                settings.people(),
                ReadRequest.of(request.directory(), attributes),
                settings.clock().instant());
    }

    /** What findings about an attribute of the mapping are about. */
    static String subject(String attribute) {
        return "attribute '" + attribute + "'";
    }
}
