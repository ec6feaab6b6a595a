package dev.rollcall.examples.shipyard;

import dev.rollcall.identity.NameFolding;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Somebody who works at the yard, as the application's own screens see them. */
@Entity
class StaffMember {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    private String login;
    String loginKey;

    @Enumerated(EnumType.STRING)
    private StaffStatus status = StaffStatus.ACTIVE;

    @Nullable
    String fullName;

    @Nullable
    String email;

    boolean administrator;

    @Nullable
    String passwordHash;

    boolean shiftReminder = true;

    Instant createdAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Nullable
    Instant lastLogin;

    @Nullable
    String blockReason;

    @Nullable
    Instant blockedSince;

    @Version
    private long rowVersion;

    /** For JPA. */
    @SuppressWarnings("NullAway.Init")
    protected StaffMember() {}

    StaffMember(String login) {
        this.login = login;
        this.loginKey = NameFolding.fold(login);
    }

    String login() {
        return login;
    }

    StaffStatus status() {
        return status;
    }

    /** Renames; whoever sets the login sets its key. */
    void rename(String newLogin) {
        login = newLogin;
        loginKey = NameFolding.fold(newLogin);
    }

    /** Blocks by hand, which no sync lifts. */
    void suspend(Instant now) {
        status = StaffStatus.SUSPENDED;
        blockReason = "MANUAL";
        blockedSince = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Lets in again; whoever does that empties the reason. */
    void reinstate() {
        status = StaffStatus.ACTIVE;
        blockReason = null;
        blockedSince = null;
    }
}
