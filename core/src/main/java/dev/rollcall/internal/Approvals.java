package dev.rollcall.internal;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.internal.planning.PlannedRun;
import dev.rollcall.internal.planning.PlanningContext.Permissions;
import dev.rollcall.plan.Hold;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.FailureCause;
import dev.rollcall.run.HeldRun;
import dev.rollcall.run.Permission;
import dev.rollcall.run.RunJournal;
import dev.rollcall.run.RunRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The permissions of one run: those of its request, and those of earlier requests that no finished run has used up (R33, R38). */
final class Approvals {

    private final RunJournal journal;
    private final List<Permission> permissions = new ArrayList<>();
    private final List<HeldRun> approved = new ArrayList<>();

    private Approvals(RunJournal journal) {
        this.journal = journal;
    }

    /** Keeps what the request permits, and finds out what is permitted in all. */
    static Approvals of(RunJournal journal, DirectoryName directory, RunRequest request, Instant now, Instant expires) {
        Optional<Permission> asked = asked(journal, directory, request, now, expires);
        asked.ifPresent(permission -> journal.permit(directory, permission));
        return standing(journal, directory, now);
    }

    /** Finds out what would be permitted in all, and keeps nothing. */
    static Approvals foreseen(
            RunJournal journal, DirectoryName directory, RunRequest request, Instant now, Instant expires) {
        Optional<Permission> asked = asked(journal, directory, request, now, expires);
        Approvals approvals = standing(journal, directory, now);
        asked.ifPresent(permission -> approvals.add(permission, now));
        return approvals;
    }

    private static Approvals standing(RunJournal journal, DirectoryName directory, Instant now) {
        Approvals approvals = new Approvals(journal);
        for (Permission permission : journal.permissions(directory)) {
            if (now.isBefore(permission.expiresAt())) {
                approvals.add(permission, now);
            }
        }
        return approvals;
    }

    /** What the request permits, if that is possible. */
    private static Optional<Permission> asked(
            RunJournal journal, DirectoryName directory, RunRequest request, Instant now, Instant expires) {
        Optional<String> wanted = request.approvedRun();
        if (wanted.isPresent()) {
            HeldRun held = journal.heldRun(wanted.get())
                    .filter(run -> run.directory().equals(directory))
                    .orElseThrow(() -> RunStopped.failed(
                            FailureCause.CONFIGURATION,
                            "There is no held run '" + wanted.get() + "' of directory '" + directory
                                    + "' to approve; a journal in memory forgets with its process",
                            null));
            if (!now.isBefore(held.expiresAt())) {
                throw RunStopped.failed(
                        FailureCause.CONFIGURATION,
                        "Run '" + held.runId() + "' could be approved until " + held.expiresAt()
                                + "; run again to see what would be done today",
                        null);
            }
        }
        return request.hasPermissions()
                ? Optional.of(new Permission(
                        request.actor(),
                        expires,
                        wanted.orElse(null),
                        request.isEmptySnapshotBelieved(),
                        request.raisedGuards()))
                : Optional.empty();
    }

    private void add(Permission permission, Instant now) {
        permissions.add(permission);
        if (permission.approvedRun() != null) {
            journal.heldRun(permission.approvedRun())
                    .filter(held -> now.isBefore(held.expiresAt()))
                    .ifPresent(approved::add);
        }
    }

    Permissions permissions() {
        Map<GuardKind, Guard> raised = new EnumMap<>(GuardKind.class);
        permissions.forEach(permission -> raised.putAll(permission.raisedGuards()));
        return new Permissions(
                permissions.stream().anyMatch(Permission::emptySnapshot) || isApproved(Hold.Reason.EMPTY_SNAPSHOT),
                isApproved(Hold.Reason.IDENTITY_SCHEME_CHANGED),
                raised);
    }

    private boolean isApproved(Hold.Reason reason) {
        return approved.stream().anyMatch(held -> held.reason() == reason);
    }

    /** What is permitted out of the ordinary, one sentence each, for the audit log. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (Permission permission : permissions) {
            String by = permission.actor().isBlank() ? "" : " by " + permission.actor();
            if (permission.emptySnapshot()) {
                sentences.add("An empty snapshot is believed in this run" + by);
            }
            permission
                    .raisedGuards()
                    .forEach((kind, guard) ->
                            sentences.add("The guard on " + kind.counted() + " is " + guard + " in this run" + by));
        }
        for (HeldRun held : approved) {
            sentences.add("What run " + held.runId() + " was held for (" + held.reason() + ", digest " + held.digest()
                    + ") is approved");
        }
        return sentences;
    }

    /** Returns the plan as it is under these permissions: held, for what was not approved, or not. */
    PlannedRun apply(PlannedRun plan) {
        Hold hold = plan.summary().heldFor();
        if (hold != null && hold.reason() == Hold.Reason.GUARD) {
            List<String> guarded = hold.details();
            hold = objections(plan)
                    .map(added -> new Hold(
                            Hold.Reason.GUARD,
                            Stream.concat(guarded.stream(), added.stream()).toList()))
                    .orElse(null);
        }
        return plan.under(sentences(), hold);
    }

    /**
     * Whether a plan that goes beyond its guards wants no more than what was approved.
     *
     * @return nothing if so; otherwise what to tell the administrator
     */
    private Optional<List<String>> objections(PlannedRun plan) {
        // To believe an empty snapshot lifts no guard.
        List<HeldRun> guarded = approved.stream()
                .filter(held -> held.reason() != Hold.Reason.EMPTY_SNAPSHOT)
                .toList();
        if (guarded.isEmpty()) {
            return Optional.of(List.of());
        }
        List<String> objections = List.of();
        for (HeldRun held : guarded) {
            objections = objections(plan, held);
            if (objections.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(objections);
    }

    /** What a plan wants beyond one held run. Rows that nobody can identify look alike; as many as were approved pass. */
    private List<String> objections(PlannedRun plan, HeldRun held) {
        Map<HeldRun.Item, Long> allowed = new HashMap<>();
        journal.heldItems(held.runId(), item -> allowed.merge(item, 1L, Long::sum));
        Map<GuardKind, Long> added = new TreeMap<>();
        List<String> examples = new ArrayList<>();
        plan.forEachGuarded(item -> {
            if (plan.exceededGuards().contains(item.guard()) && allowed.merge(item, -1L, Long::sum) < 0) {
                added.merge(item.guard(), 1L, Long::sum);
                if (examples.size() < 5) {
                    examples.add(item.key());
                }
            }
        });
        List<String> details = new ArrayList<>();
        added.forEach((kind, count) -> details.add(
                count + " " + kind.counted() + " were not among what was approved with run " + held.runId()));
        if (!examples.isEmpty()) {
            details.add("for example " + String.join(", ", examples));
        }
        return details;
    }

    /** A short text that is the same for plans whose guarded items are the same, in whatever order. */
    static String digest(PlannedRun plan) {
        byte[] sum = new byte[32];
        plan.forEachGuarded(item -> {
            byte[] hash = sha256(item.guard() + "\u0000" + item.key() + "\u0000" + item.value());
            // Added, not XORed: two items that look alike must not cancel one another out.
            int carry = 0;
            for (int i = sum.length - 1; i >= 0; i--) {
                carry += (sum[i] & 0xFF) + (hash[i] & 0xFF);
                sum[i] = (byte) carry;
                carry >>>= 8;
            }
        });
        return HexFormat.of().formatHex(sum, 0, 8);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
