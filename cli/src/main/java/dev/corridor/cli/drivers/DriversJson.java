package dev.corridor.cli.drivers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.corridor.analysis.table.DriversAnswer;
import dev.corridor.analysis.table.Omission;
import dev.corridor.analysis.table.RatingScale;
import dev.corridor.cli.page.Notes;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.driver.Contrasts.Contrast;
import dev.corridor.statistics.driver.Importance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The object of `drivers --json` (`docs/reference/drivers.schema.json`), to which fields may be added and never
/// changed. Intervals are at 95 %; null stands where `reasons` say why there is no figure.
///
/// @param r2 the share of the outcome's variance that all drivers explain together
/// @param n rows that count; null for 1 to 4
/// @param leftOut rows that lack the outcome or a driver
/// @param drivers the most important first
public record DriversJson(
        String file,
        String outcome,
        @Nullable String method,
        @Nullable Double r2,
        @Nullable Double r2Low,
        @Nullable Double r2High,
        @Nullable Double adjustedR2,
        @Nullable Long n,
        @JsonProperty("left_out") long leftOut,
        List<Driver> drivers,
        List<Note> assumptions,
        List<Note> warnings,
        List<Note> reasons,
        List<Omission> omissions) {
    private static final long FEWEST = 5;
    private static final Note FEW_ROWS =
            new Note("too-few-rows", "Fewer than 5 complete rows; at least 10 are needed.");

    /// @param importance its part of `r2`
    /// @param share its part of what is explained
    /// @param coefficient what one more of it goes with in the outcome, the others held
    /// @param asymmetry -1 only disappoints, 1 only delights
    /// @param factor basic, performance, excitement or undetermined
    public record Driver(
            String driver,
            @Nullable Double importance,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double share,
            @Nullable Double shareLow,
            @Nullable Double shareHigh,
            @Nullable Double coefficient,
            @Nullable Double coefficientLow,
            @Nullable Double coefficientHigh,
            @Nullable String scale,
            @Nullable Double penalty,
            @Nullable Double reward,
            @Nullable Double asymmetry,
            @Nullable Double asymmetryLow,
            @Nullable Double asymmetryHigh,
            @JsonProperty("class") @Nullable String factor,
            @Nullable Double vif,
            List<Note> warnings,
            List<Note> reasons) {}

    public static DriversJson of(DriversAnswer answer) {
        Optional<Importance> found = answer.importance().answer();
        Optional<Estimate> r2 = found.map(Importance::r2);
        List<Note> warnings = new ArrayList<>(answer.warnings());
        r2.ifPresent(estimate -> warnings.addAll(estimate.warnings()));
        List<Driver> drivers = new ArrayList<>();
        for (int i = 0; i < answer.drivers().size(); i++) {
            int place = i;
            drivers.add(driver(
                    answer.drivers().get(i), found.map(all -> all.drivers().get(place)), r2, answer.n()));
        }
        drivers.sort(Comparator.comparingDouble((Driver driver) -> driver.importance == null ? 1 : -driver.importance));
        return new DriversJson(
                answer.file(),
                answer.outcome(),
                r2.map(Estimate::method).orElse(null),
                r2.map(Estimate::value).orElse(null),
                r2.map(estimate -> estimate.interval().low()).orElse(null),
                r2.map(estimate -> estimate.interval().high()).orElse(null),
                found.map(Importance::adjustedR2).orElse(null),
                answer.n() > 0 && answer.n() < FEWEST ? null : answer.n(),
                answer.leftOut(),
                drivers,
                r2.map(Estimate::assumptions).orElse(List.of()),
                warnings,
                reasons(Notes.reason(answer.importance()), answer.n()),
                answer.omissions());
    }

    /// Reasons without the number of rows where that is hidden.
    private static List<Note> reasons(List<Note> reasons, long n) {
        return n == 0 || n >= FEWEST
                ? reasons
                : reasons.stream()
                        .map(note -> note.code().equals("too-few-rows") ? FEW_ROWS : note)
                        .toList();
    }

    private static Driver driver(
            DriversAnswer.Driver driver, Optional<Importance.Driver> found, Optional<Estimate> whole, long n) {
        Optional<Estimate> importance = found.flatMap(one -> one.importance().answer());
        Optional<Estimate> share = found.flatMap(one -> one.share().answer());
        Optional<Estimate> coefficient = found.flatMap(one -> one.coefficient().answer());
        Optional<Contrast> contrast = driver.contrast().answer();
        Optional<Estimate> asymmetry = contrast.flatMap(one -> one.asymmetry().answer());
        List<Note> own = importance.map(Estimate::warnings).orElse(List.of()).stream()
                .filter(note -> whole.isEmpty() || !whole.get().warnings().contains(note))
                .toList();
        List<Note> reasons = new ArrayList<>();
        found.ifPresent(one ->
                reasons.addAll(Notes.reasons(one.importance(), one.share(), one.inflation(), one.coefficient())));
        reasons.addAll(Notes.reason(driver.contrast()));
        contrast.ifPresent(one -> reasons.addAll(Notes.reason(one.asymmetry())));
        return new Driver(
                driver.name(),
                value(importance),
                low(importance),
                high(importance),
                value(share),
                low(share),
                high(share),
                value(coefficient),
                low(coefficient),
                high(coefficient),
                driver.scale().map(RatingScale::text).orElse(null),
                value(contrast.map(Contrast::penalty)),
                value(contrast.map(Contrast::reward)),
                value(asymmetry),
                low(asymmetry),
                high(asymmetry),
                contrast.map(one -> one.factor().name().toLowerCase(Locale.ROOT))
                        .orElse(null),
                found.flatMap(one -> one.inflation().answer()).orElse(null),
                own,
                reasons(reasons, n).stream().distinct().toList());
    }

    private static @Nullable Double value(Optional<Estimate> estimate) {
        return estimate.map(Estimate::value).orElse(null);
    }

    private static @Nullable Double low(Optional<Estimate> estimate) {
        return estimate.map(one -> one.interval().low()).orElse(null);
    }

    private static @Nullable Double high(Optional<Estimate> estimate) {
        return estimate.map(one -> one.interval().high()).orElse(null);
    }
}
