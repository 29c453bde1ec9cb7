package dev.corridor.recipes.intake;

import com.google.re2j.Pattern;
import dev.corridor.engine.store.Appender;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.Recognition;
import dev.corridor.recipes.recipe.TextPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which touchpoint a row is; what a text leads to is remembered, so that patterns run once per distinct text.
final class TouchpointReader {
    /// The row names no touchpoint.
    static final int EMPTY = -1;

    /// No rule matches and the recipe rejects such rows.
    static final int REFUSED = -2;

    private static final int LEFT_OUT = -3;
    private static final byte BETWEEN = '+';

    private final Recognition recognition;
    private final int[] columns;
    private final int[] looked;
    private final List<Pattern> patterns;
    private final int[] ruleColumns;
    private final Appender appender;
    private final MissingTexts missing;
    private final CodeCache cache = new CodeCache();
    private final List<String> leftOut = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private byte[] joined = new byte[256];

    /// @param columns of the recognition, in the row
    /// @param ruleColumns the column that each rule looks at instead, or -1
    TouchpointReader(
            Recognition recognition, int[] columns, int[] ruleColumns, Appender appender, MissingTexts missing) {
        this.recognition = recognition;
        this.columns = columns;
        this.ruleColumns = ruleColumns;
        this.patterns = recognition.rules().stream()
                .map(rule -> TextPattern.compile(rule.pattern()))
                .toList();
        this.appender = appender;
        this.missing = missing;
        Set<Integer> all = new LinkedHashSet<>();
        Arrays.stream(columns).forEach(all::add);
        Arrays.stream(ruleColumns).filter(column -> column >= 0).forEach(all::add);
        this.looked = all.stream().mapToInt(Integer::intValue).toArray();
    }

    /// A touchpoint's code, [#EMPTY], [#REFUSED], or a number that [#leftOut] turns into a name.
    int code(Row row) {
        if (looked.length == 1) {
            return code(row, row.buffer(), row.start(looked[0]), row.length(looked[0]));
        }
        int length = 0;
        for (int column : looked) {
            int cell = row.length(column);
            joined = joined.length < length + cell + Integer.BYTES
                    ? Arrays.copyOf(joined, (length + cell) * 2 + Integer.BYTES)
                    : joined;
            System.arraycopy(row.buffer(), row.start(column), joined, length, cell);
            length += cell;
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                joined[length++] = (byte) (cell >>> shift);
            }
        }
        return code(row, joined, 0, length);
    }

    private int code(Row row, byte[] buffer, int start, int length) {
        int code = cache.find(buffer, start, length);
        if (code == CodeCache.UNKNOWN) {
            code = recognise(row);
            cache.put(buffer, start, length, code);
        }
        return code;
    }

    private int recognise(Row row) {
        String text = ownText(row);
        for (int i = 0; i < patterns.size(); i++) {
            String looksAt = ruleColumns[i] < 0 ? text : row.text(ruleColumns[i]);
            if (patterns.get(i).matches(looksAt)) {
                return switch (recognition.rules().get(i).outcome()) {
                    case Recognition.Outcome.Is is -> register(is.touchpoint());
                    case Recognition.Outcome.LeaveOut out -> leaveOut(out.name());
                };
            }
        }
        if (text.isBlank()) {
            return EMPTY;
        }
        return switch (recognition.otherwise()) {
            case Recognition.Otherwise.Keep _ -> register(text);
            case Recognition.Otherwise.Refuse _ -> REFUSED;
            case Recognition.Otherwise.Named named -> register(named.touchpoint());
        };
    }

    private String ownText(Row row) {
        StringBuilder text = new StringBuilder();
        boolean any = false;
        for (int i = 0; i < columns.length; i++) {
            if (i > 0) {
                text.append((char) BETWEEN);
            }
            boolean given = !missing.isMissing(row.buffer(), row.start(columns[i]), row.length(columns[i]));
            any |= given;
            text.append(given ? row.text(columns[i]) : "");
        }
        return any ? text.toString() : "";
    }

    private int register(String name) {
        int code = appender.touchpoint(name);
        names.add(name);
        return code;
    }

    private int leaveOut(String name) {
        if (!leftOut.contains(name)) {
            leftOut.add(name);
        }
        return LEFT_OUT - leftOut.indexOf(name);
    }

    /// The name under which rows of this code are left out.
    String leftOut(int code) {
        return leftOut.get(LEFT_OUT - code);
    }

    /// Whether the code stands for rows that are left out.
    static boolean isLeftOut(int code) {
        return code <= LEFT_OUT;
    }

    /// All touchpoints met so far.
    Set<String> names() {
        return names;
    }

    String text(Row row) {
        return Example.cut(ownText(row).isEmpty() ? Example.text(row, columns[0]) : ownText(row));
    }
}
