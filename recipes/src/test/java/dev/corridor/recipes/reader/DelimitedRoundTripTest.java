package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random tables, written in random dialects, are read back as they were; and another reader agrees.
class DelimitedRoundTripTest {
    private static final char[] DELIMITERS = {',', ';', '\t', '|', ':', '^', 'x'};
    private static final String[] ENDS = {"\n", "\r\n", "\r"};
    private static final String[] ENCODINGS = {"UTF-8", "windows-1252", "windows-1251", "UTF-16LE", "UTF-16BE"};
    private static final String ASCII = "abcxyz0123456789 ,;:|^\t'\"\n\r<=>%";

    @TempDir
    Path folder;

    @Test
    void readsBackWhatWasWritten() {
        long seed = 20_261_122;
        Random random = new Random(seed);
        for (int round = 0; round < 1_500; round++) {
            char delimiter = DELIMITERS[random.nextInt(DELIMITERS.length)];
            char quote = random.nextInt(4) == 0 ? '\'' : '"';
            String end = ENDS[random.nextInt(ENDS.length)];
            Charset charset = Charset.forName(ENCODINGS[random.nextInt(ENCODINGS.length)]);
            int columns = 1 + random.nextInt(7);
            List<List<String>> table = table(random, columns, charset);

            String text = write(random, table, delimiter, quote, end);
            boolean mark =
                    charset.name().startsWith("UTF-16") || (charset.name().equals("UTF-8") && random.nextBoolean());
            byte[] bytes = ((mark ? "\ufeff" : "") + text).getBytes(charset);
            boolean gzip = random.nextInt(3) == 0;
            Path file = ReadBack.write(folder, "t.csv", gzip ? ReadBack.gzip(bytes) : bytes);
            ReadOptions options = ReadOptions.detect()
                    .withDelimiter(delimiter)
                    .withQuote(quote)
                    .withMaxRowBytes(random.nextInt(3) == 0 ? 8_192 : 64 << 20);
            options = mark ? options : options.withEncoding(charset);
            String what = "round %d of seed %d: %s".formatted(round, seed, text);

            ReadBack read = ReadBack.of(Tables.open(file, options));

            assertThat(read.rejects()).as(what).isEmpty();
            assertThat(read.rows()).as(what).isEqualTo(table.subList(1, table.size()));
            assertThat(read.table().columns()).as(what).isEqualTo(table.getFirst());
            assertThat(read.lines()).as(what).isEqualTo(lines(text, delimiter, quote));
        }
    }

    @Test
    void agreesWithAnotherReaderOnRandomText() {
        long seed = 4_711;
        Random random = new Random(seed);
        String letters = "ab,\"\n\r ";
        int compared = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("p,q\n");
            int length = random.nextInt(30);
            for (int i = 0; i < length; i++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            RecordScanner scanner = new RecordScanner(
                    new java.io.ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
                    new Dialect(',', '"', 0),
                    1 << 20,
                    100);
            List<List<String>> ours = new ArrayList<>();
            boolean broken = false;
            try {
                while (scanner.next()) {
                    broken |= scanner.fault() != RecordScanner.Fault.NONE;
                    List<String> cells = new ArrayList<>();
                    for (int i = 0; !broken && i < scanner.cells(); i++) {
                        cells.add(new String(
                                scanner.buffer(), scanner.start(i), scanner.length(i), StandardCharsets.UTF_8));
                    }
                    ours.add(cells);
                }
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
            if (broken || text.toString().matches("(?s).*\" +([,\\r\\n].*|)")) {
                continue;
            }
            compared++;
            List<List<String>> theirs = new ArrayList<>();
            try (CsvReader<CsvRecord> reader = CsvReader.builder()
                    .skipEmptyLines(false)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text.toString())) {
                reader.forEach(csv -> theirs.add(csv.getFields()));
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
            assertThat(ours).as("%s in round %d of seed %d", text, round, seed).isEqualTo(theirs);
        }
        assertThat(compared).isGreaterThan(1_000);
    }

    private static List<List<String>> table(Random random, int columns, Charset charset) {
        List<List<String>> table = new ArrayList<>();
        List<String> header = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            header.add("h" + i);
        }
        table.add(header);
        int rows = random.nextInt(20);
        for (int i = 0; i < rows; i++) {
            List<String> row = new ArrayList<>();
            for (int j = 0; j < columns; j++) {
                row.add(cell(random, charset));
            }
            table.add(row);
        }
        return table;
    }

    private static String cell(Random random, Charset charset) {
        String more = switch (charset.name()) {
            case "windows-1252" -> "éçãõÉ€“";
            case "windows-1251" -> "привЁ№";
            default -> "éпр€𝄞中\u202e";
        };
        String letters = ASCII + more;
        StringBuilder cell = new StringBuilder();
        int length = random.nextInt(12) == 0 ? random.nextInt(300) : random.nextInt(9);
        while (cell.length() < length) {
            int letter = letters.codePointAt(
                    letters.offsetByCodePoints(0, random.nextInt(letters.codePointCount(0, letters.length()))));
            cell.appendCodePoint(letter);
        }
        return cell.toString();
    }

    /// Quotes where it must, and sometimes where it need not. The header is never quoted.
    private static String write(Random random, List<List<String>> table, char delimiter, char quote, String end) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < table.size(); line++) {
            List<String> row = table.get(line);
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                text.append(i == 0 ? "" : String.valueOf(delimiter));
                boolean must = cell.indexOf(delimiter) >= 0
                        || cell.startsWith(String.valueOf(quote))
                        || cell.indexOf('\n') >= 0
                        || cell.indexOf('\r') >= 0
                        || (cell.isBlank() && row.size() == 1);
                if (must || (line > 0 && random.nextInt(4) == 0)) {
                    String doubled = cell.replace(String.valueOf(quote), "" + quote + quote);
                    text.append(quote).append(doubled).append(quote);
                } else {
                    text.append(cell);
                }
            }
            boolean last = line == table.size() - 1;
            text.append(last && random.nextBoolean() ? "" : end);
        }
        return text.toString();
    }

    /// The line on which each record but the first begins, told by walking over every character.
    private static List<Long> lines(String text, char delimiter, char quote) {
        List<Long> lines = new ArrayList<>();
        long line = 1;
        boolean quoted = false;
        boolean cellStart = true;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean lineBreak =
                    letter == '\n' || (letter == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (letter == quote && (quoted || cellStart)) {
                quoted = !quoted;
                cellStart = true;
                continue;
            }
            if (lineBreak) {
                line++;
                if (!quoted && i + 1 < text.length()) {
                    lines.add(line);
                }
            }
            cellStart = !quoted && (lineBreak || letter == delimiter);
        }
        return lines;
    }
}
