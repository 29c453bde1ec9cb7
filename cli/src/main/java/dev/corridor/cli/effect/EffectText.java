package dev.corridor.cli.effect;

import static dev.corridor.cli.page.Page.count;
import static dev.corridor.cli.page.Page.figure;
import static dev.corridor.cli.page.Page.number;
import static dev.corridor.cli.page.Page.probability;

import dev.corridor.cli.page.Notes;
import dev.corridor.cli.page.Page;
import dev.corridor.statistics.Digits;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.experiment.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Writes the answer of `effect` as one page: the verdict, the figure, why, and what must hold.
public final class EffectText {
    private static final double PERCENT = 100;

    private final EffectJson answer;
    private final Page page;

    private EffectText(EffectJson answer, UnaryOperator<String> plain) {
        this.answer = answer;
        page = new Page(plain);
    }

    /// @param plain makes a name harmless for a terminal
    public static String write(EffectJson answer, UnaryOperator<String> plain) {
        EffectText text = new EffectText(answer, plain);
        text.write();
        return text.page.toString();
    }

    private void write() {
        page.wrapped("", verdict() + moved());
        answer.reasons().stream()
                .map(EffectText::reason)
                .distinct()
                .forEach(sentence -> page.wrapped("  - ", sentence));
        page.space();
        if (answer.plan() != null) {
            page.line(page.name(answer.plan()));
        }
        page.wrapped(
                "",
                "Outcome " + page.name(answer.outcome()) + " of " + page.name(answer.file()) + "; design "
                        + answer.design() + (answer.method() == null ? "" : " (" + answer.method() + ")"));
        String units = answer.clusters() == null ? "" : count(answer.clusters(), "unit", "units") + ", ";
        page.line((answer.design().equals("cuped") ? "" : count(answer.n(), "row", "rows") + ", ") + units
                + count(answer.leftOut(), "row", "rows") + " left out");
        EffectJson.Periods periods = answer.periods();
        if (periods != null) {
            page.wrapped(
                    "",
                    periods.first() + " to " + periods.last() + ": "
                            + count(periods.before(), "period", "periods") + " before the change, "
                            + number(periods.after())
                            + " from it on" + (periods.start() == null ? "" : " (" + periods.start() + ")"));
        }
        sizes();
        checks();
        Notes.warnings(page, notes());
        Notes.omissions(page, answer.file(), answer.omissions());
    }

    private String verdict() {
        return switch (answer.verdict()) {
            case "worked" -> "The change worked.";
            case "harmful" -> "The change did harm.";
            case "too-early" -> "It is too early to say whether the change worked.";
            default -> "There is no evidence that the change worked.";
        };
    }

    private String moved() {
        if (answer.effect() == null || answer.low() == null || answer.high() == null || answer.level() == null) {
            return "";
        }
        return " Estimated effect on " + page.name(answer.outcome()) + ": " + signed(answer.effect()) + " ("
                + signed(answer.low()) + " to " + signed(answer.high()) + " at "
                + String.format(Locale.ROOT, "%.0f", PERCENT * answer.level()) + " %)"
                + (answer.p() == null ? "." : ", p " + probability(answer.p()) + ".");
    }

    /// Checks have their own words below.
    private static String reason(Note note) {
        return note.code().equals("check-failed")
                ? "A check of the design failed (see below): no cause can be named."
                : note.sentence();
    }

    private static String signed(double value) {
        return (value > 0 ? "+" : "") + figure(value);
    }

    private void sizes() {
        page.line("Smallest effect that matters " + (answer.smallestEffect() > 0 ? "+" : "")
                + Digits.exact(answer.smallestEffect())
                + (answer.minimumDetectable() == null
                        ? ""
                        : "; these data would mostly have shown one of " + figure(answer.minimumDetectable())));
    }

    private void checks() {
        if (answer.checks().isEmpty()) {
            return;
        }
        page.section("Checks of the design");
        for (Check check : answer.checks()) {
            page.line("  " + (check.passed() ? "passed  " : "FAILED  ") + words(check.name()) + " ("
                    + figure(check.value()) + ")");
        }
    }

    private static String words(String check) {
        return switch (check) {
            case "parallel-before" -> "treated and untreated moved alike before the change, p-value";
            case "clusters" -> "enough units for their errors to be known";
            case "memory-of-errors" -> "errors do not last too long, correlation of neighbours";
            case "fit-before" -> "the mixture of untreated units follows the treated one before the change";
            case "balanced-before" -> "both arms were alike before, p-value";
            default -> check;
        };
    }

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>(answer.warnings());
        answer.assumptions().forEach(note -> notes.add(new Note(note.code(), "Must hold: " + note.sentence())));
        return notes;
    }
}
