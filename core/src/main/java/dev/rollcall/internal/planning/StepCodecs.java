package dev.rollcall.internal.planning;

import dev.rollcall.account.BlockReason;
import dev.rollcall.account.Change;
import dev.rollcall.audit.FieldChange;
import dev.rollcall.audit.Subject;
import dev.rollcall.identity.AccountId;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.identity.Username;
import dev.rollcall.internal.spool.ByteReader;
import dev.rollcall.internal.spool.ByteWriter;
import dev.rollcall.internal.spool.Codec;
import dev.rollcall.plan.PersonResult;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.plan.Step;
import dev.rollcall.plan.StepKind;
import dev.rollcall.rules.Rule;
import dev.rollcall.rules.seats.SeatClaim;
import dev.rollcall.rules.seats.SeatClaim.Claimant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps and candidates for a seat, to bytes and back. */
final class StepCodecs {

    private static final StepKind[] KINDS = StepKind.values();
    private static final Rule[] RULES = Rule.values();
    private static final RefusalCode[] CODES = RefusalCode.values();
    private static final PersonResult[] RESULTS = PersonResult.values();
    private static final BlockReason[] REASONS = BlockReason.values();
    private static final Claimant[] CLAIMANTS = Claimant.values();

    private StepCodecs() {}

    static final Codec<PlannedStep> STEP = new Codec<>() {
        @Override
        public void write(PlannedStep planned, ByteWriter out) {
            Step step = planned.step();
            out.constant(step.kind());
            writeSubject(step.subject(), out);
            out.constant(step.rule()).text(step.reason());
            writeFields(step.changes(), out);
            out.constant(step.refusal());
            writeChange(step.change(), out);
            out.flag(step.standing());
            out.optionalText(text(planned.person()));
            out.constant(planned.result());
            out.number(planned.rank()).number(planned.ring());
        }

        @Override
        public PlannedStep read(ByteReader in) {
            Step step = new Step(
                    in.constant(KINDS),
                    readSubject(in),
                    in.constant(RULES),
                    in.text(),
                    readFields(in),
                    in.optionalConstant(CODES),
                    readChange(in),
                    in.flag());
            return new PlannedStep(
                    step, externalId(in.optionalText()), in.optionalConstant(RESULTS), (int) in.number(), in.number());
        }
    };

    static final Codec<SeatCandidate> CANDIDATE = new Codec<>() {
        @Override
        public void write(SeatCandidate candidate, ByteWriter out) {
            SeatClaim claim = candidate.claim();
            out.constant(claim.claimant())
                    .optionalInstant(claim.since())
                    .text(claim.matchKey())
                    .text(claim.externalId().value());
            writeSubject(candidate.subject(), out);
            out.optionalText(candidate.version());
            writeFields(candidate.link() == null ? List.of() : List.of(candidate.link()), out);
            writeFields(candidate.fields(), out);
            out.flag(candidate.failed()).flag(candidate.hasOtherStep());
        }

        @Override
        public SeatCandidate read(ByteReader in) {
            SeatClaim claim =
                    new SeatClaim(in.constant(CLAIMANTS), in.optionalInstant(), in.text(), ExternalId.of(in.text()));
            return new SeatCandidate(
                    claim,
                    readSubject(in),
                    in.optionalText(),
                    readFields(in).stream().findFirst().orElse(null),
                    readFields(in),
                    in.flag(),
                    in.flag());
        }
    };

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable ExternalId externalId(@Nullable String value) {
        return value == null ? null : ExternalId.of(value);
    }

    private static void writeSubject(Subject subject, ByteWriter out) {
        out.optionalText(subject.username())
                .optionalText(text(subject.externalId()))
                .optionalText(text(subject.accountId()));
    }

    private static Subject readSubject(ByteReader in) {
        String username = in.optionalText();
        ExternalId externalId = externalId(in.optionalText());
        String account = in.optionalText();
        return new Subject(username, externalId, account == null ? null : AccountId.of(account));
    }

    private static void writeFields(List<FieldChange> changes, ByteWriter out) {
        out.number(changes.size());
        changes.forEach(change -> out.text(change.field())
                .optionalText(change.before())
                .optionalText(change.after())
                .flag(change.sensitive()));
    }

    private static List<FieldChange> readFields(ByteReader in) {
        int size = (int) in.number();
        List<FieldChange> changes = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            changes.add(new FieldChange(in.text(), in.optionalText(), in.optionalText(), in.flag()));
        }
        return changes;
    }

    /**
     * Creations and activations hang on a seat and are made when it is known; only these two kinds are planned as
     * changes.
     */
    private static void writeChange(@Nullable Change change, ByteWriter out) {
        if (change == null) {
            out.oneByte(0);
        } else if (change instanceof Change.Block block) {
            out.oneByte(1)
                    .text(block.account().value())
                    .text(block.version())
                    .constant(block.reason())
                    .optionalInstant(block.since());
        } else if (change instanceof Change.Update update) {
            Username username = update.username();
            Change.Absence absence = update.absence();
            out.oneByte(2)
                    .text(update.account().value())
                    .text(update.version())
                    .optionalText(text(update.externalId()))
                    .optionalText(username == null ? null : username.value())
                    .textMap(update.fields())
                    .flag(absence != null)
                    .optionalInstant(absence == null ? null : absence.since());
        } else {
            throw new IllegalArgumentException("Not planned as a change: " + change.kind());
        }
    }

    private static @Nullable Change readChange(ByteReader in) {
        switch (in.oneByte()) {
            case 0 -> {
                return null;
            }
            case 1 -> {
                AccountId account = AccountId.of(in.text());
                String version = in.text();
                BlockReason reason = in.constant(REASONS);
                Instant since = in.optionalInstant();
                return new Change.Block(account, version, reason, since == null ? Instant.EPOCH : since);
            }
            default -> {
                AccountId account = AccountId.of(in.text());
                String version = in.text();
                ExternalId link = externalId(in.optionalText());
                String username = in.optionalText();
                var fields = in.textMap();
                boolean absence = in.flag();
                Instant since = in.optionalInstant();
                return new Change.Update(
                        account,
                        version,
                        link,
                        username == null ? null : Username.of(username),
                        fields,
                        absence ? new Change.Absence(since) : null);
            }
        }
    }
}
