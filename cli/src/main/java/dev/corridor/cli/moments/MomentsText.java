package dev.corridor.cli.moments;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.cli.page.Page;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.MomentOfTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Writes the answer of `moments` as one page of plain text: what to look at on Monday in a sentence,
/// then the
/// evidence of each moment, then what was looked at and found wanting.
public final class MomentsText {
    private static final int WIDTH = 100;
    private static final int MOST_OTHERS = 12;

    private final MomentsAnswer answer;
    private final MomentWords words;
    private final AnswerLimits limits;
    private final UnaryOperator<String> plain;
    private final StringBuilder page = new StringBuilder();

    private MomentsText(MomentsAnswer answer, MomentWords words, AnswerLimits limits, UnaryOperator<String> plain) {
        this.answer = answer;
        this.words = words;
        this.limits = limits;
        this.plain = plain;
    }

    /// @param plain makes a name harmless for a terminal
    public static String write(
            MomentsAnswer answer, MomentWords words, AnswerLimits limits, UnaryOperator<String> plain) {
        MomentsText text = new MomentsText(answer, words, limits, plain);
        text.write();
        return text.page.toString();
    }

    private void write() {
        List<Moment> found = answer.moments().stream().filter(this::isMoment).toList();
        wrapped("", sentence(found));
        line("");
        basis();
        String group = "";
        for (Moment moment : found) {
            line("");
            if (moment.group().equals(group)) {
                line("The same from another side:");
            }
            evidence(moment);
            group = moment.group();
        }
        descriptions();
        others();
        remarks();
    }

    private boolean isMoment(Moment moment) {
        return moment.verdict().kind() == MomentOfTruth.Kind.MOMENT_OF_TRUTH && isShown(moment);
    }

    private boolean isShown(Moment moment) {
        return limits.shown(
                                Math.min(moment.exposed(), moment.unexposed()),
                                Math.min(moment.exposedCustomers(), moment.unexposedCustomers()))
                        .compareTo(AnswerLimits.Shown.COUNTS)
                > 0;
    }

    private String sentence(List<Moment> found) {
        if (answer.outcomes() == 0) {
            return "There is no outcome to look at: "
                    + (answer.question().outcome() == MomentQuestion.Outcome.SCORE
                            ? "no interaction has a score. A recipe names the column under score:."
                            : "no journey was completed and watched for long enough.");
        }
        if (found.isEmpty()) {
            return "No moment of truth was found among "
                    + Page.count(answer.moments().size(), "candidate", "candidates")
                    + ": nothing that customers met moves " + outcome() + " by " + effectSize(answer.smallest())
                    + " or more beyond what chance may do.";
        }
        Moment first = found.getFirst();
        long groups = found.stream().map(Moment::group).distinct().count();
        String lead = groups == 1 ? "One moment of truth was found. " : groups + " moments of truth were found. ";
        return lead + told(first);
    }

    /// One moment in a sentence, no stronger than its evidence.
    private String told(Moment moment) {
        Estimate effect = moment.effect().map(Effect::estimate).orElseThrow();
        String change = signed(effect.value());
        StringBuilder told = new StringBuilder(plain.apply(words.label(moment))
                + (moment.placebo() == MomentOfTruth.Placebo.PASSED
                        ? " moves " + outcome() + " by " + change
                        : " goes with a change of " + change + " in " + outcome())
                + " (" + signed(effect.interval().low()) + " to "
                + signed(effect.interval().high()) + ")");
        if (moment.exposedMean().isPresent() && moment.unexposedMean().isPresent()) {
            told.append(": ")
                    .append(value(moment.exposedMean().getAsDouble()))
                    .append(" against ")
                    .append(value(moment.unexposedMean().getAsDouble()));
        }
        return told.append('.').toString();
    }

    private String outcome() {
        return switch (answer.question().outcome()) {
            case SCORE -> "the score";
            case REPURCHASE -> "the share who order again";
            case CHURN -> "the share who leave";
        };
    }

    private void basis() {
        boolean score = answer.question().outcome() == MomentQuestion.Outcome.SCORE;
        String mean = limits.shown(answer.outcomes(), answer.customers()).compareTo(AnswerLimits.Shown.COUNTS) > 0
                        && answer.outcomes() > 0
                ? ", mean " + value(answer.mean())
                : "";
        wrapped(
                "",
                Page.count(
                                answer.outcomes(),
                                score ? "answer" : "completed journey",
                                score ? "answers" : "completed journeys")
                        + " of " + Page.count(answer.customers(), "customer", "customers") + mean + "; "
                        + Page.count(answer.moments().size(), "candidate", "candidates") + ", "
                        + Page.number(answer.tested())
                        + " tested together (false discoveries at most 5 %); smallest effect that matters "
                        + effectSize(answer.smallest()) + ".");
        for (MomentsAnswer.LeftOut left : answer.leftOut()) {
            wrapped("  - ", "Left out: " + Page.number(left.count()) + " " + left.sentence() + ".");
        }
        if (!answer.adjusted().isEmpty()) {
            wrapped(
                    "  - ",
                    "Adjusted for what was known at the start: " + plain.apply(String.join(", ", answer.adjusted()))
                            + ".");
        }
    }

