package dev.corridor.app.discovery;

import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.recipes.recipe.RecipeParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A small data set with groups of few: a state of 3 customers, a touchpoint that all but 4 pass, two touchpoints that
/// differ by 2, a state within another, a month of 6 answers.
public final class PlantedSet {
    public static final String RECIPE = """
            recipe: Planted
            tables:
              visits:
                columns: [order, who, kind, at]
            interactions:
              - from: visits
                journey: order
                customer: who
                time: at
                touchpoint: kind
                score: {column: stars, scale: 0..10}
                attributes:
                  region: {column: region, level: key}
                  city: {column: city, level: key}
            """;

    /// One journey.
    ///
    /// @param score -1 where nobody answered
    public record Journey(
            int number, String customer, String region, String city, int month, List<String> path, int score) {
        public Set<String> visited() {
            return new LinkedHashSet<>(path);
        }
    }

    private PlantedSet() {}

    public static List<Journey> journeys(long seed) {
        Random random = new Random(seed);
        List<Journey> journeys = new ArrayList<>();
        for (int i = 0; i < 220; i++) {
            String region = i < 3 ? "islands" : i < 60 ? "north" : i < 130 ? "south" : "west";
            String city = i < 60 ? region : i < 62 ? "port" : i < 130 ? "plain" : i < 170 ? "hill" : "lake";
            int month = i % 37 == 5 ? 1 : 2 + random.nextInt(3);
            List<String> path = new ArrayList<>(List.of("order.placed"));
            if (i % 60 != 7) {
                path.add("order.confirmed");
            }
            if (random.nextInt(3) == 0) {
                path.add("help.asked");
                if (i % 2 == 0) {
                    path.add("help.given");
                }
            }
            if (i == 20 || i == 90 || i == 150) {
                path.add("complaint.made");
            }
            boolean answered = random.nextInt(10) < 7;
            if (answered) {
                path.add("survey.answered");
            }
            String customer = "c" + (i % 53 == 11 ? i - 1 : i);
            journeys.add(new Journey(i, customer, region, city, month, path, answered ? random.nextInt(11) : -1));
        }
        return journeys;
    }

    public static String csv(List<Journey> journeys) {
        StringBuilder csv = new StringBuilder("order,who,kind,at,stars,region,city\n");
        for (Journey journey : journeys) {
            for (int i = 0; i < journey.path().size(); i++) {
                boolean answer = journey.path().get(i).equals("survey.answered");
                csv.append("o%d,%s,%s,2026-%02d-%02dT%02d:00:00,%s,%s,%s%n"
                        .formatted(
                                journey.number(),
                                journey.customer(),
                                journey.path().get(i),
                                journey.month(),
                                1 + journey.number() % 20,
                                8 + i,
                                answer ? journey.score() : "",
                                journey.region(),
                                journey.city()));
            }
        }
        return csv.toString();
    }

    public static DataSetId imported(Imports imports, String name, List<Journey> journeys) {
        return imported(imports, name, journeys, Optional.empty());
    }

    /// @param set to which they are added; empty: a new one of that name
    static DataSetId imported(Imports imports, String name, List<Journey> journeys, Optional<DataSetId> set) {
        return imported(imports, name, csv(journeys), RECIPE, set);
    }

    static DataSetId imported(Imports imports, String name, String csv, String recipe, Optional<DataSetId> set) {
        ImportId id = imports.draft(name, "ana");
        imports.upload(id, "visits.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        imports.plan(id, name, RecipeParser.parse(recipe), recipe, set);
        imports.start(id, "ana");
        imports.runDue();
        return imports.require(id).set().orElseThrow();
    }
}
