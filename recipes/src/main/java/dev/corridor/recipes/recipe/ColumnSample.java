package dev.corridor.recipes.recipe;

import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.recipes.reader.DateOrder;
import dev.corridor.recipes.reader.Numbers;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.TimeFormat;
import dev.corridor.recipes.reader.TimeParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the first values of a column look like.
final class ColumnSample {
    /// More distinct texts than these are no category.
    private static final int CATEGORIES = 1_000;

    /// Up to this many distinct texts are always a category.
    private static final int FEW = 50;

    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{10}([.][0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]|10");
    private static final Pattern EPOCH_MILLISECONDS = Pattern.compile("[0-9]{13}([.][0-9]+)?");

    /// Forms that are no usual ones and are taken where nearly every value has the same.
    private static final List<TimeFormat.Pattern> PATTERNS = Stream.concat(
                    Stream.of("yyyyMMdd", "d-MMM-yyyy", "d MMM yyyy", "d-MMM-yy", "d.M.yy")
                            .flatMap(day -> Stream.of(day, day + " H:mm", day + " H:mm:ss")),
                    Stream.of("yyyyMMddHHmm", "yyyyMMddHHmmss", "yyyyMMdd'T'HHmmss"))
            .map(TimeFormat.Pattern::new)
            .toList();

    private final String name;
    private final int index;
    private final List<TimeParser> parsers = List.of(
            new TimeFormat.Usual(DateOrder.DAY_FIRST).parser(), new TimeFormat.Usual(DateOrder.MONTH_FIRST).parser());
    private final List<Form> forms =
            new ArrayList<>(PATTERNS.stream().map(Form::new).toList());
    private final DateOrder.Evidence dates = new DateOrder.Evidence();
    private final Set<String> distinct = new HashSet<>();
    private long values;
    private long times;
    private long points;
    private long commas;
    private long leadingZeros;
    private long seconds;
    private long milliseconds;
    private String first = "";

    ColumnSample(String name, int index) {
        this.name = name;
        this.index = index;
    }

    /// A form of times and how many of the values have it.
    private static final class Form {
        /// So many values may lack a form before the first that has it.
        private static final int PATIENCE = 20;

        private final TimeFormat.Pattern pattern;
        private final TimeParser parser;
        private long fitting;
        private long others;

        private Form(TimeFormat.Pattern pattern) {
            this.pattern = pattern;
            this.parser = pattern.parser();
        }

        private void add(byte[] buffer, int start, int length) {
            if (parser.parse(buffer, start, length)) {
                fitting++;
            } else {
                others++;
            }
        }

        private boolean isHopeless() {
            return others > fitting + PATIENCE;
        }
    }

    void add(Row row) {
        String text = row.text(index).strip();
        if (text.isEmpty()) {
            return;
        }
        byte[] buffer = row.buffer();
        int start = row.start(index);
        int length = row.length(index);
        first = values++ == 0 ? text : first;
        if (distinct.size() <= CATEGORIES) {
            distinct.add(text);
        }
        times += parsers.stream().anyMatch(parser -> parser.parse(buffer, start, length)) ? 1 : 0;
        dates.feed(buffer, start, length);
        points += Double.isNaN(Numbers.parse(buffer, start, length, false)) ? 0 : 1;
        commas += Double.isNaN(Numbers.parse(buffer, start, length, true)) ? 0 : 1;
        leadingZeros += text.length() > 1 && text.charAt(0) == '0' && Character.isDigit(text.charAt(1)) ? 1 : 0;
        seconds += EPOCH_SECONDS.matcher(text).matches() ? 1 : 0;
        milliseconds += EPOCH_MILLISECONDS.matcher(text).matches() ? 1 : 0;
        forms.forEach(form -> form.add(buffer, start, length));
        forms.removeIf(Form::isHopeless);
    }

    /// All values, or at least two and nine of ten: a single slip spoils no column.
    private boolean isNearlyAll(long count) {
        return values > 0 && (count == values || (count > 1 && count * 10 >= values * 9));
    }

    /// The form that most values have, where nearly all have it.
    private Optional<Form> form() {
        return forms.stream()
                .filter(form -> isNearlyAll(form.fitting))
                .max(Comparator.<Form>comparingLong(form -> form.fitting)
                        .thenComparing(
                                Comparator.<Form>comparingInt(forms::indexOf).reversed()));
    }

    Kind kind() {
        if (isNearlyAll(times) && !dates.isAmbiguous()) {
            return Kind.TIME;
        }
        boolean number = values > 0 && Math.max(points, commas) == values && leadingZeros == 0;
        if (number && !UsualColumns.isIdentifier(name)) {
            return Kind.NUMBER;
        }
        return distinct.size() <= Math.max(FEW, Math.min(CATEGORIES, values / 2)) ? Kind.CATEGORY : Kind.TEXT;
    }

    /// Whether any value is a time, or none is there to tell.
    boolean mayBeTime() {
        return values == 0 || times + seconds + milliseconds > 0 || form().isPresent();
    }

    /// Whether nearly every value is a time, whichever way it is written.
    boolean holdsTimes() {
        return isNearlyAll(times) || isNearlyAll(seconds) || isNearlyAll(milliseconds) || form().isPresent();
    }

    /// How most of the times are written. Where some look like seconds and some like milliseconds, neither is
    /// taken: the fewer would be read as times of another century.
    TimeRule timeRule() {
        Optional<Form> form = form().filter(most -> most.fitting > times);
        if (form.isPresent()) {
            return format(form.get().pattern.pattern());
        }
        if (seconds + milliseconds <= times || (seconds > 0 && milliseconds > 0)) {
            return TimeRule.USUAL;
        }
        return format(seconds > 0 ? "epoch-seconds" : "epoch-milliseconds");
    }

    private static TimeRule format(String format) {
        return new TimeRule(Optional.of(format), Optional.empty(), Optional.empty());
    }

    /// The scale of answers, where every value is a whole number on it.
    Optional<Scale> scale() {
        if (values == 0
                || distinct.size() > 11
                || !distinct.stream().allMatch(text -> WHOLE.matcher(text).matches())) {
            return Optional.empty();
        }
        IntSummaryStatistics numbers =
                distinct.stream().mapToInt(Integer::parseInt).summaryStatistics();
        return Optional.of(numbers.getMin() >= 1 && numbers.getMax() <= 5 ? new Scale(1, 5) : new Scale(0, 10));
    }

    String first() {
        return first;
    }
}
