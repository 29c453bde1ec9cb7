package dev.corridor.recipes.intake;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Appender;
import dev.corridor.recipes.intake.GivenTable.GivenFile;
import dev.corridor.recipes.reader.Numbers;
import dev.corridor.recipes.recipe.AttributeRule;
import dev.corridor.recipes.recipe.Condition;
import dev.corridor.recipes.recipe.Join;
import dev.corridor.recipes.recipe.Nearest;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeError;
import dev.corridor.recipes.recipe.Reference;
import dev.corridor.recipes.recipe.TableRule;
import dev.corridor.recipes.recipe.TimeRule;
import dev.corridor.recipes.recipe.ValueSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Binds what a recipe says about one table to the columns of one file.
final class Binding {
    private final Run run;
    private final TableRule rule;
    private final GivenFile file;
    private final MissingTexts missing;
    private final Map<String, Hop> hops = new LinkedHashMap<>();

    /// What all bindings of a run share.
    ///
    /// @param touched by table and join, the rows found
    /// @param counted what has been looked at for findings about a whole column, so that each counts once
    record Run(
            Recipe recipe,
            Schema schema,
            Clock clock,
            HeldTables held,
            Appender appender,
            Findings findings,
            Forms forms,
            Set<String> counted,
            Map<String, BitSet> touched) {
        /// Rows of a joined table that rows of a table have found.
        BitSet touched(String table, String join) {
            return touched.computeIfAbsent(table + '\0' + join, _ -> new BitSet());
        }
    }

    Binding(Run run, TableRule rule, GivenFile file) {
        this.run = run;
        this.rule = rule;
        this.file = file;
        this.missing = new MissingTexts(rule.missing());
    }

    String fileName() {
        return file.table().file();
    }

    MissingTexts missing() {
        return missing;
    }

    /// The joins that the bound cells use, each after those it depends on.
    List<Hop> hops() {
        return List.copyOf(hops.values());
    }

    /// The indexes of columns without which the table cannot be used.
    ///
    /// @throws CorridorException `COLUMN_MISSING` naming the file and the columns it has
    static int[] columns(GivenFile file, List<String> names, String use) {
        return names.stream().mapToInt(name -> column(file, name, use)).toArray();
    }

    static int column(GivenFile file, String name, String use) {
        List<String> header = file.table().columns();
        int index = header.indexOf(name);
        if (index < 0) {
            throw new CorridorException(
                    RecipeError.COLUMN_MISSING,
                    file.table().file() + " has no column '" + name + "', which is " + use + "; it has: "
                            + Example.cut(String.join(", ", header)) + ".",
                    Nearest.to(name, header)
                            .map(near -> "Did the recipe mean '" + near + "'?")
                            .orElse("Change the recipe, or give a file with this column."));
        }
        return index;
    }

    int column(String name, String use) {
        return column(file, name, use);
    }

    RowCondition condition(Condition condition) {
        return new RowCondition(
                condition, columns(file, List.copyOf(condition.values().keySet()), "a condition"));
    }

    /// A reference; where its column was not given that is a finding, and it leads to no cells.
    Cell cell(String text) {
        Reference reference = Reference.of(run.recipe(), rule.name(), text);
        if (reference.joins().isEmpty()) {
            int index = file.table().columns().indexOf(reference.column());
            countColumn(text, fileName(), index);
            return new Cell(null, index, missing, text);
        }
        Hop hop = hop(reference.joins());
        MissingTexts there =
                new MissingTexts(run.recipe().table(reference.table()).missing());
        int index = hop.given() ? hop.table().columnOf(reference.column()) : -1;
        if (hop.given()) {
            countColumn(text, reference.table(), index);
        }
        return new Cell(hop, index, there, text);
    }

    /// Counts once for every file, or joined table, how often a column that the recipe uses is not there.
    private void countColumn(String text, String where, int index) {
        if (!run.counted().add("column\0" + where + '\0' + text)) {
            return;
        }
        Findings.Tally tally = run.findings()
                .tally(
                        "column-missing",
                        text,
                        "The column '" + text
                                + "' that the recipe uses was not given; nothing is known of its values.");
        tally.of(1);
        if (index < 0) {
            tally.add(() -> where);
        }
    }

