package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// `effect` at the command line. Reference numbers come from numpy and scipy.
final class EffectCommandTest {
    private static final double[] SERIES = {
        9.9, 9.9, 10.7, 11.4, 10.8, 11.6, 11.9, 11.6, 11.2, 12.2, 11.8, 12.1, 12.9, 12.3, 16.1, 15.6, 16.2, 16.2, 17.3,
        17.0, 17.8, 17.6, 18.0, 17.5, 18.3, 18.7
    };

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Call call(String table, String plan) throws IOException {
        return Call.of("effect", file("table.csv", table), "--plan", file("plan.yaml", plan), "--json");
    }

    private JsonNode json(String table, String plan) throws IOException {
        Call call = call(table, plan);
        assertThat(call.code()).as(call.err()).isZero();
        return call.json();
    }

    private static List<String> codes(JsonNode notes) {
        return notes.valueStream().map(note -> note.get("code").asString()).toList();
    }

    /// Shops 1 to 6 are reached from period 5 on by +4; period and shop have effects of their own.
    private static String shops(String separator, boolean comma) {
        Random random = new Random(20_261_122);
        StringBuilder rows =
                new StringBuilder("shop" + separator + "month" + separator + "region" + separator + "score\n");
        for (int shop = 1; shop <= 14; shop++) {
            for (int month = 1; month <= 9; month++) {
                double score = 50 + shop + 2 * month + (shop <= 6 && month >= 5 ? 4 : 0) + random.nextGaussian();
                String number = String.format(java.util.Locale.ROOT, "%.3f", score);
                rows.append("s%d%s2025-%02d%s%s%s%s\n"
                        .formatted(
                                shop,
                                separator,
                                month,
                                separator,
                                shop <= 6 ? "N" : "S",
                                separator,
                                comma ? number.replace('.', ',') : number));
            }
        }
        return rows.toString();
    }

    private static final String DID = """
            name: North first
            table: table.csv
            design: did
            unit: shop
            time: month
            outcome: score
            treated: region=N
            start: 2025-05
            smallest-effect: 2
            """;

    @Test
    void findsAPlantedDifferenceInDifferences() throws IOException {
        JsonNode answer = json(shops(",", false), DID);
        assertThat(answer.get("verdict").asString()).isEqualTo("worked");
        assertThat(answer.get("effect").asDouble()).isCloseTo(balanced(shops(",", false)), within(1e-9));
        assertThat(answer.get("low").asDouble()).isBetween(2.0, 4.0);
        assertThat(answer.get("high").asDouble()).isBetween(4.0, 6.0);
        assertThat(answer.get("n").asInt()).isEqualTo(126);
        assertThat(answer.get("clusters").asInt()).isEqualTo(14);
        assertThat(answer.get("checks")
                        .valueStream()
                        .map(check -> check.get("name").asString()))
                .containsExactly("parallel-before", "clusters");
        JsonNode periods = answer.get("periods");
        assertThat(periods.get("period").asString()).isEqualTo("month");
        assertThat(periods.get("start").asString()).isEqualTo("2025-05");
        assertThat(periods.get("before").asInt()).isEqualTo(4);
        assertThat(periods.get("after").asInt()).isEqualTo(5);
        assertThat(answer.get("minimumDetectable").asDouble()).isPositive();
    }

    /// In a balanced panel with one start the effect is the difference of the four means.
    private static double balanced(String table) {
        double[][] sums = new double[2][2];
        int[][] counts = new int[2][2];
        table.lines().skip(1).map(row -> row.split(",")).forEach(cells -> {
            int north = cells[2].equals("N") ? 1 : 0;
            int after = cells[1].compareTo("2025-05") >= 0 ? 1 : 0;
            sums[north][after] += Double.parseDouble(cells[3]);
            counts[north][after]++;
        });
        return sums[1][1] / counts[1][1]
                - sums[1][0] / counts[1][0]
                - sums[0][1] / counts[0][1]
                + sums[0][0] / counts[0][0];
    }

