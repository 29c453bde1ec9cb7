package dev.corridor.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnTest {
    private static Column integers(long... values) {
        MemoryBlocks blocks = new MemoryBlocks();
        Column.writeIntegers(blocks, Block.VALUES, 3, values, values.length);
        return Column.read(blocks, Block.VALUES, 3);
    }

    private static Column numbers(double... values) {
        MemoryBlocks blocks = new MemoryBlocks();
        Column.writeNumbers(blocks, 3, values, values.length);
        return Column.read(blocks, Block.VALUES, 3);
    }

    private static long bits(double number) {
        return Double.doubleToLongBits(number);
    }

    private static int width(double... values) {
        MemoryBlocks blocks = new MemoryBlocks();
        Column.writeNumbers(blocks, 3, values, values.length);
        return (int) ((blocks.get(Block.VALUES, 3).byteSize() - 8) / values.length);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "127, 1",
        "-127, 1",
        "-128, 2",
        "128, 2",
        "32767, 2",
        "-32768, 4",
        "32768, 4",
        "2147483647, 4",
        "-2147483648, 8",
        "2147483648, 8",
        "9223372036854775807, 8",
        "-9223372036854775807, 8"
    })
    void keepsIntegersInTheFewestBytes(long value, int bytes) {
        MemoryBlocks blocks = new MemoryBlocks();
        Column.writeIntegers(blocks, Block.VALUES, 0, new long[] {value, Column.NONE}, 2);
        assertThat(blocks.get(Block.VALUES).byteSize()).isEqualTo(8 + 2L * bytes);
        Column column = Column.read(blocks, Block.VALUES, 0);
        assertThat(column.integer(0)).isEqualTo(value);
        assertThat(column.integer(1)).isEqualTo(Column.NONE);
        assertThat(column.fits(2)).isTrue();
        assertThat(column.fits(3)).isFalse();
    }

    @Test
    void keepsNumbersAsTheyAre() {
        double[] awkward = {
            0.1,
            -0.0,
            0.0,
            1e-6,
            1e-7,
            1e15,
            1e15 + 2,
            1e16,
            123_456_789.123_456,
            0.333_333,
            1 / 3.0,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            -99.99,
            4.35,
            2.675,
            1e22,
            9_007_199_254_740_994.0
        };
        for (double one : awkward) {
            for (double other : awkward) {
                Column column = numbers(one, Double.NaN, other);
                assertThat(bits(column.number(0))).isEqualTo(bits(one));
                assertThat(column.number(1)).isNaN();
                assertThat(bits(column.number(2))).isEqualTo(bits(other));
            }
        }
    }

    @Test
    void keepsDecimalNumbersAsIntegers() {
        assertThat(width(1.5, 2.25, 12.7)).isEqualTo(2);
        assertThat(width(10, 9, 0)).isEqualTo(1);
        assertThat(width(0.000_001, 2)).isEqualTo(4);
        assertThat(width(1 / 3.0, 2)).isEqualTo(8);
    }

    @Test
    void returnsWhatWasWrittenWhateverTheGaps() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int size = random.nextInt(1, 400);
            double share = random.nextBoolean() ? random.nextDouble() : random.nextDouble() / 10;
            int bits = random.nextInt(1, 63);
            int scale = random.nextInt(9);
            LongSupplier integer = () -> random.nextDouble() < share ? random.nextLong() >> bits : Column.NONE;
            DoubleSupplier number = () ->
                    random.nextDouble() < share ? random.nextInt(-9_999, 99_999) / Math.pow(10, scale) : Double.NaN;
            long[] longs = new long[size];
            double[] doubles = new double[size];
            Arrays.setAll(longs, i -> integer.getAsLong());
            Arrays.setAll(doubles, i -> number.getAsDouble());
            Column integers = integers(longs);
            Column numbers = numbers(doubles);
            assertThat(integers.fits(size) && numbers.fits(size))
                    .as("seed %d", seed)
                    .isTrue();
            for (int row = 0; row < size; row++) {
                assertThat(integers.integer(row)).as("seed %d", seed).isEqualTo(longs[row]);
                assertThat(bits(numbers.number(row))).as("seed %d", seed).isEqualTo(bits(doubles[row]));
                int entry = integers.entryFrom(row);
                assertThat(entry == integers.entries() || integers.row(entry) >= row)
                        .as("seed %d", seed)
                        .isTrue();
                assertThat(entry == 0 || integers.row(entry - 1) < row)
                        .as("seed %d", seed)
                        .isTrue();
            }
        }
    }

    @Test
    void keepsOnlyRowsWithValuesWhereTheyAreFew() {
        long[] values = new long[80];
        Arrays.fill(values, Column.NONE);
        assertThat(integers(values).sparse()).isTrue();
        assertThat(integers(values).entries()).isZero();
        Arrays.fill(values, 0, 9, 7);
        assertThat(integers(values).sparse()).isTrue();
        Arrays.fill(values, 0, 10, 7);
        assertThat(integers(values).sparse()).isFalse();
    }
}
