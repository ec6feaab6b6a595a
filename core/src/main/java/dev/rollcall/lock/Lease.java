package dev.rollcall.lock;

/** The right to run one directory, for a time. Used by one run; {@link #renew} and {@link #close} on its thread. */
public interface Lease extends AutoCloseable {

    /** The fence that each batch of this run's writes carries. The same value for the whole life of the lease. */
    Fence fence();

    /**
     * Extends the lease by its time to live, counted from now. Called by the engine between units of work, several
     * times within one time to live.
     *
     * @return false when the lease was lost; the run then writes nothing more
     */
    boolean renew();

    /**
     * Gives the lease back, unless it was lost already. Called at the end of each run, however it ended; must not
     * throw, and is harmless when called again. {@link #renew} is false from then on.
     */
    @Override
    void close();
}
