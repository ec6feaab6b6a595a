package dev.rollcall.entra.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A set of object ids")
class MemberIdsTest {

    private static final String ZERO = "00000000-0000-0000-0000-000000000000";

    private final MemberIds ids = new MemberIds();

    @Test
    @DisplayName("holds what was put in, each once, and nothing else")
    void likeASet() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> expected = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            // Many that differ in a few bits only, as ids that somebody made by counting.
            String id = new UUID(random.nextInt(3), random.nextInt(10_000)).toString();
            assertThat(ids.add(id)).as("seed %d", seed).isEqualTo(expected.add(id));
        }
        Set<String> found = new HashSet<>();
        ids.forEach(found::add);

        assertThat(found).as("seed %d", seed).isEqualTo(expected);
        assertThat(ids.size()).isEqualTo(expected.size());
        assertThat(ids.contains(new UUID(7, 7).toString())).isFalse();
        assertThat(expected).allMatch(ids::contains);
    }

    @Test
    @DisplayName("holds the id of nothing but zeros too")
    void zero() {
        assertThat(ids.contains(ZERO)).isFalse();
        assertThat(ids.add(ZERO)).isTrue();
        assertThat(ids.add(ZERO)).isFalse();
        assertThat(ids.contains(ZERO)).isTrue();
        assertThat(ids.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("letter case does not make another id")
    void letterCase() {
        ids.add("ABCDEF00-0000-4000-8000-000000000001");

        assertThat(ids.contains("abcdef00-0000-4000-8000-000000000001")).isTrue();
    }
}
