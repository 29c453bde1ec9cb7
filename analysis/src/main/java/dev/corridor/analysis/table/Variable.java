package dev.corridor.analysis.table;

import dev.corridor.analysis.words.Plural;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.Numbers;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.Nearest;
import dev.corridor.statistics.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;

/// A column read as numbers, or as 1 where it has a named value and 0 where it has another.
///
/// It is fed every row once by [#look], then [#settle] decides between decimal point and comma and refuses what
/// can be no number, then [#read] gives the number of a row. Empty cells, and in columns of numbers also `NA`,
/// `N/A`, `null`, `-` and `?`, are missing.
final class Variable {
    /// Beyond this, squares and sums of many are no longer finite.
    static final double LARGEST = 1e100;

    private static final Set<String> MISSING = Set.of("na", "n/a", "#n/a", "null", "-", "?", ".");
    private static final Set<String> NOT_FINITE =
            Set.of("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "-∞");
    private static final int KEPT = 20;
    private static final int NAMED = 3;

    private final String file;
    private final String text;
    private final String column;
    private final int index;
    private final Optional<String> value;
    private final boolean prefersComma;

    private final Numbers.Evidence decimals = new Numbers.Evidence();
    private final Range points = new Range();
    private final Range commas = new Range();
    private final Set<String> values = new TreeSet<>(Comparator.naturalOrder());
    private long rows;
    private long filled;
    private long matched;
    private long separated;
    private long firstText;
    private String firstTextValue = "";
    private long textsUnderPoint;
    private long textsUnderComma;
    private boolean comma;

    /// Smallest and largest number, and whether all are whole.
    private static final class Range {
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;
        private boolean whole = true;

        void add(double number) {
            least = Math.min(least, number);
            greatest = Math.max(greatest, number);
            whole &= number == Math.rint(number);
        }
    }

    Variable(String file, String text, String column, int index, Optional<String> value, boolean prefersComma) {
        this.file = file;
        this.text = text;
        this.column = column;
        this.index = index;
        this.value = value;
        this.prefersComma = prefersComma;
    }

    /// As it was named: `COLUMN` or `COLUMN=VALUE`.
    String text() {
        return text;
    }

    boolean isIndicator() {
        return value.isPresent();
    }

    void look(Row row) {
        rows++;
        String cell = row.text(index).strip();
        if (cell.isEmpty() || (!isIndicator() && isMissing(cell))) {
            return;
        }
        filled++;
        if (values.size() < KEPT) {
            values.add(Omissions.cut(cell));
        }
        if (value.isPresent()) {
            matched += value.get().strip().equals(cell) ? 1 : 0;
        } else {
            lookAtNumber(row, cell);
        }
    }

    private void lookAtNumber(Row row, String cell) {
        if (NOT_FINITE.contains(cell.toLowerCase(Locale.ROOT))) {
            return;
        }
        decimals.feed(row.buffer(), row.start(index), row.length(index));
        separated += cell.indexOf(',') >= 0 ? 1 : 0;
        double point = Numbers.parse(row.buffer(), row.start(index), row.length(index), false);
        double decimal = Numbers.parse(row.buffer(), row.start(index), row.length(index), true);
        if (Double.isNaN(point)) {
            textsUnderPoint++;
        } else {
            points.add(point);
        }
        if (Double.isNaN(decimal)) {
            textsUnderComma++;
        } else {
            commas.add(decimal);
        }
        if (Double.isNaN(point) && Double.isNaN(decimal) && firstText == 0) {
            firstText = row.line();
            firstTextValue = Omissions.cut(cell);
        }
    }

    private static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /// Decides how the column is read.
    ///
    /// @throws CorridorException where no row has a value, no row has the named value, or most values are text
    void settle() {
        comma = decimals.decimals() == Numbers.Decimals.COMMA || (isAmbiguous() && prefersComma);
        if (rows > 0 && filled == 0) {
            throw new CorridorException(
                    TableError.ALL_MISSING,
                    "The column '" + column + "' of " + file + " has no value in any of its "
                            + Plural.of(rows, "row", "rows") + ".",
                    "Choose a column that is filled.");
        }
        if (value.isPresent() && filled > 0 && matched == 0) {
            throw unknownValue(value.get());
        }
        if (value.isEmpty() && 2 * texts() > filled) {
            throw new CorridorException(
                    TableError.NO_NUMBERS,
                    "The column '" + column + "' of " + file + " holds text where numbers belong: "
                            + (texts() == filled ? "all" : Plural.number(texts())) + " of its "
                            + Plural.of(filled, "value", "values") + ", first in line " + firstText + ": \""
                            + firstTextValue + "\".",
                    "Name the value that counts as 1, such as '" + column + "="
                            + String.join(
                                    "' or '" + column + "=",
                                    values.stream().limit(NAMED).toList())
                            + "', or choose a column of numbers.");
        }
    }

    private CorridorException unknownValue(String wanted) {
        List<String> known = new ArrayList<>(values);
        String all = (known.size() < KEPT ? "It has: " : "Among others it has: ") + String.join(", ", known) + ".";
        return new CorridorException(
                TableError.VALUE_UNKNOWN,
                "No row of " + file + " has the value '" + wanted + "' in the column '" + column + "'.",
                Nearest.to(wanted, known)
                                .map(near -> "Did you mean '" + near + "'? ")
                                .orElse("")
                        + all);
    }

    private long texts() {
        return comma ? textsUnderComma : textsUnderPoint;
    }

    /// Whether numbers such as `1,234` could be read either way. Where semicolons divide the cells the comma is
    /// taken for a decimal one, else for thousands.
    boolean isAmbiguous() {
        return value.isEmpty() && separated > 0 && decimals.decimals() == Numbers.Decimals.AMBIGUOUS;
    }

    Note ambiguity() {
        return new Note(
                "ambiguous-decimals",
                "Numbers of '" + column + "' such as 1,234 were read as " + (comma ? "1.234" : "1234")
                        + "; nothing in the column says which is meant.");
    }

    /// The smallest number seen by [#look]; infinite where there is none.
    double least() {
        return isIndicator() ? 0 : (comma ? commas : points).least;
    }

    double greatest() {
        return isIndicator() ? 1 : (comma ? commas : points).greatest;
    }

    boolean isWhole() {
        return isIndicator() || (comma ? commas : points).whole;
    }

    /// The number of a row; NaN where it has none, and the omission is counted.
    double read(Row row, Omissions omissions) {
        String cell = value.isPresent() ? row.text(index).strip() : "";
        if (value.isPresent() && !cell.isEmpty()) {
            return value.get().strip().equals(cell) ? 1 : 0;
        }
        double number = value.isPresent()
                ? Double.NaN
                : Numbers.parse(row.buffer(), row.start(index), row.length(index), comma);
        if (Math.abs(number) <= LARGEST) {
            return number;
        }
        omit(row, Double.isNaN(number), omissions);
        return Double.NaN;
    }

    /// Counts a number that cannot be used here.
    void omit(Row row, String code, String one, String many, Omissions omissions) {
        omit(code, row, row.text(index).strip(), omissions, one, many);
    }

    void omitOutside(Row row, RatingScale scale, Omissions omissions) {
        String outside = " outside the scale " + scale.text() + ".";
        omit("outside-scale", row, row.text(index).strip(), omissions, " is" + outside, " are" + outside);
    }

    private void omit(Row row, boolean noNumber, Omissions omissions) {
        String cell = row.text(index).strip();
        if (!noNumber) {
            omit("too-large", row, cell, omissions, " is beyond 10^100.", " are beyond 10^100.");
        } else if (cell.isEmpty() || isMissing(cell)) {
            omit("missing", row, cell, omissions, " is missing.", " are missing.");
        } else if (NOT_FINITE.contains(cell.toLowerCase(Locale.ROOT))) {
            omit("not-finite", row, cell, omissions, " is NaN or infinite.", " are NaN or infinite.");
        } else {
            omit("not-a-number", row, cell, omissions, " is no number.", " are no numbers.");
        }
    }

    private void omit(String code, Row row, String cell, Omissions omissions, String one, String many) {
        LongFunction<String> sentence =
                count -> Plural.of(count, "value", "values") + " of '" + column + "'" + (count == 1 ? one : many);
        omissions.add(code, column, row.line(), cell, sentence);
    }
}
