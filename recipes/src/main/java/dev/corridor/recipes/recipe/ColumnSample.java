package dev.corridor.recipes.recipe;

import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.recipes.reader.DateOrder;
import dev.corridor.recipes.reader.Numbers;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.TimeFormat;
import dev.corridor.recipes.reader.TimeParser;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final Pattern EPOCH_MILLISECONDS = Pattern.compile("[0-9]{13}([.][0-9]+)?");

    /// Forms that are no usual ones and are taken where every value has the same.
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
    private final Map<TimeFormat.Pattern, TimeParser> fitting = new LinkedHashMap<>();
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
        PATTERNS.forEach(pattern -> fitting.put(pattern, pattern.parser()));
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
        fitting.values().removeIf(parser -> !parser.parse(buffer, start, length));
    }

    Kind kind() {
        if (values > 0 && times == values && !dates.isAmbiguous()) {
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
        return values == 0 || times + seconds + milliseconds > 0 || !fitting.isEmpty();
    }

    /// Whether every value is a time, whichever way it is written.
    boolean holdsTimes() {
        return values > 0 && (times == values || seconds == values || milliseconds == values || !fitting.isEmpty());
    }

    /// How most of the times are written. Where some look like seconds and some like milliseconds, neither is
    /// taken: the fewer would be read as times of another century.
    TimeRule timeRule() {
        if (values > 0 && times < values && !fitting.isEmpty()) {
            return format(fitting.keySet().iterator().next().pattern());
        }
        if (seconds + milliseconds <= times || (seconds > 0 && milliseconds > 0)) {
            return TimeRule.USUAL;
        }
        return format(seconds > 0 ? "epoch-seconds" : "epoch-milliseconds");
    }

    private static TimeRule format(String format) {
        return new TimeRule(Optional.of(format), Optional.empty(), Optional.empty());
    }

    String first() {
        return first;
    }
}
