package dev.corridor.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The laws every mergeable summary keeps. Two summaries are the same where their digests are.
public final class SummaryLaws {
    /// A kind of summary as the laws see it.
    ///
    /// @param <J> what is summarised: a journey, a range of journeys, a segment
    /// @param <S> the summary
    public interface Subject<J, S> {
        /// The summary of some journeys, in the order given; of none, the identity.
        S of(List<J> journeys);

        /// Neither summary is changed in a way that a later call could see.
        S merge(S left, S right);

        byte[] bytes(S summary);

        S read(byte[] bytes);

        /// The exact digest of what the summary says.
        byte[] digest(S summary);
    }

    private static final int PARTITIONS = 4;

    private SummaryLaws() {}

    /// Checks identity, commutativity, associativity, merge of any partition, permutation and round trip.
    ///
    /// @throws AssertionError with the law that is broken and the seed
    public static <J, S> void check(Subject<J, S> subject, List<J> journeys, long seed) {
        new Trial<>(subject, journeys, seed).run();
    }

    private static final class Trial<J, S> {
        private final Subject<J, S> subject;
        private final List<J> journeys;
        private final long seed;
        private final Random random;
        private final byte[] whole;

        Trial(Subject<J, S> subject, List<J> journeys, long seed) {
            this.subject = subject;
            this.journeys = journeys;
            this.seed = seed;
            this.random = new Random(seed);
            this.whole = subject.digest(subject.of(journeys));
        }

        void run() {
            requireWhole("the same journeys give the same digest", subject.of(journeys));
            identity();
            permutation();
            roundTrip();
            for (int i = 0; i < PARTITIONS; i++) {
                partition();
            }
        }

        private void identity() {
            requireWhole("identity on the left", subject.merge(none(), subject.of(journeys)));
            requireWhole("identity on the right", subject.merge(subject.of(journeys), none()));
            requireSame("identity merged with itself", subject.digest(none()), subject.merge(none(), none()));
        }

        private void permutation() {
            requireWhole("permutation of journeys", subject.of(shuffled(journeys)));
        }

        private void roundTrip() {
            byte[] bytes = subject.bytes(subject.of(journeys));
            S read = subject.read(bytes.clone());
            requireWhole("bytes round trip", read);
            if (!Arrays.equals(bytes, subject.bytes(read))) {
                throw broken("bytes written again are the same bytes");
            }
            requireSame(
                    "bytes round trip of the identity", subject.digest(none()), subject.read(subject.bytes(none())));
        }

        private void partition() {
            List<List<J>> parts = parts();
            requireWhole(
                    "merge of a partition from the left",
                    parts.stream().map(subject::of).reduce(none(), subject::merge));
            requireWhole(
                    "merge of a partition in another order",
                    shuffled(parts).stream().map(subject::of).reduce(none(), subject::merge));
            requireWhole("associativity: merge of a partition as a tree", tree(parts));
            requireWhole(
                    "merge of parts that went through bytes",
                    parts.stream()
                            .map(part -> subject.read(subject.bytes(subject.of(part))))
                            .reduce(none(), subject::merge));
        }

        /// The journeys dealt out into some parts, a few of them empty.
        private List<List<J>> parts() {
            List<List<J>> parts = new ArrayList<>();
            int count = random.nextInt(1, 8);
            for (int i = 0; i < count; i++) {
                parts.add(new ArrayList<>());
            }
            journeys.forEach(journey -> parts.get(random.nextInt(count)).add(journey));
            return parts;
        }

        /// Merges right before left, halves at random places.
        private S tree(List<List<J>> parts) {
            if (parts.size() == 1) {
                return subject.of(parts.getFirst());
            }
            int cut = random.nextInt(1, parts.size());
            S right = tree(parts.subList(cut, parts.size()));
            return subject.merge(tree(parts.subList(0, cut)), right);
        }

        private S none() {
            return subject.of(List.of());
        }

        private <T> List<T> shuffled(List<T> list) {
            List<T> copy = new ArrayList<>(list);
            Collections.shuffle(copy, random);
            return copy;
        }

        private void requireWhole(String law, S summary) {
            requireSame(law, whole, summary);
        }

        private void requireSame(String law, byte[] expected, S summary) {
            if (!Arrays.equals(expected, subject.digest(summary))) {
                throw broken(law);
            }
        }

        private AssertionError broken(String law) {
            return new AssertionError("broken law: " + law + " (seed " + seed + ", " + journeys.size() + " journeys)");
        }
    }
}
