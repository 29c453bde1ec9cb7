package dev.corridor.cli.score;

import static dev.corridor.cli.page.Cells.decimal;
import static dev.corridor.cli.page.Cells.number;
import static dev.corridor.cli.page.Cells.percent;
import static dev.corridor.cli.page.Cells.probability;
import static dev.corridor.cli.page.Page.count;

import dev.corridor.analysis.score.ScoreAnswer.Comparison;
import dev.corridor.analysis.score.ScoreAnswer.Figure;
import dev.corridor.analysis.score.ScoreAnswer.Group;
import dev.corridor.analysis.score.ScoreAnswer.GroupResponse;
import dev.corridor.analysis.score.ScoreAnswer.Overall;
import dev.corridor.analysis.score.ScoreAnswer.Response;
import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.score.ScoreReport;
import dev.corridor.cli.page.Page;
import dev.corridor.statistics.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Writes the report of `score` as one page of plain text: the answer in a sentence, who answered, the groups, and
/// which of them differ.
public final class ScoreText {
    private static final int[] ANSWERED = {12, 12, 12, 14, 10};
    private static final int[] SCORED = {14, 24, 12};
    private static final int ROWS = 12;
    private static final int MONTHS = 36;
    private static final double FOUND = 0.05;

    private final ScoreReport report;
    private final Page page;

    private ScoreText(ScoreReport report, UnaryOperator<String> plain) {
        this.report = report;
        this.page = new Page(plain);
    }

    /// @param plain makes a name harmless for a terminal
    public static String write(ScoreReport report, UnaryOperator<String> plain) {
        ScoreText text = new ScoreText(report, plain);
        text.write();
        return text.page.toString();
    }

    private void write() {
        page.line(page.name(report.title()));
        headline();
        whoAnswered();
        groups();
        comparisons();
        remarks();
    }

    // The answer

    private void headline() {
        List<String> view = new ArrayList<>();
        if (!report.rule().equals("key")) {
            view.add("journeys by " + page.name(report.rule()));
        }
        report.filters().forEach(filter -> view.add("only " + page.name(filter)));
        if (!view.isEmpty()) {
            page.wrapped("", String.join("; ", view));
        }
        Overall all = report.overall();
        if (all.score() == null) {
            Note reason = all.reason();
            if (all.n() != null && all.n() == 0) {
                page.wrapped(
                        "",
                        unusable()
                                ? "There is no score: none of the answers in these data can be used; why not stands below."
                                : "There is no score: these data hold no answer.");
                return;
            }
            page.wrapped(
                    "",
                    "No score is shown" + (all.n() == null ? "" : " for " + count(all.n(), "answer", "answers")) + ": "
                            + (reason == null ? "" : reason.sentence()));
            return;
        }
        String customers = all.customers() == null ? "" : " of " + count(all.customers(), "customer", "customers");
        page.wrapped(
                "",
                measured(score(all.score())) + ", between " + score(all.low()) + " and " + score(all.high())
                        + " with 95 % confidence; " + count(or0(all.n()), "answer", "answers") + customers + " on "
                        + report.scale().from() + " to " + report.scale().to() + ".");
        if (report.measure().equals("nps")) {
            page.wrapped(
                    "",
                    count(or0(all.promoters()), "promoter", "promoters") + ", "
                            + count(or0(all.passives()), "passive", "passives") + ", "
                            + count(or0(all.detractors()), "detractor", "detractors") + ".");
        }
        Figure mean = all.mean();
        if (!report.measure().equals("mean") && mean.value() != null) {
            page.wrapped(
                    "",
                    "The mean answer is " + decimal(mean.value(), 2) + " (" + decimal(mean.low(), 2) + " to "
                            + decimal(mean.high(), 2) + ").");
        }
    }

    /// Whether there were answers that were left out.
    private boolean unusable() {
        return !report.findings().isEmpty()
                || report.warnings().stream()
                        .anyMatch(note ->
                                note.code().equals("not-whole") || note.code().equals("outside-scale"));
    }

    private String measured(String value) {
        int best = report.scale().to();
        return switch (report.measure()) {
            case "nps" -> "The Net Promoter Score is " + value;
            case "csat" -> value + " of answers are " + (best - 1) + " or " + best + " (satisfied)";
            case "ces" -> value + " of answers lie above the middle of the scale (easy)";
            default -> "The mean answer is " + value;
        };
    }

    private String score(@Nullable Double value) {
        return switch (report.unit()) {
            case "points" -> decimal(value, 1);
            case "share" -> percent(value);
            default -> decimal(value, 2);
        };
    }

    private static long or0(@Nullable Long n) {
        return n == null ? 0 : n;
    }

    // Who answered

