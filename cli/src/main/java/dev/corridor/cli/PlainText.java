package dev.corridor.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Text that a terminal shows as it is: control, format and bidirectional characters, line breaks and unpaired
/// surrogates become visible names such as `<U+001B>`, so that names and values from data cannot move the
/// cursor, change colours, reorder or hide what stands beside them.
final class PlainText {
    /// Characters after which a line is cut, in UTF-16 units.
    static final int LONGEST = 2_000;

    private PlainText() {}

    /// One line of plain text; the rest beyond [#LONGEST] is counted, not shown.
    static String line(String text) {
        if (text.length() <= LONGEST) {
            return escaped(text);
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return escaped(text.substring(0, end)) + " ... (" + (text.length() - end) + " more characters)";
    }

    /// [#line] of each line, for a sentence that shows a place below itself: a line break counts only where two
    /// blanks follow, so that no data can look like a message of its own.
    static String block(String text) {
        return Arrays.stream(text.split("\n(?=  )", -1)).map(PlainText::line).collect(Collectors.joining("\n"));
    }

    /// Plain text whose line breaks and tabs are kept, of any length.
    static String lines(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(plain, point, point == '\n' || point == '\t'));
        return plain.toString();
    }

    private static String escaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(plain, point, false));
        return plain.toString();
    }

    private static void append(StringBuilder plain, int point, boolean kept) {
        if (kept || isHarmless(point)) {
            plain.appendCodePoint(point);
        } else {
            plain.append(String.format(Locale.ROOT, "<U+%04X>", point));
        }
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
