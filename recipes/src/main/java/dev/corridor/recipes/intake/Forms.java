package dev.corridor.recipes.intake;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.recipes.intake.GivenTable.GivenFile;
import dev.corridor.recipes.reader.DateOrder;
import dev.corridor.recipes.reader.Numbers;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.TimeFormat;
import dev.corridor.recipes.reader.TimeParser;
import dev.corridor.recipes.recipe.AttributeRule;
import dev.corridor.recipes.recipe.FirstRows;
import dev.corridor.recipes.recipe.InteractionRule;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeError;
import dev.corridor.recipes.recipe.Reference;
import dev.corridor.recipes.recipe.TableRule;
import dev.corridor.recipes.recipe.TimeRule;
import dev.corridor.recipes.recipe.ValueSource;
import dev.corridor.recipes.recipe.Zone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// How the times and numbers of each column are written: as the recipe says, else as all values of the column
/// tell. A column is looked at as a whole only where its first values leave something to be decided.
final class Forms {
    private static final int SNIFFED = 1_000;

    private final Recipe recipe;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private boolean offsets;

    private Forms(Recipe recipe) {
        this.recipe = recipe;
    }

    /// What is known of one column of one table.
    private static final class Column {
        private final String table;
        private final String name;
        private final boolean time;
        private boolean ofInteractions;
        private final MissingTexts missing;
        private DateOrder.Evidence dates = new DateOrder.Evidence();
        private Numbers.Evidence numbers = new Numbers.Evidence();
        private boolean commas;

        private Column(TableRule table, String name, boolean time) {
            this.table = table.name();
            this.name = name;
            this.time = time;
            this.missing = new MissingTexts(table.missing());
        }

        private void feed(Row row, int index) {
            byte[] buffer = row.buffer();
            int start = row.start(index);
            int length = row.length(index);
            if (missing.isMissing(buffer, start, length)) {
                return;
            }
            if (time) {
                dates.feed(buffer, start, length);
            } else {
                numbers.feed(buffer, start, length);
                for (int i = start; i < start + length && !commas; i++) {
                    commas = buffer[i] == ',';
                }
            }
        }

        private boolean undecided() {
            return time ? dates.matters() : commas;
        }

        private void forget() {
            dates = new DateOrder.Evidence();
            numbers = new Numbers.Evidence();
        }
    }

    /// Looks at the files, wholly where identities or dates ask for it.
    static Forms of(Recipe recipe, Matching matching, Reading reading, Findings findings) {
        Forms forms = new Forms(recipe);
        recipe.interactions().forEach(forms::collect);
        for (GivenTable table : matching.tables().values()) {
            forms.look(table, reading, findings);
        }
        forms.report(findings);
        return forms;
    }

    private void collect(InteractionRule rule) {
        String table = rule.source().table();
        switch (rule) {
            case InteractionRule.LongTable single ->
                single.time().ifPresent(column -> add(table, column, true).ofInteractions = true);
            case InteractionRule.WideTable wide ->
                wide.touchpoints().stream()
                        .flatMap(touchpoint -> touchpoint.time().stream())
                        .forEach(column -> add(table, column, true).ofInteractions = true);
        }
        Needs.attributes(rule).forEach(attribute -> collect(table, attribute));
        for (TableRule each : recipe.tables().values()) {
            each.joins().forEach(join -> join.latestBy().ifPresent(column -> add(join.table(), column, true)));
        }
    }

    private void collect(String table, AttributeRule attribute) {
        switch (attribute.source()) {
            case ValueSource.Column column -> {
                if (attribute.kind() == Attribute.Kind.TIME || attribute.kind() == Attribute.Kind.NUMBER) {
                    refer(table, column.reference(), attribute.kind() == Attribute.Kind.TIME);
                }
            }
            case ValueSource.Product product ->
                product.references().forEach(reference -> refer(table, reference, false));
            case ValueSource.Difference difference -> {
                refer(table, difference.from(), true);
                refer(table, difference.to(), true);
            }
            case ValueSource.Late late -> {
                refer(table, late.time(), true);
                refer(table, late.due(), true);
            }
            case ValueSource.Constant _, ValueSource.Count _ -> {}
        }
    }

    private void refer(String table, String text, boolean time) {
        Reference reference = Reference.of(recipe, table, text);
        add(reference.table(), reference.column(), time);
    }

    private Column add(String table, String name, boolean time) {
        TableRule rule = recipe.table(table);
        return columns.computeIfAbsent(key(rule, name, time), _ -> new Column(rule, name, time));
    }

    private static String key(TableRule table, String column, boolean time) {
        return table.name() + '\0' + column + '\0' + time;
    }

    private void look(GivenTable table, Reading reading, Findings findings) {
        List<Column> used = columns.values().stream()
                .filter(column -> column.table.equals(table.rule().name()))
                .toList();
        table.files().forEach(file -> sniff(table.rule(), file, used));
        List<Column> open = used.stream()
                .filter(column -> !isSaid(table.rule(), column) && column.undecided())
                .toList();
        used.forEach(Column::forget);
        if (Identities.matter(table)) {
            Map<GivenFile, Consumer<Row>> feeders = new LinkedHashMap<>();
            table.files().forEach(file -> feeders.put(file, feeder(file, used)));
            Identities.find(
                    table,
                    reading,
                    findings,
                    (file, row) -> feeders.getOrDefault(file, _ -> {}).accept(row));
        } else if (!open.isEmpty()) {
            table.files().forEach(file -> reading.rows(table.rule(), file, feeder(file, open)));
        }
    }

