package dev.rollcall;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.account.ChangeResult;
import dev.rollcall.account.Holder;
import dev.rollcall.account.Write;
import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.internal.DryRun;
import dev.rollcall.internal.EngineParts;
import dev.rollcall.lock.Fence;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.Rule;
import dev.rollcall.run.RunFailedException;
import dev.rollcall.run.RunRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator may have to do by hand (R46): each act explicit, audited in their name, and refused where it
 * would break a rule. Acts need no lock and can be done while a run is under way; where both want the same account, one
 * of them finds it changed and leaves it.
 *
 * <p>A refusal is a result, not an exception, and is audited too. What the repository or the audit sink throws is
 * passed on.
 */
public final class AccountActs {

    private final EngineParts parts;
    private final String actor;
    private final LongSupplier cancellations;

    AccountActs(EngineParts parts, String actor, LongSupplier cancellations) {
        this.parts = parts;
        this.actor = actor;
        this.cancellations = cancellations;
    }

    /**
     * What became of an act.
     *
     * @param done whether it was done, or in a dry run would be
     * @param text what was done, or why not and what to do instead
     */
    public record Result(boolean done, String text) {
        @Override
        public String toString() {
            return (done ? "done: " : "refused: ") + text;
        }
    }

    /**
     * One line of a list of accounts to hand over.
     *
     * @param existing the username the account has
     * @param newName the username it receives; null to keep the one it has
     * @param target the directory that will own it; null to make it local
     */
    public record HandOver(
            Username existing,
            @Nullable Username newName,
            @Nullable DirectoryName target) {
        public HandOver {
            Objects.requireNonNull(existing, "existing");
        }
    }

    /**
     * Blocks an account, of whatever owner, until an administrator activates it (R26). Refused for one that the policy
     * of this directory protects (R27).
     */
    public Result block(AccountId account) {
        Account found = names().find(account);
        if (found == null) {
            return noSuch(account);
        }
        if (policy().protectedAccounts().contains(account)) {
            return refuse(found, Rule.R27, "the account is protected");
        }
        if (found.blockReason().filter(BlockReason.MANUAL::equals).isPresent()) {
            return refuse(found, Rule.R26, "the account is blocked by an administrator already");
        }
        return write(
                found,
                found.isActive() ? AuditAction.BLOCKED : AuditAction.REASON_CHANGED,
                "Account blocked by an administrator",
                List.of(),
                new Change.Block(account, found.version(), BlockReason.MANUAL, now()));
    }

    /**
     * Activates a blocked account, of whatever owner, if there is a seat (R32). If its person is absent or inactive the
     * next run blocks it again, unless it is made local.
     */
    public Result activate(AccountId account) {
        Account found = names().find(account);
        if (found == null) {
            return noSuch(account);
        }
        if (found.isActive()) {
            return refuse(found, Rule.R46, "the account is active");
        }
        OptionalLong limit;
        try {
            limit = Objects.requireNonNull(parts.licence().seats(), "seats");
        } catch (RuntimeException e) {
            return refuse(
                    found,
                    Rule.R30,
                    "the licence source failed with " + e.getClass().getName());
        }
        if (limit.isPresent() && limit.getAsLong() < 0) {
            return refuse(found, Rule.R30, "the licence source answered with a negative number");
        }
        return write(
                found,
                AuditAction.ACTIVATED,
                "Account activated by an administrator; if its person is absent or inactive in the directory, the next"
                        + " run blocks it again unless it is made local",
                List.of(),
                new Change.Activate(account, found.version(), null, limit));
    }

    /** Hands an account over to this engine's directory: the next run links it to the person of its name (R9). */
    public Result handOver(AccountId account) {
        return handOver(account, null);
    }

    /**
     * Hands an account over to this engine's directory, and renames it in the same step.
     *
     * @param newName the username it receives; null to keep the one it has
     */
    public Result handOver(AccountId account, @Nullable Username newName) {
        return reassign(account, newName, parts.directory());
    }

