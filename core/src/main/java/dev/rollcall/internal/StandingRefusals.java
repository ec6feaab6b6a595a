package dev.rollcall.internal;

import dev.rollcall.identity.DirectoryName;
import dev.rollcall.internal.planning.PlanningContext.KnownRefusals;
import dev.rollcall.plan.RefusalCode;
import dev.rollcall.run.RunJournal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The refusals that stood when the last finished run ended. */
final class StandingRefusals implements KnownRefusals {

    private record Refusal(String person, RefusalCode code, String what) {}

    private final Set<Refusal> refusals = new HashSet<>();
    private final Map<String, Long> rejected = new HashMap<>();

    StandingRefusals(RunJournal journal, DirectoryName directory) {
        journal.standingRefusals(directory, refusal -> {
            refusals.add(new Refusal(refusal.person(), refusal.code(), refusal.what()));
            if (refusal.rejected()) {
                rejected.merge(refusal.person(), 1L, Long::sum);
            }
        });
    }

    @Override
    public boolean stands(String person, RefusalCode code, String what) {
        return refusals.contains(new Refusal(person, code, what));
    }

    @Override
    public long timesRejected(String person) {
        return rejected.getOrDefault(person, 0L);
    }
}
