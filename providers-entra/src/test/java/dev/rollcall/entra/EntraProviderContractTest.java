package dev.rollcall.entra;

import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.testkit.DirectoryProviderContract;
import dev.rollcall.testservers.entra.EntraGroup;
import dev.rollcall.testservers.entra.EntraPerson;
import dev.rollcall.testservers.entra.FakeEntra;
import dev.rollcall.testservers.http.HttpReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;

/**
 * Entra ID as a directory keeps the contract of every directory. The ids are those that a host gave in
 * {@code onPremisesImmutableId}, because a tenant makes object ids itself.
 */
class EntraProviderContractTest extends DirectoryProviderContract {

    private static final String WRONG_SECRET = "Wrong~of-the-application";

    private final List<FakeEntra> tenants = new ArrayList<>();

    @AfterEach
    void close() {
        tenants.forEach(FakeEntra::close);
    }

    private FakeEntra tenant() {
        FakeEntra tenant = FakeEntra.start();
        tenants.add(tenant);
        return tenant;
    }

    private FakeEntra tenant(List<DirectoryUser> people) {
        FakeEntra tenant = tenant();
        people.forEach(person -> add(tenant, person));
        return tenant;
    }

    private static EntraPerson add(FakeEntra tenant, DirectoryUser person) {
        EntraPerson added = tenant.person(UUID.randomUUID() + "@rollcall.example")
                .set("mail", person.matchKey().orElse(null))
                .set(
                        "onPremisesImmutableId",
                        person.externalId().map(Object::toString).orElse(null))
                .enabled(
                        switch (person.activity()) {
                            case ACTIVE -> Boolean.TRUE;
                            case INACTIVE -> Boolean.FALSE;
                            case UNKNOWN -> null;
                        });
        added.set("otherMails", person.attribute("otherMails"));
        person.attribute("department").forEach(value -> added.set("department", value));
        return added;
    }

    private static EntraDirectoryProvider.Builder at(FakeEntra tenant) {
        return at(tenant, tenant.secret());
    }

    private static EntraDirectoryProvider.Builder at(FakeEntra tenant, String secret) {
        return EntraDirectoryProvider.builder(tenant.tenant(), tenant.clientId())
                .secret(secret::toCharArray)
                .endpoints(tenant.address().toString(), tenant.address().toString())
                .matchKey("mail")
                .externalId("onPremisesImmutableId")
                .pageSize(2)
                .http(HttpSettings.usual().withInsecureLoopback().withAttempts(1));
    }

    @Override
    protected DirectoryProvider provider(List<DirectoryUser> people) {
        return at(tenant(people)).build();
    }

    /** One that may have several values, and one that has one. */
    @Override
    protected List<String> attributeNames() {
        return List.of("otherMails", "department");
    }

    @Override
    protected DirectoryProvider choosing(List<DirectoryUser> people, Set<String> existing, Set<String> chosen) {
        FakeEntra tenant = tenant();
        List<EntraPerson> added =
                people.stream().map(person -> add(tenant, person)).toList();
        for (String name : existing) {
            EntraGroup group = tenant.group(name);
            for (int i = 0; i < people.size(); i++) {
                if (people.get(i).groups().contains(name)) {
                    group.add(added.get(i));
                }
            }
        }
        return at(tenant).inGroups(chosen).build();
    }

    /** The match key is an object where a text belongs. */
    @Override
    protected DirectoryProvider withUnreadable(List<DirectoryUser> people, DirectoryUser damaged) {
        FakeEntra tenant = tenant(people);
        add(tenant, damaged).set("mail", Map.of("address", "damaged-person"));
        return at(tenant).build();
    }

    @Override
    protected DirectoryProvider brokenAt(List<DirectoryUser> people, int place) {
        FakeEntra tenant = tenant(people);
        HttpReply page = HttpReply.json(200, "{\"value\":[]}");
        tenant.next(
                tenant.page("/users", Math.min(place + 1, people.size())),
                place < people.size() ? page.cutAfter(5) : page.corrupt());
        return at(tenant).pageSize(1).build();
    }

    @Override
    protected DirectoryProvider hangingAt(List<DirectoryUser> people, int place) {
        FakeEntra tenant = tenant(people);
        tenant.next(tenant.page("/users", place + 1), HttpReply.of(200).silent());
        return at(tenant).pageSize(1).build();
    }

    @Override
    protected DirectoryProvider unreachable() {
        FakeEntra tenant = tenant();
        tenant.close();
        return at(tenant).build();
    }

    @Override
    protected DirectoryProvider wrongCredentials() {
        return at(tenant(), WRONG_SECRET).build();
    }

    @Override
    protected Collection<String> secrets() {
        return List.of(tenant().secret(), WRONG_SECRET);
    }

    @Override
    protected LongSupplier openResources() {
        FakeEntra tenant = tenants.get(tenants.size() - 1);
        return () -> {
            tenant.server().awaitIdle(Duration.ofSeconds(30));
            return tenant.openRequests();
        };
    }
}
