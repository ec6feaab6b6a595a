package dev.rollcall.examples.shipyard;

import dev.rollcall.SyncEngine;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Runs the sync before the first shift. What became of it is in the log, and in {@link SyncEngine#lastRun()}. */
@Component
class NightlySync {

    private final SyncEngine engine;

    NightlySync(SyncEngine engine) {
        this.engine = engine;
    }

    @Scheduled(cron = "${shipyard.sync.cron}", zone = "${shipyard.sync.zone}")
    void run() {
        engine.run();
    }
}
