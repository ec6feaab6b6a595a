package dev.rollcall.plan;

import java.util.function.Consumer;

/**
 * What a run would do, decided in full, with nothing written (R34). It may hold a temporary file and is to be closed;
 * it is valid until then, for one thread.
 *
 * <p>The steps come in the order in which a run would write them (R38): blocks, activations, links and renames and
 * fields, creations with a seat, those who wait; last what is only reported.
 */
public interface SyncPlan extends AutoCloseable {

    /** The plan in figures. */
    PlanSummary summary();

    /** Hands every step to {@code steps}; can be called again. */
    void forEach(Consumer<Step> steps);

    /**
     * Says what becomes of one person and why.
     *
     * @param person a username, match key, external id or account id
     */
    Explanation explain(String person);

    /** Frees what the plan holds. */
    @Override
    void close();
}