    @Test
    void readsDecimalCommasListsOfUnitsAndTheTableOfThePlan() throws IOException {
        double expected = balanced(shops(",", false));
        file("table.csv", shops(";", true));
        Path plan = file(
                "plan.yaml",
                DID.replace("region=N", "[s1, s2, s3, s4, s5, s6]").replace("smallest-effect", "smallest effect"));
        Call call = Call.of("effect", "--plan", plan, "--json");
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(call.json().get("effect").asDouble()).isCloseTo(expected, within(1e-9));
        assertThat(Call.of("effect", "--plan", plan).out())
                .startsWith("The change worked. Estimated effect on score: +")
                .contains("North first", "passed  enough units", "Must hold:");
    }

    @Test
    void turnsTheVerdictWhereADecreaseIsWished() throws IOException {
        JsonNode answer = json(shops(",", false), DID.replace("effect: 2", "effect: -2"));
        assertThat(answer.get("verdict").asString()).isEqualTo("harmful");
        assertThat(answer.get("effect").asDouble()).isPositive();
        assertThat(answer.get("smallestEffect").asDouble()).isEqualTo(-2);
        assertThat(answer.get("reasons").toString()).contains("not wished");
        String turned = shops(",", false)
                .lines()
                .skip(1)
                .map(row -> row.substring(0, row.lastIndexOf(',') + 1) + "-" + row.substring(row.lastIndexOf(',') + 1))
                .collect(Collectors.joining("\n", "shop,month,region,score\n", "\n"));
        JsonNode better = json(turned, DID.replace("effect: 2", "effect: -2"));
        assertThat(better.get("verdict").asString()).isEqualTo("worked");
        assertThat(better.get("effect").asDouble())
                .isCloseTo(-answer.get("effect").asDouble(), within(1e-9));
    }

    @Test
    void saysWhatIsTooEarly() throws IOException {
        String few = shops(",", false)
                .lines()
                .filter(row -> !row.matches("s([3-6]|1[0-4]),.*"))
                .collect(Collectors.joining("\n"));
        JsonNode answer = json(few, DID);
        assertThat(answer.get("verdict").asString()).isEqualTo("too-early");
        assertThat(codes(answer.get("reasons"))).containsExactly("too-few-units");
        assertThat(answer.get("effect").isNull()).isTrue();
        assertThat(answer.get("minimumDetectable").isNull()).isTrue();
    }

    @Test
    void continuesASeriesLikeLeastSquares() throws IOException {
        String table = IntStream.range(0, SERIES.length)
                .mapToObj(i -> java.time.LocalDate.of(2025, 1, 6).plusWeeks(i) + "," + SERIES[i])
                .collect(Collectors.joining("\n", "week,wait\n", "\n"));
        String plan = "design: its\ntime: week\noutcome: wait\nstart: 2025-04-14\nsmallest-effect: 1\n";
        JsonNode answer = json(table, plan);
        assertThat(answer.get("effect").asDouble()).isCloseTo(3.3102380952380983, within(1e-9));
        assertThat(answer.get("periods").get("period").asString()).isEqualTo("week");
        assertThat(answer.get("periods").get("before").asInt()).isEqualTo(14);
        assertThat(answer.get("clusters").isNull()).isTrue();
        String gap = table.lines().filter(row -> !row.startsWith("2025-02-03")).collect(Collectors.joining("\n"));
        JsonNode broken = json(gap, plan + "period: week\n");
        assertThat(broken.get("effect").isNull()).isTrue();
        assertThat(broken.get("reasons").get(0).get("sentence").asString()).contains("week of 2025-02-03");
    }

