package dev.rollcall.account;

import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The reading half of a {@link UserRepository}: all that planning needs, so that a dry run cannot write (R34).
 *
 * <p>On the thread of {@code run()}: {@link #scan} once and first; then, in any number of batches of a few hundred,
 * {@link #holders} for names and ids that somebody wants and {@link #load} for accounts about to change;
 * {@link #activeAccounts} once. Nothing is called per person, and for a directory where nothing changed nothing but
 * {@code scan} and {@code activeAccounts} is called.
 *
 * <p>Each call sees everything that is committed by then: never answer from a transaction or a cache of the caller,
 * which may show the accounts as they were.
 *
 * <p>Field names are those of the policy's mapping. A field that is not asked for is not handed over (R34); its column
 * may be read to make {@link Account#version()}, which is of the whole row. A name that the repository does not know is
 * an error before anything else happens (a {@link RepositoryException} that says which, for the report prints its
 * message), never an empty field; in a change likewise, though a run asks {@code scan} first. A value is read back
 * exactly as it was written; a repository that cannot keep a value as it is, such as U+0000 or half a surrogate pair,
 * refuses the change.
 */
public interface AccountReader {

    /**
     * Hands every account that {@code owner} owns, and no other, to {@code accounts}, each once, in any order. Should
     * stream: there may be a million. Consistency across the whole scan is welcome but not required; each account is
     * read again before it is changed. An object mapper should detach what it has handed over. What the consumer throws
     * ends the scan and passes as it is; the consumer calls nothing of the repository.
     *
     * @param fields the names of the fields to read
     */
    void scan(DirectoryName owner, Set<String> fields, Consumer<Account> accounts);

    /**
     * Finds who has one of these names or ids, whoever owns the account.
     *
     * @param directory the directory that the ids belong to
     * @param names usernames, to be compared as {@link Username#equals} does; a blank one is nobody's, also where the
     *     host has accounts with a blank name
     * @param ids external ids, to be compared exactly, with those of accounts that {@code directory} owns or that are
     *     local and keep an id of it (R9)
     * @return every account with one of the names or ids, once; empty where nobody has any
     */
    List<Holder> holders(DirectoryName directory, Set<Username> names, Set<ExternalId> ids);

    /**
     * Reads these accounts as they are now, whoever owns them.
     *
     * @param fields the names of the fields to read
     * @param ids whose; an id that cannot be one of the host's belongs to no account and is no error. Ids are compared
     *     as text: {@code 007} and {@code +7}, which number parsers take for 7, are not {@code 7}
     * @return the accounts that exist, in any order
     */
    List<Account> load(Set<AccountId> ids, Set<String> fields);

    /** Counts the active accounts of the whole host: of every directory, and local ones (R30). */
    long activeAccounts();
}
