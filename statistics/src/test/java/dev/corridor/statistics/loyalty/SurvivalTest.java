package dev.corridor.statistics.loyalty;

import static dev.corridor.statistics.Vectors.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurvivalTest {
    private static final long SEED = 20_261_122;
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void mergesTablesToTheTableOfAll() {
        double[] start = new double[400];
        double[] end = new double[400];
        boolean[] event = new boolean[400];
        for (int i = 0; i < 400; i++) {
            start[i] = random.nextInt(10);
            end[i] = start[i] + random.nextInt(20);
            event[i] = random.nextBoolean();
        }
        RiskTable whole = RiskTable.of(start, end, event);
        RiskTable merged = part(start, end, event, 250, 400).merge(part(start, end, event, 0, 250));
        assertThat(merged.n()).isEqualTo(whole.n());
        assertThat(merged.leftOut()).isEqualTo(whole.leftOut()).isPositive();
        assertThat(KaplanMeier.of(merged)).isEqualTo(KaplanMeier.of(whole));
    }

    @Test
    void countsLateEntriesOnlyFromTheirStartOn() {
        RiskTable table = RiskTable.of(
                new double[] {0, 0, 3, 5}, new double[] {3, 6, 7, 8}, new boolean[] {true, true, true, true});
        List<KaplanMeier.Point> points = KaplanMeier.of(table).orElseThrow().points();
        // At 3 the third is only arriving, at 6 all three who are left are there.
        assertThat(points).extracting(KaplanMeier.Point::atRisk).containsExactly(2L, 3L, 2L, 1L);
        assertThat(points.get(1).survival()).isEqualTo(0.5 * 2 / 3);
    }

    @Test
    void keepsIntervalsBetweenNoneAndAll() {
        KaplanMeier.Curve curve = KaplanMeier.of(Trial.control()).orElseThrow();
        assertThat(curve.points()).allSatisfy(point -> {
            assertThat(point.interval().low()).isBetween(0.0, point.survival());
            assertThat(point.interval().high()).isBetween(point.survival(), 1.0);
        });
        assertThat(curve.points().getLast().survival()).isZero();
        assertThat(curve.survivalAt(0.5)).isEqualTo(1);
        assertThat(curve.survivalAt(4)).isEqualTo(curve.points().get(3).survival());
    }

    @Test
    void reachesSharesOfManyTimesWhereTheirCurveDoes() {
        for (int round = 0; round < 200; round++) {
            int n = 1 + random.nextInt(40);
            boolean[] event = new boolean[n];
            double[] end = new double[n];
            for (int i = 0; i < n; i++) {
                event[i] = random.nextInt(4) > 0;
                end[i] = random.nextInt(25);
            }
            KaplanMeier.Curve curve = KaplanMeier.of(RiskTable.of(end, event)).orElseThrow();
            for (double share : new double[] {0.5, 0.1, 0.25}) {
                assertThat(KaplanMeier.reached(
                                times(end, event, true), times(end, event, false), share, Interval.USUAL))
                        .as("seed %d, round %d", SEED, round)
                        .isEqualTo(curve.reached(share));
            }
        }
    }

    private static long[] times(double[] end, boolean[] event, boolean happened) {
        return IntStream.range(0, end.length)
                .filter(i -> event[i] == happened)
                .mapToLong(i -> (long) end[i])
                .sorted()
                .toArray();
    }

    @Test
    void findsTheMedianOfLungWithItsInterval() {
        // R: survfit(Surv(time, status) ~ 1, lung, conf.type = "log-log"): 310 (284, 361).
        List<String[]> rows = Vectors.csv("rdata/lung.csv");
        RiskTable table = RiskTable.of(column(rows, 0), events(rows));
        KaplanMeier.Reached median = KaplanMeier.of(table).orElseThrow().median();
        assertThat(median.time()).hasValue(310);
        assertThat(median.low()).hasValue(284);
        assertThat(median.high()).hasValue(361);
    }

    @Test
    void takesTheMiddleWhereTheCurveStandsOnTheShare() {
        RiskTable table = RiskTable.of(new double[] {1, 2, 4, 9}, new boolean[] {true, true, true, true});
        assertThat(KaplanMeier.of(table).orElseThrow().median().time()).hasValue(3);
    }

    @Test
    void tellsThatTheMedianIsNotReached() {
        RiskTable table = RiskTable.of(new double[] {1, 2, 3, 4}, new boolean[] {true, false, false, false});
        KaplanMeier.Curve curve = KaplanMeier.of(table).orElseThrow();
        assertThat(curve.median().time()).isEmpty();
        assertThat(curve.warnings()).extracting(Note::code).containsExactly("few-events");
    }

    @Test
    void drawsAFlatCurveWithoutEvents() {
        KaplanMeier.Curve curve = KaplanMeier.of(RiskTable.of(new double[] {1, 2}, new boolean[] {false, false}))
                .orElseThrow();
        assertThat(curve.points()).isEmpty();
        assertThat(curve.survivalAt(5)).isEqualTo(1);
    }

    @Test
    void refusesNobody() {
        RiskTable nobody = RiskTable.of(new double[] {Double.NaN, -1}, new boolean[] {true, true});
        assertThat(nobody.leftOut()).isEqualTo(2);
        assertThat(code(KaplanMeier.of(nobody))).isEqualTo("no-customers");
        assertThat(code(RestrictedMean.of(nobody, 3))).isEqualTo("no-customers");
        assertThat(code(LogRank.of(List.of(nobody, nobody)))).isEqualTo("nothing-to-compare");
    }

    @Test
    void warnsWhenAnEarlyRiskSetEmpties() {
        RiskTable table =
                RiskTable.of(new double[] {0, 5, 5}, new double[] {2, 8, 9}, new boolean[] {true, true, true});
        assertThat(KaplanMeier.of(table).orElseThrow().warnings())
                .extracting(Note::code)
                .contains("emptied-early");
    }

    @Test
    void swapsTheSignOfADifferenceWithItsGroups() {
        Estimate there =
                RestrictedMean.difference(Trial.treated(), Trial.control(), 20).orElseThrow();
        Estimate back =
                RestrictedMean.difference(Trial.control(), Trial.treated(), 20).orElseThrow();
        assertClose(there.value(), -back.value(), 1e-12);
        assertClose(there.interval().low(), -back.interval().high(), 1e-12);
        assertThat(there.interval().low()).isPositive();
    }

    @Test
    void refusesAMeanBeyondTheData() {
        assertThat(code(RestrictedMean.of(Trial.treated(), 40))).isEqualTo("horizon-beyond-data");
        assertThat(RestrictedMean.of(Trial.control(), 40).orElseThrow().value())
                .as("nobody is left, so the mean is known")
                .isEqualTo(
                        Arrays.stream(new double[] {
                                    1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23
                                })
                                .average()
                                .orElseThrow(),
                        org.assertj.core.api.Assertions.within(1e-12));
        assertThat(code(RestrictedMean.of(Trial.treated(), 6))).isEqualTo("too-few-events");
    }

    @Test
    void findsNoDifferenceBetweenEqualGroups() {
        LogRank.Test test =
                LogRank.of(List.of(Trial.control(), Trial.control())).orElseThrow();
        assertClose(test.chiSquared(), 0, 1e-12);
        assertClose(test.p(), 1, 1e-9);
    }

    @Test
    void comparesGroupsInAnyOrder() {
        RiskTable third = RiskTable.of(new double[] {2, 6, 9, 14, 30}, new boolean[] {true, true, false, true, true});
        LogRank.Test one =
                LogRank.of(List.of(Trial.treated(), Trial.control(), third)).orElseThrow();
        LogRank.Test other =
                LogRank.of(List.of(third, Trial.treated(), Trial.control())).orElseThrow();
        assertThat(one.degreesOfFreedom()).isEqualTo(2);
        assertClose(one.chiSquared(), other.chiSquared(), 1e-9);
    }

    @Test
    void leavesOutGroupsNeverAtRisk() {
        RiskTable late = RiskTable.of(new double[] {50, 50}, new double[] {60, 61}, new boolean[] {false, false});
        LogRank.Test test =
                LogRank.of(List.of(Trial.treated(), Trial.control(), late)).orElseThrow();
        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        assertThat(test.warnings()).extracting(Note::code).contains("group-without-risk");
    }

    private static RiskTable part(double[] start, double[] end, boolean[] event, int from, int to) {
        return RiskTable.of(
                Arrays.copyOfRange(start, from, to),
                Arrays.copyOfRange(end, from, to),
                Arrays.copyOfRange(event, from, to));
    }

    private static double[] column(List<String[]> rows, int index) {
        return rows.stream()
                .skip(1)
                .mapToDouble(row -> Double.parseDouble(row[index]))
                .toArray();
    }

    private static boolean[] events(List<String[]> rows) {
        boolean[] events = new boolean[rows.size() - 1];
        for (int i = 0; i < events.length; i++) {
            events[i] = rows.get(i + 1)[1].equals("2");
        }
        return events;
    }

    private static String code(Result<?> result) {
        return ((Result.NotPossible<?>) result).reason().code();
    }
}
