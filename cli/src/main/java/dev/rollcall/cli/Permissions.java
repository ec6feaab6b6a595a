package dev.rollcall.cli;

import dev.rollcall.cli.config.Words;
import dev.rollcall.policy.Guard;
import dev.rollcall.policy.GuardKind;
import dev.rollcall.run.RunRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What one run is allowed beyond the policy. */
final class Permissions {

    @Option(
            names = "--approve",
            paramLabel = "RUN",
            description = "Approve what this run was held for: the same or less is then applied (R33).")
    private @Nullable String approved;

    @Option(
            names = "--believe-empty",
            description =
                    "Believe a directory with nobody in it (R2), until a run has finished. Guards hold all the same.")
    private boolean emptyBelieved;

    @Option(
            names = "--raise",
            paramLabel = "GUARD=LIMIT",
            description =
                    "Put another guard in the place of the policy's, until a run has finished (R33, R38): blocks, renames, clears or"
                            + " rejections, with a share and a floor as in blocks=30%%,100, or with off. Can be given several times.")
    private Map<String, String> raised = new LinkedHashMap<>();

    @Option(names = "--deadline", paramLabel = "TIME", description = "End the run after so long, such as 30m.")
    private @Nullable String deadline;

    /** Whether anything out of the ordinary is allowed: then somebody has to be named for it. */
    boolean isAny() {
        return approved != null || emptyBelieved || !raised.isEmpty();
    }

    /**
     * Adds the permissions to a request.
     *
     * @param usualDeadline how long a run may take unless the command line says otherwise; null for any time
     * @throws IllegalArgumentException saying which option is not understood
     */
    RunRequest addTo(RunRequest request, @Nullable Duration usualDeadline) {
        RunRequest added = request;
        if (approved != null) {
            added = added.approving(approved);
        }
        if (emptyBelieved) {
            added = added.believingEmptySnapshot();
        }
        for (Map.Entry<String, String> each : raised.entrySet()) {
            added = added.raising(kind(each.getKey()), guard(each.getKey(), each.getValue()));
        }
        Duration time = deadline == null ? usualDeadline : time(deadline);
        return time == null ? added : added.deadline(time);
    }

    private static Duration time(String text) {
        try {
            return Words.duration(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--deadline " + text + ": " + e.getMessage(), e);
        }
    }

    private static GuardKind kind(String word) {
        for (GuardKind kind : GuardKind.values()) {
            if (Words.of(kind).equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "--raise " + word + ": there is no such guard; there are blocks, renames," + " clears, rejections");
    }

    private static Guard guard(String kind, String limit) {
        if (limit.equals("off")) {
            return Guard.off();
        }
        String[] parts = limit.split(",", -1);
        try {
            double share = Words.share(parts[0]);
            long floor = parts.length == 1 ? Guard.DEFAULT.floor() : Long.parseLong(parts[1].strip());
            if (parts.length > 2) {
                throw new IllegalArgumentException("too many parts");
            }
            return new Guard(share, floor);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--raise " + kind + "=" + limit + ": expected a share and a floor, such as 30%,100, or off", e);
        }
    }
}
