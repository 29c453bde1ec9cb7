package dev.corridor.recipes.intake;

import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Appender;
import dev.corridor.recipes.intake.GivenTable.GivenFile;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.XesTable;
import dev.corridor.recipes.recipe.InteractionRule;
import dev.corridor.recipes.recipe.Join;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.TableRule;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Runs a recipe: reads the tables and hands interactions to the engine. Tables that others join are held in memory,
/// all others are streamed; a file is read twice only where a key, several files or the order of day and month ask for
/// it, besides a look at its first rows.
public final class Intake {
    private Intake() {}

    /// Whether the files have the columns of all tables that the recipe needs.
    ///
    /// @param tables files in any order
    public static boolean fits(Recipe recipe, List<Table> tables) {
        return Matching.fits(recipe, tables);
    }

    /// Hands everything over and closes the appender, also where it fails: what was handed over is whole only when
    /// this returns.
    ///
    /// @param tables files in any order; which is which is told by their columns
    /// @throws CorridorException where a table or column is missing, dates are ambiguous or a file is damaged
    public static IntakeResult run(
            Recipe recipe,
            List<Table> tables,
            AppenderFactory engine,
            IntakeOptions options,
            ProgressListener progress) {
        try (RejectCollector rejects = new RejectCollector(options.rejects(), options.eachReject())) {
            IntakeResult result = run(recipe, tables, engine, options, progress, rejects);
            rejects.finish();
            return result;
        }
    }

    private static IntakeResult run(
            Recipe recipe,
            List<Table> tables,
            AppenderFactory engine,
            IntakeOptions options,
            ProgressListener progress,
            RejectCollector rejects) {
        Findings findings = new Findings();
        Matching matching = Matching.of(recipe, tables);
        Reading reading = new Reading(rejects, findings, options, progress, work(recipe, matching));
        Forms forms = Forms.of(recipe, matching, reading, findings);
        HeldTables held = HeldTables.read(recipe, matching, reading);
        Schema schema = recipe.schema(forms.zoned());
        Emission.Output output = new Emission.Output(rejects);
        try (Appender appender = engine.open(schema)) {
            Binding.Run run = new Binding.Run(
                    recipe,
                    schema,
                    new Clock(recipe.zone(), forms.zoned()),
                    held,
                    appender,
                    findings,
                    forms,
                    new HashSet<>(),
                    new HashMap<>());
            for (int place = 0; place < recipe.interactions().size(); place++) {
                InteractionRule rule = recipe.interactions().get(place);
                GivenTable table = matching.tables().get(rule.source().table());
                if (table != null) {
                    emit(run, rule, new Emission.OfRule(place), table, reading, output);
                }
            }
            reportOrphans(run);
        }
        matching.tables().values().forEach(table -> reportEmptyTraces(table, findings));
        reportUnused(matching, tables.size(), findings);
        long rows =
                matching.tables().values().stream().mapToLong(GivenTable::rows).sum();
        return new IntakeResult(
                schema,
                rows,
                output.interactions(),
                rejects.rejections(),
                findings.all(),
                output.precisions(),
                matching.unused(),
                TextSources.of(recipe, matching, tables));
    }

    /// Bytes to be read, each file as often as it will be.
    private static double work(Recipe recipe, Matching matching) {
        double bytes = 0;
        Map<String, ?> needs = Needs.of(recipe);
        for (GivenTable table : matching.tables().values()) {
            String name = table.rule().name();
            long emissions = recipe.interactions().stream()
                    .filter(rule -> rule.source().table().equals(name))
                    .count();
            long times = emissions + (Identities.matter(table) ? 1 : 0) + (needs.containsKey(name) ? 1 : 0);
            for (GivenFile file : table.files()) {
                bytes += times * (double) file.table().bytes();
            }
        }
        return bytes;
    }

    private static void emit(
            Binding.Run run,
            InteractionRule rule,
            Emission.OfRule ofRule,
            GivenTable table,
            Reading reading,
            Emission.Output output) {
        for (GivenFile file : table.files()) {
            Binding binding = new Binding(run, table.rule(), file);
            Emission emission = switch (rule) {
                case InteractionRule.WideTable wide -> new WideEmission(binding, wide, ofRule, output);
                case InteractionRule.LongTable single ->
                    single.group().isEmpty()
                            ? new LongEmission(binding, single, ofRule, output)
                            : new GroupEmission(binding, single, ofRule, output);
            };
            reading.rows(table.rule(), file, emission);
            emission.finish();
        }
    }

    /// Rows of detail tables, such as items, that belong to no row. Of tables looked up by their own key, such as
    /// customers, rows that nobody asked for are no matter.
    private static void reportOrphans(Binding.Run run) {
        for (TableRule table : run.recipe().tables().values()) {
            for (Join join : table.joins()) {
                BitSet touched = run.touched().get(table.name() + '\0' + join.name());
                Optional<HeldTable> joined = run.held().table(join.table());
                boolean detail = !run.recipe().table(join.table()).key().equals(join.there());
                if (touched != null && joined.isPresent() && detail) {
                    reportOrphans(run, table.name() + " - " + join.name(), joined.get(), touched);
                }
            }
        }
    }

    private static void reportOrphans(Binding.Run run, String subject, HeldTable joined, BitSet touched) {
        Findings.Tally tally = run.findings()
                .tally(
                        "orphan",
                        subject,
                        "{n} of {of} rows of the table '" + joined.name() + "' belong to no row that is used ("
                                + subject + ").");
        tally.of(joined.rows());
        int orphans = joined.rows() - touched.cardinality();
        if (orphans > 0) {
            GivenTable given = run.held().given(joined.name());
            HeldTable.Cursor cursor = joined.cursor();
            List<String> examples = IntStream.iterate(
                            touched.nextClearBit(0), row -> row < joined.rows(), row -> touched.nextClearBit(row + 1))
                    .limit(Finding.EXAMPLES)
                    .mapToObj(row ->
                            Example.of(given.fileName(Places.file(cursor.at(row).place())), cursor.line(), ""))
                    .toList();
            tally.add(orphans, examples);
        }
    }

    private static void reportEmptyTraces(GivenTable table, Findings findings) {
        for (GivenFile file : table.files()) {
            if (file.table() instanceof XesTable log && log.emptyTraces().count() > 0) {
                long empty = log.emptyTraces().count();
                findings.add(new Finding(
                        "empty-trace",
                        log.file(),
                        empty,
                        log.traces(),
                        Findings.Numbered.of(empty) + " of " + Findings.Numbered.of(log.traces()) + " traces of "
                                + log.file() + " have no event and make no journey.",
                        log.emptyTraces().examples().stream()
                                .limit(Finding.EXAMPLES)
                                .toList()));
            }
        }
    }

    private static void reportUnused(Matching matching, int files, Findings findings) {
        if (!matching.unused().isEmpty()) {
            int count = matching.unused().size();
            findings.add(new Finding(
                    "unused-file",
                    "files",
                    count,
                    files,
                    Findings.Numbered.of(count) + " of " + Findings.Numbered.of(files)
                            + " files are no table of the recipe and were not used.",
                    matching.unused().stream().limit(Finding.FILES).toList()));
        }
    }
}
