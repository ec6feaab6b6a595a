package dev.rollcall.cli.ad;

import dev.rollcall.testservers.SambaDomain;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A domain of its own for a class of tests. */
final class Domain implements BeforeAllCallback, AfterAllCallback {

    private @Nullable SambaDomain samba;

    @Override
    public void beforeAll(ExtensionContext context) {
        samba = SambaDomain.start(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (samba != null) {
            samba.close();
        }
    }

    SambaDomain samba() {
        return Objects.requireNonNull(samba, "the tests have not begun");
    }
}
