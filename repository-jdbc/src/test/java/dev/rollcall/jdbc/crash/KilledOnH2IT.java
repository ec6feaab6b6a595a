package dev.rollcall.jdbc.crash;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledOnH2IT extends KilledProcess {

    @Test
    @DisplayName("A run that is killed on H2 leaves nothing half done (R38)")
    void leavesNothingHalfDone(@TempDir Path folder) {
        try (Databases databases = Databases.h2Files(folder)) {
            killAndRunAgain(databases);
        }
    }
}
