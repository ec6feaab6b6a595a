package dev.rollcall.cli;

import dev.rollcall.cli.output.Output;
import dev.rollcall.cli.output.OutputFailedException;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command itself, of which all others are parts. */
@Command(
        name = "rollcall",
        description = "Keeps the user table of an application in step with an external directory.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Rollcall {

    private Rollcall() {}

    /** The command line with all its commands. */
    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine account = new CommandLine(new AccountCommand());
        account.addSubcommand(new BlockCommand(surroundings))
                .addSubcommand(new ActivateCommand(surroundings))
                .addSubcommand(new HandOverCommand(surroundings))
                .addSubcommand(new MakeLocalCommand(surroundings))
                .addSubcommand(new RelinkCommand(surroundings))
                .addSubcommand(new IgnoreCommand(surroundings))
                .addSubcommand(new UnignoreCommand(surroundings))
                .addSubcommand(new IgnoredCommand(surroundings))
                .addSubcommand(new MapCommand(surroundings));
        CommandLine audit = new CommandLine(new AuditCommand(surroundings));
        audit.addSubcommand(new PurgeCommand(surroundings));
        return new CommandLine(new Rollcall())
                .addSubcommand(new TablesCommand(surroundings))
                .addSubcommand(new ValidateCommand(surroundings))
                .addSubcommand(new PlanCommand(surroundings))
                .addSubcommand(new SyncCommand(surroundings))
                .addSubcommand(new ExplainCommand(surroundings))
                .addSubcommand(new AccountsCommand(surroundings))
                .addSubcommand(account)
                .addSubcommand(audit)
                .addSubcommand(new RunsCommand(surroundings));
    }

    /** Runs one command. Whatever happens is told in a line or two; the exit code says what it was. */
    static int run(Surroundings surroundings, String... args) {
        Output output = surroundings.output();
        boolean verbose = Arrays.asList(args).contains("--verbose");
        Logging.configure(verbose);
        CommandLine commandLine = commandLine(surroundings)
                .setOut(unflushed(output))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(Math.max(60, Math.min(output.width() == 0 ? 100 : output.width(), 120)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((exception, unused) -> misused(output, exception))
                .setExecutionExceptionHandler((exception, unused, alsoUnused) ->
                        Failures.tell(exception, output, verbose).code());
        try {
            int code = commandLine.execute(args);
            output.flush();
            return code;
        } catch (OutputFailedException e) {
            return Failures.tell(e, output, verbose).code();
        } catch (OutOfMemoryError e) {
            output.error("rollcall: Java has too little memory for this; give it more with JAVA_OPTS=-Xmx2g");
            return ExitCode.FAULT.code();
        } catch (StackOverflowError e) {
            output.error("rollcall: Java's stack was too small for this, as for a pattern that repeats what repeats");
            return ExitCode.FAULT.code();
        }
    }

    /** What picocli prints by itself fails, if it does, where everything else does: when the command has ended. */
    private static PrintWriter unflushed(Output output) {
        return new PrintWriter(output.text()) {
            @Override
            public void flush() {}
        };
    }

    private static int misused(Output output, ParameterException exception) {
        String command = exception.getCommandLine().getCommandSpec().qualifiedName();
        output.error(command + ": " + exception.getMessage());
        output.error("Try '" + command + " --help'.");
        return ExitCode.USAGE.code();
    }
}
