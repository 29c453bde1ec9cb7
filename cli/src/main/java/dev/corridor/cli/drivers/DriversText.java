package dev.corridor.cli.drivers;

import static dev.corridor.cli.page.Page.count;
import static dev.corridor.cli.page.Page.figure;
import static dev.corridor.cli.page.Page.percent;

import dev.corridor.cli.page.Notes;
import dev.corridor.cli.page.Page;
import dev.corridor.statistics.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes the answer of `drivers` as one page: the sentence, then each driver with its interval.
public final class DriversText {
    private static final int[] WIDTHS = {9, 18, 9, 22, 13, 7};
    private static final double INFLATED = 5;

    private final DriversJson answer;
    private final Page page;

    private DriversText(DriversJson answer, UnaryOperator<String> plain) {
        this.answer = answer;
        page = new Page(plain);
    }

    /// @param plain makes a name harmless for a terminal
    public static String write(DriversJson answer, UnaryOperator<String> plain) {
        DriversText text = new DriversText(answer, plain);
        text.write();
        return text.page.toString();
    }

    private void write() {
        page.wrapped("", sentence());
        page.space();
        page.line("Outcome " + page.name(answer.outcome()) + " of " + page.name(answer.file()));
        page.line(
                (answer.n() == null ? "fewer than 5 complete rows" : count(answer.n(), "complete row", "complete rows"))
                        + ", " + count(answer.leftOut(), "row", "rows") + " left out"
                        + (answer.method() == null ? "" : "; " + answer.method()));
        if (answer.r2() != null) {
            drivers();
        }
        Notes.warnings(page, warnings());
        Notes.omissions(page, answer.file(), answer.omissions());
    }

    private String sentence() {
        if (answer.r2() == null || answer.r2Low() == null || answer.r2High() == null) {
            return "What drives " + page.name(answer.outcome()) + " cannot be said: "
                    + answer.reasons().getFirst().sentence();
        }
        List<DriversJson.Driver> ranked = answer.drivers().stream()
                .filter(driver -> driver.importance() != null && driver.low() != null && driver.high() != null)
                .toList();
        String together = count(answer.drivers().size(), "driver explains ", "drivers together explain ")
                + percent(answer.r2()) + " of the variance of " + page.name(answer.outcome()) + " ("
                + percent(answer.r2Low()) + " to " + percent(answer.r2High()) + ").";
        if (ranked.stream().noneMatch(driver -> Objects.requireNonNull(driver.low()) > 0)) {
            return together + " None of them can be told from chance.";
        }
        return together + (answer.drivers().size() == 1 ? "" : " " + first(ranked));
    }

    /// Who comes first, as far as the intervals tell.
    private String first(List<DriversJson.Driver> ranked) {
        DriversJson.Driver best = ranked.getFirst();
        double low = Objects.requireNonNull(best.low());
        List<String> rivals = ranked.stream()
                .skip(1)
                .filter(driver -> Objects.requireNonNull(driver.high()) >= low)
                .map(driver -> page.name(driver.driver()))
                .toList();
        String part = " (" + percent(Objects.requireNonNull(best.importance())) + ", " + percent(low) + " to "
                + percent(Objects.requireNonNull(best.high())) + ")";
        return rivals.isEmpty()
                ? page.name(best.driver()) + " explains most" + part + "."
                : page.name(best.driver()) + " comes first" + part + ", but its interval overlaps that of "
                        + (rivals.size() > 3 ? rivals.size() + " others" : String.join(" and ", rivals))
                        + ": which is first is open.";
    }

    private void drivers() {
        page.space();
        page.row("Driver", WIDTHS, "explains", "95 % interval", "share", "one more goes with", "class", "VIF");
        for (DriversJson.Driver driver : answer.drivers()) {
            page.row(
                    "  " + driver.driver(),
                    WIDTHS,
                    driver.importance() == null ? "-" : percent(driver.importance()),
                    between(driver.low(), driver.high()),
                    driver.share() == null ? "-" : percent(driver.share()),
                    coefficient(driver),
                    driver.factor() == null ? "-" : driver.factor(),
                    driver.vif() == null ? "-" : String.format(Locale.ROOT, "%.1f", driver.vif()));
        }
        page.space();
        page.wrapped(
                "",
                "explains: share of the variance. one more goes with: change of the outcome, the other drivers held;"
                        + " +- half its 95 % interval. class: from bad and good ratings. What goes with the outcome need"
                        + " not cause it.");
    }

    private static String between(@Nullable Double low, @Nullable Double high) {
        return low == null || high == null ? "-" : percent(low).replace(" %", "") + " to " + percent(high);
    }

    private static String coefficient(DriversJson.Driver driver) {
        if (driver.coefficient() == null || driver.coefficientHigh() == null) {
            return "-";
        }
        return (driver.coefficient() > 0 ? "+" : "") + figure(driver.coefficient()) + " +- "
                + figure(driver.coefficientHigh() - driver.coefficient());
    }

    private List<Note> warnings() {
        List<Note> notes = new ArrayList<>(answer.warnings());
        answer.assumptions().stream()
                .filter(note -> note.code().equals("linear-probability-model"))
                .forEach(notes::add);
        if (answer.r2() != null) {
            for (DriversJson.Driver driver : answer.drivers()) {
                driver.warnings().forEach(note -> notes.add(named(driver, note)));
                if (driver.importance() == null) {
                    driver.reasons().stream().limit(1).forEach(note -> notes.add(named(driver, note)));
                }
            }
            inflated().ifPresent(notes::add);
        }
        notes.removeIf(note -> note.code().equals("left-out"));
        return notes;
    }

    private Optional<Note> inflated() {
        List<String> names = answer.drivers().stream()
                .filter(driver -> driver.vif() != null && driver.vif() >= INFLATED)
                .map(driver -> page.name(driver.driver()))
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Note(
                        "inflated",
                        "A VIF of 5 or more (" + String.join(", ", names)
                                + ") says that other drivers tell much of it: what belongs to whom is uncertain."));
    }

    private Note named(DriversJson.Driver driver, Note note) {
        return new Note(note.code(), page.name(driver.driver()) + ": " + note.sentence());
    }
}
