package dev.rollcall.testkit.contracts;

import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.lock.RunLock;
import dev.rollcall.testkit.RunLockContract;
import dev.rollcall.testkit.SettableClock;
import java.time.Duration;

class LocalRunLockTest extends RunLockContract {

    private final SettableClock clock = SettableClock.at("2026-01-01T07:00:00Z");
    private final RunLock lock = new LocalRunLock(clock);

    @Override
    protected RunLock lock() {
        return lock;
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }
}
