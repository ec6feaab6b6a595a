package dev.rollcall.testkit.contracts;

import dev.rollcall.audit.AuditLog;
import dev.rollcall.audit.InMemoryAuditLog;
import dev.rollcall.testkit.AuditLogContract;

class InMemoryAuditLogTest extends AuditLogContract {

    @Override
    protected AuditLog emptyLog() {
        return new InMemoryAuditLog();
    }
}
