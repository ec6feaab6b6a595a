package dev.rollcall.examples.shipyard;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** The licence, read or locked. */
interface Licences extends JpaRepository<Licence, Integer> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from Licence l")
    Licence lockTheOneRow();
}