    private void whoAnswered() {
        Response response = report.response();
        boolean known = response.basis().equals("touchpoint");
        if (!response.groups().isEmpty()) {
            page.space();
            page.row("Who answered", ANSWERED, "asked", "answered", "rate", "less others", "q");
        } else {
            page.section("Who answered");
        }
        String asked = count(response.asked(), "journey", "journeys")
                + (known
                        ? " that were asked (" + page.name(String.join(", ", response.askedAt())) + ")"
                        : "; nothing in the data says which of them were asked, so the rate is of all");
        page.wrapped(
                "  ",
                response.rate() == null
                        ? "Of " + asked + ": no rate is shown."
                        : number(response.answered()) + " of " + asked + ": " + percent(response.rate()) + " answered ("
                                + percent(response.low()) + " to " + percent(response.high()) + ").");
        if (response.groups().stream().anyMatch(group -> group.answered() != null)) {
            response.groups().stream().limit(rows()).forEach(this::groupResponse);
            more(response.groups().size());
        } else if (!response.groups().isEmpty()) {
            page.wrapped("  ", "Too few answered in each group for its rate to be shown.");
        }
        if (response.groups().stream().noneMatch(group -> group.q() != null)) {
            return;
        }
        long differing =
                response.groups().stream().filter(group -> isFound(group.q())).count();
        page.wrapped(
                "  ",
                differing == 0
                        ? "No group is known to answer more or less often than the others (q above 5 %)."
                        : count(differing, "group answers", "groups answer")
                                + " more or less often than the others (q up to 5 %): compare scores with care.");
    }

    private int rows() {
        return "month".equals(report.by()) ? MONTHS : ROWS;
    }

    private void more(int size) {
        if (size > rows()) {
            page.wrapped("  ", "and " + count(size - rows(), "more group", "more groups") + " (--json lists them)");
        }
    }

    private void groupResponse(GroupResponse group) {
        String difference = group.difference() == null
                ? "-"
                : (group.difference() > 0 ? "+" : "") + decimal(100 * group.difference(), 1);
        page.row(
                "  " + groupName(group.group()),
                ANSWERED,
                number(group.asked()),
                number(group.answered()),
                percent(group.rate()),
                difference,
                probability(group.q()));
    }

    private String groupName(@Nullable String group) {
        return group == null ? "(no value)" : page.name(group);
    }

    private static boolean isFound(@Nullable Double q) {
        return q != null && q <= FOUND;
    }

    // Groups

    private void groups() {
        if (report.groups().isEmpty()) {
            return;
        }
        long named = report.groups().size() + report.otherGroups().groups();
        if (report.groups().size() > rows() && report.groups().stream().allMatch(group -> group.n() == null)) {
            page.section("By " + report.by());
            page.wrapped(
                    "  ",
                    "None of the " + number(named) + " groups has answers enough to be shown: group by something with"
                            + " fewer values (--include-small shows them all the same).");
            return;
        }
        page.space();
        page.row("By " + report.by(), SCORED, "score", "95 % interval", "answers");
        report.groups().stream().limit(rows()).forEach(this::group);
        more(report.groups().size());
        if (report.otherGroups().groups() > 0) {
            page.wrapped(
                    "  ",
                    "and " + count(report.otherGroups().groups(), "group", "groups")
                            + " with fewer answers, not listed");
        }
        if (report.groups().stream().anyMatch(group -> group.side() != null)) {
            page.wrapped("  ", "(above), (below): the whole interval lies above or below the score of all");
        }
        boolean few = report.groups().stream()
                .flatMap(group -> group.warnings().stream())
                .anyMatch(note -> note.code().equals("few-answers"));
        if (few) {
            page.wrapped("  ", "* few answers: fewer than 30");
        }
        if (report.groups().stream().anyMatch(group -> group.n() == null || (group.n() > 0 && group.score() == null))) {
            page.wrapped(
                    "  ",
                    "-  not shown: fewer than 10 answers, or those of such a group would follow"
                            + " (--include-small)");
        }
    }

    private void group(Group group) {
        boolean few = group.warnings().stream().anyMatch(note -> note.code().equals("few-answers"));
        String side = group.side() == null ? "" : " (" + group.side() + ")";
        String interval = group.low() == null ? "" : score(group.low()) + " to " + score(group.high());
        page.row(
                "  " + groupName(group.group()) + side,
                SCORED,
                group.score() == null ? "-" : score(group.score()) + (few ? "*" : ""),
                interval,
                number(group.n()));
    }

    // Comparisons