    /**
     * Makes an account local: no sync touches it any more. It keeps its external id, so that no second one is created
     * (R9).
     */
    public Result makeLocal(AccountId account) {
        return makeLocal(account, null);
    }

    /**
     * Makes an account local, and renames it in the same step.
     *
     * @param newName the username it receives; null to keep the one it has
     */
    public Result makeLocal(AccountId account, @Nullable Username newName) {
        return reassign(account, newName, null);
    }

    private Result reassign(AccountId account, @Nullable Username newName, @Nullable DirectoryName target) {
        NameBook names = names();
        Account found = names.find(account);
        return found == null ? noSuch(account) : reassign(found, newName, target, false, names);
    }

    /**
     * Hands many accounts over, each on its own, in this order. A name that several accounts have (R13) is refused.
     *
     * @param lines which, and to whom; a target other than this engine's directory or local is refused
     * @param dryRun whether to say only what would become of each
     * @return one result per line
     */
    public List<Result> handOver(List<HandOver> lines, boolean dryRun) {
        Map<Username, Integer> wanted = new HashMap<>();
        lines.forEach(line -> {
            if (line.newName() != null) {
                wanted.merge(line.newName(), 1, Integer::sum);
            }
        });
        List<Result> results = new ArrayList<>();
        NameBook names = new NameBook(parts, policy());
        for (HandOver line : lines) {
            List<Holder> holders = names.holders(line.existing());
            Optional<Account> found = names.only(line.existing(), holders);
            if (found.isEmpty()) {
                results.add(notOne(line.existing(), holders, dryRun));
            } else if (line.newName() != null && wanted.getOrDefault(line.newName(), 0) > 1) {
                results.add(refuse(found.get(), Rule.R12, "two lines give the name '" + line.newName() + "'", dryRun));
            } else {
                Result result = reassign(found.get(), line.newName(), line.target(), dryRun, names);
                results.add(result);
                if (dryRun && result.done()) {
                    names.rehearse(found.get(), line);
                }
            }
        }
        return results;
    }

    private Result notOne(Username name, List<Holder> holders, boolean dryRun) {
        boolean several = holders.size() > 1;
        String why = several
                ? holders.size() + " accounts have the name '" + name + "': "
                        + holders.stream().map(AccountActs::described).collect(Collectors.joining(", "))
                        + "; say which by its account id"
                : "there is no account named '" + name + "'";
        return dryRun
                ? new Result(false, why)
                : refuse(new Subject(name.value(), null, null), several ? Rule.R13 : Rule.R46, why);
    }

    private static String described(Holder holder) {
        return holder.id() + " '" + holder.username() + "' ("
                + (holder.owner() == null ? "local" : "of directory '" + holder.owner() + "'") + ")";
    }

    /**
     * Gives an account of this directory the external id of the same person, deleted and created again (R11). Reads the
     * directory to see that the old id, if there was one, is gone and the new one is there.
     *
     * @throws RunFailedException if the directory cannot be read completely, or {@link SyncEngine#cancel} ended the
     *     read
     */
    public Result relink(AccountId account, ExternalId newId) {
        Account found = names().find(account);
        if (found == null) {
            return noSuch(account);
        }
        if (!found.isOwnedBy(parts.directory())) {
            return refuse(found, Rule.R10, "the account does not belong to directory '" + parts.directory() + "'");
        }
        Optional<ExternalId> oldId = found.externalId();
        if (oldId.filter(newId::equals).isPresent()) {
            return refuse(found, Rule.R46, "the account has this external id already");
        }
        for (Holder holder : parts.repository().holders(parts.directory(), Set.of(), Set.of(newId))) {
            if (!holder.id().equals(account)) {
                return refuse(found, Rule.R12, "account " + holder.id() + " has this external id");
            }
        }
        Optional<String> objection = objectionTo(oldId.orElse(null), newId);
        if (objection.isPresent()) {
            return refuse(found, Rule.R46, objection.get());
        }
        return write(
                found,
                AuditAction.RELINKED,
                "Account relinked by an administrator",
                List.of(new FieldChange(
                        FieldChange.EXTERNAL_ID, oldId.map(ExternalId::value).orElse(null), newId.value(), false)),
                new Change.Update(account, found.version(), newId, null, Map.of(), new Change.Absence(null)));
    }