    /// The last of these joins.
    Hop hop(List<Join> joins) {
        String name = "";
        @Nullable Hop before = null;
        @Nullable HeldTable parent = null;
        for (Join join : joins) {
            name = name.isEmpty() ? join.name() : name + "." + join.name();
            Hop known = hops.get(name);
            if (known == null) {
                known = newHop(name, join, before, parent);
                hops.put(name, known);
            }
            before = known;
            parent = known.given() ? known.table() : null;
        }
        if (before == null) {
            throw new IllegalStateException("no joins");
        }
        return before;
    }

    private Hop newHop(String name, Join join, @Nullable Hop before, @Nullable HeldTable parent) {
        HeldTable table = run.held().table(join.table()).orElse(null);
        if (table == null || (before != null && parent == null)) {
            return new Hop(name, before, null, new int[0], null, new BitSet());
        }
        int[] here = before == null || parent == null
                ? columns(file, join.here(), "the key of the join '" + name + "'")
                : held(parent, join.here(), name);
        held(table, join.there(), name);
        BitSet touched = before == null ? run.touched(rule.name(), join.name()) : new BitSet();
        return new Hop(name, before, run.held().index(table, join.there()), here, latest(table, join), touched);
    }

    private int[] held(HeldTable table, List<String> columns, String join) {
        for (String column : columns) {
            if (table.columnOf(column) < 0) {
                column(run.held().given(table.name()).files().getFirst(), column, "the key of the join '" + join + "'");
            }
        }
        return columns.stream().mapToInt(table::columnOf).toArray();
    }

    private Hop.@Nullable LatestOrder latest(HeldTable table, Join join) {
        if (join.latestBy().isEmpty()) {
            return null;
        }
        String name = join.latestBy().get();
        int column = table.columnOf(name);
        if (column < 0) {
            held(table, List.of(name), join.name());
        }
        TimeReader times = times(run.recipe().table(join.table()), name, true);
        HeldTable.Cursor cursor = table.cursor();
        return (held, rows, count) -> {
            Integer[] sorted = new Integer[count];
            Arrays.setAll(sorted, i -> rows[i]);
            Arrays.sort(
                    sorted,
                    Comparator.comparingLong(
                            row -> times.parse(cursor.at(row), column) ? times.micros() : Long.MIN_VALUE));
            for (int i = 0; i < count; i++) {
                rows[i] = sorted[i];
            }
        };
    }

    /// The times of a column of the file itself.
    TimeReader times(String column) {
        return times(rule, column, false);
    }

    private TimeReader times(TableRule table, String column, boolean joined) {
        TimeRule time = table.time(column);
        String place = joined ? table.name() : fileName();
        boolean first = run.counted().add(table.name() + '\0' + place + '\0' + column);
        return new TimeReader(
                run.forms().times(table, column),
                run.clock(),
                place,
                column,
                time.precision(),
                first ? run.findings() : new Findings());
    }

    /// The attribute at work.
    Feed feed(AttributeRule attribute) {
        int id = run.schema().idOf(attribute.name());
        Conflicts conflicts = Conflicts.of(run.findings(), attribute.name(), fileName());
        return switch (attribute.kind()) {
            case CATEGORY, SET ->
                new CategoryFeed(
                        id,
                        attribute,
                        attribute.source() instanceof ValueSource.Column column ? cell(column.reference()) : null,
                        new CategoryFeed.Names(id, attribute, run.appender(), run.findings()),
                        conflicts);
            case NUMBER -> numbers(id, attribute, conflicts);
            case TIME -> new TimeFeed(id, attribute, timeCell(attribute, columnOf(attribute)), conflicts);
            case TEXT ->
                new TextFeed(
                        id,
                        attribute,
                        cell(columnOf(attribute)),
                        file.index(),
                        fileName(),
                        run.appender() instanceof RowAppender,
                        run.findings());
        };
    }

