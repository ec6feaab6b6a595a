package dev.rollcall.internal;

import dev.rollcall.audit.AuditAction;
import dev.rollcall.audit.AuditEvent;
import dev.rollcall.plan.PlanSummary;
import dev.rollcall.run.Phase;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a listener's failures away from the run. */
public final class SafeListener {

    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    private final SyncListener listener;

    /** Wraps a listener. */
    public SafeListener(SyncListener listener) {
        this.listener = listener;
    }

    void phase(Phase phase) {
        tell(target -> target.phase(phase));
    }

    void planned(PlanSummary plan) {
        tell(target -> target.planned(plan));
    }

    void progress(Phase phase, long done) {
        tell(target -> target.progress(phase, done));
    }

    /** Tells of a committed change, and of a block once more by its own name. */
    public void changed(AuditEvent event) {
        tell(target -> target.changed(event));
        if (event.action() == AuditAction.BLOCKED) {
            tell(target -> target.blocked(event));
        }
    }

    /** Tells that a run has ended. */
    public void finished(SyncReport report) {
        tell(target -> target.finished(report));
    }

    private void tell(Consumer<SyncListener> what) {
        try {
            what.accept(listener);
        } catch (RuntimeException | AssertionError | LinkageError e) {
            LOG.warn("A listener failed with {}; the run goes on", e.getClass().getName());
        }
    }
}
