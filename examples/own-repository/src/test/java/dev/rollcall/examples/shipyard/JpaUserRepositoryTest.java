package dev.rollcall.examples.shipyard;

import dev.rollcall.account.UserRepository;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.identity.AccountId;
import dev.rollcall.testkit.UserRepositoryContract;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jpa.EntityManagerFactoryBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

@Tag("slow")
@WholeYard
class JpaUserRepositoryTest extends UserRepositoryContract {

    @Autowired
    UserRepository repository;

    @Autowired
    BreakableDataSource database;

    @Autowired
    JdbcClient sql;

    @Autowired
    EntityManagerFactory sessions;

    @Autowired
    EntityManagerFactoryBuilder otherSessions;

    @Autowired
    StaffDesk desk;

    @Override
    protected UserRepository emptyRepository() {
        for (String table : List.of("staff_event_field", "staff_event", "staff_member", "directory_fence")) {
            sql.sql("delete from " + table).update();
        }
        return repository;
    }

    @AfterEach
    void theDatabaseWorksAgain() {
        database.works();
    }

    @Override
    protected Set<String> fields() {
        return Set.of("email", "title");
    }

    @Override
    protected Optional<String> valueThatDoesNotFit(String field) {
        return Optional.of("x".repeat(121));
    }

    @Override
    protected UserRepository reopened() {
        LocalContainerEntityManagerFactoryBean other =
                otherSessions.dataSource(database).packages(StaffAccount.class).build();
        other.afterPropertiesSet();
        return new JpaUserRepository(other.getObject());
    }

    @Override
    protected void editBehindBack(AccountId account) {
        sql.sql("update staff_member set email = 'edited@yard.example' where id = " + account)
                .update();
    }

    @Override
    protected void removeBehindBack(AccountId account) {
        sql.sql("delete from staff_member where id = " + account).update();
    }

    @Override
    protected AccountId createBehindBack(String username, boolean active) {
        StaffMember member = desk.add(username, "a hash");
        if (!active) {
            desk.suspend(username);
        }
        return AccountId.of(String.valueOf(member.id));
    }

    @Override
    protected List<AuditEvent> storedEvents() {
        return sessions.callInTransaction(
                session -> session.createQuery("select e from StaffEvent e order by e.seq", StaffEvent.class)
                        .getResultStream()
                        .map(StaffEvent::toEvent)
                        .toList());
    }

    @Override
    protected long statementsSent() {
        return sessions.unwrap(SessionFactory.class).getStatistics().getPrepareStatementCount();
    }

    @Override
    protected void breakNextCommit(boolean made) {
        database.breakNextCommit(made);
    }

    @Override
    protected void stopStore() {
        database.stop();
    }
}
