package dev.rollcall.examples.shipyard;

import dev.rollcall.account.Account;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.UserRepository;
import dev.rollcall.account.Write;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.lock.Fence;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The staff table as Rollcall sees it. Each call works in a session and a transaction of its own, whatever the thread
 * has open: a transaction of the host, or the session of a web request.
 */
@Component
class JpaUserRepository implements UserRepository {

    /** What the constraints of the table mean, in words for an administrator. */
    private static final Map<String, String> CONSTRAINTS = Map.of(
            "STAFF_MEMBER_LOGIN_KEY", "the username is taken",
            "STAFF_MEMBER_EXTERNAL_ID", "the external id is taken");

    /** SQL states of somebody who is in the way: a deadlock, a lock that was not given in time. */
    private static final Set<String> BUSY = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

    private final EntityManagerFactory database;

    JpaUserRepository(EntityManagerFactory database) {
        this.database = database;
    }

    // Reading

    @Override
    public void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts) {
        StaffAccount.checkNames(fields);
        database.runInTransaction(session -> {
            TypedQuery<StaffAccount> query = session.createQuery(
                            "select a from StaffAccount a where a.owner = :owner", StaffAccount.class)
                    .setParameter("owner", owner.value())
                    .setHint(HibernateHints.HINT_READ_ONLY, true)
                    .setHint(HibernateHints.HINT_FETCH_SIZE, 500);
            try (Stream<StaffAccount> rows = query.getResultStream()) {
                rows.forEach(row -> {
                    session.detach(row);
                    accounts.accept(row.toAccount(fields));
                });
            }
        });
    }

    @Override
    public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) {
        List<String> keys = names.stream()
                .filter(name -> !name.isBlank())
                .map(Username::folded)
                .toList();
        return database.callInTransaction(session -> session.createQuery(
                        "select a from StaffAccount a where a.loginKey in :keys"
                                + " or (a.idDirectory = :directory and a.externalId in :ids)",
                        StaffAccount.class)
                .setParameter("keys", keys)
                .setParameter("directory", directory.value())
                .setParameter("ids", ids.stream().map(ExternalId::value).toList())
                .getResultStream()
                .map(row -> new Holder(row.accountId(), row.owner(), row.username(), row.externalIdIn(directory)))
                .toList());
    }

    @Override
    public List<Account> load(Set<AccountId> ids, Set<String> fields) {
        StaffAccount.checkNames(fields);
        return database.callInTransaction(
                session -> session.createQuery("select a from StaffAccount a where a.id in :ids", StaffAccount.class)
                        .setParameter("ids", keys(ids))
                        .getResultStream()
                        .map(row -> row.toAccount(fields))
                        .toList());
    }

    @Override
    public long activeAccounts() {
        return database.callInTransaction(JpaUserRepository::countActive);
    }

    static long countActive(EntityManager session) {
        return session.createQuery("select count(a) from StaffAccount a where a.status = ACTIVE", Long.class)
                .getSingleResult();
    }

    /** The keys that these ids stand for; what is no key of this table is left out. */
    static List<Long> keys(Collection<AccountId> ids) {
        return ids.stream()
                .map(AccountId::value)
                .filter(id -> id.matches("[1-9][0-9]{0,17}"))
                .map(Long::valueOf)
                .toList();
    }

    // Writing

    @Override
    public List<ChangeResult> apply(Fence fence, List<Write> batch) {
        return apply(fence, batch, true);
    }

    /**
     * In one transaction if that can be. After an error neither session nor transaction is of further use: the batch is
     * halved, each half in fresh ones, until what is refused stands alone.
     */
    private List<ChangeResult> apply(Fence fence, List<Write> batch, boolean again) {
        try {
            return database.callInTransaction(session -> new StaffBatch(session).make(fence, batch));
        } catch (PersistenceException e) {
            String state = sqlState(e);
            boolean busy = BUSY.contains(state);
            if (busy && again) {
                return apply(fence, batch, false);
            }
            if (!busy && !state.startsWith("22") && !state.startsWith("23")) {
                throw e;
            }
            if (batch.size() == 1) {
                return List.of(busy ? ChangeResult.conflict() : ChangeResult.refused(reason(e, state)));
            }
            int half = batch.size() / 2;
            List<ChangeResult> results = new ArrayList<>(apply(fence, batch.subList(0, half), !busy));
            results.addAll(apply(fence, batch.subList(half, batch.size()), !busy));
            return results;
        }
    }

    private static String sqlState(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    /** The constraint in words, or the bare SQL state: the database's own message may quote the row. */
    private static String reason(@Nullable Throwable error, String state) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation && violation.getConstraintName() != null) {
                String name = violation.getConstraintName().toUpperCase(Locale.ROOT);
                for (Map.Entry<String, String> constraint : CONSTRAINTS.entrySet()) {
                    if (name.contains(constraint.getKey())) {
                        return constraint.getValue();
                    }
                }
            }
        }
        return "the staff table refused it, SQL state " + state;
    }
}
