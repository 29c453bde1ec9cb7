package dev.corridor.map.layout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Widths of text set in Source Sans 3 semibold, the same on every machine. Lighter weights are narrower, so
/// these are upper bounds for them.
public final class Widths {
    private static final int FULL = 1000;
    private static final int UNKNOWN = 700;
    private static final Map<Integer, Integer> ADVANCES = read();
    private static final int[] COMMON = IntStream.range(0, 0x500)
            .map(codePoint -> ADVANCES.getOrDefault(codePoint, 0))
            .toArray();

    private Widths() {}

    /// Width in pixels at a font size in pixels.
    public static double of(String text, double size) {
        int sum = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            sum += advance(text.codePointAt(i));
        }
        return sum * size / FULL;
    }

    private static int advance(int codePoint) {
        if (codePoint < COMMON.length && COMMON[codePoint] > 0) {
            return COMMON[codePoint];
        }
        Integer known = ADVANCES.get(codePoint);
        if (known != null) {
            return known;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> codePoint >= 0x1100 ? FULL : UNKNOWN;
        };
    }

    private static Map<Integer, Integer> read() {
        try (InputStream in = Widths.class.getResourceAsStream("widths.txt")) {
            if (in == null) {
                throw new IllegalStateException("widths.txt is missing");
            }
            Map<Integer, Integer> advances = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> readRun(line.split(" "), advances));
            return Map.copyOf(advances);
        } catch (IOException e) {
            throw new IllegalStateException("widths.txt cannot be read", e);
        }
    }

    private static void readRun(String[] run, Map<Integer, Integer> advances) {
        int first = Integer.parseInt(run[0], 16);
        for (int i = 1; i < run.length; i++) {
            advances.put(first + i - 1, Integer.parseInt(run[i]));
        }
    }
}
