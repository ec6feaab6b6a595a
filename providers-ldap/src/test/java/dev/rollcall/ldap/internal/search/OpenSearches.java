package dev.rollcall.ldap.internal.search;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.ldap.ScriptedLdapServer;
import dev.rollcall.ldap.internal.LdapSettings;
import dev.rollcall.ldap.internal.connection.Connector;
import dev.rollcall.ldap.internal.connection.LdapSession;
import dev.rollcall.ldap.internal.connection.RunTime;
import dev.rollcall.ldap.internal.connection.Unprotected;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Searches on a connection that is open already: no limit is short but the one under test, so that a busy machine meets
 * no other.
 */
final class OpenSearches implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final LdapSession session;

    OpenSearches(ScriptedLdapServer server) {
        this.session = new Connector(Unprotected.at(server.port(), LONG, 20_000_000)).open(RunTime.of(LONG));
    }

    /** Looks for all people, in pages of this size or, where that is 0, without pages. */
    void people(int pageSize, Duration responseTimeout, Consumer<SearchResultEntry> taker) {
        people(pageSize, responseTimeout, LONG, taker);
    }

    void people(int pageSize, Duration responseTimeout, Duration total, Consumer<SearchResultEntry> taker) {
        Searches searches =
                new Searches(session, new LdapSettings.Paging(pageSize, 1_000_000), responseTimeout, RunTime.of(total));
        Filter people = Filter.createEqualityFilter("objectClass", "person");
        searches.forEach(Query.below(ScriptedLdapServer.PEOPLE, people, List.of("uid"), "the people"), taker);
    }

    @Override
    public void close() {
        session.close();
    }
}
