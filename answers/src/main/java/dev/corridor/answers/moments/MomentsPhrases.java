package dev.corridor.answers.moments;

import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import dev.corridor.statistics.disclosure.AnswerLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The phrases of `moments` in one language, and how it writes values and effects of an outcome.
///
/// @param limits below which counts are not named
public record MomentsPhrases(Wording wording, MomentQuestion question, AnswerLimits limits) {
    static final String FILE = "phrases-";
    private static final Pattern FIGURE = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final double LARGE = 100;

    static MomentsPhrases in(Language language, MomentQuestion question, AnswerLimits limits) {
        return new MomentsPhrases(Wording.in(language, MomentsPhrases.class, FILE), question, limits);
    }

    /// The same phrases, some of them said in another way.
    MomentsPhrases with(UnaryOperator<Wording> other) {
        return new MomentsPhrases(other.apply(wording), question, limits);
    }

    public String say(String key, Object... values) {
        return wording.say(key, values);
    }

    boolean has(String key) {
        return wording.all().containsKey(key);
    }

    /// The phrase of a key for this outcome: `KEY.score`, `KEY.repurchase`, `KEY.churn`, or `KEY.silence` of churn
    /// where nothing says where customers leave.
    String ofOutcome(String key, Object... values) {
        return say(key + "." + (silence() ? "silence" : question.outcome().word()), values);
    }

    /// Whether nothing says where customers leave, so that who does not come back counts as gone.
    boolean silence() {
        return question.outcome() == MomentQuestion.Outcome.CHURN
                && question.leaves().isEmpty();
    }

    /// How long customers are watched.
    String within() {
        return wording.count("days", question.within().toDays());
    }

    /// As [#ofOutcome], where repurchase and churn have one phrase, `KEY.rate`.
    public String ofScale(String key, Object... values) {
        return say(key + (rate() ? ".rate" : ".score"), values);
    }

    /// Whether the outcome is a share; else it is a score.
    public boolean rate() {
        return question.outcome() != MomentQuestion.Outcome.SCORE;
    }

    /// A mean score, or a share.
    public String value(double value) {
        return rate() ? percent(value) : wording.decimal(value, 2);
    }

    /// A change with its sign, in points of the score or of a hundred.
    public String signed(double value) {
        String number = wording.decimal(rate() ? 100 * value : value, rate() ? 1 : 2);
        String marked = value > 0 ? "+" + number : number;
        return rate() ? say("points", marked) : marked;
    }

    /// As [#signed], without its unit: for the ends of an interval and for scales.
    public String end(double value) {
        String number = wording.decimal(rate() ? 100 * value : value, rate() ? 1 : 2);
        return value > 0 ? "+" + number : number;
    }

    /// A change without a sign.
    String size(double value) {
        return rate() ? say("points", wording.decimal(100 * value, 1)) : wording.decimal(value, 2);
    }

    String percent(double share) {
        return wording.decimal(100 * share, 1) + Wording.NBSP + "%";
    }

    public String number(long number) {
        return wording.number(number);
    }

    /// A count, unless it is of too few.
    String few(long number) {
        return number > 0 && limits.shown(number, number) == AnswerLimits.Shown.NOTHING
                ? say("fewer", number(limits.counts()))
                : number(number);
    }

    /// The plural form that goes with [#few].
    String plural(long number) {
        boolean few = !few(number).equals(number(number));
        return wording.plural(few ? limits.counts() : number);
    }

    /// A number as short as it can be: whole, or with one digit, two below one.
    String plain(double number) {
        double size = Math.abs(number);
        return number == Math.rint(number) || size >= LARGE
                ? number(Math.round(number))
                : wording.decimal(number, size < 1 ? 2 : 1);
    }

    /// An amount with its unit.
    String amount(double number, String unit) {
        double shown = Math.abs(number) >= LARGE ? Math.rint(number) : number;
        if (!has("units." + unit)) {
            return plain(number);
        }
        String said =
                shown == Math.rint(shown) ? wording.count(unit, Math.round(shown)) : say("units." + unit, plain(shown));
        return said.replace(' ', '\u00a0');
    }

    public String probability(double p) {
        return p < 0.0001 ? say("figure.q.less", wording.decimal(0.0001, 4)) : wording.decimal(p, p < 0.01 ? 4 : 2);
    }

    /// The figures in a sentence, one after another, as this language writes them.
    Object[] figures(String sentence) {
        List<String> figures = new ArrayList<>();
        Matcher figure = FIGURE.matcher(sentence);
        while (figure.find()) {
            double number = Double.parseDouble(figure.group());
            int point = figure.group().indexOf('.');
            figures.add(
                    point < 0
                            ? plain(number)
                            : wording.decimal(number, Math.min(2, figure.group().length() - point - 1)));
        }
        while (figures.size() < 10) {
            figures.add("\u2013");
        }
        return figures.toArray();
    }
}
