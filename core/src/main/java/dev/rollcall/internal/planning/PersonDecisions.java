package dev.rollcall.internal.planning;

import dev.rollcall.account.Account;
import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.directory.Activity;
import dev.rollcall.directory.DirectoryUser;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.NameFolding;
import dev.rollcall.identity.Username;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.policy.MappingMode;
import dev.rollcall.policy.Policy;
import dev.rollcall.rules.Rule;
import dev.rollcall.rules.activity.PresentAndActivity;
import dev.rollcall.rules.fields.FieldDifferences;
import dev.rollcall.rules.fields.MappedPerson;
import dev.rollcall.rules.fields.NeverSeen;
import dev.rollcall.rules.reading.Entry;
import dev.rollcall.rules.reading.Readability;
import dev.rollcall.rules.removal.RemovedFromScope;
import dev.rollcall.rules.seats.SeatClaim;
import dev.rollcall.rules.seats.SeatClaim.Claimant;
import dev.rollcall.rules.status.StatusVerdict;
import dev.rollcall.rules.whoiswho.Correlation;
import dev.rollcall.rules.whoiswho.Correlation.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of each person read. Whoever needs nothing is told by the indexes alone; the others in batches. */
final class PersonDecisions {

    private final PlanningContext context;
    private final Policy policy;
    private final AccountIndex accounts;
    private final Snapshot snapshot;
    private final WhoIsWho whoIsWho;
    private final NeverSeen neverSeen;
    private final PlanDraft draft;

    PersonDecisions(
            PlanningContext context,
            AccountIndex accounts,
            Snapshot snapshot,
            WhoIsWho whoIsWho,
            NeverSeen neverSeen,
            PlanDraft draft) {
        this.context = context;
        this.policy = context.policy();
        this.accounts = accounts;
        this.snapshot = snapshot;
        this.whoIsWho = whoIsWho;
        this.neverSeen = neverSeen;
        this.draft = draft;
    }

    void decideAll() {
        List<Integer> batch = new ArrayList<>();
        for (int row = 0; row < snapshot.rows(); row++) {
            if (snapshot.isHead(row) && !isSettledByIndex(row)) {
                batch.add(row);
                if (batch.size() == WhoIsWho.BATCH) {
                    decide(batch);
                    batch.clear();
                }
            }
        }
        decide(batch);
    }

    /** Whoever nothing happens to is counted here, without another look at the person or the account. */
    private boolean isSettledByIndex(int row) {
        if (policy.recordsUnchanged() || snapshot.isUnidentified(row)) {
            return false;
        }
        if (snapshot.isIgnored(row)) {
            draft.count(PersonResult.IGNORED);
            return true;
        }
        if (whoIsWho.match(row) != Match.BY_ID || !snapshot.isSame(row)) {
            return false;
        }
        int slot = whoIsWho.slot(row);
        if (accounts.isAbsenceNoted(slot) || status(row, slot).kind() != StatusVerdict.Kind.KEEP) {
            return false;
        }
        draft.count(
                snapshot.activity(row) == Activity.UNKNOWN ? PersonResult.ACTIVITY_UNKNOWN : PersonResult.UNCHANGED);
        return true;
    }

    private StatusVerdict status(int row, int slot) {
        return PresentAndActivity.decide(
                snapshot.activity(row), accounts.status(slot), accounts.blockReason(slot), policy.reactivation());
    }

    private void decide(List<Integer> rows) {
        context.checkpoint().run();
        Set<AccountId> needed = new LinkedHashSet<>();
        for (int row : rows) {
            if (!snapshot.isUnidentified(row) && !snapshot.isIgnored(row) && !waitsUnchanged(row)) {
                for (int slot : slotsOf(row)) {
                    needed.add(accounts.id(slot));
                }
            }
        }
        Map<AccountId, Account> loaded = load(needed);
        for (int row : rows) {
            new OnePerson(row, loaded).decide();
        }
    }

    Map<AccountId, Account> load(Set<AccountId> ids) {
        Map<AccountId, Account> loaded = new HashMap<>();
        if (!ids.isEmpty()) {
            context.accounts().load(ids, policy.fieldNames()).forEach(account -> loaded.put(account.id(), account));
        }
        return loaded;
    }

