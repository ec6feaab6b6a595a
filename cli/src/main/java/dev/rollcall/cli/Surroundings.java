package dev.rollcall.cli;

import dev.rollcall.cli.output.Output;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds around it.
 *
 * @param output where it prints
 * @param environment gives the environment variable of a name; null if it is not set
 * @param user who is logged in; blank if that is not known
 * @param interruptions told of the run that Ctrl-C is to end
 */
record Surroundings(
        Output output, UnaryOperator<@Nullable String> environment, String user, Interruptions interruptions) {}
