package dev.rollcall.cli.config;

import dev.rollcall.directory.Completion;
import dev.rollcall.directory.DirectoryConfigurationException;
import dev.rollcall.directory.DirectoryProvider;
import dev.rollcall.directory.PersonSink;
import dev.rollcall.directory.ReadRequest;
import dev.rollcall.directory.Validation;
import java.util.List;

/**
 * A directory that cannot be read here, as a secret of it is not where the configuration says. Whatever does not read
 * it works all the same. Never connects to anything.
 *
 * @param errors what is absent, each with file, line and key; at least one
 */
record UnreadableDirectory(List<String> errors) implements DirectoryProvider {

    UnreadableDirectory {
        errors = List.copyOf(errors);
    }

    @Override
    public Completion read(ReadRequest request, PersonSink people) {
        throw new DirectoryConfigurationException(String.join("; ", errors));
    }

    @Override
    public Validation validate(ReadRequest request) {
        Validation.Builder found = Validation.builder();
        errors.forEach(error -> found.error("configuration", error));
        return found.build();
    }
}