    /** Somebody who waits and is otherwise as they should be: their account is read only if there is a seat. */
    private boolean waitsUnchanged(int row) {
        return whoIsWho.match(row) == Match.BY_ID
                && snapshot.isSame(row)
                && !accounts.isAbsenceNoted(whoIsWho.slot(row))
                && status(row, whoIsWho.slot(row)).kind() == StatusVerdict.Kind.QUEUE_WAITING;
    }

    private List<Integer> slotsOf(int row) {
        List<Integer> slots = new ArrayList<>();
        switch (whoIsWho.match(row)) {
            case BY_ID, LINK, SOMEBODY_ELSE -> slots.add(whoIsWho.slot(row));
            case SEVERAL -> {
                for (int slot = whoIsWho.slot(row); slot != AccountIndex.NONE; slot = accounts.otherWithId(slot)) {
                    slots.add(slot);
                }
            }
            case NOBODY, SHARED -> {}
        }
        return slots;
    }

    /** Says what the rules think of one head, for {@code explain}; plans nothing. */
    List<String> explain(int row, Map<AccountId, Account> loaded) {
        return new OnePerson(row, loaded).facts();
    }

    List<AccountId> accountsOf(int row) {
        return slotsOf(row).stream().map(accounts::id).toList();
    }

    /** One person and everything known about them. */
    private final class OnePerson {
        private final int row;
        private final Map<AccountId, Account> loaded;
        private final Entry entry;
        private final DirectoryUser person;
        private final Activity activity;
        private final MappedPerson mapped;
        private final Match match;

        OnePerson(int row, Map<AccountId, Account> loaded) {
            this.row = row;
            this.loaded = loaded;
            this.entry = snapshot.person(row);
            this.person = entry.person();
            this.activity = person.activity();
            this.mapped = MappedPerson.of(person, policy);
            this.match = whoIsWho.match(row);
        }

        void decide() {
            if (snapshot.isUnidentified(row)) {
                Readability.objection(entry, mapped)
                        .ifPresent(objection -> draft.reject(
                                new Subject(name(), null, null), Rule.R5, objection.code(), objection.why()));
                return;
            }
            if (snapshot.isIgnored(row)) {
                draft.count(PersonResult.IGNORED);
                draft.leave(subject(null), Rule.R16, "the person is on the ignore list");
                return;
            }
            if (waitsUnchanged(row)) {
                int slot = whoIsWho.slot(row);
                queue(Claimant.WAITING, subjectOf(slot), accounts.blockedSince(slot), null, null, false, false);
                return;
            }
            Optional<Readability.Objection> objection = Readability.objection(entry, mapped);
            if (snapshot.isDiffering(row)) {
                rejectAndForgetAbsence(
                        Rule.R12,
                        RefusalCode.DUPLICATE_EXTERNAL_ID,
                        "two entries have this external id and differ; the account stays as it is");
            } else if (match == Match.SEVERAL) {
                rejectSeveral();
            } else if (objection.isPresent()) {
                rejectUnreadable(objection.get());
            } else if (match == Match.BY_ID || match == Match.LINK) {
                decideWithAccount();
            } else {
                decideWithoutAccount();
            }
        }

        private void rejectSeveral() {
            boolean byId = whoIsWho.slot(row) != Snapshot.NOBODY;
            draft.reject(
                    subject(null),
                    Rule.R12,
                    RefusalCode.DUPLICATE_ACCOUNT,
                    byId
                            ? "two accounts of the directory have this external id; make all but one of them local"
                            : "two accounts of the directory have this username; rename or make local all but one");
            if (byId) {
                for (AccountId id : accountsOf(row)) {
                    Account account = loaded.get(id);
                    if (account != null && account.isOwnedBy(context.directory())) {
                        blockIfCertainlyInactive(account);
                        forgetAbsence(account);
                    }
                }
            }
        }

        private void rejectUnreadable(Readability.Objection objection) {
            draft.reject(subject(null), Rule.R5, objection.code(), objection.why());
            Account account = match == Match.BY_ID ? accountAsScanned() : null;
            if (account != null) {
                blockIfCertainlyInactive(account);
                forgetAbsence(account);
            }
        }

