package dev.rollcall.cli;

/** What libraries log goes to standard error if asked for; what matters of it is told by the commands themselves. */
final class Logging {

    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Logging() {}

    /** To be called before anything logs. Logs of the pool and of drivers may quote what they were given, so they are off. */
    static void configure(boolean verbose) {
        if (System.getProperty(LEVEL) == null) {
            System.setProperty(LEVEL, "off");
            System.setProperty("org.slf4j.simpleLogger.log.dev.rollcall", verbose ? "debug" : "error");
        }
    }
}
