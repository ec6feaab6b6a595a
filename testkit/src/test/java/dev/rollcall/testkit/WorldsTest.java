package dev.rollcall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.account.Account;
import dev.rollcall.account.AccountStatus;
import dev.rollcall.account.BlockReason;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.Username;
import dev.rollcall.plan.Hold;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.StepKind;
import dev.rollcall.plan.SyncPlan;
import dev.rollcall.testkit.People.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorldsTest {

    private static final int SEEDS = 200;

    private static void inManyWorlds(Consumer<World> look) {
        LongStream.range(0, SEEDS).forEach(seed -> {
            World world = Worlds.random(seed, (int) (seed % 15));
            look.accept(world);
            look.accept(world.nextDay(seed));
        });
    }

    @Test
    void theSameSeedMakesTheSameWorld() {
        for (long seed = 0; seed < SEEDS; seed++) {
            World first = Worlds.random(seed, 9);
            World second = Worlds.random(seed, 9);
            assertThat(second).hasToString(first.toString());
            assertThat(second.accounts()).isEqualTo(first.accounts());
            assertThat(People.people(second.people())).isEqualTo(People.people(first.people()));
            assertThat(second.nextDay(3)).hasToString(first.nextDay(3).toString());
        }
    }

    @Test
    void anotherSeedMakesAnotherWorld() {
        Set<String> worlds = new HashSet<>();
        LongStream.range(0, SEEDS)
                .forEach(seed -> worlds.add(Worlds.random(seed, 9).people().toString()));
        assertThat(worlds).hasSizeGreaterThan(SEEDS - 5);
    }

    @Test
    void aWorldIsTheSameOnEveryJvm() {
        World world = Worlds.random(11, 3).nextDay(4);
        assertThat(world.people()).hasToString("[5:Dan, 4:Cleo login=[Dan] title=[b], 10:jo login=[Jo] mail=[c]]");
        assertThat(world.accounts().stream().map(Accounts::inShort).toList())
                .hasToString("[[10 jo] {mail=c}, local[5 Cleo] {tags=a}, [4 Dan] {tags=b, teams=c, title=b}]");
    }

    @Test
    void itSaysHowToMakeItAgain() {
        World world = Worlds.random(4, 3).nextDay(1).inAnotherOrder(2);
        assertThat(world.origin()).isEqualTo("Worlds.random(4, 3).nextDay(1).inAnotherOrder(2)");
        assertThat(world.toString()).startsWith(world.origin()).contains("people: ", "accounts: ", "policy: ");
    }

    @Test
    void usernamesAreUnique() {
        inManyWorlds(world -> {
            Set<Username> names = new HashSet<>();
            world.accounts()
                    .forEach(account -> assertThat(names.add(account.username()))
                            .as("%s in %s", account.username(), world)
                            .isTrue());
            assertThat(world.table().all()).hasSameSizeAs(world.accounts());
        });
    }

    @Test
    void aDayPasses() {
        World world = Worlds.random(4, 8);
        assertThat(Duration.between(world.now(), world.nextDay(1).now())).isEqualTo(Duration.ofDays(1));
        assertThat(world.nextDay(1).policy()).isSameAs(world.policy());
        assertThat(world.clock().instant()).isEqualTo(world.now());
    }

    @Test
    void anotherOrderIsTheSameWorldOtherwise() {
        World world = Worlds.random(4, 12);
        World other = world.inAnotherOrder(1);
        assertThat(other.accounts()).containsExactlyInAnyOrderElementsOf(world.accounts());
        assertThat(other.people()).containsExactlyInAnyOrderElementsOf(world.people());
        assertThat(other.people()).isNotEqualTo(world.people());
    }

    @Test
    void otherAccountIdsAreTheSameWorldOtherwise() {
        inManyWorlds(world -> {
            Map<AccountId, AccountId> former = new HashMap<>();
            World other = world.withAccountIds(id -> {
                AccountId given = AccountId.of(String.valueOf(1_000 + former.size()));
                former.put(given, id);
                return given;
            });

            assertThat(other.accounts().stream()
                            .map(account -> Accounts.withId(account, former.get(account.id())))
                            .toList())
                    .isEqualTo(world.accounts());
            assertThat(other.accounts())
                    .as(world.toString())
                    .allMatch(account -> other.policy().protectedAccounts().contains(account.id())
                            == world.policy().protectedAccounts().contains(former.get(account.id())));
            assertThat(other.reconciliation().plan().summary().figures())
                    .as(world.toString())
                    .hasToString(
                            world.reconciliation().plan().summary().figures().toString());
        });
    }

    @Test
    void anAccountIdThatIsNotNewIsNotTaken() {
        World world = Worlds.random(4, 8);
        assertThatThrownBy(() -> world.withAccountIds(id -> AccountId.of("1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> world.withAccountIds(id -> id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theProviderDeliversThePeople() {
        inManyWorlds(world -> {
            RecordingSink sink = new RecordingSink();
            world.provider().read(request(world), sink);
            assertThat(sink.deliveries()).isEqualTo(world.people().size());
        });
    }

    private static ReadRequest request(World world) {
        return ReadRequest.of(world.directory(), world.policy().attributes())
                .withGroups(world.policy().usesGroups());
    }

    @Test
    void nearlyEverythingHappens() {
        Set<StepKind> kinds = EnumSet.noneOf(StepKind.class);
        Set<RefusalCode> codes = EnumSet.noneOf(RefusalCode.class);
        Set<PersonResult> results = EnumSet.noneOf(PersonResult.class);
        Set<Hold.Reason> holds = EnumSet.noneOf(Hold.Reason.class);
        inManyWorlds(world -> {
            SyncPlan plan = world.reconciliation().plan();
            plan.summary().hold().map(Hold::reason).ifPresent(holds::add);
            plan.forEach(step -> {
                kinds.add(step.kind());
                if (step.refusal() != null) {
                    codes.add(step.refusal());
                }
            });
            for (PersonResult result : PersonResult.values()) {
                if (plan.summary().figures().of(result) > 0) {
                    results.add(result);
                }
            }
        });
        assertThat(kinds).containsExactlyInAnyOrder(StepKind.values());
        assertThat(results).containsExactlyInAnyOrder(PersonResult.values());
        assertThat(holds).containsExactlyInAnyOrder(Hold.Reason.values());
        assertThat(EnumSet.complementOf(EnumSet.copyOf(codes)))
                .as("refusals that no plan of any world has, beyond those of writing")
                .containsExactlyInAnyOrder(RefusalCode.REFUSED_BY_REPOSITORY, RefusalCode.CHANGED_MEANWHILE);
    }

    @Test
    void accountsAndPeopleAreOfEverySort() {
        Set<BlockReason> reasons = EnumSet.noneOf(BlockReason.class);
        Set<Activity> activities = EnumSet.noneOf(Activity.class);
        List<Account> accounts = new ArrayList<>();
        List<Person> people = new ArrayList<>();
        inManyWorlds(world -> {
            accounts.addAll(world.accounts());
            people.addAll(world.people());
        });
        accounts.forEach(account -> account.blockReason().ifPresent(reasons::add));
        people.forEach(person -> activities.add(person.activity()));
        assertThat(reasons).containsExactlyInAnyOrder(BlockReason.values());
        assertThat(activities).containsExactlyInAnyOrder(Activity.values());
        assertThat(accounts)
                .anyMatch(account ->
                        account.owner().isEmpty() && account.externalId().isPresent())
                .anyMatch(account ->
                        account.owner().isPresent() && account.externalId().isEmpty())
                .anyMatch(account -> account.absentSince().isPresent())
                .anyMatch(account -> account.status() == AccountStatus.BLOCKED
                        && account.blockReason().isEmpty());
        assertThat(people)
                .anyMatch(person -> person.externalId() == null)
                .anyMatch(person -> person.matchKey() == null)
                .anyMatch(person -> person.whyUnreadable() != null);
    }
}
