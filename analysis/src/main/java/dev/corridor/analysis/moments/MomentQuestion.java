package dev.corridor.analysis.moments;

import dev.corridor.engine.journey.JourneyRule;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// What is asked: which moments move this outcome.
///
/// @param within how long after a journey's end customers are watched, for outcomes that are no score
/// @param cluster attribute whose values share exposures, beside customers; `day` is the day of the
///     outcome where no
///     attribute has that name
/// @param smallest effect that matters; empty: 5 % of the scale's range, or 0.05 of a rate
/// @param leaves touchpoints at which a customer leaves; empty: who does not come back has left
/// @param zone in which days of instants are read
/// @param byDay touchpoints whose times are known only by the day
public record MomentQuestion(
        Outcome outcome,
        JourneyRule rule,
        Duration within,
        Optional<String> cluster,
        OptionalDouble smallest,
        List<String> leaves,
        ZoneId zone,
        Set<String> byDay) {
    /// The usual time that customers are watched.
    public static final Duration USUAL_WITHIN = Duration.ofDays(180);

    public MomentQuestion {
        leaves = List.copyOf(leaves);
        byDay = Set.copyOf(byDay);
    }

    /// What a moment may move.
    public enum Outcome {
        SCORE,
        /// Another journey of the customer begins.
        REPURCHASE,
        /// The customer leaves.
        CHURN;

        /// The word on the command line and in ids.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