        private void rejectAndForgetAbsence(Rule rule, RefusalCode code, String why) {
            draft.reject(subject(null), rule, code, why);
            Account account = match == Match.BY_ID ? accountAsScanned() : null;
            if (account != null) {
                forgetAbsence(account);
            }
        }

        private void blockIfCertainlyInactive(Account account) {
            StatusVerdict verdict = PresentAndActivity.decideForRejected(activity, account.status());
            if (verdict.kind() == StatusVerdict.Kind.BLOCK) {
                draft.block(
                        subject(account),
                        id(),
                        PersonResult.REJECTED,
                        verdict.rule(),
                        verdict.why(),
                        new Change.Block(account.id(), account.version(), reason(verdict), context.now()));
            }
        }

        /** The account that was scanned under the person's id, if it is still that; null where somebody changed it since. */
        private @Nullable Account accountAsScanned() {
            Account account = loaded.get(accounts.id(whoIsWho.slot(row)));
            boolean same = account != null
                    && account.isOwnedBy(context.directory())
                    && (match == Match.BY_ID
                            ? account.externalId().equals(person.externalId())
                            : account.externalId().isPresent() == accounts.isLinked(whoIsWho.slot(row))
                                    && account.username().equals(mapped.username()));
            return same ? account : null;
        }

        private void changedMeanwhile() {
            draft.count(PersonResult.FAILED);
            draft.refusal(
                    StepKind.REFUSE,
                    subject(null),
                    Rule.R40,
                    RefusalCode.CHANGED_MEANWHILE,
                    "somebody else changed the account while the run was planned; the next run decides again");
        }

        private void decideWithoutAccount() {
            if (activity == Activity.INACTIVE && !snapshot.isNameRejected(row) && !claimsUnlinked()) {
                settle(PersonResult.NOT_PROVISIONED, Rule.R17, "the person is inactive and has no account");
                return;
            }
            if (snapshot.isNameRejected(row)) {
                draft.reject(
                        subject(null),
                        Rule.R20,
                        RefusalCode.VALUE_REJECTED,
                        mapped.usernameObjection() + ", and the person has no account yet");
                return;
            }
            if (match == Match.SOMEBODY_ELSE && mayRelink()) {
                decideWithAccount();
                return;
            }
            if (activity == Activity.UNKNOWN && !claimsUnlinked()) {
                settle(
                        PersonResult.ACTIVITY_UNKNOWN,
                        Rule.R6,
                        "the directory did not say whether the person is active, so no account is created");
                return;
            }
            if (match == Match.SHARED) {
                draft.reject(subject(null), Rule.R12, RefusalCode.DUPLICATE_MATCH_KEY, sharedWhy());
            } else if (snapshot.isHeldLocally(row)) {
                draft.reject(
                        subject(null),
                        Rule.R9,
                        RefusalCode.HELD_LOCALLY,
                        "a local account holds this external id; hand it over to the directory under the name '"
                                + name() + "' to link it");
            } else if (snapshot.isNameTaken(row)) {
                draft.reject(
                        subject(null),
                        Rule.R10,
                        RefusalCode.USERNAME_TAKEN,
                        "a local account, or one of another directory, has this username");
            } else if (match == Match.SOMEBODY_ELSE && !whoIsWho.givesUpName(whoIsWho.slot(row))) {
                draft.reject(
                        subject(null),
                        Rule.R11,
                        RefusalCode.IDENTITY_MISMATCH,
                        "account " + accounts.id(whoIsWho.slot(row))
                                + " has this username and another external id; if it is the same person, relink the account"
                                + " or let the host relink, else rename one of them");
            } else {
                create();
            }
        }

        /** Whether an account without external id is waiting for somebody of this name, who then is rejected, not passed over. */
        private boolean claimsUnlinked() {
            if (match != Match.SHARED) {
                return false;
            }
            for (int slot = accounts.withName(snapshot.nameHash(row));
                    slot != AccountIndex.NONE;
                    slot = accounts.otherWithName(slot)) {
                if (!accounts.isLinked(slot)) {
                    return true;
                }
            }
            return false;
        }

