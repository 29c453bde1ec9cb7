package dev.corridor.app.view.web;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.view.LastWeek;
import dev.corridor.app.view.SavedView;
import dev.corridor.engine.query.Comparison;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.Value;
import dev.corridor.map.report.Headline;
import dev.corridor.map.words.Plain;
import dev.corridor.map.words.Wording;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.score.WelchTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the start page shows.
///
/// @param headline HTML: the main way of all journeys
/// @param news what happened, at most four
public record StartView(Page page, DataSetId set, String headline, String period, List<News> news, List<Kept> saved) {
    private static final double PERCENT = 100;

    public StartView {
        news = List.copyOf(news);
        saved = List.copyOf(saved);
    }

    /// A sentence with what it rests on.
    ///
    /// @param sentence HTML: what happened
    /// @param evidence HTML: figures, every count with its list
    public record News(String sentence, String evidence) {}

    /// A saved view.
    ///
    /// @param shows its page and conditions in words
    public record Kept(SavedView view, String shows) {
        static Kept of(SavedView view, ViewWords words) {
            return new Kept(view, words.say(view.address()));
        }
    }

    static StartView empty(Page page, DataSetId set) {
        return new StartView(page, set, "", "", List.of(), List.of());
    }

    static StartView of(Page page, DataSetId set, Answered whole, Optional<LastWeek> week, List<SavedView> saved) {
        return new StartView(
                page,
                set,
                Headline.of(whole.report(), page.words()),
                week.map(found -> page.say(
                                found.thinned().isPresent()
                                        ? "start.period.thin"
                                        : found.end().isAfter(found.to()) ? "start.period.quiet" : "start.period",
                                day(page, found.from()),
                                day(page, found.to()),
                                day(page, found.end())))
                        .orElseGet(() -> page.say("start.undated")),
                week.map(found -> new Writer(page, whole, found).news()).orElse(List.of()),
                saved.stream()
                        .map(view -> Kept.of(
                                view,
                                ViewWords.of(page, whole.snapshot().origin().recipe())))
                        .toList());
    }

    private static String day(Page page, LocalDate day) {
        return page.words().day(day.atStartOfDay());
    }

    /// Puts a week into sentences; everything it hands on is HTML.
    private record Writer(Page page, Answered whole, LastWeek week) {
        List<News> news() {
            List<News> news = new ArrayList<>();
            week.thinned().map(this::thinned).ifPresent(news::add);
            news.add(begun());
            if (week.thisWeek().journeys() > 0 && week.weekBefore().journeys() > 0) {
                news.add(change());
            }
            week.scores().map(this::scores).ifPresent(news::add);
            return news;
        }

        private Wording words() {
            return page.words();
        }

        private String say(String key, Object... values) {
            return page.say(key, values);
        }

        /// A count with the way to its list, for those who may go there.
        private String count(long number, Query query, @Nullable Filter further) {
            String shown = words().number(number);
            if (!page.may(Permission.LIST_CUSTOMERS.name())) {
                return shown;
            }
            Query listed = further == null ? query : query.and(further.text());
            return "<a href=\"" + Plain.escape(listed.address("journeys")) + "\">" + shown + "</a>";
        }

        private News thinned(LastWeek.Thinned thinned) {
            return new News(
                    Plain.escape(say("start.thin", day(page, week.to()))),
                    say(
                            "start.thin.evidence",
                            count(thinned.week().journeys(), thinned.week().query(), null),
                            day(page, thinned.from()),
                            day(page, thinned.to()),
                            words().number(Math.round(thinned.usual()))));
        }

