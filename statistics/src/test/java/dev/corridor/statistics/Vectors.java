package dev.corridor.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reference numbers, published or computed by independent programs; each file names its source.
public final class Vectors {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Vectors() {}

    /// @param name such as `nps.json`
    public static JsonNode json(String name) {
        return JSON.readTree(bytes(name));
    }

    /// The cells of a CSV file without quotes, header first.
    public static List<String[]> csv(String name) {
        List<String[]> rows = new ArrayList<>();
        for (String line :
                new String(bytes(name), StandardCharsets.UTF_8).lines().toList()) {
            rows.add(line.replace("\"", "").split(",", -1));
        }
        return rows;
    }

    /// A column of numbers of such a file.
    public static double[] column(String name, String column) {
        List<String[]> rows = csv(name);
        int index = List.of(rows.getFirst()).indexOf(column);
        return rows.stream()
                .skip(1)
                .mapToDouble(row -> Double.parseDouble(row[index]))
                .toArray();
    }

    /// Asserts `|actual - expected| <= tolerance * max(1, |expected|)`.
    public static void assertClose(double actual, double expected, double tolerance) {
        assertThat(actual)
                .isCloseTo(expected, org.assertj.core.data.Offset.offset(tolerance * Math.max(1, Math.abs(expected))));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream("vectors/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no vectors " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
