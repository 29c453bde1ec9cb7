package dev.corridor.app.interaction.mapping;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Mining;
import dev.corridor.answers.mine.Origin;
import dev.corridor.answers.mine.Question;
import dev.corridor.answers.source.OwnFiles;
import dev.corridor.answers.source.RecipeZone;
import dev.corridor.answers.source.TablesRead;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.BuildOptions;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Store;
import dev.corridor.engine.store.StoreBuilder;
import dev.corridor.recipes.intake.Intake;
import dev.corridor.recipes.intake.IntakeOptions;
import dev.corridor.recipes.intake.IntakeResult;
import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Recipe;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a recipe makes of the first rows of the files.
///
/// @param cut whether any file has more rows than were read
/// @param answer figures of these rows
/// @param strips the first journeys in the order of the source
/// @param rejects the first ones
public record Preview(boolean cut, Answer answer, List<Strip> strips, List<Reject> rejects) {
    /// At most so many rows of each file are read.
    public static final int ROWS = 20_000;

    private static final long BYTES = 24L << 20;
    private static final long MEMORY = 64L << 20;
    private static final int STRIPS = 3;
    private static final int DOTS = 24;
    private static final int REJECTS = 5;

    /// What cannot be told from the beginnings of tables.
    private static final Set<String> NEED_ALL = Set.of("without-match", "orphan");

    public Preview {
        strips = List.copyOf(strips);
        rejects = List.copyOf(rejects);
    }

    /// A journey.
    ///
    /// @param dots its first interactions
    /// @param more how many follow
    public record Strip(String key, List<Dot> dots, int more) {
        public Strip {
            dots = List.copyOf(dots);
        }
    }

    /// An interaction.
    public record Dot(String touchpoint, Optional<LocalDateTime> time) {}

    /// @param language tag of the language in which touchpoints are named
    /// @throws CorridorException where the recipe does not fit the files
    public static Preview of(List<Table> tables, Recipe recipe, String language) {
        List<Beginning> beginnings = tables.stream()
                .map(table -> new Beginning(table, ROWS, BYTES / Math.max(1, tables.size())))
                .toList();
        List<Reject> rejects = new ArrayList<>();
        List<StoreBuilder> builders = new ArrayList<>();
        BuildOptions usual = BuildOptions.defaults();
        try {
            IntakeResult result = Intake.run(
                    recipe,
                    List.copyOf(beginnings),
                    schema -> {
                        StoreBuilder builder =
                                new StoreBuilder(schema, new BuildOptions(MEMORY, usual.spillFolder(), 1));
                        builders.add(builder);
                        return builder.appender();
                    },
                    IntakeOptions.usual().withEachReject(reject -> {
                        if (rejects.size() < REJECTS) {
                            rejects.add(reject);
                        }
                    }),
                    (file, rows, share) -> {});
            boolean cut = beginnings.stream().anyMatch(Beginning::isCut);
            Origin.Reading reading = TablesRead.reading(
                    recipe.name(),
                    new Tables.Found(List.copyOf(beginnings), List.of()),
                    new OwnFiles(List.of(), List.of()),
                    Optional.empty(),
                    result);
            Store store = builders.getFirst().build();
            JourneyRule rule = JourneyRules.parse(recipe.journeys());
            Answer answer = new Mining(
                            store,
                            new Origin(recipe, cut ? withoutPartial(reading) : reading),
                            new Question(rule, List.of(), OptionalLong.empty(), RecipeZone.of(recipe), false, true, 1))
                    .answer();
            return new Preview(cut, answer, strips(store, rule, recipe, language), rejects);
        } finally {
            builders.forEach(StoreBuilder::close);
        }
    }

    private static Origin.Reading withoutPartial(Origin.Reading reading) {
        return new Origin.Reading(
                reading.title(),
                reading.files(),
                reading.rows(),
                reading.rejected(),
                reading.findings().stream()
                        .filter(finding -> !NEED_ALL.contains(finding.code()))
                        .toList(),
                reading.byDay());
    }

    private static List<Strip> strips(Store store, JourneyRule rule, Recipe recipe, String language) {
        return store.journeys(rule).all().firstInSource(STRIPS).stream()
                .map(visit -> strip(store, visit, recipe, language))
                .toList();
    }

    private static Strip strip(Store store, JourneySelection.Visit visit, Recipe recipe, String language) {
        Journeys journeys = visit.journeys();
        int from = journeys.offset(visit.journey());
        int to = journeys.offset(visit.journey() + 1);
        List<Dot> dots = new ArrayList<>();
        for (int at = from; at < Math.min(to, from + DOTS); at++) {
            String touchpoint = store.touchpoints().name(journeys.touchpoint(at));
            dots.add(new Dot(recipe.displayName(touchpoint, language), time(journeys.second(at))));
        }
        return new Strip(journeys.keyName(visit.journey()), dots, Math.max(0, to - from - DOTS));
    }

    private static Optional<LocalDateTime> time(long second) {
        return second == Journeys.UNTIMED
                ? Optional.empty()
                : Optional.of(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }
}
