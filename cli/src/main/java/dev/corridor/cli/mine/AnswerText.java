package dev.corridor.cli.mine;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.ShownScores;
import dev.corridor.answers.mine.Spans;
import dev.corridor.cli.page.Page;
import dev.corridor.statistics.Digits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes an answer as one page of plain text for people.
public final class AnswerText {
    private static final int WIDTH = 100;
    private static final int ROWS = 5;
    private static final long FEW = 30;
    private static final int COLUMN = 12;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_FILTER = 300;

    private final Answer answer;
    private final UnaryOperator<String> plain;
    private final StringBuilder page = new StringBuilder();

    private AnswerText(Answer answer, UnaryOperator<String> plain) {
        this.answer = answer;
        this.plain = plain;
    }

    /// @param plain makes a name harmless for a terminal
    public static String write(Answer answer, UnaryOperator<String> plain) {
        AnswerText text = new AnswerText(answer, plain);
        text.write();
        return text.page.toString();
    }

    private void write() {
        head();
        if (answer.journeys() > 0) {
            mainPath();
            slowest();
            loops();
            startsAndEnds();
            state();
        }
        findings();
        rejected();
    }

    private void head() {
        String customers =
                answer.customers() == null ? "" : " of " + Page.count(answer.customers(), "customer", "customers");
        line(shown(answer.title(), WIDTH));
        String size = Page.count(answer.journeys(), "journey", "journeys") + customers + ", "
                + Page.count(answer.interactions(), "interaction", "interactions") + " at "
                + Page.count(answer.touchpoints(), "touchpoint", "touchpoints");
        line(size + (answer.from() == null ? undated() : ", " + day(answer.from()) + " to " + day(answer.to())));
        List<String> view = new ArrayList<>();
        if (!answer.rule().equals("key")) {
            view.add("journeys by " + shown(answer.rule(), LONGEST_FILTER));
        }
        answer.filters().forEach(filter -> view.add("only " + shown(filter, LONGEST_FILTER)));
        if (!view.isEmpty()) {
            wrapped("", String.join("; ", view));
        }
        if (answer.outside() > 0) {
            line(Page.count(answer.outside(), "interaction belongs", "interactions belong")
                    + " to no journey by this rule");
        }
        if (answer.journeys() == 0) {
            line("");
            line(nothing());
        }
    }

    private String undated() {
        return answer.interactions() == 0 ? "" : ", no dates";
    }

    private String nothing() {
        if (answer.rows() == 0) {
            return "The tables have no row that can be used.";
        }
        if (!answer.filters().isEmpty()) {
            return "No journey meets these conditions.";
        }
        return answer.asOf() == null
                ? "No row makes an interaction."
                : "Nothing makes a journey by this rule as of " + answer.asOf().replace('T', ' ') + ".";
    }

    private static String day(@org.jspecify.annotations.Nullable String time) {
        return time == null ? "" : time.substring(0, time.indexOf('T'));
    }

