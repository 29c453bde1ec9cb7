package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.recipes.reader.Numbers.Decimals;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "-0 | -0.0",
                "17850.0 | 17850",
                " +5 | 5",
                ".5 | 0.5",
                "5. | 5",
                "1e5 | 1e5",
                "2.5E-3 | 0.0025",
                "1,234.56 | 1234.56",
                "1,234,567 | 1234567",
                "12 345.5 | 12345.5",
                "12\u00a0345 | 12345",
                "1\u202f234 | 1234",
                "0.1 | 0.1",
                "123456789012345678901234567890 | 123456789012345678901234567890",
                "1e22 | 1e22",
                "1e23 | 1e23",
                "9007199254740993 | 9007199254740993",
                "4.9e-324 | 4.9e-324",
                "1e-400 | 0",
            })
    void readsNumbersWithADecimalPoint(String value, double number) {
        assertThat(parse(value, false)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1.234,56 | 1234.56", "12,5 | 12.5", "1.234 | 1234", "0,123 | 0.123", "1 234,5 | 1234.5", "-7 | -7"
            })
    void readsNumbersWithADecimalComma(String value, double number) {
        assertThat(parse(value, true)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                "NA",
                "NaN",
                "Infinity",
                "0x10",
                "1f",
                "1e",
                "1e400",
                "-1e400",
                "12,34",
                "1,2345",
                "1234,567",
                "0,123",
                "1,,234",
                ",123",
                "1,234 567",
                "1.2.3",
                "1-2",
                "5 %",
                "1 23",
                "١٢"
            })
    void refusesWhatIsNoFiniteNumber(String value) {
        assertThat(parse(value, false)).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1;2;x | POINT", "1.5;2 | POINT", "1,5;2 | COMMA", "1.234;2.345 | POINT", "1,234;2,345 | AMBIGUOUS",
                "1,234;2,34 | COMMA", "1,234;2.5 | POINT", "1.234,56 | COMMA", "1,234.56 | POINT",
                        "1,5;1.5 | AMBIGUOUS",
                "1,5;2,5;1.5 | COMMA", "1,234,567 | POINT", "0,125 | COMMA"
            })
    void decidesTheDecimalSignFromAllValues(String values, Decimals decimals) {
        Numbers.Evidence evidence = new Numbers.Evidence();
        for (String value : values.split(";")) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            evidence.feed(bytes, 0, bytes.length);
        }
        assertThat(evidence.decimals()).isEqualTo(decimals);
    }

    @Test
    void agreesWithJavaOnRandomNumbers() {
        long seed = 1_984;
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            double number = switch (i % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(1_000_000) / 100.0;
                default -> random.nextGaussian() * 1e9;
            };
            if (Double.isFinite(number)) {
                String text = Double.toString(number);
                assertThat(parse(text, false)).as("%s of seed %d", text, seed).isEqualTo(number);
                assertThat(parse(text.replace('.', ','), true))
                        .as("%s of seed %d", text, seed)
                        .isEqualTo(number);
            }
        }
    }

    private static double parse(String value, boolean decimalComma) {
        byte[] bytes = ("9" + value + "9").getBytes(StandardCharsets.UTF_8);
        return Numbers.parse(bytes, 1, bytes.length - 2, decimalComma);
    }
}
