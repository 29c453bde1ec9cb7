package dev.corridor.engine.summary;

import dev.corridor.engine.internal.ExactMoments;
import dev.corridor.engine.store.JourneySelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// The directly-follows graph: per pair of touchpoints that follow one another in a journey, equal ones
/// included, the passages, the journeys that have one, and the times of the passages.
///
/// Guarantee: counts, smallest, largest and mean time are exact; quantiles are within 1/64 (see
/// [LogHistogram]), and exact by [ExactTimes]. A passage from or to an interaction without a time counts and
/// has no time.
///
/// Cost: one pass over the interactions. Bytes: version 2, number of edges, per edge, ascending by from and
/// to: from, to (4 each), count, journeys (8 each), first occurrence (16), times (histogram), scored (8),
/// exact sums of scores and of their squares (lists of 1).
public final class Flow implements Summary<Flow> {
    private static final int VERSION = 2;

    private final List<Edge> edges;

    /// One pair of touchpoints.
    ///
    /// @param count passages, at least 1
    /// @param journeys journeys with at least one passage
    /// @param scores of those of the journeys that have one
    public record Edge(
            int from, int to, long count, long journeys, LogHistogram times, Occurrence first, ExactMoments scores) {
        /// Passages that have a time.
        public long timed() {
            return times.count();
        }

        /// A quantile of the times in seconds, within 1/64; empty where no passage has a time.
        public OptionalDouble quantile(double p) {
            return timed() == 0 ? OptionalDouble.empty() : OptionalDouble.of(times.quantile(p));
        }

        /// The mean score of the journeys that have a passage and a score; empty where there is none.
        public OptionalDouble meanScore() {
            return scores.mean();
        }

        /// Those of the journeys that have a score.
        public long scored() {
            return scores.n();
        }

        private Edge with(LogHistogram found) {
            return new Edge(from, to, count, journeys, found, first, scores);
        }

        long key() {
            return (long) from << 32 | to;
        }
    }

    private Flow(List<Edge> edges) {
        this.edges = edges;
    }

    /// Counts and times; no journey's score is looked at.
    public static Flow of(JourneySelection selection) {
        return of(selection, false);
    }

    /// Counts and times, and the scores of the journeys on each edge.
    public static Flow withScores(JourneySelection selection) {
        return of(selection, true);
    }

    private static Flow of(JourneySelection selection, boolean withScores) {
        int touchpoints = selection.log().store().touchpoints().size();
        Flow tally = selection.hasVariants()
                ? selection.scanParts(
                        new Flow(List.of()),
                        part -> new Flow(FlowTally.ofPaths(part, touchpoints, withScores)),
                        Flow::merge)
                : selection.scan(
                        new Flow(List.of()),
                        range -> new Flow(FlowTally.ofJourneys(range, touchpoints, withScores)),
                        Flow::merge);
        EdgeTable table = new EdgeTable(touchpoints);
        tally.edges.forEach(edge -> table.edge(edge.from, edge.to));
        List<LogHistogram> times = FlowTimes.of(selection, table);
        List<Edge> edges = new ArrayList<>();
        for (Edge edge : tally.edges) {
            edges.add(edge.with(times.get(edges.size())));
        }
        return new Flow(edges);
    }
    /// All edges, most passages first, equal counts by first occurrence in the source.
    public List<Edge> edges() {
        return edges.stream()
                .sorted(Comparator.comparingLong((Edge edge) -> -edge.count).thenComparing(Edge::first))
                .toList();
    }

    /// The number of passages.
    public long passages() {
        return edges.stream().mapToLong(Edge::count).sum();
    }

    @Override
    public Flow merge(Flow other) {
        List<Edge> merged = new ArrayList<>(Math.max(edges.size(), other.edges.size()));
        int a = 0;
        int b = 0;
        while (a < edges.size() || b < other.edges.size()) {
            long keyA = a < edges.size() ? edges.get(a).key() : Long.MAX_VALUE;
            long keyB = b < other.edges.size() ? other.edges.get(b).key() : Long.MAX_VALUE;
            if (keyA == keyB) {
                merged.add(sum(edges.get(a++), other.edges.get(b++)));
            } else {
                merged.add(keyA < keyB ? edges.get(a++) : other.edges.get(b++));
            }
        }
        return new Flow(merged);
    }

    private static Edge sum(Edge a, Edge b) {
        ExactMoments scores = new ExactMoments();
        scores.add(a.scores);
        scores.add(b.scores);
        return new Edge(
                a.from,
                a.to,
                a.count + b.count,
                a.journeys + b.journeys,
                LogHistogram.sum(a.times, b.times),
                Occurrence.earlier(a.first, b.first),
                scores);
    }

    @Override
    public byte[] toBytes() {
        SummaryWriter out = new SummaryWriter(VERSION).number(edges.size());
        for (Edge edge : edges) {
            out.number(edge.from).number(edge.to).number(edge.count).number(edge.journeys);
            edge.first.write(out);
            edge.times.write(out);
            out.moments(edge.scores);
        }
        return out.toBytes();
    }

    public static Flow fromBytes(byte[] bytes) {
        return SummaryReader.read("flow", VERSION, bytes, in -> {
            List<Edge> edges = new ArrayList<>();
            for (int left = in.count(40); left > 0; left--) {
                int from = in.number();
                int to = in.number();
                long count = in.amount();
                long journeys = in.amount();
                Occurrence first = Occurrence.read(in);
                LogHistogram times = LogHistogram.read(in);
                Edge edge = new Edge(from, to, count, journeys, times, first, in.moments());
                boolean follows = edges.isEmpty() || edges.getLast().key() < edge.key();
                SummaryReader.require(follows && from >= 0 && to >= 0 && times.count() <= count);
                edges.add(edge);
            }
            return new Flow(edges);
        });
    }
}
