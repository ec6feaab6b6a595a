package dev.rollcall.ldap.internal.validation;

import static org.assertj.core.api.Assertions.assertThat;

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
}
