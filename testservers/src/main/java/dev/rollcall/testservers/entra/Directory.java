package dev.rollcall.testservers.entra;

import org.jspecify.annotations.Nullable;

/** A tenant, and the index over it that may lag behind. Guarded by the tenant. */
final class Directory {

    private final Tenant tenant = new Tenant();
    private @Nullable Tenant index;

    Tenant tenant() {
        return tenant;
    }

    /** What a question sees. */
    Tenant tenant(boolean eventual) {
        return eventual && index != null ? index : tenant;
    }

    void lag(boolean lagging) {
        index = lagging ? tenant.copy() : null;
    }
}
