package dev.rollcall.jdbc.internal.users;

import dev.rollcall.account.Holder;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.identity.Username;
import dev.rollcall.jdbc.internal.Session;
import dev.rollcall.jdbc.internal.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds who has a username, compared as R13 says, or an external id. Used by one thread. */
public final class NameSearch {

    private final UserColumns columns;
    private final Session session;

    /** Searches in this transaction. */
    public NameSearch(UserColumns columns, Session session) {
        this.columns = columns;
        this.session = session;
    }

    /**
     * An account that has a name or id somebody wants.
     *
     * @param id its id
     * @param username its name
     * @param owner its owner; null for a local one
     * @param externalId its external id
     * @param externalIdOf the directory that the id belongs to
     */
    record Found(
            AccountId id,
            Username username,
            @Nullable DirectoryName owner,
            @Nullable String externalId,
            @Nullable DirectoryName externalIdOf) {

        Holder asHolder(DirectoryName directory) {
            String idThere = directory.equals(externalIdOf) ? externalId : null;
            return new Holder(id, owner, username, idThere == null ? null : ExternalId.of(idThere));
        }
    }

    /** See {@link dev.rollcall.account.AccountReader#holders}. */
    public List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids) throws SQLException {
        List<Found> found =
                new ArrayList<>(byName(names.stream().map(Username::folded).toList()));
        found.addAll(byExternalId(directory, ids.stream().map(ExternalId::value).toList()));
        Map<AccountId, Holder> holders = new LinkedHashMap<>();
        found.forEach(each -> holders.putIfAbsent(each.id(), each.asHolder(directory)));
        return List.copyOf(holders.values());
    }

    private String select() {
        return "select u." + columns.id() + ", u." + columns.username().quoted() + ", "
                + columns.place(OwnColumn.OWNER).inQuery() + ", "
                + columns.place(OwnColumn.EXTERNAL_ID).inQuery() + ", "
                + columns.place(OwnColumn.FORMER_OWNER).inQuery() + " from " + columns.from() + " where ";
    }

    private static Found found(ResultSet row) throws SQLException {
        String username = row.getString(2);
        String id = row.getString(1);
        DirectoryName owner = AccountRows.directory(row.getString(3), id);
        String externalId = row.getString(4);
        DirectoryName former = AccountRows.directory(row.getString(5), id);
        return new Found(
                AccountId.of(id),
                Username.of(username == null ? "" : username),
                owner,
                externalId == null || externalId.isBlank() ? null : externalId,
                owner == null ? former : owner);
    }

    /** The accounts that have one of these names, given in their folded form; blank ones belong to nobody. */
    List<Found> byName(Collection<String> foldedNames) throws SQLException {
        List<String> wanted = storable(foldedNames).stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        if (columns.key() != null) {
            return session.query(
                    select() + "u." + columns.key().quoted() + " = any(?)", NameSearch::found, session.texts(wanted));
        }
        // Without a stored key: a name of visible ASCII is found in any letter case by the database; all other names
        // that are
        // equal by R13 hold a character that is not visible ASCII, and are compared here.
        Set<String> names = Set.copyOf(wanted);
        String username = "u." + columns.username().quoted();
        List<Found> candidates = session.query(
                select() + columns.dialect().asciiLower(username) + " = any(?) or "
                        + columns.dialect().oddName(username),
                NameSearch::found,
                session.texts(wanted));
        return candidates.stream()
                .filter(found ->
                        names.contains(NameFolding.fold(found.username().value())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The accounts of this directory, or local ones that it owned, which have one of these ids. */
    List<Found> byExternalId(DirectoryName directory, Collection<String> ids) throws SQLException {
        List<String> wanted = storable(ids);
        if (wanted.isEmpty()) {
            return List.of();
        }
        String owner = columns.place(OwnColumn.OWNER).inQuery();
        String formerOwner = columns.place(OwnColumn.FORMER_OWNER).inQuery();
        // Two halves, each of which finds its rows by an index that begins with the external id.
        return session.query(
                withIds(owner + " = ?") + " union all " + withIds(owner + " is null and " + formerOwner + " = ?"),
                NameSearch::found,
                session.texts(wanted),
                directory.value(),
                session.texts(wanted),
                directory.value());
    }

    /** Those that somebody can have; the others must not be asked for, as no database takes them. */
    private static List<String> storable(Collection<String> values) {
        return values.stream().filter(Texts::isStorable).toList();
    }

    private String withIds(String condition) {
        return columns.dialect()
                .oneByOne(select() + columns.place(OwnColumn.EXTERNAL_ID).inQuery() + " = ", " and " + condition);
    }
}