        private boolean mayRelink() {
            int slot = whoIsWho.slot(row);
            Account account = loaded.get(accounts.id(slot));
            if (account == null || accountAsScanned() == null) {
                return false;
            }
            boolean approved = context.permissions().schemeChange()
                    && (account.isActive()
                            || account.blockReason()
                                    .filter(BlockReason.LICENCE_LIMIT::equals)
                                    .isPresent()
                            || account.blockReason()
                                    .filter(BlockReason.INACTIVE_IN_DIRECTORY::equals)
                                    .isPresent());
            boolean graceIsOver =
                    RemovedFromScope.isOver(account.absentSince().orElse(null), context.now(), policy.grace())
                            || account.blockReason()
                                    .filter(BlockReason.REMOVED_FROM_SCOPE::equals)
                                    .isPresent();
            return Correlation.mayRelink(new Correlation.RelinkFacts(
                    policy.isRelinking(),
                    approved,
                    snapshot.hasId(accounts.idHash(slot)),
                    graceIsOver,
                    snapshot.unidentified() > 0,
                    whoIsWho.isIgnored(slot)));
        }

        private void create() {
            List<FieldChange> fields = FieldDifferences.ofNewAccount(mapped, policy);
            boolean failed = refuseRejectedFields(subject(null), true);
            queue(Claimant.NEW, subject(null), null, null, fields, failed, false);
        }

        private void decideWithAccount() {
            Account account = accountAsScanned();
            if (account == null) {
                changedMeanwhile();
                return;
            }
            int slot = whoIsWho.slot(row);
            accounts.markPresent(slot);
            boolean relink = match == Match.SOMEBODY_ELSE;
            boolean link = match != Match.BY_ID;
            Subject subject = subject(account);
            List<FieldChange> changes = new ArrayList<>();
            if (link) {
                changes.add(new FieldChange(
                        FieldChange.EXTERNAL_ID,
                        account.externalId().map(Object::toString).orElse(null),
                        id().value(),
                        false));
            }
            boolean failed = refuseRejectedFields(subject, false);
            Username newName = newName(account, slot, changes);
            failed |= newName == null && refusedName(account, subject);
            List<FieldChange> fields = FieldDifferences.between(account, mapped, policy, neverSeen.fields());
            changes.addAll(fields);

            StatusVerdict verdict = PresentAndActivity.decide(
                    activity, account.status(), account.blockReason().orElse(null), policy.reactivation());
            boolean queued = verdict.kind() == StatusVerdict.Kind.QUEUE_WAITING
                    || verdict.kind() == StatusVerdict.Kind.QUEUE_RETURNING;
            boolean updates = !changes.isEmpty() || account.absentSince().isPresent();
            boolean vetoed = verdict.kind() == StatusVerdict.Kind.BLOCK
                    && policy.protectedAccounts().contains(account.id());
            PersonResult result = result(verdict, failed || vetoed, updates);
            switch (verdict.kind()) {
                case BLOCK ->
                    draft.block(
                            subject,
                            id(),
                            result,
                            verdict.rule(),
                            verdict.why(),
                            new Change.Block(account.id(), account.version(), reason(verdict), context.now()));
                case CHANGE_REASON ->
                    draft.changeReason(
                            subject,
                            id(),
                            result,
                            verdict.rule(),
                            verdict.why(),
                            new Change.Block(account.id(), account.version(), reason(verdict), context.now()));
                case QUEUE_WAITING ->
                    queue(
                            Claimant.WAITING,
                            subject,
                            account.blockedSince().orElse(null),
                            account.version(),
                            List.of(),
                            failed,
                            updates);
                case QUEUE_RETURNING ->
                    queue(Claimant.RETURNING, subject, null, account.version(), List.of(), failed, updates);
                case KEEP, NOTE_ABSENCE -> {}
            }
            if (!queued) {
                draft.count(result);
            }
            if (updates) {
                planUpdate(account, slot, subject, changes, newName, relink, queued ? null : result);
            } else if (result == PersonResult.UNCHANGED || result == PersonResult.ACTIVITY_UNKNOWN) {
                leave(subject, verdict.rule(), verdict.why());
            }
        }

