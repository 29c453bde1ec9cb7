package dev.corridor.statistics.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Vectors;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SuppressionTest {
    @Test
    void agreesWithReferenceTables() {
        for (JsonNode vector : Vectors.json("disclosure.json").get("cases")) {
            TwoWaySuppression suppression = TwoWaySuppression.of(
                    table(vector.get("table")), vector.get("k").asLong());
            Set<String> primary = names(vector.get("primary"));
            Set<String> secondary = names(vector.get("secondary"));
            int rows = vector.get("table").size();
            int columns = vector.get("table").get(0).size();
            for (int row = 0; row <= rows; row++) {
                for (int column = 0; column <= columns; column++) {
                    String name = "(" + row + ", " + column + ")";
                    assertThat(suppression.primary(row, column)).isEqualTo(primary.contains(name));
                    assertThat(suppression.hidden(row, column) && !suppression.primary(row, column))
                            .isEqualTo(secondary.contains(name));
                    if (suppression.hidden(row, column)) {
                        JsonNode interval = vector.get("intervals").get(name);
                        assertThat(suppression.range(row, column))
                                .isEqualTo(new Range(
                                        interval.get(0).asLong(),
                                        interval.get(1).asLong()));
                    }
                }
            }
            assertThat(suppression.smallest()).isTrue();
        }
    }

    @Test
    void leavesNoSmallCellOpenByLessThanTheLimit() {
        Random random = new Random(41);
        for (int round = 0; round < 300; round++) {
            int rows = 1 + random.nextInt(5);
            int columns = 1 + random.nextInt(5);
            long[][] table = new long[rows][columns];
            for (long[] row : table) {
                Arrays.setAll(row, column -> random.nextInt(10) < 4 ? random.nextInt(6) : random.nextInt(40));
            }
            TwoWaySuppression suppression = TwoWaySuppression.of(table, 5);
            for (int row = 0; row <= rows; row++) {
                for (int column = 0; column <= columns; column++) {
                    if (suppression.primary(row, column)) {
                        assertThat(suppression.range(row, column).width())
                                .as("round %d of %s at %d, %d", round, Arrays.deepToString(table), row, column)
                                .isGreaterThanOrEqualTo(5);
                    }
                }
            }
        }
    }

    @Test
    void findsTheRangesThatTryingAllTablesFinds() {
        Random random = new Random(43);
        for (int round = 0; round < 40; round++) {
            long[][] table = new long[2][3];
            for (long[] row : table) {
                Arrays.setAll(row, column -> random.nextInt(7));
            }
            boolean[][] hidden = new boolean[3][4];
            for (int row = 0; row < 2; row++) {
                for (int column = 0; column < 3; column++) {
                    hidden[row][column] = random.nextInt(4) > 0;
                }
            }
            hidden[0][3] = random.nextBoolean();
            hidden[2][1] = random.nextBoolean();
            long[][] cells = {
                {table[0][0], table[0][1], table[0][2], sum(table[0])},
                {table[1][0], table[1][1], table[1][2], sum(table[1])},
                {
                    table[0][0] + table[1][0],
                    table[0][1] + table[1][1],
                    table[0][2] + table[1][2],
                    sum(table[0]) + sum(table[1])
                }
            };
            long[][] low = new long[3][4];
            long[][] high = new long[3][4];
            for (long[] row : low) {
                Arrays.fill(row, Long.MAX_VALUE);
            }
            tryAll(new long[2][3], 0, cells, hidden, low, high);
            HiddenCells network = new HiddenCells(cells, hidden);
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 4; column++) {
                    if (hidden[row][column]) {
                        assertThat(network.range(row, column))
                                .as("round %d at %d, %d of %s", round, row, column, Arrays.deepToString(cells))
                                .isEqualTo(new Range(low[row][column], high[row][column]));
                    }
                }
            }
        }
    }

    private static void tryAll(
            long[][] guess, int at, long[][] cells, boolean[][] hidden, long[][] low, long[][] high) {
        if (at == 6) {
            long[][] all = {
                {guess[0][0], guess[0][1], guess[0][2], sum(guess[0])},
                {guess[1][0], guess[1][1], guess[1][2], sum(guess[1])},
                {
                    guess[0][0] + guess[1][0],
                    guess[0][1] + guess[1][1],
                    guess[0][2] + guess[1][2],
                    sum(guess[0]) + sum(guess[1])
                }
            };
            for (int i = 0; i < 12; i++) {
                if (!hidden[i / 4][i % 4] && all[i / 4][i % 4] != cells[i / 4][i % 4]) {
                    return;
                }
            }
            for (int i = 0; i < 12; i++) {
                low[i / 4][i % 4] = Math.min(low[i / 4][i % 4], all[i / 4][i % 4]);
                high[i / 4][i % 4] = Math.max(high[i / 4][i % 4], all[i / 4][i % 4]);
            }
            return;
        }
        int row = at / 3;
        int column = at % 3;
        if (!hidden[row][column]) {
            guess[row][column] = cells[row][column];
            tryAll(guess, at + 1, cells, hidden, low, high);
            return;
        }
        long rowTotal = hidden[row][3] ? cells[2][3] : cells[row][3];
        long columnTotal = hidden[2][column] ? cells[2][3] : cells[2][column];
        long most = Math.min(rowTotal, columnTotal);
        long others = column == 0 ? 0 : column == 1 ? guess[row][0] : guess[row][0] + guess[row][1];
        most = Math.min(most, rowTotal - others);
        for (long value = 0; value <= most; value++) {
            guess[row][column] = value;
            tryAll(guess, at + 1, cells, hidden, low, high);
        }
    }

    @Test
    void protectsATableFullOfSmallCells() {
        Random random = new Random(59);
        long[][] table = new long[100][100];
        for (long[] row : table) {
            Arrays.setAll(row, column -> random.nextInt(12));
        }
        TwoWaySuppression suppression = TwoWaySuppression.of(table, 5);
        for (int row = 0; row < 100; row += 9) {
            for (int column = 0; column < 100; column++) {
                assertThat(!suppression.primary(row, column)
                                || suppression.range(row, column).width() >= 5)
                        .isTrue();
            }
        }
    }

    @Test
    void hidesTheGrandTotalOfAlmostNobody() {
        TwoWaySuppression suppression = TwoWaySuppression.of(new long[][] {{1, 0}, {0, 2}}, 5);
        for (int cell = 0; cell < 9; cell++) {
            assertThat(suppression.hidden(cell / 3, cell % 3)).isTrue();
        }
        assertThat(suppression.range(0, 0)).isEqualTo(new Range(0, Long.MAX_VALUE));
    }

    @Test
    void protectsALargeTableQuickly() {
        Random random = new Random(47);
        long[][] table = new long[60][20];
        for (long[] row : table) {
            Arrays.setAll(row, column -> random.nextInt(20) == 0 ? 1 + random.nextInt(4) : 5 + random.nextInt(100));
        }
        TwoWaySuppression suppression = TwoWaySuppression.of(table, 5);
        int hidden = 0;
        for (int cell = 0; cell < 1200; cell++) {
            hidden += suppression.hidden(cell / 20, cell % 20) ? 1 : 0;
            if (suppression.primary(cell / 20, cell % 20)) {
                assertThat(suppression.range(cell / 20, cell % 20).width()).isGreaterThanOrEqualTo(5);
            }
        }
        assertThat(suppression.smallest()).isFalse();
        assertThat(hidden).isLessThan(300);
    }

    @Test
    void showsOnlyTheGrandTotalOfAnEndlessTable() {
        long[][] table = new long[200][100];
        table[7][7] = 2;
        table[9][9] = 100;
        TwoWaySuppression suppression = TwoWaySuppression.of(table, 5);
        assertThat(suppression.hidden(0, 0)).isTrue();
        assertThat(suppression.hidden(200, 100)).isFalse();
        assertThat(suppression.range(7, 7)).isEqualTo(new Range(0, 102));
    }

    @Test
    void hidesTheSmallestOtherGroupBesideALonelySmallOne() {
        OneWaySuppression suppression = OneWaySuppression.of(new long[] {40, 3, 0, 12, 90}, 5);
        assertThat(suppression.primary()).containsExactly(false, true, false, false, false);
        assertThat(suppression.complementary()).containsExactly(false, false, false, true, false);
        assertThat(suppression.hiddenSum()).isEqualTo(15);
        assertThat(suppression.hidden(3)).isTrue();
        assertThat(suppression.totalHidden()).isFalse();
    }

    @Test
    void leavesNoSmallGroupToBeWorkedOut() {
        Random random = new Random(53);
        for (int round = 0; round < 2000; round++) {
            long[] counts =
                    random.ints(1 + random.nextInt(6), 0, 12).asLongStream().toArray();
            OneWaySuppression suppression = OneWaySuppression.of(counts, 5);
            long small = 0;
            long hidden = 0;
            long sum = 0;
            for (int i = 0; i < counts.length; i++) {
                small += 0 < counts[i] && counts[i] < 5 ? 1 : 0;
                if (suppression.hidden(i)) {
                    hidden++;
                    sum += counts[i];
                } else {
                    assertThat(counts[i] == 0 || counts[i] >= 5).isTrue();
                }
            }
            if (small > 0 && !suppression.totalHidden()) {
                assertThat(hidden).as(Arrays.toString(counts)).isGreaterThanOrEqualTo(2);
                assertThat(sum).as(Arrays.toString(counts)).isGreaterThanOrEqualTo(5);
            } else if (small == 0) {
                assertThat(hidden).isZero();
            }
        }
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    private static long[][] table(JsonNode rows) {
        long[][] table = new long[rows.size()][rows.get(0).size()];
        for (int row = 0; row < table.length; row++) {
            for (int column = 0; column < table[row].length; column++) {
                table[row][column] = rows.get(row).get(column).asLong();
            }
        }
        return table;
    }

    private static Set<String> names(JsonNode cells) {
        Set<String> names = new TreeSet<>();
        cells.forEach(
                cell -> names.add("(" + cell.get(0).asInt() + ", " + cell.get(1).asInt() + ")"));
        return names;
    }
}
