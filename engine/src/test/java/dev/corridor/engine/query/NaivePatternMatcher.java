package dev.corridor.engine.query;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Matches a pattern straight from its definition: for each place the set of places at which a match that begins
/// there may end.
final class NaivePatternMatcher {
    private final List<String> path;

    private NaivePatternMatcher(List<String> path) {
        this.path = path;
    }

    static boolean matches(PathPattern pattern, List<String> path) {
        NaivePatternMatcher matcher = new NaivePatternMatcher(path);
        for (int start = 0; start <= path.size(); start++) {
            if (!matcher.ends(pattern, start).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Set<Integer> ends(PathPattern pattern, int start) {
        return switch (pattern) {
            case PathPattern.Touchpoint touchpoint -> one(start, at -> at.equals(touchpoint.name()));
            case PathPattern.Any _ -> one(start, _ -> true);
            case PathPattern.OneOf oneOf -> one(start, at -> oneOf.names().contains(at));
            case PathPattern.NoneOf noneOf -> one(start, at -> !noneOf.names().contains(at));
            case PathPattern.Anything _ -> from(start);
            case PathPattern.Start _ -> start == 0 ? Set.of(start) : Set.of();
            case PathPattern.End _ -> start == path.size() ? Set.of(start) : Set.of();
            case PathPattern.Sequence sequence -> {
                Set<Integer> ends = Set.of(start);
                for (PathPattern part : sequence.parts()) {
                    ends = ends(part, ends);
                }
                yield ends;
            }
            case PathPattern.Either either -> {
                Set<Integer> ends = new HashSet<>();
                either.alternatives().forEach(part -> ends.addAll(ends(part, start)));
                yield ends;
            }
            case PathPattern.Repeat repeat -> repeated(repeat, start);
        };
    }

    private Set<Integer> ends(PathPattern pattern, Set<Integer> starts) {
        Set<Integer> ends = new HashSet<>();
        starts.forEach(start -> ends.addAll(ends(pattern, start)));
        return ends;
    }

    private Set<Integer> repeated(PathPattern.Repeat repeat, int start) {
        Set<Integer> ends = Set.of(start);
        for (int i = 0; i < repeat.min(); i++) {
            ends = ends(repeat.part(), ends);
        }
        Set<Integer> all = new HashSet<>(ends);
        int more = repeat.max().orElse(repeat.min() + path.size() + 1) - repeat.min();
        for (int i = 0; i < more; i++) {
            ends = ends(repeat.part(), ends);
            all.addAll(ends);
        }
        return all;
    }

    private Set<Integer> one(int start, Predicate<String> accepts) {
        return start < path.size() && accepts.test(path.get(start)) ? Set.of(start + 1) : Set.of();
    }

    private Set<Integer> from(int start) {
        Set<Integer> ends = new HashSet<>();
        for (int end = start; end <= path.size(); end++) {
            ends.add(end);
        }
        return ends;
    }
}
