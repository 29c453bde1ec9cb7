package dev.corridor.app.view;

import dev.corridor.answers.mine.Answer;
import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.Groups;
import dev.corridor.app.discovery.LocalTime;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.store.Journeys;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.matrix.Moments;
import dev.corridor.statistics.score.Difference;
import dev.corridor.statistics.score.MeanScore;
import dev.corridor.statistics.score.MultipleTesting;
import dev.corridor.statistics.score.TopBox;
import dev.corridor.statistics.score.WelchTest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The seven days up to the last time in the data, beside the seven before; where no journey began in them, the seven
/// days up to the last journey that began; where journeys thin out at the end, as they do where an extract was cut, the
/// seven days before that. Either week is seen as it stood at its own end, so that journeys of both had the same time
/// to
/// go on.
///
/// @param from the first of the seven days
/// @param to the last one
/// @param end the last day of the data
/// @param thinned what began after `to`, where that is so little that the data may end there
/// @param thisWeek journeys that began in them
/// @param begun of the journeys of both weeks, the share that began in the later one
/// @param change the touchpoint whose share changed most, of those whose change holds for the pick of many
/// @param touchpoints how many were compared
/// @param scores empty where the data have none
public record LastWeek(
        LocalDate from,
        LocalDate to,
        LocalDate end,
        Optional<Thinned> thinned,
        Week thisWeek,
        Week weekBefore,
        Result<Estimate> begun,
        Optional<Change> change,
        int touchpoints,
        Optional<Scores> scores) {
    private static final int DAYS = 7;
    private static final double FALSE_FINDINGS = 0.05;

    /// Scored journeys of a period from which on a mean is told, and journeys of a week from which on it is told that
    /// weeks thin out.
    private static final long ENOUGH = 10;

    /// A week is thin that has less than this of what is usual: the median of the eight weeks before.
    private static final double THIN = 0.5;

    private static final int USUAL_WEEKS = 8;
    private static final int MOST_THIN = 8;
    private static final int SEEN_WEEKS = MOST_THIN + 1 + USUAL_WEEKS;

    /// Days of the periods whose scores are compared; the first with enough scores counts.
    private static final List<Integer> PERIODS = List.of(DAYS, 28, 91);

    /// Journeys that began after a week that is looked at.
    ///
    /// @param from the day after that week
    /// @param to the last day of the last week
    /// @param usual the median of the weeks before
    public record Thinned(LocalDate from, LocalDate to, Week week, double usual) {}

    /// Journeys of a week or another period.
    ///
    /// @param query that lists them
    public record Week(Query query, long journeys) {}

    /// A touchpoint that journeys of one week pass more often than those of the other.
    ///
    /// @param now journeys of the later week that pass it
    /// @param before those of the earlier one
    /// @param difference of the shares, later less earlier
    /// @param p after Holm's correction for all touchpoints
    public record Change(String touchpoint, long now, long before, Difference difference, double p) {}

    /// What journeys of two periods were scored: weeks, or longer ones where weeks have too few scores.
    ///
    /// @param days of either period
    /// @param now scored journeys of the later one, and what lists its journeys
    /// @param difference of the means, later less earlier
    public record Scores(
            int days,
            double lowest,
            Week now,
            Week before,
            Result<Estimate> meanNow,
            Result<Estimate> meanBefore,
            Result<WelchTest> difference) {
        public boolean few() {
            return Math.min(now.journeys(), before.journeys()) < ENOUGH;
        }
    }

    /// Empty where no interaction has a time.
    static Optional<LastWeek> of(Figures figures, DataSetId set, boolean small) {
        Query all = new Query(set, List.of(), Optional.empty(), Optional.empty());
        Answered whole = figures.ask(all, small);
        OptionalLong asOf = whole.selection().log().asOf();
        if (asOf.isEmpty()) {
            return Optional.empty();
        }
        LocalTime clock = LocalTime.of(whole.snapshot());
        LocalDate end = clock.at(asOf.getAsLong()).toLocalDate();
        Beginnings beginnings = Beginnings.of(whole, clock, end);
        LocalDate last = beginnings.last();
        int thin = beginnings.thin();
        LocalDate to = last.minusDays((long) DAYS * thin);
        boolean past = to.isBefore(end);
        Periods periods = new Periods(figures, all, clock, past ? endOfDay(clock, to) : asOf.getAsLong(), past, small);
        return Optional.of(between(
                periods, end, thin == 0 ? Optional.empty() : Optional.of(periods.after(last, beginnings.usual(thin)))));
    }

    /// When journeys began, by the week, back from the last one in which any did.
    ///
    /// @param last day of the last week
    /// @param weeks journeys that began in the last week, the one before, and so on
    private record Beginnings(LocalDate last, long[] weeks) {
        static Beginnings of(Answered whole, LocalTime clock, LocalDate end) {
            long begun = whole.selection()
                    .fold(
                            Journeys.UNTIMED,
                            (latest, visit) -> Math.max(latest, visit.journeys().start(visit.journey())));
            LocalDate day = begun == Journeys.UNTIMED ? end : clock.at(begun).toLocalDate();
            LocalDate last = day.isAfter(end.minusDays(DAYS)) ? end : day;
            long earliest = last.minusDays((long) DAYS * SEEN_WEEKS)
                    .atStartOfDay(clock.zone())
                    .toEpochSecond();
            long[] weeks = whole.selection().fold(new long[SEEN_WEEKS + 1], (counts, visit) -> {
                long start = visit.journeys().start(visit.journey());
                if (start >= earliest) {
                    long days = ChronoUnit.DAYS.between(clock.at(start).toLocalDate(), last);
                    counts[(int) (days / DAYS)]++;
                }
                return counts;
            });
            return new Beginnings(last, weeks);
        }

        /// The number of weeks at the end in which far fewer began than was usual; 0 where that goes on for long.
        int thin() {
            int thin = 0;
            while (thin <= MOST_THIN && usual(thin + 1) >= ENOUGH && weeks[thin] < THIN * usual(thin + 1)) {
                thin++;
            }
            return thin > MOST_THIN ? 0 : thin;
        }

        /// The median of some weeks, counted back from one.
        double usual(int week) {
            long[] sorted = Arrays.copyOfRange(weeks, week, week + USUAL_WEEKS);
            Arrays.sort(sorted);
            return (sorted[(USUAL_WEEKS - 1) / 2] + sorted[USUAL_WEEKS / 2]) / 2.0;
        }
    }

    private static long endOfDay(LocalTime clock, LocalDate day) {
        return day.plusDays(1).atStartOfDay(clock.zone()).toEpochSecond() - 1;
    }

    /// Journeys that began in the last days, and in as many days before; either seen at the end of its days.
    ///
    /// @param asOf the last second of the later ones
    /// @param past whether the data go on after it
    private record Periods(Figures figures, Query all, LocalTime clock, long asOf, boolean past, boolean small) {
        LocalDate last() {
            return clock.at(asOf).toLocalDate();
        }

        Period now(int days) {
            return asked(new Query(
                    all.set(),
                    List.of(begun(last().minusDays(days - 1L), last())),
                    Optional.empty(),
                    past ? Optional.of(clock.text(asOf)) : Optional.empty()));
        }

        Period before(int days) {
            LocalDate end = last().minusDays(days);
            return asked(new Query(
                    all.set(),
                    List.of(begun(end.minusDays(days - 1L), end)),
                    Optional.empty(),
                    Optional.of(clock.text(earlier(days)))));
        }

        /// The same time of day so many days before, whatever clocks did between.
        private long earlier(int days) {
            return clock.at(asOf).minusDays(days).atZone(clock.zone()).toEpochSecond();
        }

        /// What began after the later ones.
        Thinned after(LocalDate end, double usual) {
            LocalDate from = last().plusDays(1);
            Query query = new Query(all.set(), List.of(begun(from, end)), Optional.empty(), Optional.empty());
            return new Thinned(from, end, asked(query).week(), usual);
        }

        private Period asked(Query query) {
            return new Period(query, figures.ask(query, small));
        }
    }

    private static String begun(LocalDate from, LocalDate to) {
        return new Filter.TimeIn(Optional.of(from), Optional.of(to)).text();
    }

    private record Period(Query query, Answered answered) {
        Answer answer() {
            return answered.answer();
        }

        Week week() {
            return new Week(query, answer().journeys());
        }
    }

    private static LastWeek between(Periods periods, LocalDate end, Optional<Thinned> thinned) {
        Period now = periods.now(DAYS);
        Period before = periods.before(DAYS);
        Map<String, long[]> shares = new LinkedHashMap<>();
        for (Answer.TouchpointCount count : now.answer().touchpointCounts()) {
            shares.computeIfAbsent(count.touchpoint(), _ -> new long[2])[0] = count.journeys();
        }
        for (Answer.TouchpointCount count : before.answer().touchpointCounts()) {
            shares.computeIfAbsent(count.touchpoint(), _ -> new long[2])[1] = count.journeys();
        }
        return new LastWeek(
                periods.last().minusDays(DAYS - 1L),
                periods.last(),
                end,
                thinned,
                now.week(),
                before.week(),
                TopBox.share(
                        now.answer().journeys(),
                        now.answer().journeys() + before.answer().journeys()),
                change(shares, now.answer().journeys(), before.answer().journeys()),
                shares.size(),
                periods.small() ? scores(periods) : Optional.empty());
    }

    private static Optional<Change> change(Map<String, long[]> shares, long now, long before) {
        List<Change> changes = new ArrayList<>();
        shares.forEach((touchpoint, journeys) -> Groups.shares(journeys[0], now, journeys[1], before)
                .answer()
                .ifPresent(found -> changes.add(new Change(touchpoint, journeys[0], journeys[1], found, found.p()))));
        double[] corrected =
                MultipleTesting.holm(changes.stream().mapToDouble(Change::p).toArray());
        Change largest = null;
        for (int i = 0; i < corrected.length; i++) {
            Change one = changes.get(i);
            boolean larger = largest == null
                    || Math.abs(one.difference().value())
                            > Math.abs(largest.difference().value());
            if (corrected[i] < FALSE_FINDINGS && larger) {
                largest = new Change(one.touchpoint(), one.now(), one.before(), one.difference(), corrected[i]);
            }
        }
        return Optional.ofNullable(largest);
    }

    private static Optional<Scores> scores(Periods periods) {
        Optional<Scores> scores = Optional.empty();
        for (int days : PERIODS) {
            scores = scores(periods, days);
            if (scores.filter(Scores::few).isEmpty()) {
                return scores;
            }
        }
        return scores;
    }

    private static Optional<Scores> scores(Periods periods, int days) {
        Period now = periods.now(days);
        Period before = periods.before(days);
        Double lowest =
                now.answer().scores() == null ? null : now.answer().scores().from();
        if (lowest == null) {
            return Optional.empty();
        }
        Moments later = moments(now.answered());
        Moments earlier = moments(before.answered());
        return Optional.of(new Scores(
                days,
                lowest,
                new Week(now.query(), later.n()),
                new Week(before.query(), earlier.n()),
                MeanScore.of(later),
                MeanScore.of(earlier),
                WelchTest.of(later, earlier)));
    }

    private static Moments moments(Answered answered) {
        return answered.selection().fold(Moments.of(), (moments, visit) -> {
            double score = visit.journeys().scores()[visit.journey()];
            if (!Double.isNaN(score)) {
                moments.add(score);
            }
            return moments;
        });
    }
}
