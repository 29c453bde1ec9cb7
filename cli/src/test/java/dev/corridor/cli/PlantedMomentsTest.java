package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether `moments` finds in sample companies what was planted in them, and nothing else.
final class PlantedMomentsTest {
    private static final int JOURNEYS = 10_000;
    private static final int SEEDS = 20;

    /// What came of some companies.
    private static final class Tally {
        private final List<String> missed = new ArrayList<>();
        private final List<String> decoys = new ArrayList<>();
        private final List<String> others = new ArrayList<>();
        private int planted;
        private int found;
    }

    private static JsonNode moments(Path company, String outcome) {
        Call call = Call.of(
                "moments",
                company,
                "--recipe",
                company.resolve("corridor-recipe.yaml"),
                "--outcome",
                outcome,
                "--json");
        assertThat(call.code()).as(call.err()).isZero();
        return call.json().get("moments");
    }

    private static Path company(Path folder, int seed, String effects, int journeys) {
        Path company = folder.resolve(effects + seed + "-" + journeys);
        assertThat(Call.of("simulate", "--journeys", journeys, "--seed", seed, "--effects", effects, "--out", company)
                        .code())
                .isZero();
        return company;
    }

    private static void look(Path company, int seed, Tally tally, List<String> outcomes) throws IOException {
        JsonNode truth = JsonMapper.shared().readTree(Files.readString(company.resolve("truth.json")));
        for (String outcome : outcomes) {
            Set<String> known = new HashSet<>();
            Set<String> decoys = new HashSet<>(truth.get("decoys").findValuesAsString("candidate"));
            JsonNode moments = moments(company, outcome);
            for (JsonNode planted : truth.get("moments")) {
                if (planted.get("outcome").asString().equals(outcome)) {
                    known.add(planted.get("candidate").asString());
                    planted.get("also").forEach(also -> known.add(also.asString()));
                    tally.planted++;
                    if (!isFound(moments, planted)) {
                        tally.missed.add(seed + ": " + planted.get("candidate").asString());
                    }
                }
            }
            for (JsonNode moment : moments) {
                String candidate = moment.get("candidate").asString();
                if (moment.get("verdict").asString().equals("moment-of-truth")) {
                    tally.found++;
                    if (decoys.contains(candidate)) {
                        tally.decoys.add(seed + ": " + candidate);
                    } else if (!known.contains(candidate)) {
                        tally.others.add(seed + ": " + candidate);
                    }
                }
            }
        }
    }

    /// A step must be found where it is, within its interval.
    private static boolean isFound(JsonNode moments, JsonNode planted) {
        for (JsonNode moment : moments) {
            if (moment.get("candidate").equals(planted.get("candidate"))) {
                boolean step = planted.get("threshold").isNull();
                for (JsonNode threshold : moment.get("thresholds")) {
                    double at = planted.get("threshold").asDouble(Double.NaN);
                    step |= threshold.get("low").asDouble() <= at
                            && at <= threshold.get("high").asDouble();
                }
                return step && moment.get("verdict").asString().equals("moment-of-truth");
            }
        }
        return false;
    }

