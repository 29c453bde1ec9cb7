package dev.corridor.engine.summary;

import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// Tells which journeys of a log are completed, open or dropped out, at the time the log is seen.
///
/// Completed: an end touchpoint occurs. The patience is the 95 % quantile (exact, type 7) of the times from
/// the start to the first end touchpoint over all journeys of the log. Open: not completed, begun, and
/// younger than the patience, or of any age where nobody completed. Where the schema names no ends nothing is
/// open, completed or dropped out.
///
/// The rule `from=A,to=B,timeout=T` names its end and its patience itself: completed is what B ended; open
/// what is not completed, not over, and begun. Such a journey, also without `to`, is over where as-of is more
/// than T after its start or the same customer's next one has begun; what is over is never open.
public final class OpenJourneys {
    private static final double PATIENCE = 0.95;

    /// What has become of a journey.
    public enum State {
        COMPLETED,
        OPEN,
        DROPPED_OUT,
        /// The schema names no ends.
        UNKNOWN
    }

    private final boolean[] ends;
    private final boolean named;
    private final JourneyRule rule;
    private final OptionalLong asOf;
    private final OptionalDouble patience;

    public OpenJourneys(JourneyLog log) {
        rule = log.rule();
        Set<String> names = ends(rule, log.store().schema());
        ends = new boolean[log.store().touchpoints().size()];
        for (String end : names) {
            log.store().touchpoints().code(end).ifPresent(code -> ends[code] = true);
        }
        named = !names.isEmpty();
        asOf = log.asOf();
        patience = named ? patience(log.all()) : OptionalDouble.empty();
    }

    private static Set<String> ends(JourneyRule rule, Schema schema) {
        return rule instanceof JourneyRule.FromTo window && window.to().isPresent()
                ? Set.of(window.to().get())
                : Set.copyOf(schema.ends());
    }

    private OptionalDouble patience(JourneySelection all) {
        if (rule instanceof JourneyRule.FromTo window && window.to().isPresent()) {
            return OptionalDouble.of(window.timeout().toSeconds());
        }
        LogHistogram times = new LogHistogram();
        all.fold(times, (histogram, visit) -> {
            long time = completionTime(visit.journeys(), visit.journey());
            if (time >= 0) {
                histogram.add(time);
            }
            return histogram;
        });
        if (times.count() == 0) {
            return OptionalDouble.empty();
        }
        ExactTimes exact = new ExactTimes(times, PATIENCE);
        all.fold(exact, (second, visit) -> {
            long time = completionTime(visit.journeys(), visit.journey());
            if (time >= 0) {
                second.add(time);
            }
            return second;
        });
        return OptionalDouble.of(exact.quantile(PATIENCE));
    }

    /// Seconds from the start to the first end touchpoint, -1 where there is none or it has no time.
    private long completionTime(Journeys part, int journey) {
        int at = firstEnd(part, journey);
        if (at < 0 || part.second(at) == Journeys.UNTIMED) {
            return -1;
        }
        return part.second(at) - part.start(journey);
    }

    private int firstEnd(Journeys part, int journey) {
        int from = part.offset(journey);
        int to = part.offset(journey + 1);
        boolean window =
                rule instanceof JourneyRule.FromTo fromTo && fromTo.to().isPresent();
        for (int i = window ? from + 1 : from; i < to; i++) {
            if (ends[part.touchpoint(i)]) {
                return i;
            }
        }
        return -1;
    }

    public State state(Journeys part, int journey) {
        if (!named) {
            return State.UNKNOWN;
        }
        if (firstEnd(part, journey) >= 0) {
            return State.COMPLETED;
        }
        long start = part.start(journey);
        boolean open = asOf.isPresent() && start != Journeys.UNTIMED && isOpen(part, journey, asOf.getAsLong() - start);
        return open ? State.OPEN : State.DROPPED_OUT;
    }

    private boolean isOpen(Journeys part, int journey, long age) {
        if (rule instanceof JourneyRule.FromTo window) {
            boolean over = age > window.timeout().toSeconds() || isFollowed(part, journey);
            if (over || window.to().isPresent()) {
                return !over;
            }
        }
        return patience.isEmpty() || age < patience.getAsDouble();
    }

    /// Whether another journey was cut from the same interactions behind this one.
    private static boolean isFollowed(Journeys part, int journey) {
        return journey + 1 < part.count() && part.orderMajor(journey + 1) == part.orderMajor(journey);
    }

    /// Seconds after which a journey that is not completed counts as dropped out: the rule's timeout where the rule
    /// names its end; else as completed journeys say, empty where nobody completed.
    public OptionalDouble patience() {
        return patience;
    }

    /// How old an open journey is, in seconds.
    long age(Journeys part, int journey) {
        return asOf.orElseThrow() - part.start(journey);
    }
}
