package dev.rollcall.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** What libraries log goes to standard error if asked for; what matters of it is told by the commands themselves. */
final class Logging {

    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    /**
     * The root, and PostgreSQL's driver, which logs the URL. Held here, as a logger that nobody holds forgets its
     * level.
     */
    private static final List<Logger> OF_JAVA = List.of(Logger.getLogger(""), Logger.getLogger("org.postgresql"));

    private Logging() {}

    /**
     * To be called before anything logs. Logs of the pool and of drivers may quote what they were given, so they are
     * off.
     */
    static void configure(boolean verbose) {
        LogManager.getLogManager().reset();
        OF_JAVA.forEach(logger -> logger.setLevel(Level.OFF));
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, "off");
            System.setProperty("org.slf4j.simpleLogger.log.dev.rollcall", verbose ? "debug" : "error");
        }
    }
}
