package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `loyalty` over durations at the command line. Reference numbers come from a count in Python.
final class LoyaltyCommandTest {
    private static final String HEADER = "months;left;region\n";
    private static final String ROWS = """
            22;yes;north 7;no;south 23;no;north 20;yes;south 21;no;north 17;yes;south 12;no;north 22;no;north
            4;yes;south 16;no;south 23;yes;south 24;no;south 8;no;south 12;yes;north 15;yes;south 14;yes;north
            18;yes;south 5;yes;south 5;yes;south 6;no;north 16;yes;north 10;yes;north 12;yes;north 22;yes;south
            20;yes;south 25;yes;north 15;yes;south 3;yes;south 22;yes;north 15;yes;south 22;no;south 16;no;north
            5;no;south 15;no;south 11;no;south 20;no;north 10;no;south 8;no;south 4;yes;south 24;no;south
            """;
    private static final List<String> STAYS = List.of(ROWS.strip().split("\\s+"));
    private static final Object[] ASKED = {"--duration", "months", "--event", "left=yes"};

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path stays(String... more) throws IOException {
        return file("stay.csv", HEADER + String.join("\n", STAYS) + "\n" + String.join("\n", more));
    }

    private static Call call(Path file, Object... options) {
        Object[] words = new Object[options.length + 2];
        words[0] = "loyalty";
        words[1] = file;
        System.arraycopy(options, 0, words, 2, options.length);
        return Call.of(words);
    }

    private static JsonNode json(Path file, Object... options) {
        Object[] words = java.util.Arrays.copyOf(options, options.length + 1);
        words[options.length] = "--json";
        Call call = call(file, words);
        assertThat(call.code()).as(call.err()).isZero();
        return call.json();
    }

    private static Object[] asked(Object... more) {
        Object[] words = java.util.Arrays.copyOf(ASKED, ASKED.length + more.length);
        System.arraycopy(more, 0, words, ASKED.length, more.length);
        return words;
    }

    private static List<String> codes(JsonNode notes) {
        return notes.valueStream().map(note -> note.get("code").asString()).toList();
    }

    @Test
    void followsCustomersLikeACountByHand() throws IOException {
        JsonNode answer = json(stays(), asked("--by", "region"));
        assertThat(answer.get("n").asInt()).isEqualTo(40);
        assertThat(answer.get("events").asInt()).isEqualTo(22);
        assertThat(answer.get("curve").size()).isEqualTo(14);
        JsonNode second = answer.get("curve").get(1);
        assertThat(second.get("t").asDouble()).isEqualTo(4);
        assertThat(second.get("survival").asDouble()).isCloseTo(0.925, within(1e-12));
        assertThat(second.get("low").asDouble()).isCloseTo(0.7852175639574517, within(1e-12));
        assertThat(second.get("high").asDouble()).isCloseTo(0.9751762435999295, within(1e-12));
        assertThat(second.get("atRisk").asInt()).isEqualTo(39);
        JsonNode test = answer.get("test");
        assertThat(test.get("chi2").asDouble()).isCloseTo(1.054343295250182, within(1e-10));
        assertThat(test.get("df").asInt()).isEqualTo(1);
        assertThat(test.get("p").asDouble()).isCloseTo(0.30450890326192503, within(1e-10));
        JsonNode north = answer.get("groups").get(0);
        JsonNode south = answer.get("groups").get(1);
        assertThat(north.get("group").asString()).isEqualTo("north");
        assertThat(north.get("n").asInt()).isEqualTo(15);
        assertThat(north.get("events").asInt()).isEqualTo(8);
        assertThat(north.get("median").asDouble()).isEqualTo(22);
        assertThat(north.get("low").asDouble()).isEqualTo(12);
        assertThat(north.get("high").isNull()).isTrue();
        assertThat(south.get("n").asInt()).isEqualTo(25);
        assertThat(south.get("median").asDouble()).isEqualTo(18);
        assertThat(south.get("low").asDouble()).isEqualTo(15);
        assertThat(south.get("high").asDouble()).isEqualTo(23);
        assertThat(codes(north.get("warnings"))).contains("few-customers");
    }

