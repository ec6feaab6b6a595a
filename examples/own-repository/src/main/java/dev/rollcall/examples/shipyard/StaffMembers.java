package dev.rollcall.examples.shipyard;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

/** The staff as the application's own screens look it up. */
interface StaffMembers extends JpaRepository<StaffMember, Long> {

    Optional<StaffMember> findByLoginKey(String loginKey);

    long countByStatus(StaffStatus status);

    List<StaffMember> findByAdministratorTrue();
}