    private Optional<String> objectionTo(@Nullable ExternalId oldId, ExternalId newId) {
        long before = cancellations.getAsLong();
        DryRun.Presence presence =
                new DryRun(parts, RunRequest.by(actor), () -> cancellations.getAsLong() != before).look(oldId, newId);
        if (oldId != null && presence.present()) {
            return Optional.of("the old external id " + oldId + " is still in scope");
        }
        if (oldId != null && presence.unidentified() > 0) {
            return Optional.of(
                    presence.unidentified() + " people could not be identified, and the old one may be among them");
        }
        return presence.otherPresent()
                ? Optional.empty()
                : Optional.of("the new external id " + newId
                        + " is not in scope; ids compare exactly, so give it as a plan shows it");
    }

    /**
     * Puts a person on the ignore list: from the next run on they and their account are left alone (R16). Ids compare
     * exactly, and need not be anybody's yet; the result says which account has this one. Refused for somebody who is
     * on the list.
     */
    public Result ignore(ExternalId person) {
        if (ignored().contains(person)) {
            return refuse(new Subject(null, person, null), Rule.R16, "the id is on the ignore list already");
        }
        String whose = parts.repository().holders(parts.directory(), Set.of(), Set.of(person)).stream()
                .map(AccountActs::described)
                .collect(Collectors.joining(", "));
        parts.journal().ignore(parts.directory(), person);
        return listed(
                person,
                "Put on the ignore list; "
                        + (whose.isEmpty()
                                ? "no account of the directory has this id, and ids compare exactly"
                                : "it is the id of account " + whose + "; ids compare exactly"));
    }

    /** Takes a person off the ignore list. Refused for somebody who is not on it, or whom only the policy names. */
    public Result unignore(ExternalId person) {
        boolean configured = policy().ignored().contains(person);
        if (!ignored().contains(person)) {
            return refuse(
                    new Subject(null, person, null),
                    Rule.R16,
                    configured
                            ? "the configuration names the id, and no act takes it out of there"
                            : "the id is not on the ignore list; ids compare exactly");
        }
        parts.journal().unignore(parts.directory(), person);
        return listed(
                person,
                "Taken off the ignore list"
                        + (configured ? "; the configuration names the id, so the person is still left alone" : ""));
    }

    /** The people on the administrators' ignore list; the policy may name more. */
    public Set<ExternalId> ignored() {
        return parts.journal().ignored(parts.directory());
    }

    private Result listed(ExternalId person, String text) {
        parts.audit()
                .record(List.of(event(
                        AuditAction.IGNORE_LIST_CHANGED,
                        AuditEvent.Outcome.SUCCESS,
                        new Subject(null, person, null),
                        Rule.R16,
                        text,
                        List.of())));
        return new Result(true, text);
    }

