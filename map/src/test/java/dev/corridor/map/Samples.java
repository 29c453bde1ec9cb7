package dev.corridor.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;

/// Generated reports with a base path, alternatives, options, loops, steps back and drop-outs.
public final class Samples {
    private static final List<String> WORDS = List.of(
            "Website visit",
            "Coverage check",
            "Offer",
            "Contract signed",
            "Visit booked",
            "Installer visit",
            "Line live",
            "Welcome check",
            "First bill",
            "Shop",
            "Call to sales",
            "Partner shop",
            "Adviser call-back",
            "Extras chosen",
            "On-the-way text",
            "Friend invited",
            "Self-install kit",
            "Papers again",
            "Visit moved",
            "Where is my order?",
            "Second visit",
            "Bill query",
            "Complaint",
            "Goodwill credit");

    private Samples() {}

    /// A company with so many touchpoints, about half of them on the base path.
    public static FlowReport company(int touchpoints, long seed) {
        return company(touchpoints, seed, 3000);
    }

    public static FlowReport company(int touchpoints, long seed, int journeys) {
        return report(walked(touchpoints, seed, journeys));
    }

    /// What was counted of all or some of a company's journeys.
    public static FlowReport report(Walked walked) {
        return walked.report(
                "Aurora, home internet",
                name -> name,
                10_000,
                Optional.of(new ScoreScale(Text.of("score", "nota", "оценка"), 0, 10)));
    }

    /// A log without any journey.
    public static FlowReport empty() {
        return nothingBut(List.of(), Rejects.NONE);
    }

    /// A log without any journey, of which something is to be said.
    public static FlowReport nothingBut(List<Finding> findings, Rejects rejects) {
        return new FlowReport(
                "Nothing",
                "empty.csv",
                Optional.empty(),
                Period.UNKNOWN,
                0,
                0,
                Times.NONE,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                0,
                List.of(),
                List.of(),
                new Paths(List.of(), 0, 0),
                Optional.empty(),
                findings,
                rejects,
                List.of());
    }

    /// Contracts of which a part has ended, from a table without dates.
    public static FlowReport undated() {
        List<Touchpoint> touchpoints = List.of(
                new Touchpoint("A", Text.of("A"), 40, 40, 0, 40, 30, Score.NONE, Times.NONE),
                new Touchpoint("B", Text.of("B"), 10, 10, 0, 0, 10, Score.NONE, Times.NONE));
        List<Path> paths = List.of(
                new Path(List.of(0), 30, Double.NaN, Score.NONE), new Path(List.of(0, 1), 10, Double.NaN, Score.NONE));
        return new FlowReport(
                "Contracts",
                "contracts.csv",
                Optional.empty(),
                Period.UNKNOWN,
                40,
                0,
                Times.NONE,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                50,
                touchpoints,
                List.of(new Edge(0, 1, 10, 10, Times.NONE, Score.NONE)),
                new Paths(paths, 0, 0),
                Optional.empty(),
                List.of(),
                Rejects.NONE,
                List.of());
    }

    /// The journeys behind [#company(int, long, int)].
    public static Walked walked(int touchpoints, long seed, int journeys) {
        Random random = new Random(seed);
        Walked walked = new Walked();
        for (int i = 0; i < touchpoints; i++) {
            walked.touchpoint(name(i));
        }
        int base = Math.max(1, Math.min(touchpoints, 3 + touchpoints * 2 / 5));
        int[] kind = new int[touchpoints];
        int[] place = new int[touchpoints];
        for (int i = base; i < touchpoints; i++) {
            kind[i] = random.nextInt(4);
            place[i] = random.nextInt(base);
        }
        for (int j = 0; j < journeys; j++) {
            walk(walked, random, base, kind, place);
        }
        return walked;
    }

    private static String name(int i) {
        return i < WORDS.size() ? WORDS.get(i) : WORDS.get(i % WORDS.size()) + " " + (i / WORDS.size() + 1);
    }

    private static void walk(Walked walked, Random random, int base, int[] kind, int[] place) {
        List<Integer> path = new ArrayList<>();
        double patience = random.nextDouble();
        for (int step = 0; step < base; step++) {
            if (random.nextDouble() < 0.03 && step > 0 && !path.isEmpty()) {
                break;
            }
            int here = step;
            boolean replaced = false;
            for (int i = base; i < kind.length; i++) {
                double often = 0.25 / (1 + i - base);
                if (place[i] == here && kind[i] == 1 && random.nextDouble() < often) {
                    path.add(i);
                    replaced = true;
                    break;
                }
            }
            if (!replaced && random.nextDouble() > 0.02) {
                path.add(step);
            }
            for (int i = base; i < kind.length; i++) {
                double often = 0.3 / (1 + (i - base) / 2.0);
                if (place[i] == here && kind[i] != 1 && random.nextDouble() < often * (0.4 + patience)) {
                    path.add(i);
                    if (kind[i] == 2 && random.nextDouble() < 0.3) {
                        path.add(i);
                    }
                    if (kind[i] == 3 && random.nextDouble() < 0.4) {
                        path.add(Math.max(0, here - random.nextInt(3)));
                        path.add(step);
                    }
                }
            }
        }
        if (path.isEmpty()) {
            path.add(0);
        }
        List<Double> seconds = new ArrayList<>();
        double time = 1.75e9 + random.nextInt(90 * 86_400);
        for (int touchpoint : path) {
            seconds.add(time);
            time += Math.exp(random.nextGaussian() + 9 + touchpoint % 5);
        }
        double score = random.nextDouble() < 0.3
                ? Math.max(0, Math.min(10, Math.round(8.5 - 0.4 * (path.size() - base) + random.nextGaussian())))
                : Double.NaN;
        walked.add(path, seconds, score);
    }
}
