package dev.corridor.app.discovery;

import dev.corridor.engine.query.Filter;
import dev.corridor.map.living.Mark;
import dev.corridor.map.living.Metric;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The places of a map as parts of an address, and as the condition that lists exactly what they count.
public final class Marks {
    private Marks() {}

    /// @param kind `touchpoint`, `step`, `start` or `end`; empty where nothing else is meant
    /// @param to of a step
    public static Optional<Mark> of(@Nullable String kind, @Nullable String at, @Nullable String to) {
        if (kind == null || at == null) {
            return Optional.empty();
        }
        return switch (kind) {
            case "touchpoint" -> Optional.of(new Mark.Touchpoint(at));
            case "start" -> Optional.of(new Mark.Start(at));
            case "end" -> Optional.of(new Mark.End(at));
            case "step" -> to == null ? Optional.empty() : Optional.of(new Mark.Step(at, to));
            default -> Optional.empty();
        };
    }

    /// Parameters of an address: `mark=step&at=A&to=B`.
    public static String[] text(Mark mark) {
        return switch (mark) {
            case Mark.Touchpoint(String id) -> new String[] {"mark=touchpoint", "at=" + Query.encoded(id)};
            case Mark.Start(String id) -> new String[] {"mark=start", "at=" + Query.encoded(id)};
            case Mark.End(String id) -> new String[] {"mark=end", "at=" + Query.encoded(id)};
            case Mark.Step(String from, String to) ->
                new String[] {"mark=step", "at=" + Query.encoded(from), "to=" + Query.encoded(to)};
        };
    }

    /// The condition that holds for exactly the journeys that the mark stands for, on a map of journeys.
    public static Filter filter(Mark mark) {
        return filter(mark, Metric.JOURNEYS);
    }

    /// The condition that holds for exactly the journeys that the mark stands for: those that its width and its panel
    /// count. On a map of drop-outs an end stands for those that dropped out there.
    public static Filter filter(Mark mark, Metric metric) {
        return switch (mark) {
            case Mark.Touchpoint(String id) -> new Filter.Passes(id);
            case Mark.Start(String id) -> new Filter.Starts(id);
            case Mark.End(String id) -> metric == Metric.DROP_OUTS ? new Filter.Drops(id) : new Filter.Ends(id);
            case Mark.Step(String from, String to) -> new Filter.Then(from, to);
        };
    }

    /// The condition that holds for exactly the journeys that the number at the mark counts: those of the metric where
    /// it counts journeys at touchpoints.
    public static Filter counted(Mark mark, Metric metric) {
        if (mark instanceof Mark.Touchpoint(String id)) {
            if (metric == Metric.REPEATS) {
                return new Filter.Repeats(id);
            }
            if (metric == Metric.DROP_OUTS) {
                return new Filter.Drops(id);
            }
        }
        return filter(mark, metric);
    }
}
