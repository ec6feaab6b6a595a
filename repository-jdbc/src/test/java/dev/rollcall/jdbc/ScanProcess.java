package dev.rollcall.jdbc;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Scans the users table of a database, in a process of its own. */
final class ScanProcess {

    private ScanProcess() {}

    public static void main(String[] arguments) {
        JdbcUserRepository users =
                RollcallDatabase.over(dataSource(arguments[0])).users(UsersLayout.HOST_TABLE.table());
        AtomicLong scanned = new AtomicLong();
        users.scan(Writes.STAFF, Set.of("email", "displayName"), account -> scanned.incrementAndGet());
        System.out.println("scanned " + scanned);
    }

    private static DataSource dataSource(String url) {
        if (url.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1");
            return h2;
        }
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setURL(url);
        postgres.setUser("postgres");
        return postgres;
    }
}