    private void comparisons() {
        if (report.comparedBy() == null) {
            return;
        }
        boolean pairs = report.comparedBy().equals("pairs");
        List<Comparison> found = report.comparisons().stream()
                .filter(comparison -> isFound(comparison.q()))
                .sorted(Comparator.comparingDouble(comparison -> or1(comparison.p())))
                .toList();
        page.section("Which groups differ");
        page.wrapped(
                "  ",
                found.isEmpty()
                        ? "None that these answers could tell apart: of "
                                + count(report.comparisons().size(), "comparison", "comparisons")
                                + (pairs ? " of pairs" : " with all others")
                                + " none has a q up to 5 % (Benjamini-Hochberg). That is no proof that they are alike."
                                + detectable()
                        : count(found.size(), "difference", "differences") + " of "
                                + count(report.comparisons().size(), "comparison", "comparisons")
                                + (pairs ? " of pairs" : " with all others")
                                + " can be told from chance (q up to 5 %, Benjamini-Hochberg); causes are not told:");
        for (Comparison comparison : found.stream().limit(ROWS).toList()) {
            difference(comparison);
        }
        if (found.size() > ROWS) {
            page.wrapped("  ", "and " + (found.size() - ROWS) + " more (--json lists them)");
        }
    }

    /// Which differences so many answers would have shown, each comparison for itself.
    private String detectable() {
        DoubleSummaryStatistics least = report.comparisons().stream()
                .map(Comparison::minimumDetectable)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        if (least.getCount() == 0) {
            return "";
        }
        String from = steps(least.getMin());
        String to = steps(least.getMax());
        return " So many answers would mostly (8 of 10 times) have shown a difference of " + from
                + (from.equals(to) ? "" : " (the largest groups) to " + to + " (the smallest)") + unit() + ".";
    }

    private static double or1(@Nullable Double p) {
        return p == null ? 1 : p;
    }

    private void difference(Comparison comparison) {
        double value = comparison.difference() == null ? 0 : comparison.difference();
        boolean above = value >= 0;
        Double low = above ? comparison.low() : negative(comparison.high());
        Double high = above ? comparison.high() : negative(comparison.low());
        boolean differs =
                comparison.warnings().stream().anyMatch(note -> note.code().equals("response-differs"));
        page.wrapped(
                "  ",
                groupName(comparison.a()) + (above ? " above " : " below ")
                        + (comparison.b() == null ? "all others" : groupName(comparison.b())) + " by "
                        + steps(Math.abs(value))
                        + unit() + " (" + steps(low) + " to " + steps(high) + "), q " + probability(comparison.q())
                        + (differs ? "; they answer at different rates" : ""));
    }

    private static @Nullable Double negative(@Nullable Double value) {
        return value == null ? null : (Double) (-value);
    }

    private String steps(@Nullable Double difference) {
        return switch (report.unit()) {
            case "points" -> decimal(difference, 1);
            case "share" -> difference == null ? "-" : decimal(100 * difference, 1);
            default -> decimal(difference, 2);
        };
    }

    private String unit() {
        return switch (report.unit()) {
            case "points" -> " points";
            case "share" -> " percentage points";
            default -> "";
        };
    }

    // Remarks

    private void remarks() {
        Set<String> sentences = new LinkedHashSet<>();
        report.warnings().forEach(note -> sentences.add(note.sentence()));
        report.overall().warnings().forEach(note -> sentences.add(note.sentence()));
        report.findings().forEach(finding -> sentences.add(finding(finding)));
        long rejected = report.rejected().rows();
        if (rejected > 0) {
            sentences.add(count(rejected, "row or cell was", "rows or cells were") + " rejected; "
                    + count(report.rows(), "row was", "rows were") + " read.");
        }
        if (report.otherFindings() > 0) {
            sentences.add(count(report.otherFindings(), "finding", "findings")
                    + " about other parts of the data: see ./corridor mine.");
        }
        page.section("How this was counted");
        Optional.ofNullable(report.overall().method())
                .ifPresent(method -> page.wrapped(
                        "  ",
                        "Method: " + method
                                + (report.overall().effectiveN() == null
                                                || report.overall().n() == null
                                                || report.overall().effectiveN()
                                                        >= report.overall().n()
                                        ? "."
                                        : "; several answers of one customer count as "
                                                + decimal(report.overall().effectiveN(), 0) + " independent ones.")));
        if (report.overall().score() != null) {
            page.wrapped("  ", interval());
        }
        if (report.overall().minimumDetectable() != null) {
            page.wrapped(
                    "  ",
                    "Another survey with as many answers would mostly (8 of 10 times) show a change of "
                            + steps(report.overall().minimumDetectable()) + unit() + " or more.");
        }
        sentences.forEach(sentence -> page.wrapped("  ", sentence));
    }

    /// Whom the interval speaks of, and what makes its error.
    private String interval() {
        Overall all = report.overall();
        String error = all.customers() == null
                ? "Errors are those of journeys, because no customer is known."
                : "Errors are those of customers, who may answer several times.";
        String whom = all.population() == null
                ? " The interval speaks of customers to come too, not only of those who were asked"
                : " The interval of the score speaks of these " + number(all.population())
                        + " customers alone, as if those who answered were drawn by lot";
        return error + whom + "; it knows nothing of those who did not answer.";
    }

    private static String finding(Answer.Finding finding) {
        return finding.sentence()
                + (finding.examples().isEmpty() ? "" : " For example " + String.join("; ", finding.examples()) + ".");
    }
}
