package dev.rollcall.examples.shipyard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.SyncEngine;
import dev.rollcall.account.Account;
import dev.rollcall.account.InMemoryUserRepository;
import dev.rollcall.account.UserRepository;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.identity.AccountId;
import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.policy.Policy;
import dev.rollcall.testkit.SettableClock;
import dev.rollcall.testkit.World;
import dev.rollcall.testkit.Worlds;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In any world, the staff table ends as the table in memory does, which is the model of the contract. */
@WholeYard
@Tag("slow")
class SameAsInMemoryTest {

    private static final int DAYS = 3;

    @Autowired
    JpaUserRepository repository;

    @Autowired
    JdbcClient sql;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void inAnyWorldBothTablesEndAlike(long seed) {
        Policy.Builder policy = StaffPolicy.protecting(List.of()).toBuilder();
        Arrays.stream(GuardKind.values()).forEach(kind -> policy.guard(kind, Guard.off()));
        World world = Worlds.random(seed, 20).withPolicy(policy.build());
        InMemoryUserRepository memory = new InMemoryUserRepository();
        fill(world, memory);

        for (int day = 0; day < DAYS; day++) {
            Instant now = world.now().plus(StaffPolicy.GRACE.multipliedBy(day));
            assertThat(run(world, repository, now)).as(world.toString()).isEqualTo(run(world, memory, now));
            assertThat(pictures(repository.load(ids(), world.policy().fieldNames())))
                    .as(world.toString())
                    .isEqualTo(pictures(memory.all()));
        }
    }

    private static String run(World world, UserRepository target, Instant now) {
        SettableClock clock = SettableClock.at(now);
        return SyncEngine.builder("staff", world.provider(), target)
                .policy(world.policy())
                .licence(world.licence())
                .audit(new InMemoryAuditLog())
                .lock(new LocalRunLock(clock))
                .clock(clock)
                .build()
                .run()
                .figures()
                .toString();
    }

    /** What the table cannot hold, such as two accounts with one external id, is left out of both. */
    private void fill(World world, InMemoryUserRepository memory) {
        sql.sql("delete from staff_member").update();
        sql.sql("delete from directory_fence").update();
        Set<Object> taken = new HashSet<>();
        for (Account account : world.accounts()) {
            if (account.externalId().isEmpty()
                    || taken.add(Arrays.asList(account.externalIdOf(), account.externalId()))) {
                Account.Builder known = account.toBuilder();
                account.fields().keySet().stream()
                        .filter(field -> !field.equals("title"))
                        .forEach(field -> known.field(field, null));
                memory.put(known.build());
                insert(account);
            }
        }
    }

    private void insert(Account account) {
        sql.sql("insert into staff_member (login, login_key, status, title, owner, external_id, id_directory,"
                        + " block_reason, blocked_since, absent_since) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        account.username().value(),
                        account.username().folded(),
                        account.isActive() ? "ACTIVE" : "SUSPENDED",
                        account.field("title"),
                        account.owner().map(Object::toString).orElse(null),
                        account.externalId().map(Object::toString).orElse(null),
                        account.externalIdOf().map(Object::toString).orElse(null),
                        account.blockReason().map(Enum::name).orElse(null),
                        timestamp(account.blockedSince().orElse(null)),
                        timestamp(account.absentSince().orElse(null))))
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant moment) {
        return moment == null ? null : Timestamp.from(moment);
    }

    private Set<AccountId> ids() {
        return new HashSet<>(sql.sql("select id from staff_member")
                .query((row, number) -> AccountId.of(row.getString(1)))
                .list());
    }

    private static Map<String, List<Object>> pictures(List<Account> accounts) {
        Map<String, List<Object>> pictures = new TreeMap<>();
        accounts.forEach(account -> pictures.put(
                account.username().value(),
                List.of(
                        account.owner(),
                        account.externalId(),
                        account.externalIdOf(),
                        account.status(),
                        account.blockReason(),
                        account.blockedSince(),
                        account.absentSince(),
                        account.fields())));
        return pictures;
    }
}