    private void mainPath() {
        Answer.Path main =
                answer.topPaths().isEmpty() ? null : answer.topPaths().getFirst();
        if (main == null) {
            return;
        }
        section(main.count() > 1 || answer.paths() == 1 ? "Main path" : "First path (none is walked twice)");
        wrapped(
                "  ",
                String.join(
                        " -> ",
                        main.path().stream()
                                .map(name -> shown(name, LONGEST_NAME))
                                .toList()));
        String median = main.medianSeconds() == null || main.path().size() == 1
                ? ""
                : ", median " + Spans.text(main.medianSeconds());
        String score = main.meanScore() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", mean score %.2f (%sn = %,d)",
                        main.meanScore(),
                        between(main.meanScoreLow(), main.meanScoreHigh()),
                        main.scored());
        line("  " + Page.count(main.count(), "journey", "journeys") + ", " + percent(main.count(), answer.journeys())
                + median + score);
        int listed = answer.topPaths().size();
        long journeys = answer.topPaths().stream().mapToLong(Answer.Path::count).sum();
        line("  " + Page.count(answer.paths(), "distinct path", "distinct paths") + " in all"
                + (listed == 1 || listed == answer.paths()
                        ? ""
                        : "; the first " + listed + " hold " + percent(journeys, answer.journeys())));
        if (answer.scores() != null && answer.scores().scored() > 0) {
            score(answer.scores());
        }
    }

    private static String between(@Nullable Double low, @Nullable Double high) {
        return low == null || high == null ? "" : String.format(Locale.ROOT, "95 %% %.2f to %.2f, ", low, high);
    }

    private void score(Answer.Scores scores) {
        String scale = scores.from() == null || scores.to() == null
                ? ""
                : " on a scale from " + Digits.exact(scores.from()) + " to " + Digits.exact(scores.to());
        line(
                scores.mean() == null
                        ? "  Mean score not shown: "
                                + (scores.scored() < ShownScores.FEW
                                        ? "only " + Page.count(scores.scored(), "journey has", "journeys have") + " one"
                                        : "with those of paths it would tell that of fewer than " + ShownScores.FEW)
                                + " (--include-small)"
                        : String.format(
                                Locale.ROOT,
                                "  Mean score of all journeys %.2f%s (%sn = %,d)",
                                scores.mean(),
                                scale,
                                between(scores.low(), scores.high()),
                                scores.scored()));
    }

    private void slowest() {
        long least = Math.max(Math.clamp(answer.journeys() / 10, 1, FEW), answer.journeys() / 100);
        List<Answer.Edge> slow = answer.flow().stream()
                .filter(edge -> edge.medianSeconds() != null && edge.count() >= least)
                .sorted(Comparator.comparingDouble((Answer.Edge edge) -> -seconds(edge)))
                .limit(ROWS)
                .toList();
        if (slow.isEmpty()) {
            return;
        }
        String precision = answer.exact() ? "" : ", times within 1.6 %";
        section(
                "Slowest stretches (at least " + Page.count(least, "passage", "passages") + precision + ")",
                "median",
                "90 %",
                "passages");
        for (Answer.Edge edge : slow) {
            String from = shown(edge.from(), LONGEST_NAME);
            String to = shown(edge.to(), LONGEST_NAME);
            boolean fits = from.length() + to.length() + 4 <= WIDTH - 3 * COLUMN - 3;
            if (!fits) {
                line("  " + from + " ->");
            }
            row(
                    fits ? from + " -> " + to : "  " + to,
                    Spans.text(edge.medianSeconds()),
                    Spans.text(edge.p90Seconds()),
                    Page.number(edge.count()));
        }
    }

    private static double seconds(Answer.Edge edge) {
        Double median = edge.medianSeconds();
        return median == null ? 0 : median;
    }

    private void loops() {
        List<Answer.Loop> loops = answer.loops().stream().limit(ROWS).toList();
        if (loops.isEmpty()) {
            return;
        }
        section("Loops", "at once", "later", "journeys");
        for (Answer.Loop loop : loops) {
            row(
                    shown(loop.touchpoint(), LONGEST_NAME),
                    Page.number(loop.selfLoops()),
                    Page.number(loop.returns()),
                    Page.number(loop.journeys()));
        }
        if (answer.loops().size() > ROWS) {
            line("  and " + Page.count(answer.loops().size() - ROWS, "more touchpoint", "more touchpoints"));
        }
    }

    private void startsAndEnds() {
        shares("Journeys begin at", answer.starts());
        shares("Journeys end at", answer.ends());
    }

    private void shares(String title, List<Answer.Count> counts) {
        section(title, "", "share", "journeys");
        counts.stream().limit(ROWS).forEach(count -> share(shown(count.touchpoint(), LONGEST_NAME), count.journeys()));
        if (counts.size() > ROWS) {
            long others =
                    counts.stream().skip(ROWS).mapToLong(Answer.Count::journeys).sum();
            share("(" + Page.count(counts.size() - ROWS, "other", "others") + ")", others);
        }
    }

    private void share(String name, long journeys) {
        row(name, "", percent(journeys, answer.journeys()), Page.number(journeys));
    }

    private void state() {
        Answer.Durations durations = answer.durations();
        if (durations.maxSeconds() != null && durations.maxSeconds() > 0) {
            section("Duration");
            line("  median " + Spans.text(durations.medianSeconds()) + ", 90 % within "
                    + Spans.text(durations.p90Seconds()) + " (" + (answer.exact() ? "" : "within 1.6 %, ")
                    + Page.count(durations.finished(), "finished journey", "finished journeys")
                    + (answer.open() > 0 ? "; open ones taken in by their age" : "") + ")");
            if (durations.medianSeconds() != null && durations.medianSeconds() == 0) {
                wrapped("  ", whyZero(durations));
            }
        } else if (answer.from() == null) {
            section("Duration");
            line("  The data have no dates: nothing can be said of how long anything takes.");
        }
        if (answer.open() + answer.completed() + answer.droppedOut() > 0) {
            section("As of "
                    + (answer.asOf() == null ? "the end" : answer.asOf().replace('T', ' ')));
            line("  " + Page.number(answer.completed()) + " completed, " + Page.number(answer.open()) + " open, "
                    + Page.number(answer.droppedOut()) + " dropped out");
        }
    }

    /// Why half of the journeys take no time.
    private String whyZero(Answer.Durations durations) {
        if (durations.singles() == 0) {
            return "Half of the journeys or more take no time: all their interactions carry the same time.";
        }
        String others = durations.othersMedianSeconds() == null
                ? "."
                : "; half of the others take longer than " + Spans.text(durations.othersMedianSeconds()) + ".";
        return Page.count(durations.singles(), "journey is", "journeys are") + " a single interaction ("
                + percent(durations.singles(), answer.journeys()) + "), which takes no time" + others;
    }

    private void findings() {
        if (answer.findings().isEmpty()) {
            return;
        }
        section("Findings");
        for (Answer.Finding finding : answer.findings()) {
            wrapped("  - ", plain.apply(finding.sentence()) + files(finding));
            advice(finding.advice());
        }
    }

    /// Names of files that were not used; none where the sentence has the name.
    private String files(Answer.Finding finding) {
        if (!finding.code().equals(Answer.Finding.UNUSED_FILE)
                || finding.examples().isEmpty()) {
            return "";
        }
        List<String> names = finding.examples().stream()
                .map(name -> shown(name, LONGEST_NAME))
                .toList();
        return (names.size() < finding.count() ? " Among them: " : " Namely: ") + String.join(", ", names) + ".";
    }

    private void rejected() {
        section("Rows");
        line("  " + Page.number(answer.rows()) + " read, "
                + Page.number(answer.rejected().rows()) + " rejected");
        for (Answer.Reason reason : answer.rejected().reasons()) {
            String place = reason.examples().isEmpty()
                    ? ""
                    : " For example " + place(reason.examples().getFirst());
            wrapped("  - ", Page.number(reason.count()) + ": " + plain.apply(reason.sentence()) + place);
            advice(reason.advice());
        }
    }

    private void advice(String words) {
        if (!words.isEmpty()) {
            wrapped("    ", words);
        }
    }

    private String place(Answer.Place place) {
        return shown(place.file(), LONGEST_NAME) + " line " + place.line()
                + (place.column().isEmpty() ? "" : ", " + shown(place.column(), LONGEST_NAME))
                + (place.value().isEmpty() ? "." : ": \"" + shown(place.value(), LONGEST_NAME) + "\".");
    }

    // Layout

    private void section(String title, String... columns) {
        line("");
        columns(title, columns);
    }

    private void row(String name, String... columns) {
        columns("  " + name, columns);
    }

    /// A text, then right-aligned columns.
    private void columns(String start, String... columns) {
        int nameWidth = WIDTH - COLUMN * columns.length;
        StringBuilder row = new StringBuilder(Page.cut(start, nameWidth - 1));
        row.append(" ".repeat(Math.max(0, nameWidth - row.length())));
        for (String column : columns) {
            row.append(" ".repeat(Math.max(1, COLUMN - column.length()))).append(column);
        }
        line(row.toString().stripTrailing());
    }

    private void wrapped(String indent, String text) {
        Page.wrap(indent, text).forEach(this::line);
    }

    /// A name made harmless and cut.
    private String shown(String name, int longest) {
        return Page.cut(plain.apply(name), longest);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String percent(long part, long whole) {
        if (part == 0 || part == whole) {
            return part == 0 ? "0 %" : "100 %";
        }
        double percent = 100.0 * part / whole;
        return percent < 0.1 ? "< 0.1 %" : percent > 99.9 ? "> 99.9 %" : String.format(Locale.ROOT, "%.1f %%", percent);
    }
}
