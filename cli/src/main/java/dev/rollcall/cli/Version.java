package dev.rollcall.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, as the jar says it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "rollcall " + (version == null ? "(not from a jar)" : version) + ", Java "
                    + Runtime.version().feature()
        };
    }
}
