package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XesTableTest {
    private static final String LOG = """
            <?xml version="1.0" encoding="UTF-8"?>
            <log xes.version="2.0" xmlns="http://www.xes-standard.org/">
              <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
              <global scope="event"><date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
              <classifier name="Full" keys="concept:name lifecycle:transition"/>
              <classifier scope="trace" name="T" keys="concept:name"/>
              <classifier name="Quoted" keys="'the step' concept:name"/>
              <classifier name="Old" keys="the step concept:name"/>
              <string key="source" value="a &lt;program&gt;"/>
              <trace>
                <string key="concept:name" value="same"/>
                <string key="index" value="own"/>
                <event>
                  <string key="concept:name" value="Ask &amp; wait"/>
                  <string key="lifecycle:transition" value="start"/>
                  <date key="time:timestamp" value="2017-07-09T21:57:05.123+02:00"/>
                </event>
                <event><string key="concept:name" value="Answer"/><string key="the step" value="2"/></event>
              </trace>
              <trace><string key="concept:name" value="nothing"/></trace>
              <trace>
                <string key="concept:name" value="same"/>
                <event>
                  <string key="concept:name" value="Ask"/>
                  <int key="cost" value="5"><string key="currency" value="EUR"/></int>
                  <list key="items"><values>
                    <string key="item" value="one"/><string key="item" value="two"/>
                  </values></list>
                </event>
              </trace>
              <event><string key="concept:name" value="lost"/></event>
            </log>
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"<log/>", "<log><trace/><trace><string key=\"concept:name\" value=\"x\"/></trace></log>"})
    void hasTheUsualColumnsWithoutAnyEvent(String log) throws IOException {
        Table table = Tables.open(Files.writeString(folder.resolve("empty.xes"), log), ReadOptions.detect());

        assertThat(table.columns())
                .containsExactly("case:index", "case:concept:name", "concept:name", "time:timestamp");
    }

    @Test
    void readsOneRowPerEventAndKeepsTracesOfOneNameApart() {
        ReadBack read = ReadBack.of(folder, "log.xes", LOG);

        assertThat(read.table().columns())
                .containsExactly(
                        "case:index",
                        "case:concept:name",
                        "case:index (2)",
                        "concept:name",
                        "lifecycle:transition",
                        "time:timestamp",
                        "the step",
                        "cost",
                        "cost/currency",
                        "items/item");
        assertThat(read.rows())
                .containsExactly(
                        List.of(
                                "1",
                                "same",
                                "own",
                                "Ask & wait",
                                "start",
                                "2017-07-09T21:57:05.123+02:00",
                                "",
                                "",
                                "",
                                ""),
                        List.of("1", "same", "own", "Answer", "", "", "2", "", "", ""),
                        List.of("3", "same", "", "Ask", "", "", "", "5", "EUR", "one; two"));
        assertThat(read.lines()).containsExactly(13L, 18L, 23L);
        assertThat(read.codes()).containsExactly("event-without-trace@31");
        assertThat(read.rejects().getFirst().value()).isEqualTo("lost");
    }

    @Test
    void reportsEmptyTracesAndDeclaredClassifiers() {
        XesTable log = (XesTable) ReadBack.of(folder, "log.xes", LOG).table();

        assertThat(log.traces()).isEqualTo(3);
        assertThat(log.events()).isEqualTo(4);
        assertThat(log.emptyTraces()).isEqualTo(new XesTable.EmptyTraces(1, List.of("nothing")));
        assertThat(log.classifiers())
                .containsExactly(
                        new XesTable.Classifier("Full", List.of("concept:name", "lifecycle:transition")),
                        new XesTable.Classifier("Quoted", List.of("the step", "concept:name")),
                        new XesTable.Classifier("Old", List.of("the step", "concept:name")));
        assertThat(log.classifierKeys("Full")).containsExactly("concept:name", "lifecycle:transition");
        assertThat(log.classifierKeys("concept:name cost")).containsExactly("concept:name", "cost");
        DelimitedTableTest.assertCode(ReaderError.OPTION_INVALID, () -> log.classifierKeys("org:resource"));
        DelimitedTableTest.assertCode(ReaderError.OPTION_INVALID, () -> log.classifierKeys(" "));
    }

    @Test
    void givesEventsAttributesThatStandBehindThem() {
        String late = "<log><trace><event><string key='a' value='1'/></event><string key='concept:name' value='n'/>"
                + "</trace></log>";
        assertThat(ReadBack.of(folder, "log.xes", late).rows()).containsExactly(List.of("1", "n", "1"));
    }

    @Test
    void keepsTheNumberOfATraceAgainstAttributesOfThatName() {
        String hostile = "<log><trace><event><string key='case:index' value='9'/><string key='a' value='1'/></event>"
                + "</trace></log>";
        assertThat(ReadBack.of(folder, "log.xes", hostile).rows()).containsExactly(List.of("1", "", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1251", "ISO-8859-5"})
    void readsTheEncodingThatTheFileDeclares(String encoding) {
        boolean wide = encoding.startsWith("UTF-16");
        String text = (wide ? "\ufeff" : "") + "<?xml version='1.0' encoding='" + (wide ? "UTF-16" : encoding)
                + "'?><log><trace><event><string key='a' value='Заказ'/></event></trace></log>";
        Path file = ReadBack.write(folder, "log.xes", text.getBytes(java.nio.charset.Charset.forName(encoding)));
        assertThat(ReadBack.of(Tables.open(file, ReadOptions.detect())).rows())
                .containsExactly(List.of("1", "", "Заказ"));
    }

    @Test
    void readsValuesOfAMillionCharactersAndManyEscapes() {
        String big = "x".repeat(1_000_000);
        String escaped = "&amp;".repeat(300_000);
        String log = "<log><trace><event><string key='a' value='" + big + "'/><string key='b' value='" + escaped
                + "'/></event></trace></log>";
        assertThat(ReadBack.of(folder, "log.xes", log).rows())
                .containsExactly(List.of("1", "", big, "&".repeat(300_000)));
    }

    @Test
    void neverReadsAnotherFileOrExpandsEntities() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the secret");
        String body = "<log><trace><event><string key='a' value='%s'/>%s</event></trace></log>";
        List<String> hostile = List.of(
                "<!DOCTYPE log [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>" + body.formatted("1", "&x;"),
                "<!DOCTYPE log SYSTEM '" + secret.toUri() + "'>" + body.formatted("1", ""),
                "<!DOCTYPE log [<!ENTITY % x SYSTEM '" + secret.toUri() + "'> %x;]>" + body.formatted("1", ""),
                bomb() + body.formatted("&b9;", "&b9;"));
        for (String text : hostile) {
            assertThatThrownBy(() -> ReadBack.of(folder, "log.xes", "<?xml version='1.0'?>" + text))
                    .isInstanceOfSatisfying(CorridorException.class, e -> {
                        assertThat(e.code()).isEqualTo(ReaderError.XML_REFUSED);
                        assertThat(e.sentence()).contains("line 1").doesNotContain("the secret");
                    });
        }
        DelimitedTableTest.assertCode(
                ReaderError.XML_BROKEN, () -> ReadBack.of(folder, "log.xes", body.formatted("&x;", "")));
    }

    private static String bomb() {
        return IntStream.rangeClosed(1, 9)
                .mapToObj(i -> "<!ENTITY b" + i + " \"" + ("&b" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining("", "<!DOCTYPE log [<!ENTITY b0 \"boom\">", "]>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<log><trace></log>",
                "<log><trace><event><string key='a' value='1'></event></trace></log>",
                "<log><trace><event>",
                "<log><trace a='1' a='2'/></log>",
                "<log>\u0001</log>",
                "<?xml version='1.0'?>"
            })
    void refusesBrokenXmlWithItsPlace(String text) {
        assertThatThrownBy(() -> ReadBack.of(folder, "log.xes", text))
                .isInstanceOfSatisfying(CorridorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ReaderError.XML_BROKEN);
                    assertThat(e.sentence()).contains("log.xes").contains("line 1, column ");
                });
    }

    @Test
    void refusesEveryLogThatIsCutShort() {
        byte[] whole = LOG.strip().getBytes(StandardCharsets.UTF_8);
        for (int length = 60; length < whole.length; length += 7) {
            Path file = ReadBack.write(folder, "cut.xes", Arrays.copyOf(whole, length));
            DelimitedTableTest.assertCode(ReaderError.XML_BROKEN, () -> Tables.open(file, ReadOptions.detect()));
        }
    }

    @Test
    void refusesOtherXmlDeepNestingAndTooManyKeys() {
        DelimitedTableTest.assertCode(
                ReaderError.NOT_A_TABLE, () -> ReadBack.of(folder, "x.xes", "<?xml version='1.0'?><html/>"));
        String deep = "<log><trace><event>" + "<string key='a' value='1'>".repeat(1_000);
        DelimitedTableTest.assertCode(ReaderError.XML_BROKEN, () -> ReadBack.of(folder, "x.xes", deep));
        String wide = IntStream.range(0, 10_100)
                .mapToObj(i -> "<string key='k" + i + "' value='1'/>")
                .collect(Collectors.joining("", "<log><trace><event>", "</event></trace></log>"));
        DelimitedTableTest.assertCode(ReaderError.NOT_A_TABLE, () -> ReadBack.of(folder, "x.xes", wide));
    }

    @ParameterizedTest
    @CsvSource({
        "06_bpic2013_closed.xes.gz, 1487, 6660, 13",
        "08_receipt.xes.gz, 1434, 8577, 16",
        "bpic2020_RequestForPayment.xes.gz, 6760, 36072, 22",
        "helpdesk.xes.gz, 4580, 21348, 14",
        "roadtraffic100traces.xes, 100, 390, 16",
        "running-example.xes, 6, 42, 9",
    })
    void countsTracesAndEventsOfPublicLogs(String file, int traces, int events, int columns) {
        ReadBack read = ReadBack.of(Tables.open(SharedDataTest.data("xes/" + file), ReadOptions.detect()));

        assertThat(read.rows()).hasSize(events);
        assertThat(read.rows().stream().map(List::getFirst).distinct()).hasSize(traces);
        assertThat(((XesTable) read.table()).traces()).isEqualTo(traces);
        assertThat(read.table().columns()).hasSize(columns);
        assertThat(read.rejects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 100_000})
    void saysWhereTextIsBrokenAndPrintsNothingOfTheParser(int before) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        log.write(("<log>\n" + "<trace/>\n".repeat(before) + "<string key='").getBytes(StandardCharsets.UTF_8));
        log.write(0xff);
        log.write("' value='a'/></log>".getBytes(StandardCharsets.UTF_8));
        Path file = ReadBack.write(folder, "broken.xes", log.toByteArray());
        PrintStream usual = System.err;
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> Tables.open(file, ReadOptions.detect()))
                    .isInstanceOfSatisfying(CorridorException.class, e -> {
                        assertThat(e.code()).isEqualTo(ReaderError.XML_BROKEN);
                        assertThat(e.sentence())
                                .contains("in line " + (before + 2) + ", column 14: bytes here are no text");
                    });
        } finally {
            System.setErr(usual);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void readsLettersOfManyBytesAcrossPieces() {
        String name = "é𝄞ж".repeat(20_000);
        ReadBack read = ReadBack.of(
                folder, "wide.xes", "<log><trace><event><string key='k' value='" + name + "'/></event></trace></log>");

        assertThat(read.rows()).singleElement().asString().contains(name);
    }

    @Test
    void refusesEncodingThatIsNotKnown() {
        DelimitedTableTest.assertCode(
                ReaderError.XML_BROKEN,
                () -> ReadBack.of(folder, "x.xes", "<?xml version='1.0' encoding='nix'?><log/>"));
    }
}
