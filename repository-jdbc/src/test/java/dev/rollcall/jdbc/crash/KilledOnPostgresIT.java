package dev.rollcall.jdbc.crash;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class KilledOnPostgresIT extends KilledProcess {

    @Test
    @DisplayName("A run that is killed on PostgreSQL leaves nothing half done (R38)")
    void leavesNothingHalfDone() {
        try (Databases databases = Databases.postgres()) {
            killAndRunAgain(databases);
        }
    }
}
