package dev.rollcall.cli.config;

import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One directory of the file.
 *
 * @param name its name, which owns accounts
 * @param provider reads it; where a secret of it is absent, one that says so in place of reading
 * @param policy what its sync does
 * @param deadline how long a run may take unless the command line says otherwise; null for any time
 */
public record DirectorySettings(
        DirectoryName name,
        DirectoryProvider provider,
        Policy policy,
        @Nullable Duration deadline) {

    /** The kinds of directory there are; each is the key below the directory's name. */
    private static final List<String> KINDS = List.of("csv", "ldap", "okta", "entra");

    static @Nullable DirectorySettings read(String name, Value value, UnaryOperator<@Nullable String> environment) {
        Section section = value.section();
        if (section == null) {
            return null;
        }
        DirectoryName directory = value.made(() -> DirectoryName.of(name));
        int absent = section.absentSecrets();
        DirectoryProvider provider = provider(section, environment);
        List<String> absentHere = section.absentSecretsBehind(absent);
        if (!absentHere.isEmpty()) {
            provider = new UnreadableDirectory(absentHere);
        }
        Policy policy = section.has("policy")
                ? section.get("policy", part -> new PolicyReader().read(part))
                : PolicyReader.usual();
        Duration deadline = section.get("deadline", DirectorySettings::positive);
        section.end();
        return directory == null || provider == null || policy == null
                ? null
                : new DirectorySettings(directory, provider, policy, deadline);
    }

    /**
     * Returns this, for a command that is about to read the directory.
     *
     * @throws ConfigurationException if one of its secrets is not where the file says
     */
    public DirectorySettings readable() {
        if (provider instanceof UnreadableDirectory unreadable) {
            throw new ConfigurationException(unreadable.errors());
        }
        return this;
    }

    private static @Nullable DirectoryProvider provider(Section section, UnaryOperator<@Nullable String> environment) {
        String kind = section.oneOf(KINDS);
        if (kind == null) {
            return null;
        }
        return section.get(kind, value -> switch (kind) {
            case "csv" -> CsvReader.read(value);
            case "ldap" -> LdapReader.read(value, environment);
            case "okta" -> OktaReader.read(value, environment);
            default -> EntraReader.read(value, environment);
        });
    }

    private static @Nullable Duration positive(Value value) {
        Duration duration = value.duration();
        return duration != null && duration.isZero() ? value.problem("must be longer than nothing") : duration;
    }
}
