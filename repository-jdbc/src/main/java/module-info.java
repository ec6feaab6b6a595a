/** Accounts, audit log, run history and run lock in the host's own database. */
module dev.rollcall.jdbc {
    requires transitive dev.rollcall.core;
    requires transitive java.sql;
    requires org.apache.commons.csv;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.rollcall.jdbc;
}