        private News begun() {
            long now = week.thisWeek().journeys();
            long before = week.weekBefore().journeys();
            String key = week.begun()
                    .answer()
                    .map(Estimate::interval)
                    .map(interval -> interval.low() > 0.5 ? "more" : interval.high() < 0.5 ? "fewer" : "same")
                    .orElse("none");
            String evidence = say(
                    "start.begun.evidence",
                    count(now, week.thisWeek().query(), null),
                    count(before, week.weekBefore().query(), null));
            String ratio = week.begun()
                    .answer()
                    .filter(_ -> before > 0 && now > 0)
                    .map(share -> " "
                            + say(
                                    "start.begun.ratio",
                                    signed(PERCENT * ((double) now / before - 1)),
                                    ratio(share.interval().low()),
                                    ratio(share.interval().high())))
                    .orElse("");
            return new News(Plain.escape(say("start.begun." + key)), evidence + ratio);
        }

        /// How much larger the later week is, in percent, where this share of both is its own.
        private String ratio(double share) {
            return share >= 1 ? "∞" : signed(PERCENT * (share / (1 - share) - 1));
        }

        private String signed(double percent) {
            String text = words().decimal(percent) + Wording.NBSP + "%";
            return percent > 0 ? "+" + text : text;
        }

        private News change() {
            if (week.change().isEmpty()) {
                return new News(
                        Plain.escape(say("start.change.none")),
                        Plain.escape(say("start.change.none.evidence", words().number(week.touchpoints()))));
            }
            LastWeek.Change change = week.change().get();
            Filter passes = new Filter.Passes(change.touchpoint());
            String name = whole.snapshot()
                    .origin()
                    .recipe()
                    .displayName(change.touchpoint(), page.language().tag());
            long now = week.thisWeek().journeys();
            long before = week.weekBefore().journeys();
            String key = change.difference().value() > 0 ? "start.change.more" : "start.change.less";
            Interval interval = change.difference().interval();
            return new News(
                    Plain.escape(say(key, name)),
                    say(
                            "start.change.evidence",
                            Plain.escape(words().share(change.now(), now)),
                            count(change.now(), week.thisWeek().query(), passes),
                            Plain.escape(words().share(change.before(), before)),
                            count(change.before(), week.weekBefore().query(), passes),
                            points(change.difference().value()),
                            points(interval.low()),
                            points(interval.high()),
                            words().number(week.touchpoints())));
        }

        private String points(double share) {
            String text = words().decimal(PERCENT * share);
            return share > 0 ? "+" + text : text;
        }

        private News scores(LastWeek.Scores scores) {
            Filter scored = new Filter.AttributeComparison(
                    "score",
                    Comparison.AT_LEAST,
                    new Value(BigDecimal.valueOf(scores.lowest())
                            .stripTrailingZeros()
                            .toPlainString()));
            String now = count(scores.now().journeys(), scores.now().query(), scored);
            String before = count(scores.before().journeys(), scores.before().query(), scored);
            String days = words().number(scores.days());
            if (scores.few()) {
                return new News(
                        Plain.escape(say("start.score.sparse")), say("start.score.sparse.evidence", now, before, days));
            }
            Optional<WelchTest> difference = scores.difference().answer();
            String key = difference
                    .filter(found -> !found.interval().contains(0))
                    .map(found -> found.difference() > 0 ? "better" : "worse")
                    .orElse("same");
            return new News(
                    Plain.escape(say("start.score." + key)),
                    say(
                            "start.score.evidence",
                            mean(scores.meanNow()),
                            now,
                            mean(scores.meanBefore()),
                            before,
                            difference.map(this::difference).orElse(""),
                            days));
        }

        private String mean(Result<Estimate> mean) {
            return mean.answer()
                    .map(found -> say(
                            "start.score.mean",
                            words().decimal(found.value(), 2),
                            words().decimal(found.interval().low(), 2),
                            words().decimal(found.interval().high(), 2)))
                    .orElse("–");
        }

        private String difference(WelchTest found) {
            return say(
                    "start.score.difference",
                    words().decimal(found.difference(), 2),
                    words().decimal(found.interval().low(), 2),
                    words().decimal(found.interval().high(), 2));
        }
    }
}
