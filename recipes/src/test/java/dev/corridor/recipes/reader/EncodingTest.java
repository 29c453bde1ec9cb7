package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
    private static final String PORTUGUESE = """
            id;opinião
            1;A entrega não chegou até hoje, é um absurdo
            2;Ótimo! Recomendo à família
            3;PRODUÇÃO NÃO CONCLUÍDA
            4;é
            """;
    private static final String RUSSIAN = """
            номер;отзыв
            1;Доставка опоздала на три дня
            2;Всё хорошо, спасибо
            3;НЕ РАБОТАЕТ
            4;Заказ № 5 в Ozon и SMS
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "UTF-8, false",
        "UTF-8, true",
        "UTF-16LE, false",
        "UTF-16LE, true",
        "UTF-16BE, false",
        "UTF-16BE, true",
        "UTF-32LE, true",
        "UTF-32BE, true"
    })
    void readsUnicodeWithAndWithoutAMark(String encoding, boolean mark) {
        for (String text : List.of(PORTUGUESE, RUSSIAN, "a;b\n𝄞;€\n")) {
            if (encoding.startsWith("UTF-16") && !mark && text.equals(RUSSIAN)) {
                continue;
            }
            ReadBack read = read((mark ? "\ufeff" : "") + text, Charset.forName(encoding));
            assertThat(read.rejects()).isEmpty();
            assertThat(text(read)).isEqualTo(text);
            assertThat(read.table().description()).contains(encoding);
        }
    }

    @Test
    void tellsPortugueseFromRussianInOneByteEncodings() {
        ReadBack portuguese = read(PORTUGUESE, Charset.forName("windows-1252"));
        assertThat(text(portuguese)).isEqualTo(PORTUGUESE);
        assertThat(portuguese.table().description()).contains("windows-1252");

        ReadBack russian = read(RUSSIAN, Charset.forName("windows-1251"));
        assertThat(text(russian)).isEqualTo(RUSSIAN);
        assertThat(russian.table().description()).contains("windows-1251");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"café", "ação", "ÇÃO", "naïve façade", "“quoted” – dash", "preço: 5 €", "Größe", "año", "S. João"
            })
    void takesFewWesternLettersForWindows1252(String word) {
        assertThat(detect("a,b\n1," + word + "\n", "windows-1252")).isEqualTo(Charset.forName("windows-1252"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"привет", "ДА", "Ёлка и ёж", "Петров А.", "в 5 км", "«Ромашка»"})
    void takesFewCyrillicWordsForWindows1251(String word) {
        assertThat(detect("a,b\n1," + word + "\n", "windows-1251")).isEqualTo(Charset.forName("windows-1251"));
    }

    @Test
    void looksAtTheWholeSampleNotOnlyAtItsBeginning() {
        String ascii = "1,plain\n".repeat(200_000);
        assertThat(detect("a,b\n" + ascii + "2,não\n", "windows-1252")).isEqualTo(Charset.forName("windows-1252"));
    }

    @Test
    void staysWithUtf8WhereBrokenBytesMakeNoTextInAnyEncoding() {
        for (int[] broken : new int[][] {{0xff}, {0xc3, '('}, {0x80, 0x81}, {0xfe, 0xff}}) {
            byte[] bytes = new byte[broken.length];
            for (int i = 0; i < broken.length; i++) {
                bytes[i] = (byte) broken[i];
            }
            byte[] file = DelimitedTableTest.concat("a,b\n1,x", bytes, "y\n2,z\n");
            ReadBack read = ReadBack.of(Tables.open(ReadBack.write(folder, "x.csv", file), ReadOptions.detect()));
            assertThat(read.codes()).as("%x", broken[0]).containsExactly("broken-encoding@2");
            assertThat(read.rows()).containsExactly(List.of("2", "z"));
        }
    }

    @Test
    void staysWithUtf8WhereMostLettersAreValid() {
        byte[] file = DelimitedTableTest.concat("a,b\n1,não\n2,caf", new byte[] {(byte) 0xe9}, "\n3,é\n");
        ReadBack read = ReadBack.of(Tables.open(ReadBack.write(folder, "x.csv", file), ReadOptions.detect()));
        assertThat(read.codes()).containsExactly("broken-encoding@3");
        assertThat(read.rows()).containsExactly(List.of("1", "não"), List.of("3", "é"));
    }

    @Test
    void takesTheEncodingAsTold() {
        String text = "a,b\n1,Привет\n";
        Path koi = ReadBack.write(folder, "koi.csv", text.getBytes(Charset.forName("KOI8-R")));
        ReadBack read = ReadBack.of(Tables.open(koi, ReadOptions.detect().withEncoding("KOI8-R")));
        assertThat(read.rows()).containsExactly(List.of("1", "Привет"));

        Path western = ReadBack.write(folder, "w.csv", "a,b\n1,café\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ReadBack.of(Tables.open(western, ReadOptions.detect().withEncoding("UTF-8")))
                        .codes())
                .containsExactly("broken-encoding@2");
    }

    @Test
    void rejectsWhatTheEncodingCannotMean() {
        byte[] undefined = DelimitedTableTest.concat("a,b\n1,", new byte[] {(byte) 0x81}, "\n2,b\n");
        Path file = ReadBack.write(folder, "x.csv", undefined);
        assertThat(ReadBack.of(Tables.open(file, ReadOptions.detect().withEncoding("windows-1252")))
                        .codes())
                .containsExactly("broken-encoding@2");

        byte[] half = "a,b\n1,\ud83d\n2,\udc00x\n3,c\n".getBytes(StandardCharsets.UTF_16LE);
        half[12] = 0x3d;
        half[13] = (byte) 0xd8;
        Path wide = ReadBack.write(folder, "wide.csv", half);
        ReadBack read = ReadBack.of(Tables.open(wide, ReadOptions.detect().withEncoding("UTF-16LE")));
        assertThat(read.codes()).containsExactly("broken-encoding@2");
    }

    private ReadBack read(String text, Charset charset) {
        return ReadBack.of(Tables.open(ReadBack.write(folder, "x.csv", text.getBytes(charset)), ReadOptions.detect()));
    }

    private static Charset detect(String text, String charset) {
        byte[] bytes = text.getBytes(Charset.forName(charset));
        return Encoding.of(bytes, new byte[0], Optional.empty()).charset();
    }

    private static String text(ReadBack read) {
        StringBuilder text = new StringBuilder(String.join(";", read.table().columns())).append('\n');
        read.rows().forEach(row -> text.append(String.join(";", row)).append('\n'));
        return text.toString();
    }
}
