package dev.corridor.engine.query;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a user wrote, and the errors that point into it.
///
/// @param what its kind in words: `filter`, `path pattern`, `journey rule`
record SourceText(String what, String text) {
    /// The longest text that is read, in code points.
    static final int MAX_LENGTH = 10_000;

    private static final int SHOWN_BEFORE = 50;
    private static final int SHOWN = 78;
    private static final int SHOWN_IN_SENTENCE = 40;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /// @throws CorridorException `TOO_COMPLEX` above [#MAX_LENGTH] characters
    SourceText {
        if (text.length() > MAX_LENGTH && text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw new CorridorException(
                    EngineError.TOO_COMPLEX,
                    "The " + what + " has more than 10,000 characters.",
                    "Shorten it, for example by choosing with \"in (...)\" instead of many \"or\".");
        }
    }

    CorridorException tooDeep(int limit) {
        return new CorridorException(
                EngineError.TOO_COMPLEX,
                "The " + what + " is nested more than " + limit + " levels deep.",
                "Leave out brackets and repeated \"not\" that change nothing.");
    }

    /// A `FILTER_SYNTAX` error at this offset, with the column counted in characters as people see them and a
    /// caret under the place.
    CorridorException error(int offset, String problem) {
        List<String> shown = characters();
        int column = columnOf(offset);
        int from = Math.max(0, column - 1 - SHOWN_BEFORE);
        int to = Math.min(shown.size(), from + SHOWN);
        StringBuilder line = new StringBuilder(from > 0 ? "…" : "");
        StringBuilder caret = new StringBuilder(from > 0 ? " " : "");
        for (int i = from; i < to; i++) {
            line.append(shown.get(i));
            if (i < column - 1) {
                caret.append(isWide(shown.get(i)) ? "  " : " ");
            }
        }
        line.append(to < shown.size() ? "…" : "");
        return new CorridorException(
                EngineError.FILTER_SYNTAX,
                "The " + what + " cannot be read at column " + column + ": " + problem + ".\n  " + line + "\n  " + caret
                        + "^",
                "Mend the " + what + " at the mark; docs/reference/filters.md describes what can be written.");
    }

    /// The text in quotes for a sentence: shortened, and without characters that a terminal would obey.
    static String shown(String text) {
        List<String> characters = new SourceText("text", head(text)).characters();
        String head = String.join("", characters.subList(0, Math.min(characters.size(), SHOWN_IN_SENTENCE)));
        return "\"" + head + (head.length() < text.length() && characters.size() > SHOWN_IN_SENTENCE ? "…" : "") + "\"";
    }

    private static String head(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    private int columnOf(int offset) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int column = 1;
        for (int end = characters.next(); end != BreakIterator.DONE && end <= offset; end = characters.next()) {
            column++;
        }
        return column;
    }

    private List<String> characters() {
        BreakIterator boundaries = BreakIterator.getCharacterInstance(Locale.ROOT);
        boundaries.setText(text);
        List<String> characters = new ArrayList<>();
        int start = 0;
        for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
            characters.add(harmless(text.substring(start, end)));
            start = end;
        }
        return characters;
    }

    private static String harmless(String character) {
        if (character.isBlank()) {
            return " ";
        }
        return character.codePoints().allMatch(SourceText::isHarmless) ? character : "\uFFFD";
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }

    private static boolean isWide(String character) {
        int first = character.codePointAt(0);
        return switch (Character.UnicodeScript.of(first)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> Character.isEmojiPresentation(first);
        };
    }
}
