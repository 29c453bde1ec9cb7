package dev.corridor.app.discovery;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.map.living.Mark;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.disclosure.OneWaySuppression;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/// Takes out of what a search for moments found the means that its reader may not see. Effects, which are adjusted,
/// stay with their intervals.
///
/// Means of the two sides stay where each side, the outcomes given before and the outcomes on neither side are 10 or
/// more, or none; and, where the sides are those of a place of the map, only where the score of that place is shown.
/// A curve with a point of few loses a second one, so that neither follows from the rest.
final class MomentsVeil {
    private static final long FEW = AnswerLimits.USUAL.values();

    private MomentsVeil() {}

    static MomentsAnswer over(MomentsAnswer answer, Allowance allowance) {
        return new MomentsAnswer(
                answer.question(),
                answer.journeys(),
                answer.outcomes(),
                answer.customers(),
                answer.mean(),
                answer.leftOut(),
                answer.smallest(),
                answer.lowest(),
                answer.highest(),
                answer.tested(),
                answer.adjusted(),
                answer.remarks().stream().map(MomentsVeil::over).toList(),
                answer.moments().stream()
                        .map(moment -> over(moment, answer.outcomes(), allowance))
                        .toList());
    }

    /// Remarks on the reading of scores quote single cells.
    private static Note over(Note remark) {
        int example = remark.sentence().indexOf(" For example ");
        return example < 0 ? remark : new Note(remark.code(), remark.sentence().substring(0, example));
    }

    private static Moment over(Moment moment, long outcomes, Allowance allowance) {
        boolean means = hasMeans(moment, outcomes) && isShown(moment, allowance);
        return new Moment(
                moment.id(),
                moment.kind(),
                moment.touchpoint(),
                moment.second(),
                moment.group(),
                moment.effect(),
                moment.q(),
                moment.exposed(),
                moment.unexposed(),
                moment.exposedCustomers(),
                moment.unexposedCustomers(),
                moment.outcomeBefore(),
                means ? moment.exposedMean() : OptionalDouble.empty(),
                means ? moment.unexposedMean() : OptionalDouble.empty(),
                means ? moment.raw() : OptionalDouble.empty(),
                moment.shape(),
                moment.thresholds(),
                moment.slope(),
                curve(moment.curve()),
                moment.unit(),
                moment.placebo(),
                moment.verdict(),
                moment.hiddenCause(),
                moment.warnings(),
                moment.atStake(),
                moment.exposedFrom());
    }

    private static boolean hasMeans(Moment moment, long outcomes) {
        long neither = Math.max(0, outcomes - moment.exposed() - moment.unexposed());
        return LongStream.of(
                        moment.exposed(),
                        moment.unexposed(),
                        moment.exposedCustomers(),
                        moment.unexposedCustomers(),
                        moment.outcomeBefore(),
                        neither)
                .noneMatch(MomentsVeil::few);
    }

    private static boolean few(long n) {
        return 0 < n && n < FEW;
    }

    private static boolean isShown(Moment moment, Allowance allowance) {
        return switch (moment.kind()) {
            case TOUCHPOINT -> allowance.at(new Mark.Touchpoint(moment.touchpoint()));
            case FRAGMENT, WAY -> allowance.at(new Mark.Step(moment.second(), moment.touchpoint()));
            case WAITING_PAST_DUE, DELIVERED_LATE, DAYS_LATE, DAYS_LATE_ALL, OUTCOME, WAIT, NUMBER -> true;
        };
    }

    private static List<Moment.Point> curve(List<Moment.Point> curve) {
        long[] counts = curve.stream().mapToLong(Moment.Point::n).toArray();
        OneWaySuppression suppression = OneWaySuppression.of(counts, FEW);
        List<Moment.Point> shown = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (!suppression.hidden(i) && !few(curve.get(i).before())) {
                shown.add(curve.get(i));
            }
        }
        return shown;
    }
}
