package dev.corridor.testkit;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Attribute.Aggregate;
import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.engine.journey.Attribute.Level;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Random logs, rules and as-of times: the same seed and shape always give the same.
public final class RandomLogs {
    private static final long YEAR_2020 = 1_577_836_800L;
    private static final long YEAR_9999 = 253_370_764_800L;
    private static final long DAY = 86_400;

    private final LogShape shape;
    private final Random random;
    private final List<String> touchpoints;

    private RandomLogs(LogShape shape, long seed) {
        this.shape = shape;
        this.random = new Random(31 * seed + shape.name().hashCode());
        this.touchpoints = touchpoints();
    }

    /// A log of up to a few thousand interactions, with an attribute of every kind, level and aggregate.
    public static NaiveLog log(LogShape shape, long seed) {
        return new RandomLogs(shape, seed).log();
    }

    /// The rules worth trying on a log: each kind, with thresholds and touchpoints drawn from the log.
    public static List<JourneyRule> rules(NaiveLog log, long seed) {
        Random random = new Random(seed);
        List<String> names = new ArrayList<>(log.interactions().stream()
                .map(NaiveInteraction::touchpoint)
                .distinct()
                .toList());
        names.add("nowhere");
        String from = names.get(random.nextInt(names.size()));
        String to = names.get(random.nextInt(names.size()));
        Duration gap = Duration.ofSeconds(oneOf(random, List.of(1L, 5L, 3_600L, DAY, 30 * DAY)));
        Duration timeout = Duration.ofSeconds(oneOf(random, List.of(1L, 60L, DAY, 14 * DAY)));
        return List.of(
                new JourneyRule.ByKey(),
                new JourneyRule.ByCustomer(),
                new JourneyRule.ByGap(gap),
                new JourneyRule.FromTo(from, Optional.of(to), timeout, random.nextBoolean()),
                new JourneyRule.FromTo(from, Optional.empty(), timeout, random.nextBoolean()));
    }

    /// None, or the second of some interaction of the log, or a little beside one.
    public static OptionalLong asOf(NaiveLog log, long seed) {
        Random random = new Random(seed);
        List<Long> seconds = log.records().stream()
                .flatMap(record -> record.second().stream().boxed())
                .toList();
        return seconds.isEmpty() || random.nextInt(3) == 0
                ? OptionalLong.empty()
                : OptionalLong.of(oneOf(random, seconds) + random.nextInt(-1, 2));
    }

    private NaiveLog log() {
        NaiveLog.Writer writer = new NaiveLog.Writer(schema());
        List<NaiveKey> keys = keys();
        List<Draft> drafts = new ArrayList<>();
        for (NaiveKey key : keys) {
            drafts.addAll(journey(key));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(drafts, random);
        }
        for (Draft draft : drafts) {
            if (random.nextInt(8) == 0) {
                writer.add(draft.key, NaiveInteraction.NOWHERE, Optional.empty(), values(false));
            }
            writer.add(draft.key, draft.touchpoint, draft.time, values(true));
        }
        return writer.log();
    }

    private record Draft(NaiveKey key, String touchpoint, Optional<Instant> time) {}

    private List<Draft> journey(NaiveKey key) {
        int length = length();
        List<Draft> journey = new ArrayList<>();
        Instant time = startTime();
        for (int i = 0; i < length; i++) {
            journey.add(new Draft(key, touchpoint(i), timeKept() ? Optional.of(time) : Optional.empty()));
            time = next(time);
        }
        return journey;
    }

    private List<NaiveKey> keys() {
        int count = switch (shape) {
            case EMPTY -> 0;
            case LONG_JOURNEYS -> random.nextInt(1, 3);
            case SMALL -> random.nextInt(1, 6);
            default -> random.nextInt(1, random.nextInt(4) == 0 ? 60 : 15);
        };
        return IntStream.range(0, count).mapToObj(this::key).toList();
    }

    private NaiveKey key(int i) {
        return switch (shape) {
            case NO_CUSTOMERS -> new NaiveKey(Optional.empty(), "key " + i);
            case SHARED_KEYS ->
                new NaiveKey(
                        random.nextInt(3) == 0 ? Optional.empty() : Optional.of("customer " + random.nextInt(5)),
                        "key " + i / 3);
            case INTERLEAVED_KEYS -> new NaiveKey(Optional.of("customer " + i / 5), "key " + i);
            default -> new NaiveKey(Optional.of("customer " + i * 2 / 3), "ключ-" + i);
        };
    }

    private int length() {
        return switch (shape) {
            case EMPTY, SINGLES -> 1;
            case LONG_JOURNEYS -> random.nextInt(1, random.nextInt(8) == 0 ? 3_000 : 400);
            case ALL_IDENTICAL -> 7;
            case ALL_DISTINCT -> random.nextInt(10, 20);
            default -> random.nextInt(1, 15);
        };
    }

    private List<String> touchpoints() {
        int count = switch (shape) {
            case TINY_ALPHABET -> 2;
            case MANY_TOUCHPOINTS -> random.nextInt(257, 700);
            case ALL_DISTINCT -> 30;
            default -> random.nextInt(1, 9);
        };
        return IntStream.range(0, count)
                .mapToObj(i -> shape == LogShape.MANY_TOUCHPOINTS && i % 7 == 0 ? "\"<b>é" + i + " -> \\" : "t" + i)
                .toList();
    }

    private String touchpoint(int position) {
        return switch (shape) {
            case ALL_IDENTICAL -> touchpoints.get(position % touchpoints.size());
            default -> oneOf(random, touchpoints);
        };
    }

