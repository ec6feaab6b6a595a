package dev.rollcall.internal.planning;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.DirectoryName;
import dev.rollcall.identity.Username;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The step of somebody who wants a seat, with one and without (R24, R25, R29). */
public record SeatSteps(DirectoryName directory, Instant now, OptionalLong limit) {

    /** The step that gives the seat. */
    public Step granted(SeatCandidate candidate) {
        return switch (candidate.claim().claimant()) {
            case WAITING ->
                activate(candidate, Rule.R24, "the person was waiting for a licence and there is a seat now");
            case RETURNING -> activate(candidate, Rule.R25, "the person is in scope and active again");
            case NEW ->
                create(
                        candidate,
                        StepKind.CREATE,
                        Rule.R16,
                        "the person is in scope and active and has no account",
                        null);
        };
    }

    /** The step without a seat; the one of somebody who waits already writes nothing. */
    public Step waiting(SeatCandidate candidate) {
        return switch (candidate.claim().claimant()) {
            case WAITING -> step(candidate, Rule.R29, "the person still waits: there is no free seat", null);
            case RETURNING ->
                step(
                        candidate,
                        Rule.R29,
                        "the person is back, but there is no free seat: the account waits for a licence",
                        new Change.Block(account(candidate), version(candidate), BlockReason.LICENCE_LIMIT, now));
            case NEW ->
                create(
                        candidate,
                        StepKind.WAIT,
                        Rule.R29,
                        "created blocked, because there is no free seat: the account waits for a licence",
                        now);
        };
    }

    /** The person's result. */
    public static PersonResult result(SeatCandidate candidate, boolean granted) {
        if (candidate.failed()) {
            return PersonResult.FAILED;
        }
        if (!granted) {
            return PersonResult.WAITING_FOR_LICENCE;
        }
        return candidate.isNew() ? PersonResult.IMPORTED : PersonResult.ACTIVATED;
    }

    private Step activate(SeatCandidate candidate, Rule rule, String why) {
        FieldChange link = candidate.link();
        Change change = new Change.Activate(
                account(candidate),
                version(candidate),
                link == null ? null : candidate.claim().externalId(),
                limit);
        return new Step(
                StepKind.ACTIVATE,
                candidate.subject(),
                rule,
                link == null ? why : why + linkWhy(link),
                link == null ? List.of() : List.of(link),
                null,
                change,
                false);
    }

    private static String linkWhy(FieldChange link) {
        return link.before() == null
                ? "; the account was handed over and is linked to the person of its name (" + Rule.R9 + ")"
                : "; the person was created again under a new external id and receives the old account (" + Rule.R11
                        + ")";
    }

    private static Step step(SeatCandidate candidate, Rule rule, String why, @Nullable Change change) {
        return new Step(StepKind.WAIT, candidate.subject(), rule, why, List.of(), null, change, false);
    }

    private Step create(SeatCandidate candidate, StepKind kind, Rule rule, String why, @Nullable Instant waitingSince) {
        Map<String, String> fields = new TreeMap<>();
        for (FieldChange field : candidate.fields()) {
            if (field.after() != null) {
                fields.put(field.field(), field.after());
            }
        }
        String username = candidate.subject().username();
        if (username == null) {
            throw new IllegalStateException("Nobody is created without a username");
        }
        Change change = new Change.Create(
                directory,
                candidate.claim().externalId(),
                Username.of(username),
                fields,
                waitingSince,
                waitingSince == null ? limit : OptionalLong.empty());
        return new Step(kind, candidate.subject(), rule, why, candidate.fields(), null, change, false);
    }

    private static AccountId account(SeatCandidate candidate) {
        Subject subject = candidate.subject();
        if (subject.accountId() == null) {
            throw new IllegalStateException("Somebody without an account cannot be activated");
        }
        return subject.accountId();
    }

    /** In a plan that is only looked at, the account of somebody who waits unchanged was never read. */
    private static String version(SeatCandidate candidate) {
        return candidate.version() == null ? "" : candidate.version();
    }
}