        private PersonResult result(StatusVerdict verdict, boolean failed, boolean updates) {
            if (failed) {
                return PersonResult.FAILED;
            }
            if (verdict.kind() == StatusVerdict.Kind.BLOCK) {
                return PersonResult.BLOCKED;
            }
            if (updates || verdict.kind() == StatusVerdict.Kind.CHANGE_REASON) {
                return PersonResult.UPDATED;
            }
            return activity == Activity.UNKNOWN ? PersonResult.ACTIVITY_UNKNOWN : PersonResult.UNCHANGED;
        }

        /** The name the account receives; null where it keeps the one it has, by its mode or because it must. */
        private @Nullable Username newName(Account account, int slot, List<FieldChange> changes) {
            Username wanted = mapped.username();
            if (wanted == null
                    || policy.username().mode() == MappingMode.ON_CREATE
                    || account.username().hasSpellingOf(wanted)) {
                return null;
            }
            boolean respelled = account.username().equals(wanted);
            if (!respelled && !(match == Match.BY_ID && whoIsWho.givesUpName(slot))) {
                return null;
            }
            changes.add(new FieldChange(
                    FieldChange.USERNAME,
                    account.username().value(),
                    wanted.value(),
                    policy.username().isSensitive()));
            return wanted;
        }

        /** Says why the account must keep its name, if it must. */
        private boolean refusedName(Account account, Subject subject) {
            Username wanted = mapped.username();
            if (policy.username().mode() == MappingMode.ON_CREATE
                    || wanted == null
                    || account.username().equals(wanted)) {
                return false;
            }
            if (snapshot.isShared(row)) {
                refuse(
                        subject,
                        Rule.R12,
                        RefusalCode.DUPLICATE_MATCH_KEY,
                        sharedWhy() + "; the account keeps its name");
            } else {
                refuse(
                        subject,
                        Rule.R14,
                        RefusalCode.USERNAME_TAKEN,
                        "the name '" + wanted
                                + "' belongs to an account that keeps it, so this one keeps its own; rename"
                                + " or make local the account that has it");
            }
            return true;
        }

        private boolean refuseRejectedFields(Subject subject, boolean creating) {
            String username = mapped.usernameObjection();
            if (username != null && policy.username().mode() != MappingMode.ON_CREATE) {
                refuse(subject, Rule.R20, RefusalCode.VALUE_REJECTED, username + "; the account keeps its name");
            }
            boolean refused = username != null && policy.username().mode() != MappingMode.ON_CREATE;
            for (var mapping : policy.fields()) {
                String objection = mapped.objections().get(mapping.field());
                if (objection != null && (creating || mapping.mode() != MappingMode.ON_CREATE)) {
                    refuse(
                            subject,
                            Rule.R20,
                            RefusalCode.VALUE_REJECTED,
                            objection
                                    + (creating
                                            ? "; the account is created without it"
                                            : "; the field keeps what it has"));
                    refused = true;
                }
            }
            return refused;
        }

        private void refuse(Subject subject, Rule rule, RefusalCode code, String why) {
            draft.refusal(StepKind.REFUSE, subject, rule, code, why);
        }

        private String sharedWhy() {
            return "another person of the directory has the same match key or username";
        }

        private void planUpdate(
                Account account,
                int slot,
                Subject subject,
                List<FieldChange> changes,
                @Nullable Username newName,
                boolean relink,
                @Nullable PersonResult result) {
            Map<String, @Nullable String> fields = new TreeMap<>();
            ExternalId link = null;
            for (FieldChange change : changes) {
                if (change.field().equals(FieldChange.EXTERNAL_ID)) {
                    link = id();
                } else if (!change.field().equals(FieldChange.USERNAME)) {
                    fields.put(change.field(), change.after());
                }
            }
            boolean renamed = newName != null && !newName.equals(account.username());
            Change.Update change = new Change.Update(
                    account.id(),
                    account.version(),
                    link,
                    newName,
                    fields,
                    account.absentSince().isPresent() ? new Change.Absence(null) : null);
            Rule rule = relink
                    ? Rule.R11
                    : link != null ? Rule.R9 : newName != null ? Rule.R14 : changes.isEmpty() ? Rule.R22 : Rule.R18;
            StepKind kind = changes.isEmpty() ? StepKind.NOTE_ABSENCE : StepKind.UPDATE;
            Step step = new Step(kind, subject, rule, updateWhy(rule), changes, null, change, false);
            draft.update(
                    new PlannedStep(
                            step,
                            id(),
                            result,
                            renamed ? whoIsWho.renameRank(slot) : 0,
                            renamed ? whoIsWho.renameRing(slot) : 0),
                    relink);
        }