    private boolean timeKept() {
        return switch (shape) {
            case MISSING_TIMES -> random.nextInt(3) > 0;
            case MOSTLY_UNTIMED -> random.nextInt(10) == 0;
            default -> true;
        };
    }

    private Instant startTime() {
        return switch (shape) {
            case EQUAL_TIMES -> Instant.ofEpochSecond(YEAR_2020 + random.nextInt(3));
            case SUB_SECOND -> Instant.ofEpochSecond(YEAR_2020, random.nextInt(1_000_000_000));
            case EXTREME_TIMES ->
                Instant.ofEpochSecond(oneOf(random, List.of(-1L, 0L, -62_135_596_800L, YEAR_9999, YEAR_2020)));
            case ALL_IDENTICAL -> Instant.ofEpochSecond(YEAR_2020);
            default -> Instant.ofEpochSecond(YEAR_2020 + random.nextLong(60 * DAY), random.nextInt(2) * 999_999_999L);
        };
    }

    private Instant next(Instant time) {
        return switch (shape) {
            case EQUAL_TIMES -> time.plusSeconds(random.nextInt(2));
            case SUB_SECOND -> time.plusNanos(random.nextInt(5) * 100_000_000L);
            case EXTREME_TIMES -> Instant.ofEpochSecond(time.getEpochSecond() + random.nextLong(-DAY, DAY), -1);
            case ALL_IDENTICAL -> time.plusSeconds(60);
            default -> time.plusSeconds((long) Math.exp(random.nextGaussian(8, 3)));
        };
    }

    private Schema schema() {
        List<String> shuffled = new ArrayList<>(touchpoints);
        Collections.shuffle(shuffled, random);
        List<String> order =
                random.nextBoolean() ? List.of() : shuffled.subList(0, random.nextInt(shuffled.size() + 1));
        Collections.shuffle(shuffled, random);
        List<String> ends = random.nextInt(3) == 0 ? List.of() : shuffled.subList(0, Math.min(2, shuffled.size()));
        return new Schema(ATTRIBUTES, order, ends, random.nextBoolean());
    }

    private static final List<Attribute> ATTRIBUTES = List.of(
            attribute(Schema.OUTCOME, Kind.CATEGORY, Level.INTERACTION, Aggregate.LATEST),
            attribute(Schema.SCORE, Kind.NUMBER, Level.INTERACTION, Aggregate.MEAN),
            attribute("channel", Kind.CATEGORY, Level.INTERACTION, Aggregate.ONE),
            attribute("channels", Kind.CATEGORY, Level.INTERACTION, Aggregate.SET),
            attribute("cost", Kind.NUMBER, Level.INTERACTION, Aggregate.SUM),
            attribute("comment", Kind.TEXT, Level.INTERACTION, Aggregate.LATEST),
            attribute("state", Kind.CATEGORY, Level.KEY, Aggregate.ONE),
            attribute("status", Kind.CATEGORY, Level.KEY, Aggregate.LATEST),
            attribute("sellers", Kind.SET, Level.KEY, Aggregate.SET),
            attribute("value", Kind.NUMBER, Level.KEY, Aggregate.SUM),
            attribute("weight", Kind.NUMBER, Level.KEY, Aggregate.MEAN),
            attribute("freight", Kind.NUMBER, Level.KEY, Aggregate.LARGEST),
            attribute("due", Kind.TIME, Level.KEY, Aggregate.LARGEST),
            attribute("region", Kind.CATEGORY, Level.CUSTOMER, Aggregate.LATEST),
            attribute("since", Kind.TIME, Level.CUSTOMER, Aggregate.ONE),
            attribute("income", Kind.NUMBER, Level.CUSTOMER, Aggregate.MEAN));

    private static Attribute attribute(String name, Kind kind, Level level, Aggregate aggregate) {
        return new Attribute(name, kind, level, aggregate, new Known.AtEnd());
    }

    /// Values of one record; each attribute is missing in most.
    private Map<String, NaiveValue> values(boolean interaction) {
        Map<String, NaiveValue> values = new HashMap<>();
        for (Attribute attribute : ATTRIBUTES) {
            boolean fits = interaction || attribute.level() != Level.INTERACTION;
            if (fits && random.nextInt(4) == 0) {
                values.put(attribute.name(), value(attribute));
            }
        }
        return values;
    }

    private NaiveValue value(Attribute attribute) {
        return switch (attribute.kind()) {
            case CATEGORY -> new NaiveValue.Category(category(attribute));
            case NUMBER -> new NaiveValue.Decimal(number(attribute));
            case TIME -> new NaiveValue.Time(YEAR_2020 + random.nextLong(-9 * DAY, 9 * DAY));
            case TEXT -> new NaiveValue.Text(random.nextLong(1L << 40));
            case SET -> members();
        };
    }

    private String category(Attribute attribute) {
        return attribute.name().equals(Schema.OUTCOME)
                ? oneOf(random, List.of("ok", "failed", "cancelled"))
                : "value " + random.nextInt(6);
    }

    private double number(Attribute attribute) {
        if (attribute.name().equals(Schema.SCORE)) {
            return random.nextInt(11);
        }
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(-3, 100);
            case 1 -> random.nextInt(10_000) / 100.0;
            case 2 -> random.nextGaussian() * 1e9;
            default -> random.nextDouble();
        };
    }

    private NaiveValue members() {
        Set<String> names = new HashSet<>();
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            names.add("seller " + random.nextInt(5));
        }
        return new NaiveValue.Members(names);
    }

    private static <T> T oneOf(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
