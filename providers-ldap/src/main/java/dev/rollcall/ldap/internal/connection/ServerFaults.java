package dev.rollcall.ldap.internal.connection;

import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryException;
import dev.rollcall.directory.DirectoryUnavailableException;
import java.util.ArrayList;
import java.util.List;

/** What became of the servers that were tried in vain. */
final class ServerFaults {

    private final List<DirectoryException> faults = new ArrayList<>();

    void add(ServerFault fault) {
        faults.add(fault.told());
    }

    /** The reason of each, with the server's name, in the order in which they were tried. */
    List<String> reasons() {
        return faults.stream().map(fault -> String.valueOf(fault.getMessage())).toList();
    }

    /**
     * Returns one exception that tells each server's reason. It is about the configuration only if all of them are:
     * otherwise a later attempt may well succeed.
     */
    DirectoryException joined() {
        if (faults.size() == 1) {
            return faults.get(0);
        }
        StringBuilder text = new StringBuilder("None of the " + faults.size() + " servers or addresses could be used.");
        for (int i = 0; i < faults.size(); i++) {
            text.append(" (").append(i + 1).append(") ").append(faults.get(i).getMessage());
        }
        boolean configuration = faults.stream().allMatch(DirectoryConfigurationException.class::isInstance);
        DirectoryException joined = configuration
                ? new DirectoryConfigurationException(text.toString())
                : new DirectoryUnavailableException(text.toString());
        faults.forEach(joined::addSuppressed);
        return joined;
    }
}
