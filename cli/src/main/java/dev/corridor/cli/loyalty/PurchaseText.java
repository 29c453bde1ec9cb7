package dev.corridor.cli.loyalty;

import static dev.corridor.cli.page.Cells.decimal;
import static dev.corridor.cli.page.Page.count;
import static dev.corridor.cli.page.Page.figure;
import static dev.corridor.cli.page.Page.number;
import static dev.corridor.cli.page.Page.percent;

import dev.corridor.analysis.purchases.PurchaseAnswer;
import dev.corridor.cli.page.Page;
import dev.corridor.statistics.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Writes the answer of `loyalty` about purchases as one page of plain text.
public final class PurchaseText {
    private static final int[] EXPECTED = {14, 18, 22};
    private static final int[] CALIBRATED = {14, 14, 14, 20};
    private static final double CLOSE = 0.1;

    private final PurchaseJson answer;
    private final Page page;

    private PurchaseText(PurchaseJson answer, UnaryOperator<String> plain) {
        this.answer = answer;
        page = new Page(plain);
    }

    /// @param plain makes a name harmless for a terminal
    public static String write(PurchaseJson answer, UnaryOperator<String> plain) {
        PurchaseText text = new PurchaseText(answer, plain);
        text.write();
        return text.page.toString();
    }

    private void write() {
        page.line(page.name(answer.title()));
        answer.filters().forEach(filter -> page.wrapped("", "only " + filter));
        headline();
        calibration();
        expected();
        spending();
        remarks();
    }

    private void headline() {
        String seen = count(answer.customers(), "customer", "customers") + " bought ("
                + page.name(answer.purchase()) + ") from " + answer.from() + " to " + answer.asOf() + ", "
                + number(answer.repeaters()) + " of them on more than one day.";
        Note reason = answer.reason();
        if (reason != null || answer.expectedPurchases() == null) {
            page.wrapped(
                    "",
                    "How often they will buy again cannot be said: " + (reason == null ? "" : reason.sentence()) + " "
                            + seen);
            return;
        }
        page.wrapped(
                "",
                "About " + figure(Math.rint(answer.expectedPurchases())) + " purchases are to be expected of"
                        + " the customers known so far within " + count(answer.horizonDays(), "day", "days") + " after "
                        + answer.asOf() + ", by the model BG/NBD. " + seen);
    }

    private void calibration() {
        PurchaseJson.Calibration test = answer.calibration();
        page.space();
        page.row("Would the model have known?", CALIBRATED, "customers", "foretold", "real", "95 % interval");
        if (test.reason() != null || test.expected() == null || test.actual() == null) {
            page.wrapped(
                    "  ",
                    "Not tried on " + answer.from() + " to " + test.until() + ": "
                            + (test.reason() == null ? "" : test.reason().sentence()));
            return;
        }
        for (PurchaseAnswer.Calibration.Row row : test.rows()) {
            page.row(
                    "  " + repeats(row.repeats(), row.orMore()),
                    CALIBRATED,
                    number(row.customers()),
                    decimal(row.expected(), 2),
                    decimal(row.actual(), 2),
                    row.actualLow() == null
                            ? "-"
                            : decimal(row.actualLow(), 2) + " to " + decimal(row.actualHigh(), 2));
        }
        double ratio = test.actual() == 0 ? Double.POSITIVE_INFINITY : test.expected() / test.actual();
        String verdict = Math.abs(ratio - 1) <= CLOSE
                ? "within 10 % of what happened"
                : (ratio > 1 ? "too many" : "too few")
                        + (test.actual() == 0 ? "" : " by " + percent(Math.abs(ratio - 1)))
                        + ": trust the forecast less";
        page.wrapped(
                "  ",
                "Fitted on the purchases up to " + test.until() + ", it foretold "
                        + figure(Math.rint(test.expected())) + " for the " + count(test.days(), "day", "days")
                        + " after; "
                        + number(test.actual()) + " came: " + verdict + ". The columns are purchases per customer.");
        long missed = test.rows().stream().filter(PurchaseText::missed).count();
        page.wrapped(
                "  ",
                missed == 0
                        ? "Every line foretold lies within the interval of what came."
                        : count(missed, "line foretold lies", "lines foretold lie")
                                + " outside the interval of what came: there the model is wrong by more than chance.");
    }

