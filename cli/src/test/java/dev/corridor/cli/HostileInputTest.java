package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Bad and hostile input, end to end: a sentence with code, place and remedy, and no harm.
final class HostileInputTest {
    private static final String HEADER = "case id,activity,timestamp\n";
    private static final String MARKUP = "</script><script>alert(1)</script><img src=x onerror=alert(2)>";
    private static final String BIDI = "abc\u202Efed\u2066";
    private static final String CONTROL = "\u001B]0;owned\u0007\u001B[31mred\u0085";
    private static final String FORMULA = "=HYPERLINK(\"http://evil\")";

    @TempDir
    private Path folder;

    @Test
    void refusesEmptyFile() throws IOException {
        assertThat(Call.of("mine", file("empty.csv", "")).refusal(65, "C2003")).contains("empty.csv");
    }

    @Test
    void answersForHeaderAlone() throws IOException {
        assertThat(Call.mine(file("header.csv", HEADER)).out())
                .contains("0 journeys", "no row that can be used", "0 read, 0 rejected");
    }

    @Test
    void answersForALogOfEmptyTraces() throws IOException {
        JsonNode answer = Call.json(file("empty.xes", "<log><trace/><trace/></log>"));
        assertThat(answer.get("journeys").asInt()).isZero();
        assertThat(codes(answer.get("findings"))).containsExactly("empty-trace");
        assertThat(Call.json(file("none.xes", "<log/>")).get("journeys").asInt())
                .isZero();
    }

    @Test
    void namesColumnsAndOptionWhereOneIsMissing() throws IOException {
        assertThat(Call.of("mine", file("log.csv", "who,what,when\n1,a,2020-01-01\n"))
                        .refusal(64, "C2113"))
                .contains("log.csv", "who, what, when", "--case");
    }

    @Test
    void readsAFieldOfAMillionCharacters() throws IOException {
        Path log = file("long.csv", HEADER + "1," + "x".repeat(1_000_000) + ",2020-01-01\n1,b,2020-01-02\n");
        Call call = Call.mine(log, "--html", folder.resolve("h"), "--svg", folder.resolve("s"));
        assertThat(call.out()).contains("2 touchpoints").hasSizeLessThan(5_000);
        assertThat(Call.json(log).get("starts").get(0).get("touchpoint").asString())
                .hasSize(1_000_000);
    }

    @Test
    void refusesTooManyTouchpointsWithTheReason() throws IOException {
        String rows = IntStream.range(0, 70_000)
                .mapToObj(i -> i % 500 + ",touch " + i + ",2020-01-01\n")
                .collect(Collectors.joining());
        assertThat(Call.of("mine", file("many.csv", HEADER + rows)).refusal(65, "C1001"))
                .contains("65535", "\"touch 65535\"", "recognition rules");
    }

