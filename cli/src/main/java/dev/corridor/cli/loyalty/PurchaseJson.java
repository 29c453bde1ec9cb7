package dev.corridor.cli.loyalty;

import dev.corridor.analysis.purchases.PurchaseAnswer;
import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Origin;
import dev.corridor.statistics.Note;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The object of `loyalty --recipe R --json` (`docs/reference/loyalty-purchases.schema.json`), to which fields may
/// be added and never changed. Days are ISO 8601.
public record PurchaseJson(
        String title,
        List<String> files,
        List<String> filters,
        String purchase,
        String unit,
        String from,
        String asOf,
        int horizonDays,
        @Nullable Double r,
        @Nullable Double alpha,
        @Nullable Double a,
        @Nullable Double b,
        @Nullable Double logLikelihood,
        List<PurchaseAnswer.Parameter> parameters,
        long customers,
        long repeaters,
        PurchaseAnswer.LeftOut leftOut,
        List<PurchaseAnswer.Expected> expected,
        @Nullable Double expectedPurchases,
        Calibration calibration,
        PurchaseAnswer.Spending spending,
        @Nullable Note reason,
        List<Note> assumptions,
        List<Note> warnings,
        long rows,
        Answer.Rejected rejected) {

    /// As [PurchaseAnswer.Calibration], with the day as text.
    public record Calibration(
            String until,
            int days,
            @Nullable Double r,
            @Nullable Double alpha,
            @Nullable Double a,
            @Nullable Double b,
            long customers,
            List<PurchaseAnswer.Calibration.Row> rows,
            @Nullable Double expected,
            @Nullable Long actual,
            @Nullable Note reason) {}

    public static PurchaseJson of(PurchaseAnswer answer, Origin origin, List<String> filters) {
        PurchaseAnswer.Calibration calibration = answer.calibration();
        return new PurchaseJson(
                origin.reading().title(),
                origin.reading().files(),
                filters,
                answer.purchase(),
                answer.unit(),
                answer.from().toString(),
                answer.asOf().toString(),
                answer.horizonDays(),
                answer.r(),
                answer.alpha(),
                answer.a(),
                answer.b(),
                answer.logLikelihood(),
                answer.parameters(),
                answer.customers(),
                answer.repeaters(),
                answer.leftOut(),
                answer.expected(),
                answer.expectedPurchases(),
                new Calibration(
                        calibration.until().toString(),
                        calibration.days(),
                        calibration.r(),
                        calibration.alpha(),
                        calibration.a(),
                        calibration.b(),
                        calibration.customers(),
                        calibration.rows(),
                        calibration.expected(),
                        calibration.actual(),
                        calibration.reason()),
                answer.spending(),
                answer.reason(),
                answer.assumptions(),
                answer.warnings(),
                origin.reading().rows(),
                origin.reading().rejected());
    }
}
