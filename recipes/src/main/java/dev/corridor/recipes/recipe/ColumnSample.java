package dev.corridor.recipes.recipe;

import dev.corridor.engine.journey.Attribute.Kind;
import dev.corridor.recipes.reader.DateOrder;
import dev.corridor.recipes.reader.Numbers;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.TimeFormat;
import dev.corridor.recipes.reader.TimeParser;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the first values of a column look like.
final class ColumnSample {
    /// More distinct texts than these are no category.
    private static final int CATEGORIES = 1_000;

    /// Up to this many distinct texts are always a category.
    private static final int FEW = 50;

    private static final int EPOCH_SECONDS = 10;
    private static final int EPOCH_MILLISECONDS = 13;

    private final String name;
    private final int index;
    private final List<TimeParser> parsers = List.of(
            new TimeFormat.Usual(DateOrder.DAY_FIRST).parser(), new TimeFormat.Usual(DateOrder.MONTH_FIRST).parser());
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
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        seconds += digits && text.length() == EPOCH_SECONDS ? 1 : 0;
        milliseconds += digits && text.length() == EPOCH_MILLISECONDS ? 1 : 0;
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
        return values == 0 || times + seconds + milliseconds > 0;
    }

    /// How most of the times are written. Where some look like seconds and some like milliseconds, neither is
    /// taken: the fewer would be read as times of another century.
    TimeRule timeRule() {
        if (seconds + milliseconds <= times || (seconds > 0 && milliseconds > 0)) {
            return TimeRule.USUAL;
        }
        String format = seconds > 0 ? "epoch-seconds" : "epoch-milliseconds";
        return new TimeRule(Optional.of(format), Optional.empty(), Optional.empty());
    }

    String first() {
        return first;
    }
}
