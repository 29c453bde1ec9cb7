package dev.corridor.testkit;

import dev.corridor.engine.query.PathPattern;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Path patterns, tried out at every place of a path: from each place all places where a match can end.
public final class NaivePattern {
    private final List<String> path;

    private NaivePattern(List<String> path) {
        this.path = path;
    }

    /// Whether some run of neighbours in the path, possibly an empty one, is matched by the pattern.
    public static boolean found(PathPattern pattern, List<String> path) {
        return IntStream.rangeClosed(0, path.size())
                .anyMatch(from -> !new NaivePattern(path).ends(pattern, from).isEmpty());
    }

    /// The places where a match that begins at a place can end; a place is the number of touchpoints before it.
    private Set<Integer> ends(PathPattern pattern, int from) {
        return switch (pattern) {
            case PathPattern.Touchpoint(String name) -> one(from, List.of(name), true);
            case PathPattern.Any() -> one(from, List.of(), false);
            case PathPattern.OneOf(List<String> names) -> one(from, names, true);
            case PathPattern.NoneOf(List<String> names) -> one(from, names, false);
            case PathPattern.Anything() ->
                new HashSet<>(IntStream.rangeClosed(from, path.size()).boxed().toList());
            case PathPattern.Start() -> from == 0 ? Set.of(from) : Set.of();
            case PathPattern.End() -> from == path.size() ? Set.of(from) : Set.of();
            case PathPattern.Sequence(List<PathPattern> parts) -> sequence(parts, from);
            case PathPattern.Either(List<PathPattern> alternatives) -> either(alternatives, from);
            case PathPattern.Repeat(PathPattern part, int min, OptionalInt max) -> repeat(part, min, max, from);
        };
    }

    private Set<Integer> one(int from, List<String> names, boolean wanted) {
        boolean matches = from < path.size() && names.contains(path.get(from)) == wanted;
        return matches ? Set.of(from + 1) : Set.of();
    }

    private Set<Integer> sequence(List<PathPattern> parts, int from) {
        Set<Integer> places = Set.of(from);
        for (PathPattern part : parts) {
            places = endsFromEach(part, places);
        }
        return places;
    }

    private Set<Integer> either(List<PathPattern> alternatives, int from) {
        Set<Integer> places = new HashSet<>();
        alternatives.forEach(alternative -> places.addAll(ends(alternative, from)));
        return places;
    }

    private Set<Integer> repeat(PathPattern part, int min, OptionalInt max, int from) {
        Set<Integer> places = Set.of(from);
        for (int times = 0; times < min; times++) {
            places = endsFromEach(part, places);
        }
        Set<Integer> found = new TreeSet<>(places);
        boolean more = true;
        for (int times = min; more && (max.isEmpty() || times < max.getAsInt()); times++) {
            places = endsFromEach(part, places);
            more = found.addAll(places);
        }
        return found;
    }

    private Set<Integer> endsFromEach(PathPattern part, Set<Integer> places) {
        Set<Integer> ends = new HashSet<>();
        places.forEach(place -> ends.addAll(ends(part, place)));
        return ends;
    }
}
