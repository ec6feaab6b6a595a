package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.audit.Subject;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.rules.fields.MappedPerson;
import dev.rollcall.rules.reading.Entry;
import dev.rollcall.rules.whoiswho.Correlation.Match;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One person and everything known about them, before the rules are asked. */
final class PersonAtHand {

    final Sides sides;
    final int row;
    final Map<AccountId, Account> loaded;
    final Entry entry;
    final DirectoryUser person;
    final MappedPerson mapped;
    final Match match;

    PersonAtHand(Sides sides, int row, Map<AccountId, Account> loaded) {
        this.sides = sides;
        this.row = row;
        this.loaded = loaded;
        this.entry = sides.snapshot().person(row);
        this.person = entry.person();
        this.mapped = MappedPerson.of(person, sides.policy());
        this.match = sides.whoIsWho().match(row);
    }

    Activity activity() {
        return person.activity();
    }

    ExternalId id() {
        return person.externalId().orElseThrow();
    }

    /** The name the person should have, or failing that the match key; null where there is neither. */
    @Nullable
    String name() {
        Username username = mapped.username();
        return username == null ? person.matchKey().orElse(null) : username.value();
    }

    Subject subject() {
        return new Subject(name(), person.externalId().orElse(null), null);
    }

    Subject subject(Account account) {
        return new Subject(account.username().value(), person.externalId().orElse(null), account.id());
    }

    /** The account that was scanned for the person, if it is still that; null where somebody changed it since. */
    @Nullable
    Account accountAsScanned() {
        int slot = sides.whoIsWho().slot(row);
        Account account = loaded.get(sides.accounts().id(slot));
        boolean same = account != null
                && account.isOwnedBy(sides.context().directory())
                && sides.accounts().isStill(slot, account)
                && (match == Match.BY_ID
                        ? account.externalId().equals(person.externalId())
                        : account.username().equals(mapped.username()));
        return same ? account : null;
    }
}
