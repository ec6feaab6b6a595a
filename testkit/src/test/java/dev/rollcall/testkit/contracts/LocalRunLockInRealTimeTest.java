package dev.rollcall.testkit.contracts;

import dev.rollcall.lock.LocalRunLock;
import dev.rollcall.lock.RunLock;
import dev.rollcall.testkit.RunLockContract;
import java.time.Clock;
import java.time.Duration;

/** With time that really goes by, as most authors of a lock will have it. */
class LocalRunLockInRealTimeTest extends RunLockContract {

    @Override
    protected RunLock lock() {
        return new LocalRunLock(Clock.systemUTC());
    }

    @Override
    protected Duration shortTimeToLive() {
        return Duration.ofMillis(100);
    }
}