        private String updateWhy(Rule rule) {
            return switch (rule) {
                case R11 -> "the person was created again under a new external id and receives the old account";
                case R9 -> "the account was handed over to the directory and the person has its name";
                case R14 -> "the person's name changed in the directory";
                case R22 -> "the person is back within the grace";
                default -> "mapped fields follow the directory";
            };
        }

        private void forgetAbsence(Account account) {
            if (account.absentSince().isPresent()) {
                planUpdate(
                        account, whoIsWho.slot(row), subject(account), List.of(), null, false, PersonResult.REJECTED);
            }
        }

        private void settle(PersonResult result, Rule rule, String why) {
            draft.count(result);
            leave(subject(null), rule, why);
        }

        private void leave(Subject subject, Rule rule, String why) {
            if (policy.recordsUnchanged()) {
                draft.leave(subject, rule, why);
            }
        }

        private void queue(
                Claimant claimant,
                Subject subject,
                java.time.@Nullable Instant since,
                @Nullable String version,
                @Nullable List<FieldChange> fields,
                boolean failed,
                boolean hasOtherStep) {
            String key = NameFolding.fold(person.matchKey().orElse(""));
            draft.queue(new SeatCandidate(
                    new SeatClaim(claimant, since, key, id()),
                    subject,
                    version,
                    match == Match.BY_ID || claimant == Claimant.NEW ? null : id(),
                    fields == null ? List.of() : fields,
                    failed,
                    hasOtherStep));
        }

        private ExternalId id() {
            return person.externalId().orElseThrow();
        }

        private @Nullable String name() {
            Username username = mapped.username();
            return username == null ? person.matchKey().orElse(null) : username.value();
        }

        private Subject subject(@Nullable Account account) {
            return account == null
                    ? new Subject(name(), person.externalId().orElse(null), null)
                    : new Subject(
                            account.username().value(), person.externalId().orElse(null), account.id());
        }

        private Subject subjectOf(int slot) {
            return new Subject(name(), person.externalId().orElse(null), accounts.id(slot));
        }

        private BlockReason reason(StatusVerdict verdict) {
            BlockReason reason = verdict.reason();
            if (reason == null) {
                throw new IllegalStateException("A block without a reason");
            }
            return reason;
        }

        List<String> facts() {
            List<String> facts = new ArrayList<>();
            facts.add("in the snapshot: external id "
                    + person.externalId().map(Object::toString).orElse("missing")
                    + ", match key "
                    + person.matchKey().map(key -> "'" + key + "'").orElse("missing") + ", "
                    + activity
                    + (person.groups().isEmpty() ? "" : ", in " + person.groups()));
            if (snapshot.isIgnored(row)) {
                facts.add("on the ignore list: left alone, account and all (R16)");
                return facts;
            }
            facts.add("who is who: " + match + " (" + match.rule() + ")");
            for (AccountId id : accountsOf(row)) {
                Account account = loaded.get(id);
                if (account != null) {
                    facts.add(describe(account));
                    if (match == Match.BY_ID || match == Match.LINK) {
                        StatusVerdict verdict = PresentAndActivity.decide(
                                activity,
                                account.status(),
                                account.blockReason().orElse(null),
                                policy.reactivation());
                        facts.add("status: " + verdict.why() + " (" + verdict.rule() + ")");
                    }
                }
            }
            return facts;
        }
    }

    static String describe(Account account) {
        return "account " + account.id() + " '" + account.username() + "': "
                + account.status()
                + (account.isActive()
                        ? ""
                        : " " + account.blockReason().map(Enum::name).orElse("for a reason of the host's own"))
                + account.owner().map(owner -> ", owned by " + owner).orElse(", local")
                + account.externalId().map(id -> ", external id " + id).orElse(", no external id")
                + account.absentSince().map(since -> ", absent since " + since).orElse("");
    }
}