    @Test
    void rejectsNulAndBrokenTextByRow() throws IOException {
        byte[] rows = (HEADER + "1,a\0b,2020-01-01\n1,?,2020-01-01\n1,é,2020-01-02\n").getBytes(StandardCharsets.UTF_8);
        rows[new String(rows, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xC3;
        JsonNode rejected =
                Call.json(Files.write(folder.resolve("nul.csv"), rows)).get("rejected");
        assertThat(codes(rejected.get("reasons"))).containsExactlyInAnyOrder("nul-byte", "broken-encoding");
        JsonNode place = rejected.get("reasons").get(0).get("examples").get(0);
        assertThat(place.get("file").asString()).isEqualTo("nul.csv");
        assertThat(place.get("line").asInt()).isBetween(2, 3);
        assertThat(place.get("column").asString()).isEqualTo("activity");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.7, 0.999})
    void refusesTruncatedGzip(double share) throws IOException {
        byte[] whole = gzip(HEADER + "1,a,2020-01-01\n".repeat(10_000));
        byte[] part = Arrays.copyOf(whole, (int) (whole.length * share));
        assertThat(Call.of("mine", Files.write(folder.resolve("log.csv.gz"), part))
                        .refusal(65, "C2005"))
                .contains("log.csv.gz", "byte");
    }

    @Test
    void refusesGzipBomb() throws IOException {
        byte[] member = gzip("x".repeat(1 << 24));
        Path bomb = folder.resolve("bomb.csv.gz");
        try (OutputStream out = Files.newOutputStream(bomb)) {
            out.write(gzip(HEADER));
            for (int i = 0; i < 80; i++) {
                out.write(member);
            }
        }
        assertThat(Call.of("mine", bomb).refusal(65, "C2006")).contains("bomb.csv.gz", "times its size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE log [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><log>&x;</log>",
                "<!DOCTYPE log [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><log>&b;</log>",
                "<!DOCTYPE log SYSTEM \"http://127.0.0.1:9/evil.dtd\"><log/>"
            })
    void refusesEntitiesInXml(String log) throws IOException {
        Call call = Call.of("mine", file("evil.xes", "<?xml version=\"1.0\"?>" + log));
        assertThat(call.refusal(65, "C2008")).contains("evil.xes", "line 1");
        assertThat(call.err()).doesNotContain("root:");
    }

    @Test
    void refusesBrokenXmlWithItsPlace() throws IOException {
        assertThat(Call.of("mine", file("half.xes", "<?xml version=\"1.0\"?><log>\n<trace>"))
                        .refusal(65, "C2007"))
                .contains("half.xes", "line 2");
    }

    @ParameterizedTest
    @CsvSource({
        "'recipe: &a x', alias",
        "'recipe: *a', alias",
        "'recipe: !!javax.script.ScriptEngineManager [x]', tag",
        "'a: &a [x, x]\nb: [*a, *a]', alias",
        "'recipe: x\nrecipe: y', recipe"
    })
    void refusesDangerousRecipes(String yaml, String word) throws IOException {
        Call call = Call.of("mine", file("a.csv", HEADER), "--recipe", file("evil.yaml", yaml));
        assertThat(call.refusal(64, "C2101")).contains("line ", word);
    }

    @Test
    void refusesRecipeThatIsNoText() throws IOException {
        Path recipe = Files.write(folder.resolve("evil.yaml"), new byte[] {(byte) 0xFF, 0, (byte) 0xFE});
        Call.of("mine", file("a.csv", HEADER), "--recipe", recipe).refusal(66, "C3003");
    }

    @Test
    void keepsUnlikelyTimesAndReportsThem() throws IOException {
        Path log = file(
                "times.csv",
                HEADER + "1,a,1950-01-01 00:00:01\n1,b,9999-12-31 00:00:00\n2,a,2300-05-05 10:00:00\n"
                        + "2,b,1900-01-01 00:00:00\n");
        JsonNode answer = Call.json(log);
        assertThat(codes(answer.get("findings"))).contains("sentinel-time", "time-before-1970", "time-after-2200");
        assertThat(answer.get("from").asString()).isEqualTo("1900-01-01T00:00:00");
        assertThat(answer.get("to").asString()).isEqualTo("9999-12-31T00:00:00");
        assertThat(answer.get("rejected").get("rows").asInt()).isZero();
        assertThat(answer.get("flow")).allMatch(edge -> edge.get("minSeconds").asDouble() >= 0);
        Call.mine(log, "--html", folder.resolve("h"), "--svg", folder.resolve("s"));
    }

    @Test
    void reportsTimesThatTheClockSkippedOrRepeated() throws IOException {
        Path recipe = file("dst.yaml", """
                recipe: DST
                zone: Europe/Lisbon
                tables: {log: {columns: [id, what, at]}}
                interactions:
                  - {from: log, journey: id, touchpoint: what, time: at}
                """);
        Path log = file("dst.csv", "id,what,at\n1,a,2021-03-28 01:30:00\n1,b,2021-10-31 01:30:00\n");
        assertThat(codes(Call.json(log, "--recipe", recipe).get("findings"))).contains("clock-gap", "clock-overlap");
    }

    @Test
    void countsWithNumbersWhoseSumsStayFinite() throws IOException {
        String header = HEADER.replace("\n", ",score\n");
        for (String second : List.of("1", "2")) {
            JsonNode answer = Call.json(
                    file("score.csv", header + "1,a,2020-01-01,1e280\n" + second + ",a,2020-01-02,1e280\n"),
                    "--include-small");
            assertThat(answer.get("scores").get("mean").asDouble()).isEqualTo(1e280);
        }
        JsonNode answer = Call.json(file("huge.csv", header + "1,a,2020-01-01,1e308\n1,b,2020-01-02,1e308\n"));
        assertThat(answer.get("journeys").asInt()).isOne();
        assertThat(answer.get("scores").get("scored").asInt()).isZero();
        assertThat(codes(answer.get("findings"))).contains("not-a-number");
    }

    @Test
    void reportsNegativeDurations() throws IOException {
        Path recipe = file("wide.yaml", """
                recipe: Wide
                zone: none
                tables: {orders: {columns: [id, placed, paid]}}
                interactions:
                  - from: orders
                    journey: id
                    touchpoints: {placed: placed, paid: paid}
                    attributes:
                      days: {difference: {from: placed, to: paid}, unit: days}
                """);
        Path log = file("wide.csv", "id,placed,paid\n1,2020-01-02,2020-01-01\n2,2020-01-01,2020-01-02\n");
        assertThat(codes(Call.json(log, "--recipe", recipe).get("findings"))).contains("negative-duration");
    }

    @Test
    void writesHostileNamesHarmlessly() throws Exception {
        StringBuilder rows = new StringBuilder("case id,activity,timestamp,segment\n");
        List<String> names = List.of(
                MARKUP,
                BIDI,
                CONTROL,
                FORMULA,
                "+1",
                "-1",
                "@x",
                "\t=1",
                "<!--",
                "]]>",
                "${x}{{y}}%s",
                "x".repeat(100_000),
                "a\u2028b",
                "\"quoted\"",
                "it's & <b>");
        for (int i = 0; i < names.size(); i++) {
            String name = "\"" + names.get(i).replace("\"", "\"\"") + "\"";
            rows.append(name).append(",start,2020-01-01,").append(name).append('\n');
            rows.append(name)
                    .append(',')
                    .append(name)
                    .append(",2020-01-02,")
                    .append(name)
                    .append('\n');
            rows.append(name).append(",end,2020-01-03,").append(name).append('\n');
        }
        rows.append(MARKUP).append(",lost,").append(CONTROL).append(",x\n");
        Path log = file("<img src=x onerror=alert(3)>" + BIDI + ".csv", rows.toString());
        Path html = folder.resolve("h");
        Path svg = folder.resolve("s");
        Path csv = folder.resolve("c");
        Path rejects = folder.resolve("r");
        Object[] options = {
            "--title",
            MARKUP + CONTROL,
            "--html",
            html,
            "--svg",
            svg,
            "--csv",
            csv,
            "--rejects",
            rejects,
            "--with-ids",
            "--filter",
            "not segment = \"nobody" + "\u202E" + "\"",
            "--force"
        };
        Call text = Call.mine(log, options);
        Call json = Call.mine(log, Arrays.copyOf(options, options.length));
        assertThat(json.code()).isZero();
        assertHarmlessText(text.out());
        assertHarmlessText(text.err());
        assertThat(text.out().lines().mapToInt(String::length).max().orElse(0)).isLessThan(400);

        String page = Files.readString(html);
        assertThat(page)
                .contains("Content-Security-Policy")
                .doesNotContain("<script>alert", "<img src=x", "\u202E", "\u2066", "\u001B", "\u2028", "\u0085");
        assertThat(page.split("</script>", -1)).hasSameSizeAs(page.split("<script", -1));

        String picture = Files.readString(svg);
        assertThat(picture).doesNotContain("<script", "<img", "\u202E", "\u001B", "onload");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());

        Call raw = Call.mine(log, "--json");
        assertThat(raw.out()).doesNotContain("\u202E", "\u2066", "\u001B", "\u0085", "\u2028");
        assertThat(StreamSupport.stream(raw.json().get("touchpointCounts").spliterator(), false)
                        .map(count -> count.get("touchpoint").asString()))
                .contains(MARKUP, BIDI, CONTROL, FORMULA);

        for (String table : List.of("touchpoints.csv", "flow.csv", "paths.csv", "loops.csv", "findings.csv")) {
            assertHarmlessTable(Files.readString(csv.resolve(table)));
        }
        assertHarmlessTable(Files.readString(rejects));
    }

