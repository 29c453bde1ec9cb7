package dev.corridor.testkit;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// A telecom-like stream of interactions in arrival order for benchmarks and large comparisons: 40 touchpoints, a
/// base path with alternatives, options, loops and drop-outs, log-normal waits.
///
/// With 10 million interactions: about 929,000 journeys of 10.8 interactions, 703,000 customers, 125 edges, 122,000
/// distinct paths of which the top 100 cover 25 %, four months.
///
/// The same seed and size always give the same stream. Memory grows with the journeys under way at once
/// (about 150,000), not with the size. A customer has between one and a few keys, some at the same time.
public final class Traffic {
    /// The touchpoints: `base`, `alternative`, `option` and `trouble` with a number.
    public static final int TOUCHPOINTS = 40;

    public static final int CHANNELS = 5;
    public static final int REGIONS = 27;
    public static final int SEGMENTS = 6;

    /// 2024-01-01T00:00.
    private static final long EPOCH = 1_704_067_200L;

    private static final double JOURNEYS_PER_SECOND = 20_000 / 86_400.0;
    private static final int STEPS = 12;
    private static final int LONGEST = 64;

    /// Seconds.
    private static final double LONGEST_WAIT = 60 * 86_400.0;

    /// Takes the stream.
    public interface Visitor {
        /// A journey begins; its first interaction follows at once.
        void journey(long customer, long key, int region, int segment, double value);

        /// @param second since 1970-01-01T00:00
        /// @param score 0 to 10, or -1 where the customer was not asked or did not answer
        void interaction(long customer, long key, int touchpoint, long second, int nano, int channel, int score);
    }

    private final long seed;
    private final long size;

    /// @param size the number of interactions
    public Traffic(long seed, long size) {
        this.seed = seed;
        this.size = size;
    }

    public static String touchpoint(int code) {
        if (code < STEPS) {
            return "base." + code;
        }
        if (code < 20) {
            return "alternative." + (code - STEPS);
        }
        return code < 32 ? "option." + (code - 20) : "trouble." + (code - 32);
    }

    /// Sends exactly `size` interactions. Journeys begin until enough interactions are planned; all are walked
    /// to their end, but for the one begun last, which may be cut short.
    public void stream(Visitor visitor) {
        SplittableRandom random = new SplittableRandom(seed);
        PriorityQueue<Walk> underWay = new PriorityQueue<>();
        double clock = 0;
        long key = 0;
        long planned = 0;
        while (planned < size || !underWay.isEmpty()) {
            if (planned < size && (underWay.isEmpty() || clock <= underWay.peek().time)) {
                Walk walk = new Walk(key++, clock, size - planned, random.split());
                underWay.add(walk);
                planned += walk.length;
                clock += -Math.log(1 - random.nextDouble()) / JOURNEYS_PER_SECOND;
            } else {
                Walk next = underWay.remove();
                next.step(visitor);
                if (next.hasMore()) {
                    underWay.add(next);
                }
            }
        }
    }

    /// One journey under way.
    private static final class Walk implements Comparable<Walk> {
        private final long customer;
        private final long key;
        private final byte[] path = new byte[LONGEST];
        private int length;
        private int position;
        private double time;
        private final SplittableRandom random;
        private double mood;

        /// @param longest the largest number of interactions it may have
        Walk(long key, double time, long longest, SplittableRandom random) {
            this.key = key;
            this.time = time;
            this.random = random;
            this.customer = random.nextInt(3) > 0 ? key : key - random.nextLong(Math.min(key + 1, 100_000));
            this.mood = 8 + random.nextGaussian();
            plan();
            length = (int) Math.min(length, longest);
        }

        /// The whole path: base steps, each perhaps replaced, prepared, repeated or the last.
        private void plan() {
            for (int step = 0; step < STEPS; step++) {
                if (step % 3 == 1 && chance(0.65)) {
                    add(STEPS + step / 3 * 2 + (chance(0.55) ? 0 : 1));
                } else {
                    add(step);
                }
                if (chance(step % 4 == 0 ? 0.4 : 0.055)) {
                    add(20 + step);
                }
                if (step > 1 && chance(0.02)) {
                    trouble(step);
                }
                if (step > 1 && chance(0.08)) {
                    return;
                }
            }
        }

        /// Something goes wrong: calls, perhaps several, and perhaps the step before once more.
        private void trouble(int step) {
            int call = 32 + (step - 2) * 8 / (STEPS - 2);
            add(call);
            mood -= 2;
            while (chance(0.3)) {
                add(call);
                mood -= 1;
            }
            if (chance(0.5)) {
                add(step - 1);
                add(step);
            }
        }

        private void add(int touchpoint) {
            if (length < LONGEST) {
                path[length++] = (byte) touchpoint;
            }
        }

        private boolean chance(double probability) {
            return random.nextDouble() < probability;
        }

        void step(Visitor visitor) {
            if (position == 0) {
                int segment = (int) (customer % SEGMENTS);
                visitor.journey(
                        customer,
                        key,
                        (int) (customer * 31 % REGIONS),
                        segment,
                        Math.rint(100 * Math.exp(random.nextGaussian(3 + segment * 0.2, 0.8))) / 100);
            }
            long second = (long) Math.floor(time);
            int millisecond = (int) ((time - second) * 1_000);
            int touchpoint = path[position++];
            visitor.interaction(
                    customer, key, touchpoint, EPOCH + second, millisecond * 1_000_000, channel(touchpoint), score());
            time += Math.min(LONGEST_WAIT, Math.exp(random.nextGaussian(9.5 + touchpoint % 4 * 0.5, 1.2)));
        }

        private int channel(int touchpoint) {
            return chance(0.8) ? touchpoint % CHANNELS : random.nextInt(CHANNELS);
        }

        /// Asked at the end; three of ten answer.
        private int score() {
            if (hasMore() || !chance(0.3)) {
                return -1;
            }
            return (int) Math.clamp(Math.rint(mood + random.nextGaussian()), 0, 10);
        }

        boolean hasMore() {
            return position < length;
        }

        @Override
        public int compareTo(Walk other) {
            int byTime = Double.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(key, other.key);
        }
    }
}
