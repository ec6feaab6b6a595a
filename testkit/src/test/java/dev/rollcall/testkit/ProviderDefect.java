package dev.rollcall.testkit;

import dev.rollcall.directory.DirectoryProvider;
import java.util.function.Function;

/**
 * Something that a provider does wrong.
 *
 * @param name what it is
 * @param failing the test of the contract that is meant to notice
 * @param seesEmptyGroups whether its author says that the directory can tell a missing group from an empty one
 * @param put puts it into a sound directory
 */
record ProviderDefect(
        String name, String failing, boolean seesEmptyGroups, Function<ScriptedDirectory, DirectoryProvider> put) {

    @Override
    public String toString() {
        return name + " - " + failing;
    }
}
