package dev.rollcall.jdbc.crash;

import dev.rollcall.run.Phase;
import dev.rollcall.run.SyncListener;
import dev.rollcall.run.SyncReport;
import dev.rollcall.testkit.ScriptedDirectory;
import java.time.Duration;

/** A process with one run of the {@link BusyNight}. */
final class RunProcess {

    private RunProcess() {}

    /**
     * What the process is told to do.
     *
     * @param url the database
     * @param shape its users table
     * @param seats the licence limit
     * @param lease how long its lease lasts
     * @param pausedAfter the batch after which it waits for a word of its parent; 0 for none
     */
    record Orders(String url, UsersShape shape, long seats, Duration lease, int pausedAfter) {

        String line() {
            return String.join(" ", url, shape.name(), "" + seats, "" + lease.toMillis(), String.valueOf(pausedAfter));
        }

        static Orders parse(String line) {
            String[] words = line.split(" ", -1);
            return new Orders(
                    words[0],
                    UsersShape.valueOf(words[1]),
                    Long.parseLong(words[2]),
                    Duration.ofMillis(Long.parseLong(words[3])),
                    Integer.parseInt(words[4]));
        }
    }

    /** Waits for its orders, tells of each batch, and of the end. */
    public static void main(String[] args) {
        ScriptedDirectory directory = ScriptedDirectory.of(BusyNight.begin().people());
        Parent.tell("ready");
        Orders orders = Orders.parse(Parent.hear());
        try (HostDatabase host = HostDatabase.open(orders.url)) {
            SyncReport report = host.engine(BusyNight.STAFF, directory, orders.shape, BusyNight.policy(), orders.seats)
                    .leaseDuration(orders.lease)
                    .listener(new Told(orders.pausedAfter))
                    .build()
                    .run();
            Parent.tell("ended " + report.outcome() + " "
                    + report.cause().map(Enum::name).orElse("-") + " " + report.runId() + " " + report.message());
        }
    }

    /** Tells the parent how far a run has come. */
    private static final class Told implements SyncListener {
        private final int pausedAfter;
        private int batches;

        Told(int pausedAfter) {
            this.pausedAfter = pausedAfter;
        }

        @Override
        public void phase(Phase phase) {
            Parent.tell(phase == Phase.APPLY ? "batch 0." : "phase " + phase);
        }

        @Override
        public void progress(Phase phase, long done) {
            if (phase == Phase.APPLY) {
                Parent.tell("batch " + ++batches + ".");
                if (batches == pausedAfter) {
                    Parent.tell("paused");
                    Parent.hear();
                }
            }
        }
    }
}