    @Test
    void warnsWherePeriodsThatCountAlikeHaveVeryDifferentRows() throws IOException {
        StringBuilder even = new StringBuilder("t,y\n");
        StringBuilder uneven = new StringBuilder("t,y\n");
        for (int t = 0; t < SERIES.length; t++) {
            for (int i = 0; i < (t == 3 ? 2 : 8); i++) {
                uneven.append(t).append(',').append(SERIES[t] + i % 2).append('\n');
            }
            even.append(t).append(',').append(SERIES[t] + 0.5).append('\n');
        }
        String plan = "design: its\ntime: t\noutcome: y\nstart: 14\nsmallest-effect: 0.3\n";
        JsonNode answer = json(uneven.toString(), plan);
        assertThat(codes(answer.get("warnings"))).contains("uneven-periods");
        assertThat(codes(json(even.toString(), plan).get("warnings"))).doesNotContain("uneven-periods");
        assertThat(answer.get("effect").asDouble())
                .isCloseTo(json(even.toString(), plan).get("effect").asDouble(), within(1e-9));
        assertThat(call(uneven.toString(), plan).out()).contains("Periods have from 2 rows to 8");
    }

    @Test
    void mixesUntreatedUnitsIntoASyntheticOne() throws IOException {
        Random random = new Random(20_261_123);
        StringBuilder table = new StringBuilder("city,t,visits\n");
        double[][] paths = new double[25][30];
        for (double[] path : paths) {
            double level = 20 + 5 * random.nextGaussian();
            for (int t = 0; t < 30; t++) {
                level += random.nextGaussian();
                path[t] = level;
            }
        }
        for (int t = 0; t < 30; t++) {
            double unit = 0.5 * paths[0][t] + 0.3 * paths[1][t] + 0.2 * paths[2][t] + 0.1 * random.nextGaussian();
            table.append("Porto,")
                    .append(t)
                    .append(',')
                    .append(unit + (t >= 20 ? 6 : 0))
                    .append('\n');
            for (int city = 0; city < paths.length; city++) {
                table.append('c')
                        .append(city)
                        .append(',')
                        .append(t)
                        .append(',')
                        .append(paths[city][t])
                        .append('\n');
            }
        }
        JsonNode answer = json(
                table.toString(),
                "design: synthetic\nunit: city\ntime: t\noutcome: visits\ntreated: [Porto]\nstart: 20\nsmallest-effect: 2\n");
        assertThat(answer.get("verdict").asString()).isEqualTo("worked");
        assertThat(answer.get("effect").asDouble()).isCloseTo(6, within(0.5));
        assertThat(answer.get("p").asDouble()).isCloseTo(1.0 / 26, within(1e-12));
        assertThat(answer.get("clusters").asInt()).isEqualTo(26);
    }

    @Test
    void looksAtTwoArmsAtAnyTime() throws IOException {
        StringBuilder table = new StringBuilder("who,arm,answer\n");
        for (int i = 0; i < 60; i++) {
            table.append("a").append(i).append(",new,").append(i * 7 % 11).append('\n');
            table.append("b").append(i).append(",old,").append(i * 5 % 11 - 2).append('\n');
        }
        String plan = "design: sequential\nunit: who\noutcome: answer\ntreated: arm=new\nsmallest-effect: 2\n";
        JsonNode answer = json(table + "a0,new,9\n", plan);
        assertThat(answer.get("effect").asDouble()).isCloseTo(1.9666666666666668, within(1e-12));
        assertThat(answer.get("low").asDouble()).isCloseTo(0.17607869998904202, within(1e-9));
        assertThat(answer.get("high").asDouble()).isCloseTo(3.7572546333442913, within(1e-9));
        assertThat(answer.get("p").asDouble()).isCloseTo(0.020756842667373293, within(1e-9));
        assertThat(answer.get("leftOut").asInt()).isEqualTo(1);
        assertThat(answer.get("omissions").get(0).get("code").asString()).isEqualTo("repeated-unit");
        String early = table.substring(0, table.indexOf("a40,"));
        assertThat(codes(json(early, plan).get("reasons"))).containsExactly("too-few-answers");
        assertThat(call(table + "a7,old,3\n", plan).refusal(65, "C3207"))
                .contains("'a7' is in both arms: lines 16 and 122");
    }

