package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {
    @TempDir
    Path folder;

    @Test
    void findsTheTablesOfAFolderByNameAndListsTheRest() throws IOException {
        write("b.csv", "a,b\n1,2\n");
        write("A.TSV", "a\tb\n1\t2\n");
        write("log.xes", "<log><trace><event><string key='a' value='1'/></event></trace></log>");
        write("lines.jsonl", "{\"a\":1}\n");
        ReadBack.write(folder, "c.csv.gz", ReadBack.gzip("a,b\n".getBytes(StandardCharsets.UTF_8)));
        write("notes.txt", "just words\n");
        write("data.txt", "a;b\n1;2\n");
        write("README.md", "# hi\n");
        write("empty.csv", "");
        write("image.csv", "\0\1\2\3\4\5");
        write(".hidden.csv", "a,b\n");
        Files.createDirectory(folder.resolve("inner"));

        Tables.Found found = Tables.find(List.of(folder), ReadOptions.detect());

        assertThat(found.tables())
                .extracting(Table::file)
                .containsExactly("A.TSV", "b.csv", "c.csv.gz", "data.txt", "lines.jsonl", "log.xes");
        assertThat(found.unused())
                .extracting(Tables.Unused::file)
                .containsExactly(".hidden.csv", "README.md", "empty.csv", "image.csv", "inner", "notes.txt");
        assertThat(found.unused()).extracting(Tables.Unused::reason).allMatch(reason -> reason.endsWith("."));
    }

    @Test
    void takesGivenFilesInTheirOrderWhateverTheirEnding() {
        Path second = write("two.dat", "a,b\n1,2\n");
        Path first = write("one", "a|b\n1|2\n");

        Tables.Found found = Tables.find(List.of(second, first, second), ReadOptions.detect());

        assertThat(found.tables()).extracting(Table::file).containsExactly("two.dat", "one", second.toString());
    }

    @Test
    void failsOnAGivenFileThatIsNoTableAndOnDamage() {
        DelimitedTableTest.assertCode(
                ReaderError.NOT_A_TABLE, () -> Tables.find(List.of(write("x.csv", "PK\3\4zip")), ReadOptions.detect()));
        DelimitedTableTest.assertCode(
                ReaderError.NOT_A_TABLE,
                () -> Tables.open(
                        ReadBack.write(folder, "y.gz", ReadBack.gzip(ReadBack.gzip(new byte[10]))),
                        ReadOptions.detect()));
        ReadBack.write(folder, "cut.csv.gz", new byte[] {0x1f, (byte) 0x8b, 8});
        DelimitedTableTest.assertCode(
                ReaderError.GZIP_DAMAGED, () -> Tables.find(List.of(folder), ReadOptions.detect()));
    }

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a0000000d49484452, a picture",
        "ffd8ffe000104a464946, a picture",
        "474946383961, a picture",
        "255044462d312e34200a31, a PDF document",
        "7f454c46020101, a program",
        "d0cf11e0a1b11ae1, an office program",
        "504b0304, a ZIP archive or a spreadsheet",
    })
    void knowsWhatIsNoTableByItsFirstBytes(String bytes, String what) {
        Path file = ReadBack.write(folder, "x.csv", HexFormat.of().parseHex(bytes));

        assertThatThrownBy(() -> Tables.open(file, ReadOptions.detect()))
                .isInstanceOfSatisfying(CorridorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ReaderError.NOT_A_TABLE);
                    assertThat(e.sentence()).contains("The file x.csv is", what);
                });
    }

    @Test
    void tellsTheFormatByContent() {
        assertThat(Tables.open(write("a.csv", "<?xml version='1.0'?><log/>"), ReadOptions.detect()))
                .isInstanceOf(XesTable.class);
        assertThat(Tables.open(write("b.xes", "<DATE>;<TIME>\n1;2\n"), ReadOptions.detect())
                        .columns())
                .containsExactly("<DATE>", "<TIME>");
        assertThat(Tables.open(write("c.csv", "{\"a\":1}\n"), ReadOptions.detect())
                        .description())
                .startsWith("JSON Lines");
        assertThat(Tables.open(write("d.json", "{id},[x]\n1,2\n"), ReadOptions.detect())
                        .columns())
                .containsExactly("{id}", "[x]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<foo/>",
                "\n <foo a='1,2'/>\n",
                "<foo>words, and more</foo>",
                "<p>a <b>c</b></p>",
                "<rows>\n  <row a=\"1\"/>\n",
                "<a:foo xmlns:a='x'><!-- c -->"
            })
    void saysThatOtherXmlIsNoEventLog(String text) {
        assertThatThrownBy(() -> Tables.open(write("x.csv", text), ReadOptions.detect()))
                .isInstanceOfSatisfying(CorridorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ReaderError.NOT_A_TABLE);
                    assertThat(e.sentence()).contains("x.csv is XML but no event log");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<DATE>,<TIME>",
                "<DATE>;<TIME>",
                "<DATE>\t<TIME>",
                "<DATE>|<TIME>",
                "<b>A</b>,<b>B</b>",
                "<x/>,b"
            })
    void readsHeadersThatBeginLikeTags(String header) {
        Table table = Tables.open(
                write("x.csv", header + "\n1" + header.replaceAll("[^,;\t|]", "") + "2\n"), ReadOptions.detect());

        assertThat(table.columns()).hasSize(2);
    }

    @Test
    void readsHeaderOfOneColumnThatBeginsLikeATag() {
        assertThat(Tables.open(write("x.csv", "<DATE>\n2020-01-01\n"), ReadOptions.detect())
                        .columns())
                .containsExactly("<DATE>");
    }

    private Path write(String name, String text) {
        return ReadBack.write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }
}
