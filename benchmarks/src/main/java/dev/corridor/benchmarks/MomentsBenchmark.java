package dev.corridor.benchmarks;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentSearch;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Appender;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Zone;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.MomentOfTruth;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;

/// Searches the moments of truth of journeys of ten interactions over 40 touchpoints that all end with an answer.
/// The counts must equal those of the generator, and the one trouble that costs one and a half points is found, with
/// an interval that covers them, and nothing else.
/// Prints seconds by the clock and of processor time.
///
/// Arguments: number of journeys (1,000,000), rounds (5).
public final class MomentsBenchmark {
    private static final int STEPS = 8;
    private static final int WAYS = 3;
    private static final int TROUBLES = 15;
    private static final int TOUCHPOINTS = STEPS * WAYS + TROUBLES + 1;
    private static final int SURVEY = TOUCHPOINTS - 1;
    private static final int PLANTED = STEPS * WAYS + 2;
    private static final int REGIONS = 12;
    private static final double COST = 1.5;
    private static final long START = 1_704_067_200L;
    private static final long YEAR = 365 * 86_400L;

    private final int journeys;
    private final int rounds;
    private long planted;
    private long interactions;

    private MomentsBenchmark(int journeys, int rounds) {
        this.journeys = journeys;
        this.rounds = rounds;
    }

    public static void main(String... arguments) {
        int journeys = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        int rounds = arguments.length < 2 ? 5 : Integer.parseInt(arguments[1]);
        new MomentsBenchmark(journeys, rounds).run();
    }

    private void run() {
        Store store = build();
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, heap %,d MB, %,d journeys, %,d interactions, %d touchpoints%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                journeys,
                interactions,
                TOUCHPOINTS);
        double[] clock = new double[rounds];
        double[] processor = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            long cpu = CpuClock.nanos();
            MomentsAnswer answer = new MomentSearch(store, recipe(), question()).answer();
            clock[round] = (System.nanoTime() - began) / 1e9;
            processor[round] = (CpuClock.nanos() - cpu) / 1e9;
            check(answer);
        }
        System.out.println("seconds by the clock, first run first: " + Arrays.toString(clock));
        System.out.println("seconds of processor time: " + Arrays.toString(processor));
    }

    private void check(MomentsAnswer answer) {
        require(answer.outcomes() == journeys, "all journeys answer");
        List<Moment> found = answer.moments().stream()
                .filter(moment -> moment.verdict().kind() == MomentOfTruth.Kind.MOMENT_OF_TRUTH)
                .toList();
        Moment trouble = found.stream()
                .filter(moment -> moment.id().equals(name(PLANTED) + "@survey"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("planted trouble not found: " + found));
        require(trouble.exposed() == planted, "exposed are counted as they were made");
        Interval interval = trouble.effect().map(Effect::estimate).orElseThrow().interval();
        require(interval.low() <= -COST && -COST <= interval.high(), "the interval covers what was planted");
        require(
                found.stream().allMatch(moment -> moment.touchpoint().equals(name(PLANTED))),
                "nothing but what was planted: "
                        + found.stream().map(Moment::id).toList());
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("does not hold: " + what);
        }
    }

    private static String name(int touchpoint) {
        if (touchpoint == SURVEY) {
            return "survey";
        }
        return touchpoint < STEPS * WAYS
                ? "step." + touchpoint / WAYS + "." + touchpoint % WAYS
                : "trouble." + (touchpoint - STEPS * WAYS);
    }

    private static MomentQuestion question() {
        return new MomentQuestion(
                MomentQuestion.Outcome.SCORE,
                new JourneyRule.ByKey(),
                MomentQuestion.USUAL_WITHIN,
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                ZoneOffset.UTC,
                Set.of());
    }

    private Store build() {
        Schema schema = new Schema(
                List.of(
                        new Attribute(
                                Schema.SCORE,
                                Attribute.Kind.NUMBER,
                                Attribute.Level.INTERACTION,
                                Attribute.Aggregate.MEAN,
                                new Known.AtEnd()),
                        new Attribute(
                                "region",
                                Attribute.Kind.CATEGORY,
                                Attribute.Level.KEY,
                                Attribute.Aggregate.ONE,
                                new Known.AtStart())),
                List.of(),
                List.of("survey"),
                false);
        try (StoreBuilder builder = new StoreBuilder(schema, BuildOptions.defaults())) {
            try (Appender appender = builder.appender()) {
                fill(appender);
            }
            return builder.build();
        }
    }

    private void fill(Appender appender) {
        int[] codes = new int[TOUCHPOINTS];
        Arrays.setAll(codes, touchpoint -> appender.touchpoint(name(touchpoint)));
        int[] regions = new int[REGIONS];
        Arrays.setAll(regions, region -> appender.category(1, "region " + region));
        SplittableRandom random = new SplittableRandom(1);
        for (int journey = 0; journey < journeys; journey++) {
            byte[] customer = Integer.toString(random.nextInt(journeys)).getBytes(StandardCharsets.ISO_8859_1);
            byte[] key = Integer.toString(journey).getBytes(StandardCharsets.ISO_8859_1);
            long second = START + random.nextLong(YEAR);
            int region = random.nextInt(REGIONS);
            double score = 7.5 + 0.05 * region + random.nextGaussian(0, 1.5);
            boolean trouble = false;
            List<Integer> path = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                path.add(step * WAYS + (random.nextInt(4) == 0 ? 1 + random.nextInt(WAYS - 1) : 0));
                if (random.nextInt(8) == 0) {
                    int which = STEPS * WAYS + random.nextInt(TROUBLES);
                    path.add(which);
                    trouble |= which == PLANTED;
                }
            }
            path.add(SURVEY);
            planted += trouble ? 1 : 0;
            score -= trouble ? COST : 0;
            for (int touchpoint : path) {
                appender.begin(customer, key);
                appender.interaction(codes[touchpoint], second, 0, interactions++);
                if (touchpoint == path.getFirst()) {
                    appender.category(1, regions[region]);
                }
                if (touchpoint == SURVEY) {
                    appender.number(0, Math.rint(score));
                }
                appender.end();
                second += (long) Math.exp(random.nextGaussian(9.5 + touchpoint % 4 * 0.5, 1.2));
            }
        }
    }

    private static Recipe recipe() {
        return new Recipe(
                "benchmark",
                "",
                new Zone.None(),
                "key",
                Map.of(),
                List.of(),
                List.of(),
                List.of("survey"),
                List.of(),
                Map.of());
    }
}