    @Test
    void claimsNoDifferenceThatTheTestDoesNotShow() throws IOException {
        Call call = call(stays(), asked("--by", "region"));
        assertThat(call.out().replace('\n', ' '))
                .startsWith("Half of the customers are gone when months reaches 20 (15 to 23).")
                .contains("Nothing shows that the 2 groups stay differently long (log-rank p 0.305).");
        assertThat(call.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(call.err()).isEmpty();
    }

    @Test
    void takesLateComersInFromTheirStart() throws IOException {
        String rows = """
                begin,end,gone
                0,5,1
                2,6,1
                0,4,0
                5,9,1
                1,7,0
                3,8,1
                0,9,0
                6,9,0
                2,3,1
                0,2,1
                """;
        JsonNode answer = json(file("late.csv", rows), "--duration", "end", "--event", "gone", "--start", "begin");
        assertThat(answer.get("n").asInt()).isEqualTo(10);
        // At risk at t: begun before t and not ended before t; the product of 1 - 1/at risk.
        double[] times = {2, 3, 5, 6, 8, 9};
        int[] counted = new int[times.length];
        double survival = 1;
        List<int[]> spans = rows.lines()
                .skip(1)
                .map(row -> java.util.Arrays.stream(row.split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .toList();
        assertThat(answer.get("curve").size()).isEqualTo(times.length);
        for (int i = 0; i < times.length; i++) {
            double at = times[i];
            counted[i] = (int)
                    spans.stream().filter(span -> span[0] < at && at <= span[1]).count();
            survival *= 1 - 1.0 / counted[i];
            JsonNode point = answer.get("curve").get(i);
            assertThat(point.get("t").asDouble()).isEqualTo(at);
            assertThat(point.get("atRisk").asInt()).isEqualTo(counted[i]);
            assertThat(point.get("survival").asDouble()).isCloseTo(survival, within(1e-12));
        }
        assertThat(counted).containsExactly(5, 6, 5, 5, 4, 3);
    }

    @Test
    void hidesSmallGroupsAndWhatWouldTellThem() throws IOException {
        Path table = stays(
                "3;yes;east",
                "4;no;east",
                "9;yes;west",
                "9;no;west",
                "8;yes;west",
                "7;yes;west",
                "6;no;west",
                "6;no;west");
        JsonNode answer = json(table, asked("--by", "region"));
        JsonNode east = answer.get("groups").get(0);
        JsonNode west = answer.get("groups").get(3);
        assertThat(east.get("n").isNull()).isTrue();
        assertThat(east.get("median").isNull()).isTrue();
        assertThat(codes(east.get("reasons"))).contains("too-few-customers");
        assertThat(west.get("group").asString()).isEqualTo("west");
        assertThat(west.get("n").isNull()).isTrue();
        JsonNode all = json(table, asked("--by", "region", "--include-small"));
        assertThat(all.get("groups").get(0).get("n").asInt()).isEqualTo(2);
        assertThat(all.get("groups").get(3).get("n").asInt()).isEqualTo(6);
        assertThat(all.get("groups").get(3).get("median").asDouble()).isEqualTo(8.5);
        assertThat(call(table, asked("--by", "region")).out()).contains("hidden");
    }

    @Test
    void saysOnceWhyGroupsAreHidden() throws IOException {
        String longName = "x".repeat(3000);
        Path table = stays("3;yes;east", "4;no;" + longName, "5;no;west");
        String page = call(table, asked("--by", "region")).out();
        assertThat(page.lines()).allMatch(line -> line.length() <= 100);
        assertThat(page.replaceAll("\\s+", " ")).containsOnlyOnce("nothing is shown, to protect its customers.");
        assertThat(call(file("few.csv", HEADER + STAYS.getFirst()), ASKED).out())
                .startsWith("How long customers stay cannot be said: There are fewer than 5,");
    }

    @Test
    void showsCountsOnlyOfFewCustomers() throws IOException {
        Path table = file("few.csv", HEADER + String.join("\n", STAYS.subList(0, 7)));
        JsonNode answer = json(table, ASKED);
        assertThat(answer.get("n").asInt()).isEqualTo(7);
        assertThat(answer.get("curve").isEmpty()).isTrue();
        assertThat(codes(answer.get("reasons"))).contains("counts-only");
        JsonNode hidden = json(file("few.csv", HEADER + String.join("\n", STAYS.subList(0, 3))), ASKED);
        assertThat(hidden.get("n").isNull()).isTrue();
        assertThat(hidden.get("events").isNull()).isTrue();
        assertThat(json(table, asked("--include-small")).get("curve").size()).isPositive();
    }

    @Test
    void leavesOutTimesThatCannotBe() throws IOException {
        Path table = stays("-3;yes;north", ";yes;north", "long;no;south", "NaN;no;south", "7;;south", "7;yes;");
        JsonNode answer = json(table, asked("--by", "region"));
        assertThat(answer.get("n").asInt()).isEqualTo(40);
        assertThat(answer.get("leftOut").asInt()).isEqualTo(6);
        assertThat(answer.get("omissions")
                        .valueStream()
                        .map(one -> one.get("code").asString() + " "
                                + one.get("column").asString() + " "
                                + one.get("examples").get(0).get("line").asInt()))
                .containsExactlyInAnyOrder(
                        "negative months 42",
                        "missing months 43",
                        "not-a-number months 44",
                        "not-finite months 45",
                        "missing left 46",
                        "missing region 47");
    }

    @Test
    void leavesOutASecondRowOfACustomer() throws IOException {
        String rows =
                IntStream.range(0, 40).mapToObj(i -> STAYS.get(i) + ";c" + i).collect(Collectors.joining("\n"));
        Path table = file("twice.csv", HEADER.strip() + ";who\n" + rows + "\n" + STAYS.getFirst() + ";c0\n");
        assertThat(json(table, ASKED).get("n").asInt()).isEqualTo(41);
        JsonNode answer = json(table, asked("--customer", "who"));
        assertThat(answer.get("n").asInt()).isEqualTo(40);
        assertThat(answer.get("omissions").get(0).get("code").asString()).isEqualTo("repeated-customer");
        assertThat(answer.get("omissions")
                        .get(0)
                        .get("examples")
                        .get(0)
                        .get("line")
                        .asInt())
                .isEqualTo(42);
    }

    @Test
    void comparesNothingWithOneGroupAndSaysSo() throws IOException {
        String rows = STAYS.stream().map(row -> row.replace("south", "north")).collect(Collectors.joining("\n"));
        JsonNode answer = json(file("one.csv", HEADER + rows), asked("--by", "region"));
        assertThat(answer.get("test").isNull()).isTrue();
        assertThat(codes(answer.get("reasons"))).contains("one-group");
        assertThat(answer.get("groups").size()).isEqualTo(1);
    }

    @Test
    void comparesHazardsLikeEfronsLikelihoodByHand() throws IOException {
        JsonNode answer = json(stays(), asked("--by", "region"));
        JsonNode north = answer.get("groups").get(0);
        assertThat(north.get("hazardRatio").asDouble()).isCloseTo(0.628316605998504, within(1e-9));
        assertThat(north.get("hazardLow").asDouble()).isCloseTo(0.252781625875416, within(1e-9));
        assertThat(north.get("hazardHigh").asDouble()).isCloseTo(1.561750210310179, within(1e-9));
        assertThat(north.get("hazardP").asDouble()).isCloseTo(0.317151728059021, within(1e-9));
        JsonNode south = answer.get("groups").get(1);
        assertThat(south.get("hazardRatio").isNull()).isTrue();
        assertThat(codes(south.get("reasons"))).contains("reference-group");
        assertThat(answer.get("hazards").get("reference").asString()).isEqualTo("south");
        assertThat(answer.get("hazards").get("p").asDouble()).isCloseTo(0.998567862014224, within(1e-7));
        assertThat(answer.get("hazards").get("proportional").asBoolean()).isTrue();
        assertThat(call(stays(), asked("--by", "region")).out())
                .contains("Leaving at any moment, against south", "0.6283", "Nothing shows that these factors change");
    }

    @Test
    void comparesNoHazardsOfGroupsInWhichHardlyAnybodyLeft() throws IOException {
        String[] stayed = IntStream.range(1, 21).mapToObj(i -> i + ";no;east").toArray(String[]::new);
        JsonNode three = json(stays(stayed), asked("--by", "region"));
        assertThat(three.get("groups").get(0).get("hazardRatio").isNull()).isTrue();
        assertThat(codes(three.get("groups").get(0).get("reasons"))).contains("not-in-regression");
        assertThat(three.get("groups").get(1).get("hazardRatio").asDouble()).isCloseTo(0.628316605998504, within(1e-9));
        String rows =
                STAYS.stream().map(row -> row.replace("yes;south", "no;south")).collect(Collectors.joining("\n"));
        JsonNode none = json(file("one.csv", HEADER + rows), asked("--by", "region"));
        assertThat(none.get("hazards").isNull()).isTrue();
        assertThat(codes(none.get("reasons"))).contains("too-few-events");
    }

    @Test
    void saysTheMeanWhereHalfAreNotGoneYet() throws IOException {
        String rows = STAYS.stream().limit(8).collect(Collectors.joining("\n"));
        String more = IntStream.range(5, 40)
                .mapToObj(i -> i + ";" + (i % 6 == 0 ? "yes" : "no") + ";north")
                .collect(Collectors.joining("\n"));
        assertThat(call(file("long.csv", HEADER + rows + "\n" + more), ASKED)
                        .out()
                        .replaceAll("\\s+", " "))
                .contains("when half of them will be gone cannot be said yet. Until 39 they stay ", " on average (");
    }

    @Test
    void saysThatNobodyLeft() throws IOException {
        String rows = IntStream.range(0, 30).mapToObj(i -> i + ",0").collect(Collectors.joining("\n"));
        Path table = file("none.csv", "t,gone\n" + rows);
        JsonNode answer = json(table, "--duration", "t", "--event", "gone");
        assertThat(answer.get("events").asInt()).isZero();
        assertThat(answer.get("curve").isEmpty()).isTrue();
        assertThat(codes(answer.get("reasons"))).contains("no-events");
        assertThat(call(table, "--duration", "t", "--event", "gone").out())
                .startsWith("How long customers stay cannot be said: No event happened");
    }

    @Test
    void refusesAMillionGroupsAtTheFirstThatIsTooMany() throws IOException {
        String rows =
                IntStream.range(0, 1_000_000).mapToObj(i -> i % 50 + ",1,g" + i).collect(Collectors.joining("\n"));
        Path table = file("many.csv", "t,gone,who\n" + rows);
        assertThat(call(table, "--duration", "t", "--event", "gone", "--by", "who")
                        .refusal(65, "C3205"))
                .contains("'who' of many.csv", "more than 100", "line 102", "\"g100\"");
    }

    @Test
    void refusesWhatIsMissingOrMisspelt() throws IOException {
        Path table = stays();
        assertThat(call(table, "--duration", "months").refusal(64, "C3001")).contains("--event");
        assertThat(call(table, "--duration", "month", "--event", "left=yes").refusal(64, "C3201"))
                .contains("Did you mean 'months'?");
        assertThat(call(table, "--duration", "months", "--event", "left=Yes").refusal(64, "C3202"))
                .contains("'Yes'", "Did you mean 'yes'?", "no, yes");
        assertThat(call(table, "--duration", "months", "--event", "left").refusal(65, "C3203"))
                .contains("'left=no' or 'left=yes'");
        assertThat(call(table, "--duration", "region", "--event", "left=yes").refusal(65, "C3203"))
                .contains("line 2: \"north\"");
    }
}