    private Result reassign(
            Account account,
            @Nullable Username newName,
            @Nullable DirectoryName target,
            boolean dryRun,
            NameBook names) {
        if (target != null && !target.equals(parts.directory())) {
            return refuse(
                    account,
                    Rule.R46,
                    "directory '" + target + "' is not the one of this engine, '" + parts.directory() + "'",
                    dryRun);
        }
        if (Objects.equals(account.owner().orElse(null), target)) {
            return refuse(
                    account,
                    Rule.R46,
                    target == null ? "the account is local already" : "the account belongs to the directory already",
                    dryRun);
        }
        Optional<String> objection = objectionTo(newName, account, names);
        if (objection.isPresent()) {
            return refuse(account, Rule.R10, objection.get(), dryRun);
        }
        List<FieldChange> changes = newName == null || newName.hasSpellingOf(account.username())
                ? List.of()
                : List.of(
                        new FieldChange(FieldChange.USERNAME, account.username().value(), newName.value(), false));
        String text = target == null
                ? "Account made local by an administrator; it keeps its external id, and no sync touches it"
                : "Account handed over to directory '" + target + "' by an administrator; the next run links it to the"
                        + " person named '" + (newName == null ? account.username() : newName) + "'";
        if (dryRun) {
            return new Result(true, text);
        }
        return write(
                account,
                target == null ? AuditAction.MADE_LOCAL : AuditAction.HANDED_OVER,
                text,
                changes,
                new Change.Reassign(account.id(), account.version(), target, newName));
    }

    private Optional<String> objectionTo(@Nullable Username name, Account account, NameBook names) {
        if (name == null) {
            return Optional.empty();
        }
        if (name.isBlank()) {
            return Optional.of("the new username is blank");
        }
        Optional<String> malformation = name.malformation();
        if (malformation.isPresent()) {
            return Optional.of("the new username " + malformation.get());
        }
        return names.holders(name).stream()
                .map(Holder::id)
                .filter(id -> !id.equals(account.id()))
                .findFirst()
                .map(id -> "account " + id + " has the name '" + name + "'");
    }

    private NameBook names() {
        return new NameBook(parts, policy());
    }

    private Policy policy() {
        return parts.policy().get();
    }

    private Result noSuch(AccountId account) {
        return refuse(new Subject(null, null, account), Rule.R46, "there is no account " + account);
    }

    private Result refuse(Account account, Rule rule, String why, boolean dryRun) {
        return dryRun ? new Result(false, why) : refuse(account, rule, why);
    }

    private Result refuse(Account account, Rule rule, String why) {
        return refuse(subject(account), rule, why);
    }

    private Result refuse(Subject subject, Rule rule, String why) {
        parts.audit()
                .record(List.of(event(
                        AuditAction.REFUSED,
                        AuditEvent.Outcome.FAILURE,
                        subject,
                        rule,
                        "An administrator's act was refused: " + why,
                        List.of())));
        return new Result(false, why);
    }

    private Result write(Account account, AuditAction action, String text, List<FieldChange> changes, Change change) {
        AuditEvent event = event(action, AuditEvent.Outcome.SUCCESS, subject(account), Rule.R46, text, changes);
        ChangeResult result = parts.repository()
                .apply(Fence.none(parts.directory()), List.of(new Write(change, List.of(event))))
                .get(0);
        return switch (result.status()) {
            case APPLIED -> {
                try {
                    // Whoever ends sessions hears of what is committed, even if the sink then fails.
                    parts.listener().changed(event);
                } finally {
                    parts.audit().record(List.of(event));
                }
                yield new Result(true, text);
            }
            case REFUSED -> refuse(account, Rule.R39, "the repository refused the change: " + result.reason());
            case CONFLICT -> refuse(account, Rule.R40, "somebody else changed the account meanwhile; try again");
            case NO_SEAT -> refuse(account, Rule.R32, "there is no free seat");
        };
    }

    private static Subject subject(Account account) {
        return new Subject(account.username().value(), account.externalId().orElse(null), account.id());
    }

    private AuditEvent event(
            AuditAction action,
            AuditEvent.Outcome outcome,
            Subject subject,
            Rule rule,
            String text,
            List<FieldChange> changes) {
        return new AuditEvent(
                "act-" + parts.runIds().get(),
                now(),
                parts.directory(),
                null,
                actor,
                action,
                outcome,
                subject,
                rule,
                text,
                changes);
    }

    private Instant now() {
        return parts.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
