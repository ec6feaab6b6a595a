package dev.rollcall.testkit;

import dev.rollcall.plan.SyncPlan;

/** Where assertions about Rollcall's own types begin; made for static import beside AssertJ's {@code Assertions}. */
public final class RollcallAssertions {

    private RollcallAssertions() {}

    /** Starts assertions about a plan. */
    public static PlanAssert assertThat(SyncPlan plan) {
        return new PlanAssert(plan);
    }
}
