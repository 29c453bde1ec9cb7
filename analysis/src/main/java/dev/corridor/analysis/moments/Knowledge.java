package dev.corridor.analysis.moments;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Journeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// What was known of each outcome's journey, as columns of numbers: one per number, one per frequent
/// value of a
/// category. Attributes known only at the end, and those whose values are all rare, have no columns.
final class Knowledge {
    private static final int MOST_VALUES = 30;
    private static final double LEAST_SHARE = 0.01;
    private static final int LEAST_ROWS = 20;

    /// What one attribute contributes.
    ///
    /// @param from touchpoint at which it becomes known; empty: at the start
    /// @param columns per column a number per outcome; centred, 0 without a value
    /// @param bins of a number that may matter in other forms than a straight line
    record Part(String name, OptionalInt from, List<float[]> columns, Optional<Bins> bins) {}

    private static final String CALENDAR = "";

    private final List<Part> attributes;

    private Knowledge(List<Part> attributes) {
        this.attributes = attributes;
    }

    static Knowledge of(Outcomes outcomes) {
        Schema schema = outcomes.log().store().schema();
        List<Part> attributes = new ArrayList<>();
        for (int id = 0; id < schema.attributes().size(); id++) {
            Attribute attribute = schema.attributes().get(id);
            if (attribute.name().equals(Schema.SCORE) || attribute.name().equals(Schema.OUTCOME)) {
                continue;
            }
            OptionalInt from = switch (attribute.known()) {
                case Known.AtStart() -> OptionalInt.empty();
                case Known.AtTouchpoint(String name) ->
                    outcomes.log().store().touchpoints().code(name);
                case Known.AtEnd() -> OptionalInt.of(-1);
            };
            boolean never =
                    attribute.known() instanceof Known.AtTouchpoint ? from.isEmpty() : from.equals(OptionalInt.of(-1));
            if (never) {
                continue;
            }
            switch (attribute.kind()) {
                case CATEGORY, SET -> {
                    List<float[]> columns = categories(outcomes, id);
                    if (!columns.isEmpty()) {
                        attributes.add(new Part(attribute.name(), from, columns, Optional.empty()));
                    }
                }
                case NUMBER ->
                    number(attribute.name(), from, numbers(outcomes, id)).ifPresent(attributes::add);
                case TIME -> number(attribute.name(), from, times(outcomes, id)).ifPresent(attributes::add);
                case TEXT -> {}
            }
        }
        number(CALENDAR, OptionalInt.empty(), starts(outcomes)).ifPresent(attributes::add);
        return new Knowledge(attributes);
    }

    List<Part> attributes() {
        return attributes;
    }

    /// What is known at the start.
    List<Part> atStart() {
        return attributes.stream().filter(known -> known.from().isEmpty()).toList();
    }

    List<String> namesAtStart() {
        return attributes.stream()
                .filter(known -> known.from().isEmpty())
                .map(Part::name)
                .filter(name -> !name.equals(CALENDAR))
                .toList();
    }

    private static List<float[]> categories(Outcomes outcomes, int id) {
        int n = outcomes.size();
        int values = outcomes.log().store().categories(id).size();
        int[] counts = new int[values];
        int[][] codes = new int[n][];
        for (int i = 0; i < n; i++) {
            codes[i] = outcomes.in(i).codes(id, outcomes.journey(i));
            for (int code : codes[i]) {
                counts[code]++;
            }
        }
        double least = Math.max(LEAST_ROWS, LEAST_SHARE * n);
        int[] frequent = IntStream.range(0, values)
                .filter(code -> counts[code] >= least && counts[code] <= n - LEAST_ROWS)
                .boxed()
                .sorted(Comparator.comparingInt((Integer code) -> -counts[code]))
                .limit(MOST_VALUES)
                .mapToInt(Integer::intValue)
                .toArray();
        int[] columnOf = new int[values];
        Arrays.fill(columnOf, -1);
        List<float[]> columns = new ArrayList<>();
        for (int code : frequent) {
            columnOf[code] = columns.size();
            float[] column = new float[n];
            Arrays.fill(column, -(float) counts[code] / n);
            columns.add(column);
        }
        for (int i = 0; i < n; i++) {
            for (int code : codes[i]) {
                if (columnOf[code] >= 0) {
                    columns.get(columnOf[code])[i] += 1;
                }
            }
        }
        return columns;
    }

    /// A number in shares of its widest deviation, where some have none who has one, and its bins.
    ///
    /// @param values per outcome, not finite without one
    static Optional<Part> number(String name, OptionalInt from, double[] values) {
        int n = values.length;
        double sum = 0;
        int with = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                sum += value;
                with++;
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (with < LEAST_ROWS || !(high > low) && with > n - LEAST_ROWS) {
            return Optional.empty();
        }
        double mean = sum / with;
        double scale = Math.max(high - mean, mean - low);
        float[] column = new float[n];
        float[] present = new float[n];
        for (int i = 0; i < n; i++) {
            boolean has = Double.isFinite(values[i]);
            present[i] = (has ? 1 : 0) - (float) with / n;
            column[i] = has && scale > 0 ? (float) ((values[i] - mean) / scale) : 0;
        }
        return Optional.of(new Part(
                name,
                from,
                with > n - LEAST_ROWS ? List.of(column) : List.of(column, present),
                Optional.of(Bins.of(values))));
    }

    private static double[] numbers(Outcomes outcomes, int id) {
        return IntStream.range(0, outcomes.size())
                .mapToDouble(i -> outcomes.in(i).number(id, outcomes.journey(i)))
                .toArray();
    }

    /// Days since the journey's start.
    private static double[] times(Outcomes outcomes, int id) {
        return IntStream.range(0, outcomes.size())
                .mapToDouble(i -> {
                    long second = outcomes.in(i).integer(id, outcomes.journey(i));
                    long start = outcomes.in(i).start(outcomes.journey(i));
                    return second == Column.NONE || start == Journeys.UNTIMED
                            ? Double.NaN
                            : (second - start) / (double) Clock.DAY;
                })
                .toArray();
    }

    /// When journeys began: seasons and trends are known at the start.
    private static double[] starts(Outcomes outcomes) {
        return IntStream.range(0, outcomes.size())
                .mapToDouble(i -> {
                    long start = outcomes.in(i).start(outcomes.journey(i));
                    return start == Journeys.UNTIMED ? Double.NaN : start / (double) Clock.DAY;
                })
                .toArray();
    }
}
