package dev.rollcall.testkit;

import dev.rollcall.directory.DirectoryCredentialsException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUnavailableException;
import dev.rollcall.directory.DirectoryUser;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The scripted directory keeps the contract, as long as the script does not say otherwise; and the contract can be
 * kept.
 */
class ScriptedDirectoryContractTest extends DirectoryProviderContract {

    static final String SECRET = "the-bind-password";

    private ScriptedDirectory last = ScriptedDirectory.of();

    private ScriptedDirectory directory(List<DirectoryUser> people) {
        last = ScriptedDirectory.of(people.stream().map(People::like).toList());
        return last;
    }

    @Override
    protected DirectoryProvider provider(List<DirectoryUser> people) {
        return directory(people);
    }

    @Override
    protected DirectoryProvider choosing(List<DirectoryUser> people, Set<String> existing, Set<String> chosen) {
        return directory(people).hasGroups(existing.toArray(String[]::new)).choosing(chosen.toArray(String[]::new));
    }

    @Override
    protected DirectoryProvider withUnreadable(List<DirectoryUser> people, DirectoryUser damaged) {
        String id = damaged.externalId().orElseThrow().value();
        return directory(people).hire(People.like(damaged)).unreadable(id, "row 6 has 3 cells, the header has 5");
    }

    @Override
    protected DirectoryProvider brokenAt(List<DirectoryUser> people, int place) {
        return directory(people).diesAt(place);
    }

    @Override
    protected DirectoryProvider hangingAt(List<DirectoryUser> people, int place) {
        return directory(people).hangsAt(place);
    }

    @Override
    protected DirectoryProvider unreachable() {
        return directory(List.of()).diesAt(0, new DirectoryUnavailableException("nobody answers; start the directory"));
    }

    @Override
    protected DirectoryProvider wrongCredentials() {
        return directory(List.of())
                .diesAt(0, new DirectoryCredentialsException("the password is refused; configure another one"));
    }

    @Override
    protected Collection<String> secrets() {
        return List.of(SECRET);
    }

    @Override
    protected LongSupplier openResources() {
        ScriptedDirectory directory = last;
        return () -> directory.isOpen() ? 1 : 0;
    }
}
