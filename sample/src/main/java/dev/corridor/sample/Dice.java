package dev.corridor.sample;

import java.util.SplittableRandom;

/// A source of chance with an address: the same seed and address give the same throws on every machine, whatever
/// was thrown elsewhere before.
final class Dice {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final SplittableRandom random;

    private Dice(long state) {
        random = new SplittableRandom(state);
    }

    static Dice at(long seed, long... address) {
        long state = mix(seed + GOLDEN);
        for (long part : address) {
            state = mix(state ^ (part + GOLDEN));
        }
        return new Dice(state);
    }

    private static long mix(long value) {
        long first = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        long second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
        return second ^ (second >>> 31);
    }

    /// Uniform in [0, 1).
    double uniform() {
        return random.nextDouble();
    }

    double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    /// A whole number from 0 to `bound` - 1.
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /// An index, drawn by weights that sum to 1.
    int pick(double... weights) {
        double left = uniform();
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /// Standard normal (Box and Muller).
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }

    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    /// A waiting time of constant hazard.
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }
}
