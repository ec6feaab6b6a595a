package dev.rollcall.okta;

import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.http.HttpSettings;
import dev.rollcall.testkit.DirectoryProviderContract;
import dev.rollcall.testservers.okta.FakeOkta;
import dev.rollcall.testservers.okta.Mishap;
import dev.rollcall.testservers.okta.OktaCall;
import dev.rollcall.testservers.okta.OktaGroup;
import dev.rollcall.testservers.okta.OktaPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Okta as a directory keeps the contract of every directory")
class OktaProviderContractTest extends DirectoryProviderContract {

    private static final String WRONG_TOKEN = "00wrongTokenOfNobody";

    /** The ids that an org gives, one after another. */
    private static final List<String> IDS = ids();

    private final List<FakeOkta> orgs = new ArrayList<>();
    private LongSupplier open = () -> 0;

    private static List<String> ids() {
        try (FakeOkta org = FakeOkta.start()) {
            return IntStream.range(0, 100)
                    .mapToObj(i -> org.person("person" + i).id())
                    .toList();
        }
    }

    @AfterEach
    void close() {
        orgs.forEach(FakeOkta::close);
    }

    private FakeOkta org(List<DirectoryUser> people) {
        FakeOkta org = FakeOkta.start();
        orgs.add(org);
        open = () -> org.awaitIdle(Duration.ofSeconds(30)) ? 0 : org.openRequests();
        fill(org, people);
        return org;
    }

    /** Adds people, each at the place where the org gives out that person's id; the result is in their order. */
    private static List<OktaPerson> fill(FakeOkta org, List<DirectoryUser> people) {
        Map<Integer, DirectoryUser> byNumber = new TreeMap<>();
        people.forEach(person -> byNumber.put(number(person), person));
        Map<Integer, OktaPerson> added = new HashMap<>();
        int created = 0;
        for (Map.Entry<Integer, DirectoryUser> each : byNumber.entrySet()) {
            for (; created < each.getKey(); created++) {
                org.person("filler" + created).delete();
            }
            added.put(each.getKey(), add(org, each.getValue()));
            created++;
        }
        return people.stream().map(person -> added.get(number(person))).toList();
    }

    private static int number(DirectoryUser person) {
        return IDS.indexOf(person.externalId().orElseThrow().value());
    }

    private static OktaPerson add(FakeOkta org, DirectoryUser person) {
        OktaPerson added = org.person(person.matchKey().orElseThrow());
        switch (person.activity()) {
            case ACTIVE -> added.status("ACTIVE");
            case INACTIVE -> added.status("DEPROVISIONED");
            case UNKNOWN -> added.status("FUTURE_STATE");
        }
        person.attributes().forEach((name, values) -> added.profile(name, values.size() == 1 ? values.get(0) : values));
        return added;
    }

    private static OktaDirectoryProvider.Builder at(FakeOkta org) {
        return OktaDirectoryProvider.builder(org.address().toString())
                .apiToken(org.apiToken()::toCharArray)
                .pageSize(2)
                .http(HttpSettings.usual().withInsecureLoopback().withAttempts(1));
    }

    @Override
    protected DirectoryProvider provider(List<DirectoryUser> people) {
        return at(org(people)).build();
    }

    @Override
    protected DirectoryUser.Builder person(int number, String name) {
        return DirectoryUser.builder()
                .externalId(IDS.get(number))
                .matchKey(name)
                .activity(Activity.ACTIVE);
    }

    /** Okta gives an id and a login to everybody. */
    @Override
    protected boolean canHold(DirectoryUser person) {
        return person.externalId().isPresent() && person.matchKey().isPresent();
    }

    @Override
    protected DirectoryProvider choosing(List<DirectoryUser> people, Set<String> existing, Set<String> chosen) {
        FakeOkta org = org(List.of());
        List<OktaPerson> added = fill(org, people);
        Map<String, OktaGroup> groups = new HashMap<>();
        existing.forEach(name -> groups.put(name, org.group(name)));
        for (int i = 0; i < added.size(); i++) {
            for (String group : people.get(i).groups()) {
                groups.get(group).add(added.get(i));
            }
        }
        return at(org).inGroups(chosen).build();
    }

    @Override
    protected DirectoryProvider withUnreadable(List<DirectoryUser> people, DirectoryUser damaged) {
        FakeOkta org = org(List.of());
        List<DirectoryUser> all = new ArrayList<>(people);
        all.add(damaged);
        fill(org, all).get(people.size()).profile(attributeNames().get(0), Map.of("not", "a value"));
        return at(org).build();
    }

    @Override
    protected DirectoryProvider brokenAt(List<DirectoryUser> people, int place) {
        return failingAt(people, place, Mishap.cutAfter(1));
    }

    @Override
    protected DirectoryProvider hangingAt(List<DirectoryUser> people, int place) {
        return failingAt(people, place, Mishap.stalling());
    }

    /** A page for each person of a group, and one at the end with nobody on it. */
    private DirectoryProvider failingAt(List<DirectoryUser> people, int place, Mishap mishap) {
        FakeOkta org = org(List.of());
        org.group("Staff").add(fill(org, people));
        org.pages().emptyPageAtTheEnd();
        Mishap[] pages = new Mishap[place + 1];
        for (int i = 0; i < place; i++) {
            pages[i] = Mishap.changed(page -> page);
        }
        pages[place] = mishap;
        org.next(OktaCall.MEMBERS, pages);
        return at(org).inGroups("Staff").pageSize(1).build();
    }

    @Override
    protected DirectoryProvider unreachable() {
        FakeOkta org = org(List.of());
        org.close();
        return at(org).build();
    }

    @Override
    protected DirectoryProvider wrongCredentials() {
        return at(org(List.of())).apiToken(WRONG_TOKEN::toCharArray).build();
    }

    @Override
    protected Collection<String> secrets() {
        return List.of(orgs.isEmpty() ? WRONG_TOKEN : orgs.get(0).apiToken(), WRONG_TOKEN);
    }

    @Override
    protected LongSupplier openResources() {
        return open;
    }
}
