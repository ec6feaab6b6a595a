package dev.rollcall.rules.seats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.identity.CodePointOrder;
import dev.rollcall.identity.ExternalId;
import dev.rollcall.rules.seats.SeatClaim.Claimant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeatsTest {

    @ParameterizedTest
    @CsvSource({"10,7,0,3", "10,7,2,5", "10,10,0,0", "10,12,0,0", "10,12,2,0", "10,12,3,1", "0,0,0,0"})
    void areTheLimitWithoutThoseInUseAndWithThoseThatAreFreed(long limit, long active, long freed, long free) {
        assertThat(new Seats(OptionalLong.of(limit), false, active).free(freed)).isEqualTo(free);
    }

    @Test
    void areUnlimitedWithoutALimitAndNoneWhereItIsUnknown() {
        assertThat(new Seats(OptionalLong.empty(), false, 7).free(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(new Seats(OptionalLong.empty(), true, 7).free(7)).isZero();
        assertThat(new Seats(OptionalLong.of(-1), true, 0).free(9)).isZero();
    }

    private static SeatClaim claim(Claimant claimant, @Nullable Instant since, String key, String id) {
        return new SeatClaim(claimant, since, key, ExternalId.of(id));
    }

    @Test
    void areClaimedInTheOrderOfTheRule() {
        Instant early = Instant.parse("2026-01-01T00:00:00Z");
        List<SeatClaim> expected = List.of(
                claim(Claimant.WAITING, early, "z", "9"),
                claim(Claimant.WAITING, early.plusNanos(1), "a", "9"),
                claim(Claimant.WAITING, early.plusNanos(1), "b", "1"),
                claim(Claimant.WAITING, early.plusNanos(1), "b", "2"),
                claim(Claimant.WAITING, null, "a", "1"),
                claim(Claimant.WAITING, null, "\uFF5E", "1"),
                claim(Claimant.WAITING, null, "\uD83D\uDE00", "1"),
                claim(Claimant.RETURNING, null, "a", "\uFF5E"),
                claim(Claimant.RETURNING, null, "a", "\uD83D\uDE00"),
                claim(Claimant.NEW, null, "", "1"),
                claim(Claimant.NEW, null, "a", "1"));
        for (int seed = 0; seed < 100; seed++) {
            List<SeatClaim> claims = new ArrayList<>(expected);
            Collections.shuffle(claims, new Random(seed));
            Collections.sort(claims);
            assertThat(claims).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void theOrderIsTotalAndConsistentWithEquality() {
        Random random = new Random(31);
        List<Claimant> claimants = List.of(Claimant.values());
        List<SeatClaim> claims = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Instant since = random.nextBoolean() ? null : Instant.ofEpochSecond(random.nextInt(3));
            claims.add(
                    claim(claimants.get(random.nextInt(3)), since, "k" + random.nextInt(3), "i" + random.nextInt(3)));
        }
        for (SeatClaim a : claims) {
            for (SeatClaim b : claims) {
                assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
                assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
                for (SeatClaim c : claims) {
                    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
                        assertThat(a.compareTo(c)).isLessThanOrEqualTo(0);
                    }
                }
            }
        }
    }

    @Test
    void waitsBeginInTheOrderOfNames() {
        SeatClaim late = claim(Claimant.NEW, null, "a", "1");
        SeatClaim early = claim(Claimant.RETURNING, null, "b", "1");

        assertThat(SeatClaim.BY_NAME.compare(late, early)).isNegative();
        assertThat(SeatClaim.BY_NAME.compare(late, claim(Claimant.NEW, null, "a", "0")))
                .isPositive();
        assertThat(CodePointOrder.compare("a", "b")).isNegative();
    }
}