    @Test
    void takesOutWhatWasKnownBefore() throws IOException {
        Random random = new Random(20_261_124);
        StringBuilder wide = new StringBuilder("who,arm,before,after\n");
        StringBuilder tall = new StringBuilder("who,day,arm,spent\n");
        for (int i = 0; i < 80; i++) {
            String arm = i % 2 == 0 ? "new" : "old";
            double known = Math.round(100 * random.nextGaussian()) / 10.0;
            double later = Math.round(10 * (known + 2 * random.nextGaussian() + (i % 2 == 0 ? 3 : 0))) / 10.0;
            wide.append("c%d,%s,%s,%s\n".formatted(i, arm, known, later));
            tall.append("c%d,2025-03-01,%s,%s\nc%d,2025-05-01,%s,%s\n".formatted(i, arm, known, i, arm, later));
        }
        JsonNode given = json(
                wide.toString(),
                "design: cuped\nunit: who\noutcome: after\ntreated: arm=new\ncovariate: before\nsmallest-effect: 1\n");
        JsonNode dated = json(
                tall.toString(),
                "design: cuped\nunit: who\ntime: day\nstart: 2025-04-01\noutcome: spent\ntreated: arm=new\nsmallest-effect: 1\n");
        assertThat(given.get("verdict").asString()).isEqualTo("worked");
        String plan = """
                design: cuped
                unit: who
                time: day
                start: 2025-04-01
                outcome: spent
                treated: arm=new
                smallest-effect: 1
                """;
        assertThat(Call.of("effect", file("tall.csv", tall.toString()), "--plan", file("tall.yaml", plan))
                        .out())
                .contains("\n80 units, 0 rows left out\n");
        assertThat(given.get("effect").asDouble()).isCloseTo(3, within(1.5));
        assertThat(dated.get("effect").asDouble()).isCloseTo(given.get("effect").asDouble(), within(1e-9));
        assertThat(dated.get("n").asInt()).isEqualTo(80);
        JsonNode partly = json(
                tall + "new one,2025-05-01,new,4\n",
                "design: cuped\nunit: who\ntime: day\nstart: 2025-04-01\noutcome: spent\ntreated: arm=new\nsmallest-effect: 1\n");
        assertThat(partly.get("omissions").get(0).get("code").asString()).isEqualTo("no-row-before");
    }

    @Test
    void warnsOfTimesInTheFutureAndLeavesOutWhatIsNoTime() throws IOException {
        JsonNode answer = json(
                shops(",", false) + "s1,soon,N,50\ns1,2025-13,N,50\ns2,2025-05,N,nothing\ns2,2025-05,N,inf\n", DID);
        assertThat(answer.get("leftOut").asInt()).isEqualTo(4);
        assertThat(answer.get("omissions")
                        .valueStream()
                        .map(one -> one.get("code").asString() + " "
                                + one.get("count").asInt() + " "
                                + one.get("examples").get(0).get("line").asInt()))
                .containsExactlyInAnyOrder("not-a-time 2 128", "not-a-number 1 130", "not-finite 1 131");
        JsonNode future = json(shops(",", false).replace("2025-", "2995-"), DID.replace("2025", "2995"));
        assertThat(codes(future.get("warnings"))).contains("future-times");
        assertThat(future.get("warnings").toString()).contains("line 2 of table.csv");
    }