    private static String columnOf(AttributeRule attribute) {
        if (attribute.source() instanceof ValueSource.Column column) {
            return column.reference();
        }
        throw new IllegalStateException("the parser lets times and texts come from columns only");
    }

    private TimeCell timeCell(AttributeRule attribute, String text) {
        Reference reference = Reference.of(run.recipe(), rule.name(), text);
        TimeReader times = times(
                run.recipe().table(reference.table()),
                reference.column(),
                !reference.joins().isEmpty());
        return new TimeCell(cell(text), times, attribute.name(), fileName(), run.findings());
    }

    private NumberCell numberCell(AttributeRule attribute, String text) {
        Reference reference = Reference.of(run.recipe(), rule.name(), text);
        TableRule table = run.recipe().table(reference.table());
        boolean comma = run.forms().decimalComma(table, reference.column());
        return new NumberCell(cell(text), comma, attribute.name(), fileName(), run.findings());
    }

    private NumberFeed numbers(int id, AttributeRule attribute, Conflicts conflicts) {
        List<Runnable> closing = new ArrayList<>();
        NumberSource source = switch (attribute.source()) {
            case ValueSource.Column column -> {
                NumberCell cell = numberCell(attribute, column.reference());
                closing.add(cell::finish);
                yield cell;
            }
            case ValueSource.Constant constant -> new NumberSources.Constant(constant(attribute, constant));
            case ValueSource.Count count ->
                new NumberSources.Count(
                        count.what().equals(ValueSource.Count.ROWS)
                                ? null
                                : hop(Reference.of(run.recipe(), rule.name(), count.what() + ".rows")
                                        .joins()));
            case ValueSource.Product product -> {
                List<NumberCell> factors = product.references().stream()
                        .map(reference -> numberCell(attribute, reference))
                        .toList();
                factors.forEach(factor -> closing.add(factor::finish));
                yield new NumberSources.Product(factors);
            }
            case ValueSource.Difference difference -> {
                TimeCell from = timeCell(attribute, difference.from());
                TimeCell to = timeCell(attribute, difference.to());
                closing.add(from::finish);
                closing.add(to::finish);
                yield new NumberSources.Difference(from, to, difference.unit(), negative(attribute), fileName());
            }
            case ValueSource.Late late -> {
                TimeCell time = timeCell(attribute, late.time());
                TimeCell due = timeCell(attribute, late.due());
                closing.add(time::finish);
                closing.add(due::finish);
                yield new NumberSources.Late(time, due, late.at());
            }
        };
        NumberFeed.Counts counts =
                new NumberFeed.Counts(attribute, run.findings(), () -> closing.forEach(Runnable::run));
        return new NumberFeed(id, attribute, source, counts, conflicts);
    }

    private Findings.Tally negative(AttributeRule attribute) {
        return run.findings()
                .tally(
                        "negative-duration",
                        attribute.name(),
                        "{n} of {of} values of the field '" + attribute.name()
                                + "' are negative because the later time comes first; they are kept.");
    }

    private static double constant(AttributeRule attribute, ValueSource.Constant constant) {
        byte[] text = constant.value().getBytes(StandardCharsets.UTF_8);
        double number = Numbers.parse(text, 0, text.length, false);
        if (Double.isNaN(number)) {
            throw new CorridorException(
                    RecipeError.BAD_VALUE,
                    "The attribute '" + attribute.name() + "' is a number but its constant is '" + constant.value()
                            + "'.",
                    "Write a number, or leave 'kind: number' out.");
        }
        return number;
    }

    TouchpointReader touchpoints(dev.corridor.recipes.recipe.Recognition recognition) {
        int[] own = columns(file, recognition.columns(), "the touchpoint");
        int[] others = recognition.rules().stream()
                .mapToInt(each -> each.column()
                        .map(name -> column(name, "looked at by a recognition rule"))
                        .orElse(-1))
                .toArray();
        return new TouchpointReader(recognition, own, others, run.appender(), missing);
    }

    Run run() {
        return run;
    }

    TableRule rule() {
        return rule;
    }

    GivenFile file() {
        return file;
    }
}
