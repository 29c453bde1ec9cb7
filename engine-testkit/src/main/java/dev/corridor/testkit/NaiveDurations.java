package dev.corridor.testkit;

import dev.corridor.testkit.NaiveJourney.Standing;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// How long journeys take, in seconds; open ones are censored at as-of.
///
/// @param finished journeys with a duration that are not open
/// @param open open journeys
/// Where journeys are open, median and p90 are Kaplan-Meier estimates.
///
/// @param min of the finished, as are `mean` and `max`
public record NaiveDurations(
        long finished,
        long open,
        OptionalLong min,
        OptionalDouble median,
        OptionalDouble p90,
        OptionalDouble mean,
        OptionalLong max) {
    private static final double SLACK = 1e-12;

    /// @param asOf present wherever a journey is open
    public static NaiveDurations of(List<NaiveJourney> journeys, OptionalLong asOf) {
        return of(journeys, asOf, false);
    }

    /// The same with the estimates over times in groups, that name the smallest time of a group: seconds below
    /// 64, and of longer times their six leading binary digits.
    public static NaiveDurations grouped(List<NaiveJourney> journeys, OptionalLong asOf) {
        return of(journeys, asOf, true);
    }

    private static NaiveDurations of(List<NaiveJourney> journeys, OptionalLong asOf, boolean grouped) {
        List<Long> finished = journeys.stream()
                .filter(journey -> journey.standing() != Standing.OPEN)
                .flatMap(journey -> journey.duration().stream().boxed())
                .toList();
        List<Long> ages = journeys.stream()
                .filter(journey -> journey.standing() == Standing.OPEN)
                .map(journey -> asOf.orElseThrow() - journey.start().orElseThrow())
                .toList();
        return new NaiveDurations(
                finished.size(),
                ages.size(),
                finished.stream().mapToLong(Long::longValue).min(),
                quantile(finished, ages, 0.5, grouped),
                quantile(finished, ages, 0.9, grouped),
                Numbers.meanOfSeconds(finished),
                finished.stream().mapToLong(Long::longValue).max());
    }

    private static OptionalDouble quantile(List<Long> finished, List<Long> ages, double p, boolean grouped) {
        if (ages.isEmpty()) {
            return Numbers.quantile(finished, p);
        }
        return grouped ? kaplanMeier(grouped(finished), grouped(ages), p) : kaplanMeier(finished, ages, p);
    }

    private static List<Long> grouped(List<Long> times) {
        return times.stream()
                .map(time -> {
                    long unit = Math.max(1, Long.highestOneBit(time) / 32);
                    return time / unit * unit;
                })
                .toList();
    }

    private static OptionalDouble kaplanMeier(List<Long> finished, List<Long> ages, double p) {
        double surviving = 1;
        for (long time : finished.stream().sorted().distinct().toList()) {
            long events = finished.stream().filter(other -> other == time).count();
            long atRisk = finished.stream().filter(other -> other >= time).count()
                    + ages.stream().filter(age -> age >= time).count();
            surviving *= (double) (atRisk - events) / atRisk;
            if (surviving <= 1 - p + SLACK) {
                return OptionalDouble.of((double) time);
            }
        }
        return OptionalDouble.empty();
    }
}
