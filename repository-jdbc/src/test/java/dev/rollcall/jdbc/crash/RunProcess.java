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
     * @param pause where it waits for a word of its parent
     */
    record Orders(String url, UsersShape shape, long seats, Duration lease, Pause pause) {

        String line() {
            return String.join(
                    " ",
                    url,
                    shape.name(),
                    String.valueOf(seats),
                    String.valueOf(lease.toMillis()),
                    String.valueOf(pause.afterBatch),
                    String.valueOf(pause.withinTheNext));
        }

        static Orders parse(String line) {
            String[] words = line.split(" ", -1);
            return new Orders(
                    words[0],
                    UsersShape.valueOf(words[1]),
                    Long.parseLong(words[2]),
                    Duration.ofMillis(Long.parseLong(words[3])),
                    new Pause(Integer.parseInt(words[4]), Boolean.parseBoolean(words[5])));
        }
    }

    /**
     * Where a run waits.
     *
     * @param afterBatch the batch after which it does; 0 for none
     * @param withinTheNext whether it goes on then until it has all but written the next one, whose rows are locked
     */
    record Pause(int afterBatch, boolean withinTheNext) {

        static final Pause NONE = new Pause(0, false);

        static Pause after(int batch) {
            return new Pause(batch, false);
        }

        static Pause withinTheBatchAfter(int batch) {
            return new Pause(batch, true);
        }
    }

    /** Waits for its orders, tells of each batch, and of the end. */
    public static void main(String[] args) {
        ScriptedDirectory directory = ScriptedDirectory.of(BusyNight.begin().people());
        Parent.tell("ready");
        Orders orders = Orders.parse(Parent.hear());
        Told told = new Told(orders.pause);
        // Its events are the last that a batch writes before it looks once more whether it still may.
        try (HostDatabase host = HostDatabase.open(orders.url, "insert into rollcall_audit", told::withinABatch)) {
            SyncReport report = host.engine(BusyNight.STAFF, directory, orders.shape, BusyNight.policy(), orders.seats)
                    .leaseDuration(orders.lease)
                    .listener(told)
                    .build()
                    .run();
            Parent.tell("ended " + report.outcome() + " "
                    + report.cause().map(Enum::name).orElse("-") + " " + report.runId() + " " + report.message());
        }
    }

    /** Tells the parent how far a run has come. */
    private static final class Told implements SyncListener {
        private final Pause pause;
        private int batches;
        private boolean waited;

        Told(Pause pause) {
            this.pause = pause;
        }

        @Override
        public void phase(Phase phase) {
            Parent.tell(phase == Phase.APPLY ? "batch 0." : "phase " + phase);
        }

        @Override
        public void progress(Phase phase, long done) {
            if (phase == Phase.APPLY) {
                Parent.tell("batch " + ++batches + ".");
                if (batches == pause.afterBatch && !pause.withinTheNext) {
                    await();
                }
            }
        }

        void withinABatch() {
            if (pause.withinTheNext && batches == pause.afterBatch && !waited) {
                await();
            }
        }

        private void await() {
            waited = true;
            Parent.tell("paused");
            Parent.hear();
        }
    }
}
