package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelimitedTableTest {
    @TempDir
    Path folder;

    @Test
    void readsQuotesBreaksAndDoubledQuotesWithPhysicalLines() {
        ReadBack read = read("a,b\n1,\"x\"\n2,\"line\r\nbreak\nand \"\"quotes\"\"\"\n3,\"\"\n4,it's \"fine\"\n");

        assertThat(read.table().columns()).containsExactly("a", "b");
        assertThat(read.rows())
                .containsExactly(
                        List.of("1", "x"),
                        List.of("2", "line\r\nbreak\nand \"quotes\""),
                        List.of("3", ""),
                        List.of("4", "it's \"fine\""));
        assertThat(read.lines()).containsExactly(2L, 3L, 6L, 7L);
        assertThat(read.rejects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsEveryLineEndWithAndWithoutTheLast(String end) {
        String text = String.join(end, "a;b", "1;2", "", "3;4");
        for (String file : List.of(text, text + end, text + end + end)) {
            ReadBack read = read(file);
            assertThat(read.rows()).containsExactly(List.of("1", "2"), List.of("3", "4"));
            assertThat(read.lines()).containsExactly(2L, 4L);
            assertThat(read.rejects()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiterString = "  ",
            value = {
                "comma-separated  a,b,c\\n1,2,3\\n4,\"5;6;7\",8\\n",
                "semicolon-separated  a;b;c\\n1,5;2,5;3,5\\n4,1;5,2;8,3\\n",
                "tab-separated  a\\tb\\tc\\n1,2\\t2,3\\t3,4\\n",
                "separated by \"|\"  a|b|c\\n1|2|3\\n",
                "separated by \"^\"  a^b^c\\n1^2^3\\n",
                "separated by U+0001  a\\u0001b\\u0001c\\n1\\u00012\\u00013\\n",
                "comma-separated  a,b,c\\n",
                "semicolon-separated  sep=;\\na;b,b;c\\n1;2;3\\n",
            })
    void detectsTheDelimiter(String words, String text) {
        ReadBack read = read(text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0001", "\u0001"));

        assertThat(read.table().description()).startsWith(words);
        assertThat(read.table().columns()).hasSize(3);
        assertThat(read.rejects()).isEmpty();
    }

    @Test
    void takesDelimiterAndQuoteAsTold() {
        byte[] text = "a:b\n'1:1':\"2\"\n".getBytes(StandardCharsets.UTF_8);
        Path file = ReadBack.write(folder, "x.csv", text);
        ReadOptions options = ReadOptions.detect().withDelimiter(':').withQuote('\'');

        assertThat(ReadBack.of(Tables.open(file, options)).rows()).containsExactly(List.of("1:1", "\"2\""));

        ReadOptions noQuote =
                ReadOptions.detect().withQuote(ReadOptions.NO_QUOTE).withDelimiter(':');
        assertThat(ReadBack.of(Tables.open(file, noQuote)).codes()).containsExactly("too-many-cells@2");
    }

    @ParameterizedTest
    @ValueSource(chars = {'"', '\n', '\r', 0, 'é', 127})
    void refusesADelimiterThatCannotSeparate(char delimiter) {
        assertCode(ReaderError.OPTION_INVALID, () -> ReadOptions.detect().withDelimiter(delimiter));
    }

    @Test
    void refusesAnEncodingThatDoesNotExist() {
        assertCode(ReaderError.OPTION_INVALID, () -> ReadOptions.detect().withEncoding("klingon-8"));
    }

    @Test
    void namesEmptyAndRepeatedColumns() {
        assertThat(read(",price, price ,,price (2)\n1,2,3,4,5\n").table().columns())
                .containsExactly("column 1", "price", "price (3)", "column 4", "price (2)");
    }

    @Test
    void readsAHeaderWithoutRows() {
        for (String text : List.of("a,b", "a,b\n", "\n\na,b\r\n\r\n")) {
            ReadBack read = read(text);
            assertThat(read.table().columns()).containsExactly("a", "b");
            assertThat(read.rows()).isEmpty();
            assertThat(read.rejects()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \r\n\r\n", "\ufeff"})
    void refusesAnEmptyFile(String text) {
        assertCode(ReaderError.EMPTY_FILE, () -> read(text));
    }

    @Test
    void refusesAHeaderThatCannotBeRead() {
        assertCode(ReaderError.HEADER_BROKEN, () -> read("a,\"b\n1,2\n"));
        assertCode(ReaderError.HEADER_BROKEN, () -> read("name,b\0\n1,2\n3,4\n5,6\n"));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertCode(ReaderError.FILE_MISSING, () -> Tables.open(folder.resolve("none.csv"), ReadOptions.detect()));
        assertCode(ReaderError.FILE_UNREADABLE, () -> Tables.open(folder, ReadOptions.detect()));
    }

    @Test
    void rejectsRowsOfAnotherWidthAndSkipsBlankOnes() {
        ReadBack read = read("a,b\n1\n1,2,3\n\n   \n1,2\n");

        assertThat(read.codes()).containsExactly("too-few-cells@2", "too-many-cells@3");
        assertThat(read.rejects().getFirst())
                .isEqualTo(
                        new Reject("too-few-cells", "The row has fewer cells than the header.", "x.csv", 2, "", "1"));
        assertThat(read.rows()).containsExactly(List.of("1", "2"));
        assertThat(read.lines()).containsExactly(6L);
    }

    @Test
    void keepsBlankLinesOfATableWithOneColumn() {
        assertThat(read("a\n1\n\n2\n").rows()).containsExactly(List.of("1"), List.of(""), List.of("2"));
    }

    @Test
    void rejectsNulBytesAndBrokenEncodingWithTheirPlace() {
        byte[] text = concat("a,b,c\nü,2,3\n1,x\0y,3\n1,2,\"\n", new byte[] {(byte) 0xc3, '('}, "\"\n4,ö,6\n");
        ReadBack read = ReadBack.of(Tables.open(ReadBack.write(folder, "x.csv", text), ReadOptions.detect()));

        assertThat(read.codes()).containsExactly("nul-byte@3", "broken-encoding@4");
        assertThat(read.rejects().get(0).column()).isEqualTo("b");
        assertThat(read.rejects().get(0).value()).isEqualTo("x\0y");
        assertThat(read.rejects().get(1).column()).isEqualTo("c");
        assertThat(read.rejects().get(1).value()).isEqualTo("\n\ufffd(");
        assertThat(read.rows()).containsExactly(List.of("ü", "2", "3"), List.of("4", "ö", "6"));
        assertThat(read.lines()).containsExactly(2L, 6L);
    }

    @Test
    void losesOneLineToAQuoteThatIsNeverClosed() {
        ReadBack read = read("a,b\n1,\"open\n2,b\n3,c\n");

        assertThat(read.codes()).containsExactly("open-quote@2");
        assertThat(read.rejects().getFirst().value()).isEqualTo("1,\"open");
        assertThat(read.rejects().getFirst().column()).isEqualTo("b");
        assertThat(read.rows()).containsExactly(List.of("2", "b"), List.of("3", "c"));
        assertThat(read.lines()).containsExactly(3L, 4L);
    }

    @Test
    void losesOneLineToTextBehindAQuote() {
        ReadBack read = read("a,b\n1,\"he said \"no\" to me\"\n2,\"b\" \n\"5\" inch,c\n4,d\n");

        assertThat(read.codes()).containsExactly("text-after-quote@2", "text-after-quote@4");
        assertThat(read.rows()).containsExactly(List.of("2", "b"), List.of("4", "d"));
    }

    @Test
    void readsAFieldOfAMillionCharactersAndRejectsOneBeyondTheLimit() {
        String big = "x".repeat(1_000_000);
        ReadBack read = read("a,b\n1,\"" + big + "\"\n2," + big + "\n3,c\n");
        assertThat(read.rows()).containsExactly(List.of("1", big), List.of("2", big), List.of("3", "c"));

        Path file = ReadBack.write(
                folder,
                "big.csv",
                ("a,b\n1," + big + "\n2,b\n3,\"x\n" + big + "\"\n4,d\n").getBytes(StandardCharsets.UTF_8));
        ReadBack limited = ReadBack.of(Tables.open(file, ReadOptions.detect().withMaxRowBytes(500_000)));
        assertThat(limited.codes()).containsExactly("row-too-long@2", "row-too-long@4", "row-too-long@5");
        assertThat(limited.rejects().getFirst().value()).hasSize(200).startsWith("1,xxx");
        assertThat(limited.rows()).containsExactly(List.of("2", "b"), List.of("4", "d"));
        assertThat(limited.lines()).containsExactly(3L, 6L);
    }

    @Test
    void staysLinearWhereEveryLineOpensAQuote() {
        ReadBack read = read("a,b\n" + "x\",\"y\n".repeat(60_000));

        assertThat(read.rejects()).isNotEmpty();
        assertThat(read.rows().size() + read.rejects().size()).isLessThanOrEqualTo(60_000);
    }

    @Test
    void keepsHostileTextAsItIs() {
        String markup = "<script>alert('x')</script>";
        String text = "a,b\n" + markup + ",=1+1\n\u202eevil,\u0007bell\n";
        assertThat(read(text).rows()).containsExactly(List.of(markup, "=1+1"), List.of("\u202eevil", "\u0007bell"));
    }

    @Test
    void canBeReadAgainAndStoppedEarly() {
        Table table = read("a,b\n1,2\n3,4\n").table();
        assertThatThrownBy(() -> table.read(
                        row -> {
                            throw new UnsupportedOperationException("enough");
                        },
                        reject -> {}))
                .hasMessage("enough");
        assertThat(ReadBack.of(table).rows()).hasSize(2);
        assertThat(table.bytes()).isEqualTo(12);
    }

    private ReadBack read(String text) {
        return ReadBack.of(folder, "x.csv", text);
    }

    static byte[] concat(String before, byte[] middle, String after) {
        byte[] first = before.getBytes(StandardCharsets.UTF_8);
        byte[] last = after.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[first.length + middle.length + last.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(middle, 0, all, first.length, middle.length);
        System.arraycopy(last, 0, all, first.length + middle.length, last.length);
        return all;
    }

    static void assertCode(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(CorridorException.class, e -> {
            assertThat(e.code()).as(e.sentence()).isEqualTo(code);
            assertThat(e.sentence()).endsWith(".");
            assertThat(e.remedy()).endsWith(".");
        });
    }
}
