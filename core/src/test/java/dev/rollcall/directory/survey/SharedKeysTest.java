package dev.rollcall.directory.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys that several owners share")
class SharedKeysTest {

    private final SharedKeys keys = new SharedKeys();

    @Test
    void areCountedWithTheirOwners() {
        keys.add("a", "1");
        keys.add("b", "2");
        keys.add("b", "3");
        keys.add("b", "4");
        keys.add("c", "5");
        keys.add("c", "6");

        assertThat(keys.shared()).isEqualTo(2);
        assertThat(keys.sharers()).isEqualTo(5);
    }

    @Test
    void areNotThoseOfOneOwnerWhoComesAgain() {
        keys.add("a", "1");
        keys.add("a", "1");

        assertThat(keys.shared()).isZero();
        assertThat(keys.sharers()).isZero();
    }

    @Test
    void haveEachOwnerOnceHoweverOftenTheyComeByTurns() {
        for (int round = 0; round < 3; round++) {
            for (String owner : new String[] {"1", "2", "3"}) {
                keys.add("a", owner);
                keys.add("b", owner);
            }
        }

        assertThat(keys.shared()).isEqualTo(2);
        assertThat(keys.sharers()).isEqualTo(6);
    }

    @Test
    void haveAsManyOwnersAsThereIsRoomFor() {
        SharedKeys few = new SharedKeys(2);
        for (int owner = 0; owner < 10; owner++) {
            few.add("a", "owner " + owner);
            few.add("b", "owner " + owner);
        }

        assertThat(few.isFull()).isTrue();
        assertThat(few.shared()).isEqualTo(2);
        assertThat(few.sharers()).isEqualTo(4);
    }

    @Test
    void areFoundAmongManyThousand() {
        for (int i = 0; i < 20_000; i++) {
            keys.add("key " + i, "owner " + i);
        }
        for (int i = 0; i < 20_000; i += 100) {
            keys.add("key " + i, "another " + i);
        }

        assertThat(keys.shared()).isEqualTo(200);
        assertThat(keys.sharers()).isEqualTo(400);
        assertThat(keys.isFull()).isFalse();
    }

    @Test
    void areComparedWithAsManyAsThereIsRoomFor() {
        SharedKeys few = new SharedKeys(2);
        few.add("a", "1");
        few.add("b", "2");
        few.add("c", "3");
        few.add("c", "4");
        few.add("a", "5");

        assertThat(few.isFull()).isTrue();
        assertThat(few.shared()).isEqualTo(1);
    }

    @Test
    void areNewTheFirstTimeWhoeverOwnsThem() {
        assertThat(keys.add("a", "1")).isTrue();
        assertThat(keys.add("a", "1")).isFalse();
        assertThat(keys.add("a", "2")).isFalse();
        assertThat(keys.add("b", "2")).isTrue();
    }

    @Test
    void haveRoomForOneAtLeastAndAMillionAtMost() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SharedKeys(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SharedKeys(1_000_001))
                .withMessage("There is room for 1 to 1000000 keys, not for 1000001");
    }
}
