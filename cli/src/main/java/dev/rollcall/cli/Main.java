package dev.rollcall.cli;

import dev.rollcall.cli.output.Output;

/** The process. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        Interruptions interruptions = new Interruptions();
        Thread hook = new Thread(
                () -> {
                    int code = interruptions.interrupt();
                    if (code >= 0) {
                        Runtime.getRuntime().halt(code); // instead of the signal's code, so that it tells what happened
                    }
                },
                "rollcall-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        Surroundings surroundings = new Surroundings(
                Output.ofProcess(), System::getenv, System.getProperty("user.name", ""), interruptions);
        int code = Rollcall.run(surroundings, args);
        interruptions.ended(code);
        System.exit(code);
    }
}
