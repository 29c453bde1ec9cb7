package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTableTest {
    @TempDir
    Path folder;

    @Test
    void readsNestedObjectsListsAndNumbersAsWritten() {
        ReadBack read = read("""
                {"id": 1, "who": {"name": "Ana \\"A\\"", "at": {"city": "S\\u00e3o Paulo"}}, "n": 1.50}

                {"id": 2, "tags": ["a", {"b": [1, null]}], "n": null, "ok": true}
                {}
                {"new": "last", "id": "é"}""");

        assertThat(read.table().columns()).containsExactly("id", "who.name", "who.at.city", "n", "tags", "ok", "new");
        assertThat(read.rows())
                .containsExactly(
                        List.of("1", "Ana \"A\"", "São Paulo", "1.50", "", "", ""),
                        List.of("2", "", "", "", "[\"a\",{\"b\":[1,null]}]", "true", ""),
                        List.of("", "", "", "", "", "", ""),
                        List.of("é", "", "", "", "", "", "last"));
        assertThat(read.lines()).containsExactly(1L, 3L, 4L, 5L);
        assertThat(read.rejects()).isEmpty();
        assertThat(read.table().description()).isEqualTo("JSON Lines, UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1",
                "{\"a\": 1} x",
                "{'a': 1}",
                "{\"a\": 01}",
                "{\"a\": NaN}",
                "{\"a\": 1, \"a\": 2}",
                "[1]",
                "7",
                "{\"a\": \"\u0007\"}",
                "{\"a\": 1,}",
                "// note",
                "{a: 1}",
                "{\"a\": tru}"
            })
    void rejectsWhatIsNoStrictObject(String line) {
        ReadBack read = read("{\"a\": 0}\n" + line + "\n{\"a\": 9}\n");

        assertThat(read.codes()).containsExactly("broken-json@2");
        assertThat(read.rejects().getFirst().value()).isEqualTo(line);
        assertThat(read.rows()).containsExactly(List.of("0"), List.of("9"));
    }

    @Test
    void rejectsWhatNoTextHas() {
        byte[] broken = DelimitedTableTest.concat(
                "{\"a\": 0, \"é\": 1}\n{\"a\": \"x\\u0000\"}\n{\"a\": \"\\ud800\"}\n{\"a\": \"",
                new byte[] {(byte) 0xff},
                "\"}\n{\"a\": \"\0\"}\n{\"a\": \"\\ud834\\udd1e\"}\n");
        Path file = ReadBack.write(folder, "x.jsonl", broken);
        ReadBack read = ReadBack.of(Tables.open(file, ReadOptions.detect()));

        assertThat(read.codes()).containsExactly("nul-byte@2", "broken-encoding@3", "broken-encoding@4", "nul-byte@5");
        assertThat(read.rows()).containsExactly(List.of("0", "1"), List.of("𝄞", ""));
    }

    @Test
    void rejectsDeepNestingAndLongLines() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        assertThat(read("{\"a\": 0}\n" + deep + "\n").codes()).containsExactly("broken-json@2");

        String text = "{\"a\": 0}\n{\"a\": \"" + "x".repeat(1_000_000) + "\"}\n{\"a\": 2}\n";
        Path file = ReadBack.write(folder, "x.jsonl", text.getBytes(StandardCharsets.UTF_8));
        assertThat(ReadBack.of(Tables.open(file, ReadOptions.detect())).rows()).hasSize(3);
        ReadBack limited = ReadBack.of(Tables.open(file, ReadOptions.detect().withMaxRowBytes(10_000)));
        assertThat(limited.codes()).containsExactly("row-too-long@2");
        assertThat(limited.rows()).hasSize(2);
    }

    @Test
    void refusesOtherJsonAndTooManyKeys() {
        for (String text : List.of("[{\"a\": 1}]", "{\n  \"a\": 1\n}\n", "{}\n", "{\"a\": \n1}\n")) {
            DelimitedTableTest.assertCode(ReaderError.NOT_A_TABLE, () -> read(text));
        }
        String wide =
                IntStream.range(0, 10_100).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
        DelimitedTableTest.assertCode(ReaderError.NOT_A_TABLE, () -> read(wide));
    }

    private ReadBack read(String text) {
        return ReadBack.of(folder, "x.jsonl", text);
    }
}
