package dev.corridor.cli.mine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Writes an answer as one page of plain text for people.
public final class AnswerText {
    private static final int WIDTH = 100;
    private static final int ROWS = 5;
    private static final long FEW = 30;

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
                answer.customers() == null ? "" : " of " + count(answer.customers(), "customer", "customers");
        line(plain.apply(answer.title()));
        String size = count(answer.journeys(), "journey", "journeys") + customers + ", "
                + count(answer.interactions(), "interaction", "interactions") + " at "
                + count(answer.touchpoints(), "touchpoint", "touchpoints");
        line(size + (answer.from() == null ? "" : ", " + day(answer.from()) + " to " + day(answer.to())));
        List<String> view = new ArrayList<>();
        if (!answer.rule().equals("key")) {
            view.add("journeys by " + plain.apply(answer.rule()));
        }
        answer.filters().forEach(filter -> view.add("only " + plain.apply(filter)));
        if (!view.isEmpty()) {
            line(String.join("; ", view));
        }
        if (answer.outside() > 0) {
            line(count(answer.outside(), "interaction belongs", "interactions belong") + " to no journey by this rule");
        }
        if (answer.journeys() == 0) {
            line("");
            line("No journey meets these conditions.");
        }
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
        section("Main path");
        wrapped("  ", String.join(" -> ", main.path().stream().map(plain).toList()));
        String score = main.meanScore() == null
                ? ""
                : String.format(Locale.ROOT, ", mean score %.2f (n = %,d)", main.meanScore(), main.scored());
        line("  " + number(main.count()) + " journeys, " + percent(main.count(), answer.journeys()) + ", median "
                + Spans.text(main.medianSeconds()) + score);
        line("  " + count(answer.paths(), "distinct path", "distinct paths") + " in all; the first "
                + answer.topPaths().size() + " hold "
                + percent(
                        answer.topPaths().stream().mapToLong(Answer.Path::count).sum(), answer.journeys()));
        if (answer.scores() != null && answer.scores().mean() != null) {
            line(String.format(
                    Locale.ROOT,
                    "  Mean score of all journeys %.2f (n = %,d)",
                    answer.scores().mean(),
                    answer.scores().scored()));
        }
    }

    private void slowest() {
        long least = Math.max(FEW, answer.journeys() / 100);
        List<Answer.Edge> slow = answer.flow().stream()
                .filter(edge -> edge.medianSeconds() != null && edge.count() >= least)
                .sorted(Comparator.comparingDouble((Answer.Edge edge) -> -seconds(edge)))
                .limit(ROWS)
                .toList();
        if (slow.isEmpty()) {
            return;
        }
        section("Slowest stretches (at least " + number(least) + " passages)", "median", "90 %", "passages");
        for (Answer.Edge edge : slow) {
            row(
                    plain.apply(edge.from()) + " -> " + plain.apply(edge.to()),
                    Spans.text(edge.medianSeconds()),
                    Spans.text(edge.p90Seconds()),
                    number(edge.count()));
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
                    plain.apply(loop.touchpoint()),
                    number(loop.selfLoops()),
                    number(loop.returns()),
                    number(loop.journeys()));
        }
    }

    private void startsAndEnds() {
        section("Journeys begin at", "", "share", "journeys");
        answer.starts().stream().limit(ROWS).forEach(this::share);
        section("Journeys end at", "", "share", "journeys");
        answer.ends().stream().limit(ROWS).forEach(this::share);
    }

    private void share(Answer.Count count) {
        row(
                plain.apply(count.touchpoint()),
                "",
                percent(count.journeys(), answer.journeys()),
                number(count.journeys()));
    }

    private void state() {
        Answer.Durations durations = answer.durations();
        if (durations.maxSeconds() != null && durations.maxSeconds() > 0) {
            section("Duration");
            line("  median " + Spans.text(durations.medianSeconds()) + ", 90 % within "
                    + Spans.text(durations.p90Seconds()) + " (" + durations.method() + ", "
                    + number(durations.finished()) + " finished journeys)");
        }
        if (answer.open() + answer.completed() + answer.droppedOut() > 0) {
            section("As of "
                    + (answer.asOf() == null ? "the end" : answer.asOf().replace('T', ' ')));
            line("  " + number(answer.completed()) + " completed, " + number(answer.open()) + " open, "
                    + number(answer.droppedOut()) + " dropped out");
        }
    }

    private void findings() {
        if (answer.findings().isEmpty()) {
            return;
        }
        section("Findings");
        for (Answer.Finding finding : answer.findings()) {
            wrapped("  - ", plain.apply(finding.sentence()));
        }
    }

    private void rejected() {
        section("Rows");
        line("  " + number(answer.rows()) + " read, " + number(answer.rejected().rows()) + " rejected");
        for (Answer.Reason reason : answer.rejected().reasons()) {
            String place = reason.examples().isEmpty()
                    ? ""
                    : " For example " + place(reason.examples().getFirst());
            wrapped("  - ", number(reason.count()) + ": " + plain.apply(reason.sentence()) + place);
        }
    }

    private String place(Answer.Place place) {
        return plain.apply(place.file()) + " line " + place.line()
                + (place.column().isEmpty() ? "" : ", " + plain.apply(place.column()))
                + (place.value().isEmpty() ? "." : ": \"" + plain.apply(place.value()) + "\".");
    }

    // Layout

    private void section(String title, String... columns) {
        line("");
        columns(title, columns);
    }

    private void row(String name, String... columns) {
        columns("  " + name, columns);
    }

    /// A text, then right-aligned columns of 12.
    private void columns(String start, String... columns) {
        int nameWidth = WIDTH - 12 * columns.length;
        StringBuilder row =
                new StringBuilder(start.length() > nameWidth - 1 ? start.substring(0, nameWidth - 4) + "..." : start);
        row.append(" ".repeat(nameWidth - row.length()));
        for (String column : columns) {
            row.append(" ".repeat(Math.max(1, 12 - column.length()))).append(column);
        }
        line(row.toString().stripTrailing());
    }

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

    private static String count(long n, String one, String many) {
        return number(n) + " " + (n == 1 ? one : many);
    }

    private static String number(long n) {
        return Mining.number(n);
    }

    private static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
