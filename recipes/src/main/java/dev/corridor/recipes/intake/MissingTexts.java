package dev.corridor.recipes.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Which cells have no value: blank ones, and texts that a table declares as missing.
final class MissingTexts {
    private final byte[][] texts;

    MissingTexts(List<String> texts) {
        this.texts = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    boolean isMissing(byte[] buffer, int start, int length) {
        if (length == 0 || (buffer[start] <= ' ' && Slices.isBlank(buffer, start, length))) {
            return true;
        }
        for (byte[] text : texts) {
            if (Slices.equal(text, 0, text.length, buffer, start, length)) {
                return true;
            }
        }
        return false;
    }
}
