package dev.corridor.cli.loyalty;

import static dev.corridor.cli.page.Page.count;
import static dev.corridor.cli.page.Page.figure;
import static dev.corridor.cli.page.Page.number;
import static dev.corridor.cli.page.Page.percent;
import static dev.corridor.cli.page.Page.probability;

import dev.corridor.cli.page.Notes;
import dev.corridor.cli.page.Page;
import dev.corridor.statistics.Note;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes the answer of `loyalty` for a table of durations as one page.
public final class LoyaltyText {
    private static final int[] STEP = {16, 24, 14};
    private static final int[] GROUP = {10, 10, 12, 18, 12, 18};
    private static final int[] HAZARD = {17, 22, 12};
    private static final int STEPS = 10;
    private static final int GROUPS = 20;
    private static final double DIFFERENT = 0.05;

    private final LoyaltyJson answer;
    private final Page page;

    private LoyaltyText(LoyaltyJson answer, UnaryOperator<String> plain) {
        this.answer = answer;
        page = new Page(plain);
    }

    /// @param plain makes a name harmless for a terminal
    public static String write(LoyaltyJson answer, UnaryOperator<String> plain) {
        LoyaltyText text = new LoyaltyText(answer, plain);
        text.write();
        return text.page.toString();
    }

    private void write() {
        page.wrapped("", sentence() + comparison());
        page.space();
        page.line(page.name(answer.duration()) + " of " + page.name(answer.file()));
        page.line((answer.n() == null
                        ? "fewer than 5 customers"
                        : count(answer.n(), "customer", "customers") + ", "
                                + (answer.events() == null
                                        ? ""
                                        : number(answer.events()) + " with " + page.name(answer.event())))
                + ", " + count(answer.leftOut(), "row", "rows") + " not used"
                + (answer.method() == null ? "" : "; " + answer.method()));
        steps();
        groups();
        hazards();
        Notes.warnings(page, warnings());
        Notes.omissions(page, answer.file(), answer.omissions());
    }

    private String sentence() {
        if (answer.n() == null) {
            return "How long customers stay cannot be said: There are fewer than 5, and nothing is shown, to protect"
                    + " them.";
        }
        if (answer.curve().isEmpty()) {
            return "How long customers stay cannot be said: "
                    + answer.reasons().getFirst().sentence();
        }
        if (answer.median() != null) {
            return "Half of the customers are gone when " + page.name(answer.duration()) + " reaches "
                    + figure(answer.median())
                    + " (" + interval(answer.medianLow(), answer.medianHigh()) + ").";
        }
        LoyaltyJson.Point last = answer.curve().getLast();
        return "When " + page.name(answer.duration()) + " reaches " + figure(last.t()) + ", " + percent(last.survival())
                + " of the customers are still there (" + percent(last.low()) + " to " + percent(last.high())
                + "); when half of them will be gone cannot be said yet." + mean();
    }

    private String mean() {
        return answer.restrictedMean() == null || answer.horizon() == null
                ? ""
                : " Until " + figure(answer.horizon()) + " they stay " + figure(answer.restrictedMean())
                        + " on average (" + interval(answer.restrictedMeanLow(), answer.restrictedMeanHigh()) + ").";
    }

    /// What the test says about the groups; a test says that they differ, never which.
    private String comparison() {
        LoyaltyJson.Test test = answer.test();
        if (test == null) {
            return "";
        }
        String groups = count(answer.groups().size(), "group", "groups");
        return test.p() < DIFFERENT
                ? " The " + groups + " do not stay equally long (log-rank p " + probability(test.p()) + ")."
                : " Nothing shows that the " + groups + " stay differently long (log-rank p " + probability(test.p())
                        + ").";
    }

    private void steps() {
        if (answer.curve().isEmpty()) {
            return;
        }
        page.space();
        page.row(answer.duration() + " reaches", STEP, "still there", "95 % interval", "followed");
        int last = answer.curve().size() - 1;
        int shown = Math.min(STEPS, last + 1);
        for (int i = 0; i < shown; i++) {
            LoyaltyJson.Point point =
                    answer.curve().get(shown == 1 ? 0 : (int) Math.round((double) i * last / (shown - 1)));
            page.row(
                    "  " + figure(point.t()),
                    STEP,
                    percent(point.survival()),
                    percent(point.low()).replace(" %", "") + " to " + percent(point.high()),
                    number(point.atRisk()));
        }
        if (last + 1 > shown) {
            page.line("  (" + shown + " of " + number(last + 1L) + " steps; --json has all)");
        }
    }

    private void groups() {
        if (answer.groups().isEmpty()) {
            return;
        }
        page.space();
        String mean = answer.horizon() == null ? "mean" : "mean to " + figure(answer.horizon());
        page.row("Group", GROUP, "customers", "left", "half gone", "95 % interval", mean, "95 % interval");
        for (LoyaltyJson.Group group : answer.groups().stream().limit(GROUPS).toList()) {
            page.row(
                    "  " + group.group(),
                    GROUP,
                    group.n() == null ? "hidden" : number(group.n()),
                    group.events() == null ? "hidden" : number(group.events()),
                    group.median() == null ? "-" : figure(group.median()),
                    interval(group.low(), group.high()),
                    group.restrictedMean() == null ? "-" : figure(group.restrictedMean()),
                    interval(group.restrictedMeanLow(), group.restrictedMeanHigh()));
        }
        if (answer.groups().size() > GROUPS) {
            page.line("  and " + (answer.groups().size() - GROUPS) + " more (--json)");
        }
    }

    private void hazards() {
        LoyaltyJson.Hazards hazards = answer.hazards();
        if (hazards == null) {
            return;
        }
        page.space();
        page.row(
                "Leaving at any moment, against " + hazards.reference(),
                HAZARD,
                "times as likely",
                "95 % interval",
                "p");
        answer.groups().stream()
                .filter(group -> group.hazardRatio() != null && group.hazardP() != null)
                .limit(GROUPS)
                .forEach(group -> page.row(
                        "  " + group.group(),
                        HAZARD,
                        figure(Objects.requireNonNull(group.hazardRatio())),
                        interval(group.hazardLow(), group.hazardHigh()),
                        probability(Objects.requireNonNull(group.hazardP()))));
        page.wrapped(
                "  ",
                (hazards.proportional()
                                ? "Nothing shows that these factors change with time"
                                : "These factors change with time, so each is only a mean over the time observed: trust"
                                        + " the means above more")
                        + " (check of proportionality, p " + probability(hazards.p()) + ").");
    }

    private static String interval(@Nullable Double low, @Nullable Double high) {
        if (low == null || high == null) {
            return low != null ? figure(low) + " or more" : high != null ? "up to " + figure(high) : "-";
        }
        return figure(low) + " to " + figure(high);
    }

    private List<Note> warnings() {
        List<Note> notes = new ArrayList<>(answer.warnings());
        if (answer.test() != null) {
            notes.addAll(answer.test().warnings());
        }
        notes.addAll(answer.assumptions());
        Map<Note, List<String>> reasons = new LinkedHashMap<>();
        for (LoyaltyJson.Group group : answer.groups().stream().limit(GROUPS).toList()) {
            group.reasons().stream()
                    .filter(note -> !note.code().equals("reference-group"))
                    .limit(1)
                    .forEach(note -> reasons.computeIfAbsent(note, _ -> new ArrayList<>())
                            .add(page.name(group.group())));
        }
        reasons.forEach(
                (note, named) -> notes.add(new Note(note.code(), String.join(", ", named) + ": " + note.sentence())));
        return notes;
    }
}