    private static void assertHarmlessText(String text) {
        assertThat(text.codePoints()
                        .filter(point -> point != '\n' && point != '\t')
                        .filter(point -> Character.getType(point) == Character.CONTROL
                                || Character.getType(point) == Character.FORMAT)
                        .count())
                .isZero();
    }

    private static void assertHarmlessTable(String table) {
        assertThat(table.replace("\r\n", "")).doesNotContain("\u202E", "\u001B", "\u0085");
        assertThat(table).doesNotContainPattern("(^|,|\n)\"[=+@\\t-]").doesNotContainPattern("(^|,|\n)[=+@]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--html", "--svg", "--csv", "--save", "--rejects", "--save-recipe"})
    void saysWhereNothingCanBeWritten(String option) throws IOException {
        Path file = file("file", "");
        Call call = Call.of("mine", file("a.csv", HEADER + "1,a,2020-01-01\n"), option, file.resolve("inside"));
        assertThat(call.code()).as(call.err()).isIn(73, 74);
        assertThat(call.err()).contains("error C", "file").doesNotContain("C3999", "Exception", "\tat ");
    }

    @Test
    void saysWhatMayNotBeReadOrWritten() throws IOException {
        Path log = file("secret.csv", HEADER + "1,a,2020-01-01\n");
        Path closed = Files.createDirectory(folder.resolve("closed"));
        assertThat(closed.toFile().setWritable(false)).isTrue();
        Assumptions.assumeFalse(Files.isWritable(closed), "this user may write everywhere");

        for (String option : List.of("--html", "--rejects", "--save", "--save-recipe")) {
            Call call = Call.of("mine", log, option, closed.resolve("new"));
            assertThat(call.code()).as(call.err()).isEqualTo(73);
            assertThat(call.err()).contains("closed", "denied").doesNotContain("unfinished");
        }
        assertThat(log.toFile().setReadable(false)).isTrue();
        assertThat(Call.of("mine", log).refusal(66, "C2002")).contains("access to", "denied");
    }

    @Test
    void saysWhenStandardOutputIsFull() throws IOException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "there is no /dev/full here");
        Path log = file("a.csv", HEADER + "1,a,2020-01-01\n");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (OutputStream out = Files.newOutputStream(full)) {
            assertThat(Corridor.run(out, err, "mine", log.toString(), "--json")).isEqualTo(74);
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("error C3007", "remedy: ");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static List<String> codes(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.get("code").asString())
                .toList();
    }
}
