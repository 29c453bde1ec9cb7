package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whether `moments` tells a cause from what only comes with it: a season, an earlier wait, a region, an answer that
/// was given in the midst of it.
final class MomentsAmongOtherCausesTest {
    private static final String RECIPE = """
            recipe: Claims
            zone: none
            journeys: key
            tables:
              log:
                columns: [claim, insured, what, at, rating, promised, paid, region]
                times: {promised: {precision: day}}
            interactions:
              - from: log
                journey: claim
                customer: insured
                time: at
                touchpoint: what
                score: {column: rating, scale: 1..10}
                attributes:
                  promised_by: {column: promised, kind: time, known: start, level: key}
                  days_over: {late: paid, due: promised, at: end-of-day, known: at paid, level: key}
                  region: {column: region, level: key}
            ends: [paid]
            """;
    private static final LocalDateTime FIRST = LocalDateTime.of(2022, 1, 1, 8, 0);
    private static final double PATIENCE = 6;

    /// Claims whose payment takes days. From six days on insured are less happy; who has waited so long complains more
    /// often, which moves nothing. Ratings rise and fall with the seasons, and so do letters, which move nothing.
    /// Everybody is asked twice after the payment. From three days past the promised day on fewer claim again.
    private static final class Claims {
        private final StringBuilder rows = new StringBuilder("claim,insured,what,at,rating,promised,paid,region\n");
        private final Random random;
        private String tail = "";
        private String key = "";

        Claims(long seed) {
            this.random = new Random(seed);
        }

        private void row(String what, double day, String rating) {
            rows.append(key).append(what).append(',');
            rows.append(FIRST.plusSeconds((long) (day * 86_400)).withNano(0));
            rows.append(',').append(rating).append(tail).append('\n');
        }

        private double exponential(double mean) {
            return -Math.log(1 - random.nextDouble()) * mean;
        }

        /// @param regions 0, or how many differ in how long they take and in how they rate
        Path write(Path folder, int insured, int regions) throws IOException {
            double[] rates = random.doubles(regions, -1.5, 1.5).toArray();
            double[] pace = random.doubles(regions, 0.6, 1.6).toArray();
            for (int person = 0; person < insured; person++) {
                int region = regions == 0 ? 0 : person % regions;
                double start = random.nextDouble() * 500;
                for (int claim = 0; claim < 6 && start < 900; claim++) {
                    double waited = (exponential(1.5) + exponential(1.5) + exponential(1.5))
                            * (regions == 0 ? 1 : pace[region]);
                    double paid = start + waited;
                    double promised = Math.floor(start) + 1 + random.nextInt(7);
                    key = person + "-" + claim + "," + person + ",";
                    tail = ","
                            + FIRST.plusDays((long) promised).toLocalDate()
                            + ","
                            + FIRST.plusSeconds((long) (paid * 86_400)).withNano(0)
                            + ",r"
                            + region;
                    double season = Math.sin(2 * Math.PI * start / 365);
                    row("filed", start, "");
                    double letter = exponential(4);
                    if (letter < waited && random.nextDouble() < 0.4 - 0.35 * season) {
                        row("letter", start + letter, "");
                    }
                    row("paid", paid, "");
                    boolean tried = regions == 0 && waited >= PATIENCE;
                    if (random.nextDouble() < (tried ? 0.6 : 0.1)) {
                        row("complaint", paid + 0.1 + 0.2 * random.nextDouble(), "");
                    }
                    double feels = 6 + season + (tried ? -1.5 : 0) + (regions == 0 ? 0 : rates[region]);
                    for (int asked = 0; asked < 2; asked++) {
                        long rating = Math.clamp(Math.round(feels + random.nextGaussian()), 1, 10);
                        row("asked", paid + 0.5 + 2 * asked + random.nextDouble(), Long.toString(rating));
                    }
                    boolean late = Math.floor(paid + 1.0 / 3) - promised >= 3;
                    if (random.nextDouble() >= (late ? 0.35 : 0.65)) {
                        break;
                    }
                    start = paid + 4 + random.nextDouble() * 50;
                }
            }
            key = "last,last,";
            tail = ",,,";
            row("filed", 1_200, "");
            Path log = folder.resolve("log.csv");
            Files.writeString(log, rows);
            Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
            return log;
        }
    }

    private static Call call(Path log, Object... options) {
        Object[] words = new Object[options.length + 4];
        words[0] = "moments";
        words[1] = log;
        words[2] = "--recipe";
        words[3] = log.resolveSibling("recipe.yaml");
        System.arraycopy(options, 0, words, 4, options.length);
        Call call = Call.of(words);
        assertThat(call.code()).as(call.err()).isZero();
        return call;
    }

    private static JsonNode moment(JsonNode answer, String candidate) {
        for (JsonNode moment : answer.get("moments")) {
            if (moment.get("candidate").asString().equals(candidate)) {
                return moment;
            }
        }
        throw new AssertionError(candidate + " is no candidate");
    }

    private static String verdict(JsonNode moment) {
        return moment.get("verdict").asString();
    }

