package dev.corridor.recipes.recipe;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.XesTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Guesses a recipe for an event log from the names of its columns and its first rows: one row is one interaction.
/// It is a recipe like any other, so that it can be printed, saved and run again with the same result.
public final class RecipeGuess {
    private static final int SAMPLE = 10_000;
    private static final String INDEX = "case:index";
    private static final String TRACE_NAME = "case:concept:name";
    private static final String LIFECYCLE = "lifecycle:transition";
    private static final String CASE_PREFIX = "case:";

    private final Table table;
    private final GuessOptions options;

    private RecipeGuess(Table table, GuessOptions options) {
        this.table = table;
        this.options = options;
    }

    /// A recipe for the first of the tables that has what is needed; other files with the same columns belong to it.
    ///
    /// @throws CorridorException `GUESS_FAILED` naming the columns found, what is missing and the option that helps
    public static Recipe guess(List<Table> tables, GuessOptions options) {
        if (tables.isEmpty()) {
            throw new CorridorException(
                    RecipeError.GUESS_FAILED, "There is no table to guess a recipe for.", "Give a file with a header.");
        }
        Optional<Recipe> recipe = Optional.empty();
        Optional<CorridorException> first = Optional.empty();
        for (Table table : tables) {
            try {
                recipe = Optional.of(new RecipeGuess(table, options).guess());
                break;
            } catch (CorridorException e) {
                if (e.code() != RecipeError.GUESS_FAILED) {
                    throw e;
                }
                first = first.or(() -> Optional.of(e));
            }
        }
        Optional<CorridorException> failure = first;
        return recipe.orElseThrow(() -> failure.orElseThrow(IllegalStateException::new));
    }

    /// What each column of a table looks like, in file order, also where no recipe can be guessed.
    ///
    /// @param most so many of the first columns are looked at, and those with usual names
    public static List<ColumnGuess> columns(Table table, int most) {
        Map<String, ColumnGuess.Usual> usual = new HashMap<>();
        UsualColumns.CUSTOMER.in(table.columns()).ifPresent(column -> usual.put(column, ColumnGuess.Usual.CUSTOMER));
        UsualColumns.TIME.in(table.columns()).ifPresent(column -> usual.put(column, ColumnGuess.Usual.TIME));
        UsualColumns.ACTIVITY.in(table.columns()).ifPresent(column -> usual.put(column, ColumnGuess.Usual.TOUCHPOINT));
        UsualColumns.CASE.in(table.columns()).ifPresent(column -> usual.put(column, ColumnGuess.Usual.JOURNEY));
        List<ColumnGuess> columns = new ArrayList<>();
        List<AttributeRule> attributes = new ArrayList<>();
        Set<String> taken = new HashSet<>(usual.keySet());
        table.columns().stream().limit(most).forEach(taken::add);
        RecipeGuess guess = new RecipeGuess(table, GuessOptions.NONE);
        Map<String, ColumnSample> samples = guess.sample(taken::contains);
        Optional<String> score = guess.score(samples, usual.keySet());
        samples.forEach((column, sample) -> {
            AttributeRule attribute = attribute(column, sample, attributes, score);
            attributes.add(attribute);
            columns.add(new ColumnGuess(
                    column,
                    usual.getOrDefault(column, ColumnGuess.Usual.OTHER),
                    attribute,
                    sample.mayBeTime(),
                    sample.holdsTimes(),
                    sample.timeRule()));
        });
        return columns;
    }

