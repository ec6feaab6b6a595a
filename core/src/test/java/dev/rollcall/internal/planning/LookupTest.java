package dev.rollcall.internal.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupTest {

    /** A column that counts how often it is looked at. */
    private static final class WatchedColumn extends LongColumn {
        private long looks;

        @Override
        long get(int row) {
            looks++;
            return super.get(row);
        }
    }

    private static WatchedColumn hashes(int rows) {
        WatchedColumn column = new WatchedColumn();
        new Random(7).longs(rows).forEach(column::add);
        return column;
    }

    @ParameterizedTest
    @ValueSource(ints = {8_192, 12_000, 16_383, 16_384, 20_000})
    void whoIsNotThereIsToldAfterAStepOrTwoWhateverTheNumberOfRows(int rows) {
        WatchedColumn column = hashes(rows);
        Lookup lookup = Lookup.of(column);
        assertThat(column.looks).isLessThan(4L * rows);
        column.looks = 0;

        assertThat(new Random(8).longs(10_000).mapToInt(lookup::last)).containsOnly(Lookup.NONE);

        assertThat(column.looks).isLessThan(30_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 1_000, 16_383})
    void everyRowIsFoundByItsValue(int rows) {
        WatchedColumn column = hashes(rows);
        Lookup lookup = Lookup.of(column);

        for (int row = 0; row < rows; row++) {
            assertThat(lookup.last(column.get(row))).isEqualTo(row);
            assertThat(lookup.before(row)).isEqualTo(Lookup.NONE);
        }
    }

    @Test
    void rowsWithOneValueFollowOneAnotherFromTheLastToTheFirst() {
        LongColumn column = new LongColumn();
        for (long value : new long[] {-1, 5, -1, 0, -1}) {
            column.add(value);
        }
        Lookup lookup = Lookup.of(column);

        assertThat(lookup.last(-1)).isEqualTo(4);
        assertThat(lookup.before(4)).isEqualTo(2);
        assertThat(lookup.before(2)).isZero();
        assertThat(lookup.before(0)).isEqualTo(Lookup.NONE);
        assertThat(lookup.last(0)).isEqualTo(Lookup.NONE);
    }
}
