package dev.corridor.app.discovery;

import dev.corridor.app.discovery.TouchpointFigures.Row;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.map.Language;
import dev.corridor.statistics.Estimate;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// The order of a table of touchpoints: by one of its columns, the usual way round or the other.
///
/// @param reversed names from Z to A, numbers smallest first
public record TouchpointOrder(Column column, boolean reversed) {
    /// What a table opens with.
    public static final TouchpointOrder USUAL = new TouchpointOrder(Column.JOURNEYS, false);

    private static final char REVERSE = '-';

    /// A column by which the table can be sorted.
    public enum Column {
        NAME(_ -> 0),
        JOURNEYS(row -> row.touchpoint().journeys()),
        INTERACTIONS(row -> row.touchpoint().interactions()),
        REPEATS(row -> row.touchpoint().repeats()),
        STARTS(row -> row.touchpoint().starts()),
        ENDS(row -> row.touchpoint().ends()),
        DROPOUTS(row -> row.touchpoint().dropOuts().isPresent()
                ? row.touchpoint().dropOuts().getAsLong()
                : Double.NaN),
        WAIT(row -> row.waiting().known() ? row.waiting().medianSeconds() : Double.NaN),
        SCORE(row -> row.score().map(Estimate::value).orElse(Double.NaN));

        private final ToDoubleFunction<Row> value;

        Column(ToDoubleFunction<Row> value) {
            this.value = value;
        }

        /// As it stands in an address.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param text a column, with `-` before it the other way round
    /// @throws CorridorException `UNKNOWN_ORDER`
    public static TouchpointOrder of(String text) {
        boolean reversed = !text.isEmpty() && text.charAt(0) == REVERSE;
        String name = reversed ? text.substring(1) : text;
        Column column = Arrays.stream(Column.values())
                .filter(known -> known.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new CorridorException(
                        FigureError.UNKNOWN_ORDER,
                        "Touchpoints cannot be sorted by \"" + text + "\".",
                        "Sort by "
                                + Arrays.stream(Column.values())
                                        .map(Column::text)
                                        .collect(Collectors.joining(", "))
                                + "; with - before it the other way round."));
        return new TouchpointOrder(column, reversed);
    }

    /// As it stands in an address.
    public String text() {
        return reversed ? REVERSE + column.text() : column.text();
    }

    /// The order that a click on a column's head leads to.
    public TouchpointOrder by(Column other) {
        return new TouchpointOrder(other, other == column && !reversed);
    }

    /// Whether the smallest, or what comes first in the alphabet, comes first.
    public boolean ascending() {
        return (column == Column.NAME) != reversed;
    }

    /// The rows in this order, those without a value last; equal ones as they come.
    public List<Row> sorted(List<Row> rows, Language language) {
        Comparator<Row> order = column == Column.NAME
                ? byName(language)
                : Comparator.comparingDouble(row -> column.value.applyAsDouble(row));
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing((Row row) -> Double.isNaN(column.value.applyAsDouble(row)))
                .thenComparing(ascending() ? order : order.reversed()));
        return sorted;
    }

    private static Comparator<Row> byName(Language language) {
        Collator collator = Collator.getInstance(Locale.of(language.tag()));
        return (a, b) -> collator.compare(
                a.touchpoint().name().in(language), b.touchpoint().name().in(language));
    }
}
