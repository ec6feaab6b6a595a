package dev.rollcall.testkit.contracts;

import dev.rollcall.audit.AuditEvent;
import dev.rollcall.audit.AuditSink;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.testkit.AuditSinkContract;
import java.util.List;

class InMemoryAuditSinkTest extends AuditSinkContract {

    private final InMemoryAuditLog log = new InMemoryAuditLog();

    @Override
    protected AuditSink emptySink() {
        return AuditSink.all(log);
    }

    @Override
    protected List<AuditEvent> recorded() {
        return log.events();
    }
}
