package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipStreamTest {
    @TempDir
    Path folder;

    @Test
    void readsOneMemberAndSeveralAndPaddingBehind() {
        byte[] first = ReadBack.gzip("a,b\n1,2\n3,".getBytes(StandardCharsets.UTF_8));
        byte[] second = ReadBack.gzip("4\n".getBytes(StandardCharsets.UTF_8));
        byte[] empty = ReadBack.gzip(new byte[0]);
        for (byte[] file : List.of(join(first, second), join(empty, first, empty, second, empty, new byte[512]))) {
            ReadBack read = ReadBack.of(open(file));
            assertThat(read.rows()).containsExactly(List.of("1", "2"), List.of("3", "4"));
            assertThat(read.table().description()).endsWith("gzip");
        }
    }

    @Test
    void readsTheHeaderFieldsThatGzipWrites() {
        byte[] plain = ReadBack.gzip("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        byte[] head = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 0, 1, 2};
        byte[] file = join(head, Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(ReadBack.of(open(file)).rows()).containsExactly(List.of("1", "2"));
    }

    @Test
    void refusesEveryFileThatIsCutShort() {
        byte[] whole = ReadBack.gzip("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        for (int length = 2; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            DelimitedTableTest.assertCode(ReaderError.GZIP_DAMAGED, () -> ReadBack.of(open(cut)));
        }
        byte[] secondCut = join(whole, Arrays.copyOf(whole, 7));
        DelimitedTableTest.assertCode(ReaderError.GZIP_DAMAGED, () -> ReadBack.of(open(secondCut)));
    }

    @Test
    void refusesAFileThatIsCutBehindTheSample() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Random random = new Random(7);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("a,b\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 90_000; i++) {
                out.write((random.nextLong() + "," + "x".repeat(200) + i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 100);
        Table table = open(cut);
        long[] rows = new long[1];
        assertThatThrownBy(() -> table.read(row -> rows[0]++, reject -> {})).hasMessageContaining("is cut short");
        assertThat(rows[0]).isBetween(80_000L, 90_000L);
    }

    @Test
    void refusesDamageAndForeignBytes() {
        byte[] whole = ReadBack.gzip("a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        byte[] checksum = whole.clone();
        checksum[whole.length - 6] ^= 1;
        DelimitedTableTest.assertCode(ReaderError.GZIP_DAMAGED, () -> open(checksum));
        byte[] body = whole.clone();
        body[12] ^= 0x55;
        DelimitedTableTest.assertCode(ReaderError.GZIP_DAMAGED, () -> open(body));
        DelimitedTableTest.assertCode(ReaderError.GZIP_DAMAGED, () -> open(join(whole, new byte[] {'x'})));
    }

    @Test
    void refusesABombAndReadsWhatIsOnlyWellPacked() throws IOException {
        Path file = folder.resolve("bomb.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,b\n".getBytes(StandardCharsets.UTF_8));
            byte[] block = ("1," + "1".repeat(1021) + "\n").repeat(1 << 10).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 20; i++) {
                out.write(block);
            }
        }
        ReadOptions strict = ReadOptions.detect().withMaxExpansion(100, 18L << 20);
        Table table = Tables.open(file, strict);
        DelimitedTableTest.assertCode(ReaderError.TOO_MUCH_EXPANSION, () -> table.read(row -> {}, reject -> {}));
        long[] rows = new long[1];
        Tables.open(file, ReadOptions.detect()).read(row -> rows[0]++, reject -> {});
        assertThat(rows[0]).isEqualTo(20 << 10);
    }

    private Table open(byte[] file) {
        return Tables.open(ReadBack.write(folder, "x.csv.gz", file), ReadOptions.detect());
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
