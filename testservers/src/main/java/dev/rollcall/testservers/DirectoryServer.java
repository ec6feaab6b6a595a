package dev.rollcall.testservers;

import com.unboundid.ldap.sdk.LDAPConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real directory server on loopback, with a folder of its own. Each of its processes is gone after {@link #close()},
 * and at the latest when this JVM ends, however it ends. Threads: one at a time.
 */
public abstract sealed class DirectoryServer implements AutoCloseable permits OpenLdapServer, SambaDomain {

    private static final int TRIES = 5;

    final Path folder;
    final Path conf;
    private final String program;
    private final Path log;
    private final Runnable atExit = this::close;
    private @Nullable ServerProcess process;
    private @Nullable LDAPConnection adminConnection;

    DirectoryServer(Path folder, String program, String conf) {
        this.folder = folder;
        this.conf = folder.resolve(conf);
        this.program = program;
        this.log = folder.resolve(program + ".log");
    }

    /** The program and its arguments, which keep it in the foreground. */
    abstract List<String> command();

    /** Whether the administrator can bind. */
    abstract boolean answers();

    /** A new connection of the administrator. */
    abstract LDAPConnection connect();

    /** Chooses another place on loopback, as somebody else has taken this one. */
    abstract void moveAway();

    /**
     * Starts a server that is new, where there is room for it; nothing is left of one that does not start.
     *
     * @param contents writes its settings and what it holds
     */
    final void begin(Runnable contents) {
        AtExit.add(atExit);
        try {
            contents.run();
            for (int tries = 1; !started(); tries++) {
                if (tries == TRIES) {
                    throw didNotStart();
                }
                moveAway();
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The certificate of the authority that signed the server's, as a PEM file. */
    public final Path authority() {
        return TestCertificates.shared().authority();
    }

    /** The number of the process, while the server runs. */
    public final long pid() {
        return running().pid();
    }

    /**
     * A connection of the administrator, for changes and for looking. It belongs to this server, which ends it with
     * {@link #stop()}.
     */
    public final LDAPConnection adminConnection() {
        LDAPConnection current = adminConnection;
        if (current == null || !current.isConnected()) {
            current = connect();
            adminConnection = current;
        }
        return current;
    }

    /** Stops the server in an orderly way; what it holds stays. No effect if it does not run. */
    public final void stop() {
        disconnect();
        ServerProcess current = process;
        process = null;
        if (current != null) {
            current.stop();
        }
    }

    /** Starts a stopped or killed server again, on the same address and ports and with the same content. */
    public final void start() {
        if (isRunning()) {
            throw new IllegalStateException("the server runs already");
        }
        if (!started()) {
            throw didNotStart();
        }
    }

    /** Ends all processes of the server as a power failure would. */
    public final void kill() {
        ServerProcess current = running();
        process = null;
        current.kill();
        disconnect();
    }

    /** Freezes the server: connections are still accepted, by the system, and nobody answers. */
    public final void suspend() {
        running().suspend();
    }

    /** Ends {@link #suspend()}. */
    public final void resume() {
        running().resume();
    }

    /** Ends the server and removes its folder. A second call has no effect. */
    @Override
    public final void close() {
        stop();
        Folders.remove(folder);
        AtExit.remove(atExit);
    }

    final boolean isRunning() {
        return process != null;
    }

    private boolean started() {
        ServerProcess candidate = ServerProcess.start(log, Map.of("PATH", Programs.path()), command());
        if (candidate.answers(this::answers)) {
            process = candidate;
            return true;
        }
        return false;
    }

    private IllegalStateException didNotStart() {
        return new IllegalStateException(program + " did not start: " + Script.lastWords(log));
    }

    private ServerProcess running() {
        if (process == null) {
            throw new IllegalStateException("the server does not run");
        }
        return process;
    }

    private void disconnect() {
        LDAPConnection current = adminConnection;
        adminConnection = null;
        if (current != null) {
            current.close();
        }
    }
}
