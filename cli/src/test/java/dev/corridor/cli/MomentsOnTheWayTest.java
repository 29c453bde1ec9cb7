package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Whether `moments` finds what lies in how a touchpoint was reached and in a number known there.
final class MomentsOnTheWayTest {
    private static final String RECIPE = """
            recipe: Help
            zone: none
            journeys: key
            tables:
              log:
                columns: [case, person, what, at, rating, minutes, pages]
            interactions:
              - from: log
                journey: case
                customer: person
                time: at
                touchpoint: what
                score: {column: rating, scale: 0..10}
                attributes:
                  minutes: {column: minutes, kind: number, known: at desk, level: key}
                  pages: {column: pages, kind: number, known: at desk, level: key}
            ends: [asked]
            """;
    private static final LocalDateTime FIRST = LocalDateTime.of(2025, 3, 1, 8, 0);
    private static final double HANDED_ON = -2;
    private static final double PATIENCE = 20;
    private static final double KEPT_LONG = -1.5;

    /// People ask by chat, by phone or in a shop; some of each are sent on to a desk. Who is sent on from the chat
    /// is less happy, and so is who is kept at the desk for twenty minutes or more; pages move nothing.
    private static Path write(Path folder, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder rows = new StringBuilder("case,person,what,at,rating,minutes,pages\n");
        for (int person = 0; person < 4_000; person++) {
            LocalDateTime at = FIRST.plusMinutes(random.nextInt(200_000));
            String asks = random.nextBoolean() ? "chat" : random.nextBoolean() ? "phone" : "shop";
            boolean sentOn = random.nextInt(3) == 0;
            int minutes = 1 + random.nextInt(40);
            String known = sentOn ? "," + minutes + "," + (1 + random.nextInt(9)) : ",,";
            double rating = 8
                    + random.nextGaussian()
                    + (sentOn && asks.equals("chat") ? HANDED_ON : 0)
                    + (sentOn && minutes >= PATIENCE ? KEPT_LONG : 0);
            String key = person + ",p" + person + ",";
            rows.append(key)
                    .append("opened,")
                    .append(at)
                    .append(",")
                    .append(known)
                    .append('\n');
            at = at.plusMinutes(1 + random.nextInt(50));
            rows.append(key)
                    .append(asks)
                    .append(',')
                    .append(at)
                    .append(",")
                    .append(known)
                    .append('\n');
            at = at.plusMinutes(1 + random.nextInt(50));
            if (sentOn) {
                rows.append(key)
                        .append("desk,")
                        .append(at)
                        .append(",")
                        .append(known)
                        .append('\n');
                at = at.plusMinutes(1 + random.nextInt(50));
            }
            rows.append(key).append("asked,").append(at).append(',');
            rows.append(Math.clamp(Math.round(rating), 0, 10)).append(known).append('\n');
        }
        Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
        return Files.writeString(folder.resolve("log.csv"), rows);
    }

    private static JsonNode moment(JsonNode answer, String id) {
        return StreamSupport.stream(answer.get("moments").spliterator(), false)
                .filter(moment -> moment.get("candidate").asString().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + " is no candidate"));
    }

    @Test
    void findsWayAndNumberThatMove(@TempDir Path folder) throws IOException {
        Path log = write(folder, 7);
        JsonNode answer = Call.of(
                        "moments",
                        log.toString(),
                        "--recipe",
                        folder.resolve("recipe.yaml").toString(),
                        "--outcome",
                        "score",
                        "--json")
                .json();

        JsonNode way = moment(answer, "first:chat>desk@asked");
        assertThat(way.get("kind").asString()).isEqualTo("way");
        assertThat(way.get("verdict").asString()).isEqualTo("moment-of-truth");
        assertThat(way.get("effect").asDouble()).isCloseTo(HANDED_ON + KEPT_LONG / 2, within(0.2));

        JsonNode other = moment(answer, "first:phone>desk@asked");
        assertThat(other.get("effect").asDouble()).isCloseTo(KEPT_LONG / 2, within(0.3));

        JsonNode minutes = moment(answer, "number:minutes@asked");
        assertThat(minutes.get("kind").asString()).isEqualTo("number");
        assertThat(minutes.get("verdict").asString()).isEqualTo("moment-of-truth");
        assertThat(minutes.get("effect").asDouble()).isCloseTo(KEPT_LONG, within(0.25));
        JsonNode threshold = minutes.get("thresholds").get(0);
        assertThat(threshold.get("low").asDouble()).isLessThanOrEqualTo(PATIENCE);
        assertThat(threshold.get("high").asDouble()).isGreaterThanOrEqualTo(PATIENCE);

        assertThat(moment(answer, "number:pages@asked").get("verdict").asString())
                .isNotEqualTo("moment-of-truth");
    }

    @Test
    void makesACandidateOfEachOfThousandsOfTouchpoints(@TempDir Path folder) throws IOException {
        Random random = new Random(8);
        Set<Integer> met = new HashSet<>();
        StringBuilder rows = new StringBuilder("case,person,what,at,rating,minutes,pages\n");
        for (int person = 0; person < 500; person++) {
            LocalDateTime at = FIRST.plusMinutes(random.nextInt(200_000));
            String key = person + ",p" + person + ",";
            for (int step = 0; step < 8; step++) {
                int place = random.nextInt(5_000);
                met.add(place);
                rows.append(key).append('t').append(place).append(',').append(at.plusHours(step));
                rows.append(",,,\n");
            }
            rows.append(key).append("asked,").append(at.plusHours(9)).append(',');
            rows.append(random.nextInt(11)).append(",,\n");
        }
        Path log = Files.writeString(folder.resolve("log.csv"), rows);
        Path recipe = Files.writeString(folder.resolve("recipe.yaml"), RECIPE);
        JsonNode answer = Call.of("moments", log, "--recipe", recipe, "--outcome", "score", "--json")
                .json();
        assertThat(answer.get("moments"))
                .hasSize(met.size())
                .allMatch(moment -> moment.get("verdict").asString().equals("too-few"));
    }
}
