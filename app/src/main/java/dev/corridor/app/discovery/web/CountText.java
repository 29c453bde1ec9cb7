package dev.corridor.app.discovery.web;

import dev.corridor.app.shared.web.Page;
import dev.corridor.map.Times;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.score.TopBox;
import java.util.Optional;
import java.util.OptionalDouble;

/// Writes shares, medians and scores with what they rest on. Who may not list customers reads none that rests on fewer
/// than 10 journeys; fewer than 30 are marked.
///
/// @param small whether the reader may list customers
public record CountText(Page page, boolean small) {
    private static final double PERCENT = 100;
    static final String NONE = "–";

    /// A value and what stands beside it.
    public record Figure(String value, String beside) {}

    private boolean tells(long n) {
        return n > 0 && (small || n >= AnswerLimits.USUAL.values());
    }

    /// A share with its 95 % interval.
    Figure share(long part, long whole) {
        Optional<Estimate> share = tells(whole) ? TopBox.share(part, whole).answer() : Optional.empty();
        return share.map(estimate -> new Figure(
                        page.words().share(part, whole),
                        page.say(
                                few(whole) ? "count.interval.few" : "count.interval",
                                percent(estimate.interval().low()),
                                percent(estimate.interval().high()))))
                .orElse(new Figure(NONE, whole > 0 ? page.say("panel.few.journeys") : ""));
    }

    private String percent(double share) {
        return page.words().decimal(PERCENT * share);
    }

    /// A duration in seconds that halves the journeys that have one.
    Figure median(OptionalDouble seconds, long timed) {
        if (seconds.isEmpty() || !tells(timed)) {
            return new Figure(NONE, timed > 0 ? page.say("panel.few.journeys") : "");
        }
        return new Figure(
                page.words().duration(seconds.getAsDouble()),
                few(timed) ? page.say("count.few", page.words().number(timed)) : "");
    }

    /// A quantile of times in seconds with its 95 % interval and the number of times.
    Figure time(double seconds, Times.Range range, long times) {
        if (!tells(times) || Double.isNaN(seconds)) {
            return new Figure(NONE, times > 0 ? page.say("panel.few.times") : "");
        }
        String n = page.words().number(times);
        String beside = range.low().isEmpty()
                ? page.say("count.time.few", n)
                : page.say(few(times) ? "count.time.interval.few" : "count.time.interval", range(range), n);
        return new Figure(page.words().duration(seconds), beside);
    }

    private String range(Times.Range range) {
        String low = page.words().duration(range.low().orElseThrow());
        return range.high().isEmpty()
                ? page.say("time.interval.open", low)
                : page.say(
                        "scores.range", low, page.words().duration(range.high().getAsDouble()));
    }

    /// A mean score with its 95 % interval.
    Figure score(Result<Estimate> score) {
        Optional<Estimate> found = score.answer().filter(estimate -> tells(estimate.n()));
        return found.map(estimate -> new Figure(
                        page.words().decimal(estimate.value(), 2),
                        page.say(
                                few(estimate.n()) ? "panel.interval.few" : "panel.interval",
                                page.words().decimal(estimate.interval().low(), 2),
                                page.words().decimal(estimate.interval().high(), 2),
                                page.words().number(estimate.n()))))
                .orElse(new Figure(NONE, reason(score)));
    }

    private String reason(Result<Estimate> score) {
        if (!(score instanceof Result.NotPossible<Estimate>(long n, Note reason))) {
            return page.say("panel.few");
        }
        return n == 0
                ? ""
                : reason.code().equals("constant-answers") && tells(n)
                        ? page.say("panel.equal", page.words().number(n))
                        : page.say("panel.few");
    }

    private static boolean few(long n) {
        return n < AnswerLimits.USUAL.plenty();
    }
}
