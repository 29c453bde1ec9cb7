package dev.corridor.engine.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the names that a mistyped one may have meant.
///
/// Two names are near where few single characters were inserted, left out, replaced or swapped with their
/// neighbour (optimal string alignment, case ignored): one in names of up to 5 characters, two up to 9, else
/// three. Names of up to 200 characters are compared; the cost is about 7 steps per character and name.
public final class NearestNames {
    private static final int MAX_LENGTH = 200;
    private static final int FEW = 10;

    private NearestNames() {}

    /// The known names near to this one, the nearest first, equally near ones in their given order.
    ///
    /// @param count at most this many
    public static List<String> of(String name, Collection<String> known, int count) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return List.of();
        }
        int limit = name.length() <= 5 ? 1 : name.length() <= 9 ? 2 : 3;
        return near(name, known, (_, _) -> limit).limit(count).toList();
    }

    /// The known name nearest to this one, case ignored; of equally near ones the first.
    ///
    /// @param limit of this name in small letters and a known one: how far that may be
    public static Optional<String> nearest(
            String name, Collection<String> known, ToIntBiFunction<String, String> limit) {
        return near(name, known, limit).findFirst();
    }

    private static Stream<String> near(String name, Collection<String> known, ToIntBiFunction<String, String> limit) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .map(candidate -> Near.of(wanted, candidate, limit.applyAsInt(wanted, candidate)))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(Near::distance))
                .map(Near::name);
    }

    /// The end of a sentence that says a name is not there: up to three near ones, or, where none is near and there
    /// are no more than ten, all of them; else nothing.
    ///
    /// @param shown how a name is written
    public static String hint(String name, Collection<String> known, UnaryOperator<String> shown) {
        List<String> near = of(name, known, 3);
        if (near.isEmpty() && (known.isEmpty() || known.size() > FEW)) {
            return "";
        }
        return (near.isEmpty() ? "; there are: " : "; near to it: ")
                + (near.isEmpty() ? known : near).stream().map(shown).collect(Collectors.joining(", "));
    }

    private record Near(String name, int distance) {
        /// Empty where it is farther than the limit.
        static Optional<Near> of(String wanted, String candidate, int limit) {
            if (Math.abs(candidate.length() - wanted.length()) > limit) {
                return Optional.empty();
            }
            int distance = NearestNames.distance(wanted, candidate.toLowerCase(Locale.ROOT), limit);
            return distance <= limit ? Optional.of(new Near(candidate, distance)) : Optional.empty();
        }
    }

    /// The optimal string alignment distance, or any number above the limit where it is above the limit; case counts.
    static int distance(String a, String b, int limit) {
        int far = limit + 1;
        if (Math.abs(a.length() - b.length()) > limit) {
            return far;
        }
        int[] twoBack = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = Math.min(j, far);
        }
        for (int i = 1; i <= a.length(); i++) {
            int from = Math.max(1, i - limit);
            int to = Math.min(b.length(), i + limit);
            current[from - 1] = from == 1 ? Math.min(i, far) : far;
            int least = current[from - 1];
            for (int j = from; j <= to; j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int cost = previous[j - 1] + (same ? 0 : 1);
                cost = Math.min(cost, current[j - 1] + 1);
                if (j < i + limit) {
                    cost = Math.min(cost, previous[j] + 1);
                }
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost = Math.min(cost, twoBack[j - 2] + 1);
                }
                current[j] = cost;
                least = Math.min(least, cost);
            }
            if (least > limit) {
                return far;
            }
            int[] free = twoBack;
            twoBack = previous;
            previous = current;
            current = free;
        }
        return previous[b.length()];
    }
}