    @Test
    void tellsAWaitFromWhatComesWithItAndASeasonFromALetter(@TempDir Path folder) throws IOException {
        Path log = new Claims(11).write(folder, 1_500, 0);
        JsonNode answer = call(log, "--outcome", "score", "--json").json();
        JsonNode wait = moment(answer, "wait:filed>paid@asked");
        assertThat(verdict(wait)).isEqualTo("moment-of-truth");
        JsonNode threshold = wait.get("thresholds").get(0);
        assertThat(threshold.get("low").asDouble()).isLessThanOrEqualTo(PATIENCE);
        assertThat(threshold.get("high").asDouble()).isBetween(PATIENCE, PATIENCE + 1);
        for (String other : new String[] {"complaint@asked", "letter@asked"}) {
            JsonNode moment = moment(answer, other);
            assertThat(moment.get("raw").asDouble()).as(other).isLessThan(-0.45);
            assertThat(moment.get("effect").asDouble()).as(other).isGreaterThan(-0.25);
            assertThat(verdict(moment)).as(other).isNotEqualTo("moment-of-truth");
        }
    }

    /// The second answer was given after the same wait as the first, which is no placebo for it.
    @Test
    void takesNoAnswerForAPlaceboThatWasGivenAfterTheExposure(@TempDir Path folder) throws IOException {
        Path log = new Claims(12).write(folder, 1_500, 0);
        JsonNode answer = call(log, "--outcome", "score", "--json").json();
        for (String candidate : new String[] {"wait:filed>paid@asked", "days-late@asked"}) {
            assertThat(moment(answer, candidate).get("placebo").asString())
                    .as(candidate)
                    .isNotEqualTo("failed");
        }
    }

    @Test
    void knowsAPromiseThatIsKeptOrLateAtTheEndOfTheJourney(@TempDir Path folder) throws IOException {
        Path log = new Claims(13).write(folder, 1_500, 0);
        JsonNode again = call(log, "--outcome", "repurchase", "--json").json();
        JsonNode late = moment(again, "days-late@repurchase");
        assertThat(verdict(late)).isEqualTo("moment-of-truth");
        assertThat(late.get("effect").asDouble()).isBetween(-0.45, -0.15);
        JsonNode gone = call(log, "--outcome", "churn", "--json").json();
        assertThat(moment(gone, "days-late@churn").get("effect").asDouble())
                .isEqualTo(-late.get("effect").asDouble());
        assertThat(verdict(moment(gone, "wait:filed>paid@churn"))).isNotEqualTo("too-few");
    }

    @Test
    void sharesTheErrorOfAWaitWithinItsCluster(@TempDir Path folder) throws IOException {
        Path log = new Claims(14).write(folder, 1_200, 50);
        JsonNode alone = moment(call(log, "--outcome", "score", "--json").json(), "wait:filed>paid@asked");
        JsonNode shared = moment(
                call(log, "--outcome", "score", "--cluster", "region", "--json").json(), "wait:filed>paid@asked");
        assertThat(shared.get("p").asDouble()).isGreaterThan(2 * alone.get("p").asDouble());
        assertThat(shared.get("high").asDouble() - shared.get("low").asDouble())
                .isGreaterThan(alone.get("high").asDouble() - alone.get("low").asDouble());
    }

    @Test
    void claimsNothingWhereTooFewShareAnExposure(@TempDir Path folder) throws IOException {
        Path log = new Claims(14).write(folder, 1_200, 6);
        JsonNode late = moment(
                call(log, "--outcome", "score", "--cluster", "region", "--json").json(), "delivered-late@asked");
        assertThat(verdict(late)).isEqualTo("too-few");
        assertThat(late.get("reasons").findValuesAsString("code")).contains("too-few-clusters");
    }

    @Test
    void saysWhichScoresWereNotUsed(@TempDir Path folder) throws IOException {
        Path log = new Claims(15).write(folder, 60, 0);
        Files.writeString(log, Files.readString(log).replace(",7,", ",77,").replace(",5,", ",good,"));
        String text = call(log, "--outcome", "score").out().replaceAll("\\s+", " ");
        assertThat(text).contains("lie outside its scale; they are not used. For example log.csv, line");
        assertThat(text).contains("are no numbers; they are not used");
    }

    @Test
    void adjustsForNumbersOfAnySize(@TempDir Path folder) throws IOException {
        Path log = new Claims(17).write(folder, 500, 0);
        Files.writeString(
                log,
                Files.readString(log)
                        .replaceAll("(?m)^(\\d*[02468]-.*),r0$", "$1,1e279")
                        .replace(",r0\n", ",-1e279\n"));
        Path recipe = folder.resolve("recipe.yaml");
        Files.writeString(
                recipe,
                Files.readString(recipe).replace("{column: region,", "{column: region, kind: number, known: start,"));
        JsonNode answer = call(log, "--outcome", "score", "--json").json();
        assertThat(answer.get("adjustedFor").toString()).contains("region");
        assertThat(moment(answer, "complaint@asked").get("effect").isNumber()).isTrue();
        assertThat(verdict(moment(answer, "wait:filed>paid@asked"))).isEqualTo("moment-of-truth");
    }

    @Test
    void callsJourneysOpenThatReachNoneOfTheirEnds(@TempDir Path folder) throws IOException {
        Path log = new Claims(16).write(folder, 60, 0);
        Path recipe = folder.resolve("recipe.yaml");
        Files.writeString(recipe, Files.readString(recipe).replace("ends: [paid]", "ends: [closed]"));
        JsonNode answer = call(log, "--outcome", "churn", "--json").json();
        assertThat(answer.get("outcomes").asInt()).isZero();
        assertThat(answer.get("leftOut").findValuesAsString("code")).containsExactly("not-completed");
    }
}