    @Test
    void refusesRowsThatContradictThePlan() throws IOException {
        String dated = shops(",", false).replaceAll("(2025-0\\d)", "$1-10");
        assertThat(call(dated + "s1,2025-05-20,N,50\n", DID.replace("2025-05", "2025-05-15") + "period: month\n")
                        .refusal(65, "C3207"))
                .contains("lies within 2025-05", "line 6 of table.csv", "period: day");
        assertThat(call(shops(",", false) + "s1,2025-06,S,50\n", DID).refusal(65, "C3207"))
                .contains("'s1' is untreated in line 128", "treated in line 10");
        assertThat(call(shops(",", false), DID.replace("region=N", "[s1, s99]")).refusal(64, "C3202"))
                .contains("'s99'", "'shop'");
        assertThat(call(shops(",", false), DID.replace("2025-05", "May")).refusal(65, "C3208"))
                .contains("'May'", "'month' of table.csv");
        assertThat(call(shops(",", false), DID.replace("start: 2025-05\n", "").replace("region=N", "score"))
                        .code())
                .isZero();
        assertThat(call(shops(",", false).replaceAll("2025-0(\\d)", "05/0$1/2025"), DID)
                        .refusal(65, "C3208"))
                .contains("may have the day or the month first");
        assertThat(call(shops(",", false), DID.replace("design: did", "design: synthetic"))
                        .refusal(65, "C3207"))
                .contains("6 units of table.csv are treated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            design: did        | design: dod         | C2104 | line 3, column 9      | did
            design: did        | dessign: did        | C2102 | line 3, column 1      | design
            design: did        | name: again         | C2101 | line 3, column 1      | twice
            unit: shop         | covariate: price    | C2103 | lacks 'unit'          | unit
            treated: region=N  | treated: {a: b}     | C2104 | line 7, column 10     | [shop 3, shop 7]
            smallest-effect: 2 | smallest-effect: 0  | C2104 | line 9, column 18     | cannot be 0
            smallest-effect: 2 | smallest-effect: x  | C2104 | 'x'                   | number
            smallest-effect: 2 | period: month       | C2103 | lacks 'smallest-effect' | smallest-effect
            start: 2025-05     | season: 12          | C2106 | 'did' has no use for 'season' | Leave
            start: 2025-05     | start: &a 2025-05   | C2101 | alias or anchor       | Write
            """)
    void refusesPlansWithTheirPlace(String from, String to, String code, String place, String remedy)
            throws IOException {
        assertThat(call(shops(",", false), DID.replace(from, to)).refusal(64, code))
                .contains("The plan", place, remedy);
    }

    @Test
    void refusesTimesThatAreNoneAndTooManyPeriods() throws IOException {
        assertThat(call(shops(",", false).replace("2025-", "early "), DID).refusal(65, "C3208"))
                .contains("'month' of table.csv", "all of its 126 values", "line 2: \"early 01\"");
        String daily = IntStream.range(0, 1_400)
                .mapToObj(i -> "s%d,%s,%s,%d"
                        .formatted(
                                i % 14, java.time.LocalDate.of(2020, 1, 1).plusDays(i), i % 14 < 7 ? "N" : "S", i % 11))
                .collect(Collectors.joining("\n", "shop,month,region,score\n", "\n"));
        assertThat(call(daily, DID.replace("2025-05", "2021-01-01")).refusal(65, "C3205"))
                .contains("1,400 periods, from 2020-01-01 to 2023-10-31", "period: month");
        JsonNode answer = json(daily, DID.replace("2025-05", "2021-01-01") + "period: month\n");
        assertThat(answer.get("periods").get("before").asInt()).isEqualTo(12);
    }

    @Test
    void saysThatNothingVaries() throws IOException {
        JsonNode answer = json(shops(",", false).replaceAll(",[0-9.]+\n", ",3\n"), DID);
        assertThat(answer.get("verdict").asString()).isEqualTo("no-evidence");
        assertThat(codes(answer.get("reasons"))).containsExactly("constant-outcome");
        JsonNode alone = json(shops(",", false).replace(",S,", ",N,"), DID);
        assertThat(alone.get("verdict").asString()).isEqualTo("too-early");
        assertThat(alone.get("reasons").get(0).get("sentence").asString()).contains("14 treated and 0 never treated");
    }

    @Test
    void refusesPlansThatAreNotThere() throws IOException {
        Path table = file("table.csv", shops(",", false));
        Call.of("effect", table, "--plan", folder.resolve("none.yaml")).refusal(66, "C3003");
        Call.of("effect", table).refusal(64, "C3001");
        assertThat(Call.of("effect", "--plan", file("plan.yaml", DID.replace("table: table.csv\n", "")))
                        .refusal(64, "C3001"))
                .contains("names a table");
        Path text = Files.write(folder.resolve("plan.yaml"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0x41});
        Call.of("effect", table, "--plan", text).refusal(66, "C3003");
    }
}