    private void evidence(Moment moment) {
        Effect effect = moment.effect().orElseThrow();
        wrapped("", told(moment));
        List<String> facts = new ArrayList<>();
        facts.add("n " + Page.number(moment.exposed()) + " exposed (" + Page.number(moment.exposedCustomers())
                + " customers), " + Page.number(moment.unexposed()) + " others; q " + p(moment.q()) + "; "
                + effect.estimate().method());
        moment.thresholds()
                .forEach(threshold -> facts.add("A step at " + plain(threshold.at()) + " " + threshold.unit()
                        + " (between " + plain(threshold.low()) + " and " + plain(threshold.high()) + "): "
                        + signed(threshold.change().value())));
        moment.slope()
                .ifPresent(slope -> facts.add("Per unit (" + slope.unit() + "): "
                        + signed(slope.perUnit().value()) + " ("
                        + signed(slope.perUnit().interval().low()) + " to "
                        + signed(slope.perUnit().interval().high()) + ")"));
        facts.add("At stake: " + Page.number(moment.exposed()) + " x "
                + signed(effect.estimate().value()) + " = " + stake(moment));
        if (moment.outcomeBefore() > 0) {
            facts.add(Page.count(
                    moment.outcomeBefore(),
                    "outcome was given before the exposure and counts on neither side",
                    "outcomes were given before the exposure and count on neither side"));
        }
        facts.add(placebo(moment));
        facts.forEach(fact -> wrapped("    ", fact + "."));
        moment.verdict().reasons().stream()
                .filter(note -> !note.code().equals("no-placebo"))
                .forEach(note -> wrapped("    ", note.sentence()));
        moment.hiddenCause().ifPresent(note -> wrapped("    ", note.sentence()));
        moment.warnings().forEach(note -> wrapped("    Note: ", note.sentence()));
    }

    private String stake(Moment moment) {
        return answer.question().outcome() == MomentQuestion.Outcome.SCORE
                ? String.format(Locale.ROOT, "%+,.0f points of score", moment.atStake())
                : String.format(Locale.ROOT, "%+,.0f customers", moment.atStake());
    }

    private static String placebo(Moment moment) {
        return switch (moment.placebo()) {
            case PASSED -> "Placebo passed: before the exposure the same customers did not differ";
            case FAILED -> "Placebo failed: the customers differed before the exposure already";
            case NOT_POSSIBLE ->
                "No placebo is possible (too few earlier outcomes of these customers), so it \"goes with\" the outcome:"
                        + " whether it is the cause cannot be checked that way";
        };
    }

    private void descriptions() {
        for (Moment moment : answer.moments()) {
            if (moment.verdict().kind() == MomentOfTruth.Kind.DESCRIPTION
                    && !moment.curve().isEmpty()) {
                line("");
                wrapped("", plain.apply(words.label(moment)) + " (description only, not an effect)");
                line(String.format(
                        Locale.ROOT,
                        "    %14s %8s %17s %8s %14s",
                        moment.unit(),
                        "mean",
                        "interval",
                        "n",
                        "before it"));
                for (Moment.Point point : moment.curve()) {
                    curve(point);
                }
                moment.warnings().forEach(note -> wrapped("    Note: ", note.sentence()));
            }
        }
    }

    private void curve(Moment.Point point) {
        String dose =
                point.from() == point.to() ? plain(point.from()) : plain(point.from()) + " to " + plain(point.to());
        AnswerLimits.Shown shown = limits.shown(point.n(), point.n());
        if (shown.compareTo(AnswerLimits.Shown.COUNTS) > 0) {
            line(String.format(
                    Locale.ROOT,
                    "    %14s %8s %17s %8s %12.0f %%",
                    dose,
                    value(point.mean().value()),
                    value(point.mean().interval().low()) + " to "
                            + value(point.mean().interval().high()),
                    Page.number(point.n()),
                    100.0 * point.before() / point.n()));
        } else {
            line(String.format(Locale.ROOT, "    %14s  too few to show", dose));
        }
    }

    private void others() {
        List<Moment> rest = answer.moments().stream()
                .filter(moment -> !isMoment(moment) && moment.verdict().kind() != MomentOfTruth.Kind.DESCRIPTION)
                .toList();
        if (rest.isEmpty()) {
            return;
        }
        line("");
        line("Looked at and not found to be one");
        for (Moment moment : rest.subList(0, Math.min(MOST_OTHERS, rest.size()))) {
            String effect = isShown(moment)
                    ? moment.effect()
                            .map(Effect::estimate)
                            .map(estimate -> signed(estimate.value()) + " ("
                                    + signed(estimate.interval().low()) + " to "
                                    + signed(estimate.interval().high()) + "), n " + Page.number(moment.exposed())
                                    + "; ")
                            .orElse("")
                    : "";
            Note reason = moment.verdict().reasons().getFirst();
            wrapped("  - ", plain.apply(words.label(moment)) + ": " + effect + reason.sentence());
        }
        if (rest.size() > MOST_OTHERS) {
            line("  and " + Page.count(rest.size() - MOST_OTHERS, "more", "more") + "; --json lists all");
        }
    }

    private void remarks() {
        for (Note remark : answer.remarks()) {
            line("");
            wrapped("", plain.apply(remark.sentence()));
        }
    }

    // Numbers

    private boolean rate() {
        return answer.question().outcome() != MomentQuestion.Outcome.SCORE;
    }

    private String effectSize(double value) {
        return rate()
                ? String.format(Locale.ROOT, "%.1f points", 100 * value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private String signed(double value) {
        return rate()
                ? String.format(Locale.ROOT, "%+.1f points", 100 * value)
                : String.format(Locale.ROOT, "%+.2f", value);
    }

    private String value(double value) {
        return rate() ? String.format(Locale.ROOT, "%.1f %%", 100 * value) : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String p(double value) {
        return value < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    // Layout

    private void wrapped(String indent, String text) {
        String margin = " ".repeat(indent.length());
        StringBuilder row = new StringBuilder(indent);
        for (String word : text.split(" ")) {
            if (row.length() + word.length() > WIDTH && row.length() > indent.length()) {
                line(row.toString().stripTrailing());
                row.setLength(0);
                row.append(margin);
            }
            row.append(word).append(' ');
        }
        line(row.toString().stripTrailing());
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