    private Recipe guess() {
        boolean xes = table instanceof XesTable;
        List<String> journey = journey(xes);
        List<String> touchpoint = touchpoint();
        Optional<String> time = time(xes);
        Map<String, ColumnSample> samples = sample(_ -> true);
        time.ifPresent(column -> requireTimes(column, samples));
        Optional<String> customer = customer(xes, journey);
        Set<String> used = new LinkedHashSet<>(journey);
        used.addAll(touchpoint);
        time.ifPresent(used::add);
        List<String> recognised = List.copyOf(used);
        Map<String, TimeRule> times = new LinkedHashMap<>();
        time.map(samples::get)
                .map(ColumnSample::timeRule)
                .filter(rule -> !rule.equals(TimeRule.USUAL))
                .ifPresent(rule -> times.put(time.orElseThrow(), rule));
        customer.ifPresent(used::add);
        Optional<String> score = score(samples, used);
        List<AttributeRule> attributes = new ArrayList<>();
        samples.forEach((column, sample) -> {
            if (!used.contains(column) && !column.isBlank()) {
                attributes.add(attribute(column, sample, attributes, score));
            }
        });
        TableRule log = new TableRule("log", recognised, false, List.of(), List.of(), times, Map.of(), List.of());
        InteractionRule.WithoutCustomer without = customer.isPresent()
                ? InteractionRule.WithoutCustomer.OWN_JOURNEY
                : InteractionRule.WithoutCustomer.REJECT;
        InteractionRule.Source source =
                new InteractionRule.Source("log", journey, customer, without, condition(), attributes);
        return new Recipe(
                table.file().isBlank() ? "log" : table.file(),
                "Guessed from the columns and first rows of " + table.file() + ".",
                new Zone.AsWritten(),
                "key",
                Map.of("log", log),
                List.of(new InteractionRule.LongTable(source, time, List.of(), Recognition.of(touchpoint))),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    private List<String> journey(boolean xes) {
        if (options.caseColumn().isPresent()) {
            return List.of(given(options.caseColumn().get(), "--case"));
        }
        if (xes && table.columns().contains(INDEX)) {
            return table.columns().contains(TRACE_NAME) ? List.of(TRACE_NAME, INDEX) : List.of(INDEX);
        }
        return List.of(usual(UsualColumns.CASE, "the journey (the case id)", "--case"));
    }

    private List<String> touchpoint() {
        if (options.activity().isPresent()) {
            return List.of(given(options.activity().get(), "--activity"));
        }
        if (options.classifier().isPresent()) {
            return classifier(options.classifier().get());
        }
        return List.of(usual(UsualColumns.ACTIVITY, "the activity", "--activity"));
    }

    private List<String> classifier(String nameOrKeys) {
        if (table instanceof XesTable xes) {
            return xes.classifierKeys(nameOrKeys);
        }
        return List.of(given(nameOrKeys, "--classifier"));
    }

    private Optional<String> time(boolean xes) {
        if (options.time().isPresent()) {
            return options.time().map(column -> given(column, "--time"));
        }
        Optional<String> usual = UsualColumns.TIME.in(table.columns());
        return xes ? usual : Optional.of(usual.orElseGet(() -> usual(UsualColumns.TIME, "the time", "--time")));
    }

    private void requireTimes(String column, Map<String, ColumnSample> samples) {
        ColumnSample sample = samples.get(column);
        if (sample != null && !sample.mayBeTime()) {
            throw new CorridorException(
                    RecipeError.GUESS_FAILED,
                    table.file() + ": the column '" + column + "' does not hold times; it begins with '"
                            + cut(sample.first()) + "'.",
                    "Name another column with --time, or write a recipe that says the format.");
        }
    }

    private String given(String column, String option) {
        if (table.columns().contains(column)) {
            return column;
        }
        String remedy = Nearest.to(column, table.columns())
                .map(near -> "Did you mean " + option + " '" + near + "'?")
                .orElse("Name one of its columns with " + option + ".");
        throw failed("has no column '" + column + "'", remedy);
    }

    private String usual(UsualColumns kind, String what, String option) {
        return kind.in(table.columns())
                .orElseThrow(() -> failed(
                        "has no column that looks like " + what,
                        "Name it with " + option + " COLUMN, or give a recipe with --recipe."));
    }

    private CorridorException failed(String problem, String remedy) {
        return new CorridorException(
                RecipeError.GUESS_FAILED,
                table.file() + " " + problem + "; its columns are " + cut(String.join(", ", table.columns())) + ".",
                remedy);
    }

    private static String cut(String text) {
        int most = 300;
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    private Map<String, ColumnSample> sample(Predicate<String> wanted) {
        Map<String, ColumnSample> samples = new LinkedHashMap<>();
        List<String> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            if (wanted.test(columns.get(i))) {
                samples.putIfAbsent(columns.get(i), new ColumnSample(columns.get(i), i));
            }
        }
        FirstRows.read(table, SAMPLE, row -> samples.values().forEach(sample -> sample.add(row)));
        return samples;
    }

    /// A column is guessed to be the customer only where no journey has two; in XES it is an attribute unless asked
    /// for.
    private Optional<String> customer(boolean xes, List<String> journey) {
        if (options.customer().isPresent()) {
            return options.customer().map(column -> given(column, "--customer"));
        }
        return xes
                ? Optional.empty()
                : UsualColumns.CUSTOMER
                        .in(table.columns())
                        .filter(column -> !journey.contains(column))
                        .filter(column -> isOnePerJourney(column, journey));
    }

    private boolean isOnePerJourney(String column, List<String> journey) {
        int customer = table.columns().indexOf(column);
        int[] keys = journey.stream().mapToInt(table.columns()::indexOf).toArray();
        Map<String, String> customers = new HashMap<>();
        boolean[] one = {true};
        table.read(
                row -> {
                    if (one[0]) {
                        StringBuilder key = new StringBuilder();
                        for (int index : keys) {
                            key.append(row.text(index)).append('\0');
                        }
                        String name = row.text(customer);
                        one[0] = name.equals(customers.computeIfAbsent(key.toString(), _ -> name));
                    }
                },
                _ -> {});
        return one[0];
    }

    private Condition condition() {
        if (options.lifecycle().isEmpty()) {
            return Condition.ALWAYS;
        }
        return new Condition(Map.of(
                given(LIFECYCLE, "--lifecycle"), List.of(options.lifecycle().get())));
    }

    /// The first column whose name and values are those of answers on a scale, where no column is called `score`.
    private Optional<String> score(Map<String, ColumnSample> samples, Set<String> used) {
        return table.columns().contains(Schema.SCORE)
                ? Optional.empty()
                : samples.entrySet().stream()
                        .filter(entry -> !used.contains(entry.getKey())
                                && !entry.getKey().startsWith(CASE_PREFIX)
                                && UsualColumns.isScore(entry.getKey())
                                && entry.getValue().kind() == Attribute.Kind.NUMBER
                                && entry.getValue().scale().isPresent())
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    private static AttributeRule attribute(
            String column, ColumnSample sample, List<AttributeRule> others, Optional<String> score) {
        if (score.equals(Optional.of(column))) {
            return new AttributeRule(
                    Schema.SCORE,
                    new ValueSource.Column(column),
                    Attribute.Kind.NUMBER,
                    Attribute.Level.INTERACTION,
                    Attribute.Aggregate.MEAN,
                    new Known.AtEnd(),
                    Map.of(),
                    Optional.empty(),
                    sample.scale());
        }
        return attribute(column, sample, others);
    }

    private static AttributeRule attribute(String column, ColumnSample sample, List<AttributeRule> others) {
        Attribute.Level level = column.startsWith(CASE_PREFIX) ? Attribute.Level.KEY : Attribute.Level.INTERACTION;
        Attribute.Kind kind = sample.kind();
        boolean score = column.equals(Schema.SCORE);
        boolean taken = (score && kind != Attribute.Kind.NUMBER)
                || (column.equals(Schema.OUTCOME) && kind != Attribute.Kind.CATEGORY)
                || others.stream().anyMatch(other -> other.name().equals(column));
        Attribute.Aggregate take = level == Attribute.Level.KEY
                ? Attribute.Aggregate.ONE
                : score && !taken ? Attribute.Aggregate.MEAN : Attribute.Aggregate.LATEST;
        return new AttributeRule(
                taken ? column + " (column)" : column,
                new ValueSource.Column(column),
                kind,
                level,
                take,
                new Known.AtEnd(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }
}