    @Test
    void findsWhatIsPlantedAndNoDecoy(@TempDir Path folder) throws IOException {
        Tally tally = new Tally();
        look(company(folder, 1, "planted", JOURNEYS), 1, tally, List.of("score", "churn", "repurchase"));
        assertThat(tally.planted).isEqualTo(6);
        assertThat(tally.missed).isEmpty();
        assertThat(tally.decoys).isEmpty();
        assertThat(tally.others).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void findsNothingWhereNothingIsPlanted(@TempDir Path folder) throws IOException {
        Tally tally = new Tally();
        look(company(folder, 1, "none", JOURNEYS), 1, tally, List.of("score"));
        assertThat(tally.found).isZero();
    }

    @Test
    @Tag("slow")
    void findsWhatIsPlantedInTwentyCompanies(@TempDir Path folder) throws IOException {
        Tally tally = new Tally();
        Tally none = new Tally();
        for (int seed = 1; seed <= SEEDS; seed++) {
            look(company(folder, seed, "planted", JOURNEYS), seed, tally, List.of("score"));
            look(company(folder, seed, "none", JOURNEYS), seed, none, List.of("score"));
        }
        assertThat(tally.missed.stream().map(missed -> missed.replaceFirst("\\d+: ", "")))
                .doesNotHaveDuplicates();
        assertThat(tally.decoys).isEmpty();
        assertThat((double) tally.others.size() / tally.found)
                .as("%s", tally.others)
                .isLessThanOrEqualTo(0.05);
        assertThat(none.others).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    @Tag("slow")
    void findsWhatMakesCustomersLeaveOrOrderAgain(@TempDir Path folder) throws IOException {
        Tally tally = new Tally();
        for (int seed = 1; seed <= 8; seed++) {
            look(company(folder, seed, "planted", JOURNEYS), seed, tally, List.of("churn", "repurchase"));
        }
        assertThat(tally.missed).hasSizeLessThanOrEqualTo(1);
        assertThat(tally.others).as("of %d", tally.found).hasSizeLessThanOrEqualTo(2);
    }

    private static final String LONG_JOURNEYS = """
            recipe: Long journeys
            zone: none
            journeys: key
            tables:
              log: {columns: [journey, what, at, score]}
            interactions:
              - from: log
                journey: journey
                customer: journey
                touchpoint: what
                time: at
                attributes:
                  score: {column: score, kind: number, scale: 0..10}
            """;

    /// Journeys of a length of their own, which costs points; on the way contacts come by clocks, so
    /// that longer
    /// journeys meet more of them.
    private static void longJourneys(Path file, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder rows = new StringBuilder("journey,what,at,score\n");
        LocalDateTime first = LocalDateTime.of(2024, 1, 1, 0, 0);
        for (int journey = 0; journey < 2_000; journey++) {
            LocalDateTime start = first.plusMinutes(20L * journey);
            double days = Math.min(60, 12 * Math.exp(0.8 * random.nextGaussian()));
            row(rows, journey, "start", start, "");
            row(rows, journey, "middle", start.plusSeconds((long) (days * 43_200)), "");
            for (int kind = 0; kind < 10; kind++) {
                double at = -Math.log(1 - random.nextDouble()) * 40;
                while (at < days) {
                    row(rows, journey, "contact" + kind, start.plusSeconds((long) (at * 86_400)), "");
                    at += -Math.log(1 - random.nextDouble()) * 40;
                }
            }
            LocalDateTime end = start.plusSeconds((long) (days * 86_400));
            row(rows, journey, "end", end, "");
            long score = Math.clamp(Math.round(9 - 0.15 * days + 1.2 * random.nextGaussian()), 0, 10);
            row(rows, journey, "answer", end.plusHours(1 + random.nextInt(90)), Long.toString(score));
        }
        Files.writeString(file, rows);
    }

    private static void row(StringBuilder rows, int journey, String what, LocalDateTime at, String score) {
        rows.append(journey).append(',').append(what).append(',');
        rows.append(at.withNano(0)).append(',').append(score).append('\n');
    }

    /// Contacts found as moments of truth, and the largest difference that is not adjusted.
    private static List<String> contacts(Path folder, long seed, double[] largest) throws IOException {
        Path log = folder.resolve("log" + seed + ".csv");
        Path recipe = folder.resolve("recipe.yaml");
        longJourneys(log, seed);
        Files.writeString(recipe, LONG_JOURNEYS);
        Call call = Call.of("moments", log, "--recipe", recipe, "--outcome", "score", "--json");
        assertThat(call.code()).as(call.err()).isZero();
        List<String> found = new ArrayList<>();
        for (JsonNode moment : call.json().get("moments")) {
            String candidate = moment.get("candidate").asString();
            if (moment.get("kind").asString().equals("touchpoint") && candidate.startsWith("contact")) {
                largest[0] = Math.min(largest[0], moment.get("raw").asDouble());
                if (moment.get("verdict").asString().equals("moment-of-truth")) {
                    found.add(String.format(Locale.ROOT, "seed %d: %s", seed, candidate));
                }
            }
        }
        return found;
    }

    @Test
    void makesNoFindingOfContactsThatLongerJourneysMeetMoreOften(@TempDir Path folder) throws IOException {
        double[] largest = new double[1];
        List<String> found = new ArrayList<>();
        for (long seed = 1; seed <= 2; seed++) {
            found.addAll(contacts(folder, seed, largest));
        }
        assertThat(largest[0]).isLessThan(-0.5);
        assertThat(found).isEmpty();
    }

    @Test
    @Tag("slow")
    void makesNoMoreFindingsThanPromisedOfContactsOfLongerJourneys(@TempDir Path folder) throws IOException {
        double[] largest = new double[1];
        List<String> found = new ArrayList<>();
        for (long seed = 1; seed <= 20; seed++) {
            found.addAll(contacts(folder, seed, largest));
        }
        assertThat(found).hasSizeLessThanOrEqualTo(10);
    }
}
