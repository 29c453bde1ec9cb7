package dev.corridor.analysis.moments;

import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.Journeys;
import java.util.Arrays;
import java.util.BitSet;

/// The outcomes of one kind, in columns: answers with a score at one touchpoint, or the ends of journeys
/// with what
/// the customer did afterwards. Ordered by part, customer and journey.
final class Outcomes {
    private final JourneyLog log;
    /// What is written behind the @ of an id.
    private final String place;
    /// Whether outcomes are given at a touchpoint of the journey, and do not follow it.
    private final boolean answers;

    private int size;
    private int[] parts = new int[256];
    private int[] journeys = new int[256];
    private int[] ends = new int[256];
    private long[] seconds = new long[256];
    private double[] values = new double[256];
    private double[] before = new double[256];
    private double[] onTheWay = new double[256];
    private int[] onTheWayAt = new int[256];
    private int[] customers = new int[256];
    private int customerCount;
    private int[] clusters = new int[0];
    private int clusterCount;

    /// @param answers whether outcomes are given at a touchpoint of the journey, and do not follow it
    Outcomes(JourneyLog log, String place, boolean answers) {
        this.log = log;
        this.place = place;
        this.answers = answers;
    }

    /// @param end interaction before which everything counts as lived: that of the answer, or the one behind the end of
    ///     the journey
    /// @param beforeStart what the same customer had given before the journey began, NaN without
    /// @param earlier what was given before in the same journey, NaN without, at the interaction `earlierAt`
    void add(
            int part,
            int journey,
            int end,
            long second,
            double value,
            double beforeStart,
            double earlier,
            int earlierAt,
            int customer) {
        if (size == parts.length) {
            int larger = size * 2;
            parts = Arrays.copyOf(parts, larger);
            journeys = Arrays.copyOf(journeys, larger);
            ends = Arrays.copyOf(ends, larger);
            seconds = Arrays.copyOf(seconds, larger);
            values = Arrays.copyOf(values, larger);
            before = Arrays.copyOf(before, larger);
            onTheWay = Arrays.copyOf(onTheWay, larger);
            onTheWayAt = Arrays.copyOf(onTheWayAt, larger);
            customers = Arrays.copyOf(customers, larger);
        }
        parts[size] = part;
        journeys[size] = journey;
        ends[size] = end;
        seconds[size] = second;
        values[size] = value;
        before[size] = beforeStart;
        onTheWay[size] = earlier;
        onTheWayAt[size] = earlierAt;
        customers[size] = customer;
        customerCount = Math.max(customerCount, customer + 1);
        size++;
    }

    void cluster(int[] codes) {
        clusters = codes;
        clusterCount = Arrays.stream(codes).max().orElse(-1) + 1;
    }

    JourneyLog log() {
        return log;
    }

    String place() {
        return place;
    }

    boolean answers() {
        return answers;
    }

    int size() {
        return size;
    }

    int part(int outcome) {
        return parts[outcome];
    }

    Journeys in(int outcome) {
        return log.parts().get(parts[outcome]);
    }

    int journey(int outcome) {
        return journeys[outcome];
    }

    int end(int outcome) {
        return ends[outcome];
    }

    long second(int outcome) {
        return seconds[outcome];
    }

    double value(int outcome) {
        return values[outcome];
    }

    /// The last outcome that the customer had given before the journey began, NaN without.
    double before(int outcome) {
        return before[outcome];
    }

    /// The last outcome that the customer had given before an interaction of the journey, NaN without.
    double before(int outcome, int interaction) {
        return !Double.isNaN(onTheWay[outcome]) && onTheWayAt[outcome] < interaction
                ? onTheWay[outcome]
                : before[outcome];
    }

    int customer(int outcome) {
        return customers[outcome];
    }

    int customerCount() {
        return customerCount;
    }

    boolean clustered() {
        return clusterCount > 0;
    }

    int cluster(int outcome) {
        return clusterCount > 0 ? clusters[outcome] : 0;
    }

    int clusterCount() {
        return clusterCount;
    }

    /// Customers among the outcomes that are marked.
    int customers(BitSet marked) {
        BitSet seen = new BitSet(customerCount);
        marked.stream().forEach(outcome -> seen.set(customers[outcome]));
        return seen.cardinality();
    }

    double smallestValue() {
        return Arrays.stream(values, 0, size).min().orElse(0);
    }

    double largestValue() {
        return Arrays.stream(values, 0, size).max().orElse(0);
    }
}