    private static boolean isSaid(TableRule table, Column column) {
        TimeRule time = table.time(column.name);
        return column.time
                ? time.format().isPresent() || time.dates().isPresent()
                : table.decimals().containsKey(column.name);
    }

    private static Consumer<Row> feeder(GivenFile file, List<Column> of) {
        List<Column> given = of.stream()
                .filter(column -> file.table().columns().contains(column.name))
                .toList();
        int[] indexes = given.stream()
                .mapToInt(column -> file.table().columns().indexOf(column.name))
                .toArray();
        return row -> {
            for (int i = 0; i < indexes.length; i++) {
                given.get(i).feed(row, indexes[i]);
            }
        };
    }

    /// Reads the first rows only.
    private void sniff(TableRule table, GivenFile file, List<Column> used) {
        if (used.isEmpty()) {
            return;
        }
        Consumer<Row> feeder = feeder(file, used);
        List<Offsets> times = used.stream()
                .filter(column ->
                        column.ofInteractions && file.table().columns().contains(column.name))
                .map(column -> new Offsets(table, column, file))
                .toList();
        FirstRows.read(file.table(), SNIFFED, row -> {
            feeder.accept(row);
            times.forEach(time -> offsets |= time.isIn(row));
        });
    }

    /// Whether times are written with offsets, in whatever order their dates are.
    private static final class Offsets {
        private final int index;
        private final List<TimeParser> parsers;

        private Offsets(TableRule table, Column column, GivenFile file) {
            this.index = file.table().columns().indexOf(column.name);
            TimeRule rule = table.time(column.name);
            this.parsers = rule.format().isPresent()
                    ? List.of(format(rule, DateOrder.UNKNOWN).parser())
                    : List.of(
                            new TimeFormat.Usual(DateOrder.DAY_FIRST).parser(),
                            new TimeFormat.Usual(DateOrder.MONTH_FIRST).parser());
        }

        private boolean isIn(Row row) {
            for (TimeParser parser : parsers) {
                if (parser.parse(row.buffer(), row.start(index), row.length(index))) {
                    return parser.hasOffset();
                }
            }
            return false;
        }
    }

    private void report(Findings findings) {
        for (Column column : columns.values()) {
            TableRule table = recipe.table(column.table);
            if (isSaid(table, column)) {
                continue;
            }
            if (column.time && column.dates.isAmbiguous()) {
                throw new CorridorException(
                        RecipeError.AMBIGUOUS_DATES,
                        "The dates in '" + column.name + "' of '" + column.table
                                + "' can be read with the day first and with the month first"
                                + (column.dates.dayFirstOnly() > 0
                                        ? ", as many of them only one way as the other."
                                        : "."),
                        "Say which in the recipe, at the table: times: {" + column.name + ": {dates: day-first}}.");
            }
            if (column.time && column.dates.dayFirstOnly() > 0 && column.dates.monthFirstOnly() > 0) {
                long fewer = Math.min(column.dates.dayFirstOnly(), column.dates.monthFirstOnly());
                long of = column.dates.dayFirstOnly() + column.dates.monthFirstOnly() + column.dates.either();
                findings.add(new Finding(
                        "mixed-date-order",
                        column.name,
                        fewer,
                        of,
                        Findings.Numbered.of(fewer) + " of " + Findings.Numbered.of(of) + " dates in the column '"
                                + column.name
                                + "' do not fit the order of day and month that most have; they are rejected.",
                        List.of()));
            }
            if (!column.time && column.numbers.decimals() == Numbers.Decimals.AMBIGUOUS) {
                findings.add(new Finding(
                        "ambiguous-decimals",
                        column.name,
                        1,
                        1,
                        "The comma in the numbers of the column '" + column.name
                                + "' may stand before decimals or between thousands; it is read as between thousands.",
                        List.of()));
            }
        }
    }

    /// Whether instants are stored.
    boolean zoned() {
        return switch (recipe.zone()) {
            case Zone.None _ -> false;
            case Zone.Of _ -> true;
            case Zone.AsWritten _ -> offsets;
        };
    }

    /// A parser for the times of a column.
    TimeParser times(TableRule table, String name) {
        Column column = columns.get(key(table, name, true));
        return format(table.time(name), column == null ? DateOrder.UNKNOWN : column.dates.order())
                .parser();
    }

    private static TimeFormat format(TimeRule rule, DateOrder found) {
        if (rule.format().isEmpty()) {
            return new TimeFormat.Usual(rule.dates()
                    .map(dates -> switch (dates) {
                        case DAY_FIRST -> DateOrder.DAY_FIRST;
                        case MONTH_FIRST -> DateOrder.MONTH_FIRST;
                    })
                    .orElse(found));
        }
        return switch (rule.format().get()) {
            case "epoch-seconds" -> new TimeFormat.EpochSeconds();
            case "epoch-milliseconds" -> new TimeFormat.EpochMilliseconds();
            default -> new TimeFormat.Pattern(rule.format().get());
        };
    }

    boolean decimalComma(TableRule table, String name) {
        TableRule.Decimal said = table.decimals().get(name);
        if (said != null) {
            return said == TableRule.Decimal.COMMA;
        }
        Column column = columns.get(key(table, name, false));
        return column != null && column.numbers.decimals() == Numbers.Decimals.COMMA;
    }
}