    private static boolean missed(PurchaseAnswer.Calibration.Row row) {
        return row.actualLow() != null
                && row.actualHigh() != null
                && (row.expected() < row.actualLow() || row.expected() > row.actualHigh());
    }

    private static String repeats(long repeats, boolean orMore) {
        if (repeats == 0) {
            return orMore ? "bought once or more" : "bought once";
        }
        return "came back " + (repeats == 1 ? "once" : repeats + " times") + (orMore ? " or more" : "");
    }

    private void expected() {
        if (answer.expected().isEmpty()) {
            return;
        }
        page.space();
        page.row("What is to come", EXPECTED, "customers", "still customers", "purchases each");
        for (PurchaseAnswer.Expected row : answer.expected()) {
            page.row(
                    "  " + repeats(row.repeats(), row.orMore()),
                    EXPECTED,
                    number(row.customers()),
                    row.repeats() == 0 || nobodyLeaves() ? "not known" : percent(row.probabilityActive()),
                    decimal(row.expected(), 2));
        }
        page.wrapped(
                "  ",
                "No interval stands beside these numbers: that of the parameters would be far too narrow, because the"
                        + " model itself may be wrong. How far it missed above is the better measure.");
        if (nobodyLeaves()) {
            page.wrapped(
                    "  ",
                    "How many are still customers is not known: by these purchases nobody can be seen to leave (a is"
                            + " 0), and the model takes everybody for a customer.");
        }
        if (answer.a() != null && answer.a() > 0) {
            page.wrapped(
                    "  ",
                    "By the model nobody can leave before a second purchase, so of those who bought once"
                            + " it says nothing about leaving.");
        }
        page.wrapped(
                "  ",
                answer.parameters().stream()
                        .map(parameter -> parameter.name() + " " + figure(parameter.value()) + " ("
                                + figure(parameter.low()) + " to " + figure(parameter.high()) + ")")
                        .collect(Collectors.joining(", ", "", "; time in " + answer.unit() + "s.")));
    }

    private boolean nobodyLeaves() {
        return answer.a() != null && answer.a() == 0;
    }

    private void spending() {
        PurchaseAnswer.Spending spending = answer.spending();
        page.section("What a purchase is worth");
        if (spending.mean() == null || spending.attribute() == null) {
            page.wrapped(
                    "  ",
                    spending.reason() == null ? "Not known." : spending.reason().sentence());
            return;
        }
        page.wrapped(
                "  ",
                figure(spending.mean()) + " (" + page.name(spending.attribute())
                        + ") in the long run, for a customer taken at random (Gamma-Gamma, "
                        + count(spending.customers(), "customer", "customers") + ").");
    }

    private void remarks() {
        List<String> sentences = new ArrayList<>();
        answer.assumptions().forEach(note -> sentences.add("It is assumed: " + note.sentence()));
        answer.warnings().forEach(note -> sentences.add(note.sentence()));
        answer.spending().warnings().forEach(note -> sentences.add(note.sentence()));
        PurchaseAnswer.LeftOut left = answer.leftOut();
        add(
                sentences,
                left.sameDay(),
                "Purchases on a day on which the customer had bought already, which count as one");
        add(sentences, left.withoutCustomer(), "Purchases left out because no customer is known");
        add(sentences, left.withoutTime(), "Purchases left out because they have no time");
        add(sentences, left.afterAsOf(), "Purchases left out because they came after " + answer.asOf());
        add(
                sentences,
                left.customersOfLastDay(),
                "Customers left out because they came on the last day, so that nothing was seen of them");
        add(sentences, answer.rejected().rows(), "Rows or cells rejected (./corridor mine lists them)");
        page.section("How this was counted");
        sentences.forEach(sentence -> page.wrapped("  ", sentence));
    }

    private static void add(List<String> sentences, long n, String what) {
        if (n > 0) {
            sentences.add(what + ": " + number(n) + ".");
        }
    }
}
