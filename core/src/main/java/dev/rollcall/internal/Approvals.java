package dev.rollcall.internal;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.internal.planning.PlannedRun;
import dev.rollcall.internal.planning.PlanningContext.NewIds;
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
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The permissions of one run: those of its request, and those of earlier requests that no finished run has used up
 * (R33, R38).
 */
final class Approvals {

    private static final int EXAMPLES = 5;

    private final RunJournal journal;
    private final List<Permission> permissions = new ArrayList<>();
    private final List<HeldRun> approved = new ArrayList<>();
    private final Map<String, Map<String, String>> approvedIds = new HashMap<>();

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
                    .ifPresent(this::add);
        }
    }

    private void add(HeldRun held) {
        approved.add(held);
        if (held.reason() == Hold.Reason.IDENTITY_SCHEME_CHANGED) {
            approvedIds.put(held.runId(), newIds(held));
        }
    }

    Permissions permissions() {
        Map<GuardKind, Guard> raised = new EnumMap<>(GuardKind.class);
        permissions.forEach(permission -> raised.putAll(permission.raisedGuards()));
        return new Permissions(
                permissions.stream().anyMatch(Permission::emptySnapshot) || isApproved(Hold.Reason.EMPTY_SNAPSHOT),
                newIds(),
                raised);
    }

    /**
     * Those that the approved plans would have given, and no others: by now the directory may hold other ids (R15,
     * R33).
     */
    private NewIds newIds() {
        List<Map<String, String>> all = List.copyOf(approvedIds.values());
        return all.isEmpty()
                ? NewIds.NONE
                : (account, id) -> all.stream().anyMatch(ids -> id.value().equals(ids.get(account.value())));
    }

    private Map<String, String> newIds(HeldRun held) {
        Map<String, String> ids = new HashMap<>();
        journal.heldItems(held.runId(), item -> {
            if (isNewId(item)) {
                ids.put(item.key(), String.valueOf(item.value()).substring(PlannedRun.NEW_ID.length()));
            }
        });
        return ids;
    }

    private static boolean isNewId(HeldRun.Item item) {
        return item.guard() == GuardKind.RENAMES
                && item.value() != null
                && item.value().startsWith(PlannedRun.NEW_ID);
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

    /** Returns the plan as it is under these permissions: held, for the first thing that was not approved, or not. */
    PlannedRun apply(PlannedRun plan) {
        Hold standing = null;
        for (Hold hold : plan.holds()) {
            if (standing == null) {
                standing = standing(hold, plan).orElse(null);
            }
        }
        return plan.under(sentences(), standing);
    }

    /** Returns the hold with what is to be told of it, unless it was approved. */
    private Optional<Hold> standing(Hold hold, PlannedRun plan) {
        List<String> objections = List.of();
        for (HeldRun held : approved) {
            if (answers(held, hold.reason())) {
                objections = hold.reason() == Hold.Reason.GUARD ? objections(plan, held) : idObjections(plan, held);
                if (objections.isEmpty()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Hold(
                hold.reason(),
                Stream.concat(hold.details().stream(), objections.stream()).toList()));
    }

    /**
     * Whether what a run was held for before can answer what it is held for now. To believe an empty snapshot lifts no
     * guard.
     */
    private boolean answers(HeldRun held, Hold.Reason reason) {
        boolean forNewIds = held.reason() == Hold.Reason.IDENTITY_SCHEME_CHANGED;
        if (forNewIds && approvedIds.getOrDefault(held.runId(), Map.of()).isEmpty()) {
            return false;
        }
        return switch (reason) {
            case EMPTY_SNAPSHOT -> false;
            case IDENTITY_SCHEME_CHANGED -> forNewIds;
            case GUARD -> held.reason() != Hold.Reason.EMPTY_SNAPSHOT;
        };
    }

    /** What a plan does with the accounts that it finds under other ids, beyond one held run. */
    private List<String> idObjections(PlannedRun plan, HeldRun held) {
        Map<String, String> newIds = approvedIds.getOrDefault(held.runId(), Map.of());
        Set<String> blocks = new HashSet<>();
        journal.heldItems(held.runId(), item -> {
            if (item.guard() == GuardKind.BLOCKS) {
                blocks.add(item.key());
            }
        });
        List<String> otherIds = new ArrayList<>();
        Set<String> blocked = new LinkedHashSet<>();
        plan.forEachGuarded(item -> {
            String approvedId = newIds.get(item.key());
            if (isNewId(item)) {
                // Who is inactive by now is relinked and blocked, which is not what is looked for here.
                blocked.remove(item.key());
                if (!(PlannedRun.NEW_ID + approvedId).equals(item.value())) {
                    otherIds.add(item.key());
                }
            } else if (item.guard() == GuardKind.BLOCKS && approvedId != null && !blocks.contains(item.key())) {
                blocked.add(item.key());
            }
        });
        List<String> details = new ArrayList<>();
        if (!otherIds.isEmpty()) {
            details.add(otherIds.size() + " accounts would be given ids that were not among what was approved with run "
                    + held.runId() + examples(otherIds));
        }
        if (!blocked.isEmpty()) {
            details.add(blocked.size() + " accounts whose new ids were approved with run " + held.runId()
                    + " would be blocked instead" + examples(blocked));
        }
        return details;
    }

    private static String examples(Collection<String> keys) {
        return ", for example " + keys.stream().limit(EXAMPLES).collect(Collectors.joining(", "));
    }

    /**
     * What a plan wants beyond one held run. Rows that nobody can identify look alike; as many as were approved pass.
     */
    private List<String> objections(PlannedRun plan, HeldRun held) {
        Map<HeldRun.Item, Long> allowed = new HashMap<>();
        journal.heldItems(held.runId(), item -> allowed.merge(item, 1L, Long::sum));
        Map<GuardKind, Long> added = new TreeMap<>();
        List<String> examples = new ArrayList<>();
        plan.forEachGuarded(item -> {
            if (plan.exceededGuards().contains(item.guard()) && allowed.merge(item, -1L, Long::sum) < 0) {
                added.merge(item.guard(), 1L, Long::sum);
                if (examples.size() < EXAMPLES) {
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
