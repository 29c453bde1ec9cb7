package dev.corridor.recipes.recipe;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;

/// A pattern of a recipe, compiled only where its program is known to stay small: RE2 writes counted repetitions out,
/// so that `((a{1000}){1000}){10}` would become ten million instructions.
public final class TextPattern {
    /// How many characters a pattern may have.
    static final int LONGEST = 1_000;

    /// How many instructions a pattern may become.
    static final long LARGEST = 5_000;

    /// How many instructions all patterns of a recipe may become together.
    static final long LARGEST_TOGETHER = 50_000;

    private static final java.util.regex.Pattern COUNTS =
            java.util.regex.Pattern.compile("\\{(0|[1-9][0-9]*+)(?:,(0|[1-9][0-9]*+)?)?\\}");
    private static final long BEYOND = 1L << 40;
    private static final int SHOWN = 60;

    private TextPattern() {}

    /// Why a pattern is not taken.
    ///
    /// @param problem a sentence without its dot
    record Refusal(String problem, String remedy) {}

    /// @return empty where [#compile] takes it
    static Optional<Refusal> refusal(String pattern) {
        if (pattern.length() > LONGEST) {
            return Optional.of(new Refusal(
                    "the pattern '" + shown(pattern) + "' has " + pattern.length() + " characters, more than the "
                            + LONGEST + " that are taken",
                    "Write several rules instead of one."));
        }
        if (size(pattern) > LARGEST) {
            return Optional.of(new Refusal(
                    "the pattern '" + shown(pattern) + "' repeats so often that it becomes larger than the " + LARGEST
                            + " steps that are taken",
                    "Write * or + instead of a large number in braces, or repeat less."));
        }
        try {
            var _ = Pattern.compile(pattern, Pattern.DOTALL);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(new Refusal(
                    "'" + shown(pattern) + "' is no pattern: " + e.getDescription(),
                    "Use the syntax of RE2; a backslash stands before signs with a meaning of their own."));
        }
    }

    private static String shown(String pattern) {
        return pattern.codePointCount(0, pattern.length()) <= SHOWN
                ? pattern
                : pattern.substring(0, pattern.offsetByCodePoints(0, SHOWN)) + "…";
    }

    /// A pattern for whole texts; its dot is every character.
    ///
    /// @throws IllegalStateException where the recipe should have been refused for it
    public static Pattern compile(String pattern) {
        refusal(pattern).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.problem());
        });
        return Pattern.compile(pattern, Pattern.DOTALL);
    }

    /// The number of instructions that a pattern becomes, or more; of a text that is no pattern any number.
    static long size(String pattern) {
        return new Measure(pattern).size();
    }

    /// One walk over a pattern.
    private static final class Measure {
        private final String text;
        private final long[] outside;
        private int depth;
        private int at;
        private long all;
        private long last;

        private Measure(String text) {
            this.text = text;
            this.outside = new long[text.length() + 1];
        }

        private long size() {
            while (at < text.length()) {
                switch (text.charAt(at)) {
                    case '\\' -> escape();
                    case '[' -> letters();
                    case '(' -> open();
                    case ')' -> close();
                    case '{' -> repeat();
                    case '*', '+', '?' -> {
                        at++;
                        last++;
                        all++;
                    }
                    default -> {
                        at++;
                        atom(1);
                    }
                }
            }
            while (depth > 0) {
                close();
            }
            return all;
        }

        private void atom(long size) {
            last = size;
            all = Math.min(BEYOND, all + size);
        }

        private void escape() {
            if (text.startsWith("\\Q", at)) {
                int end = text.indexOf("\\E", at + 2);
                int to = end < 0 ? text.length() : end;
                if (to > at + 2) {
                    atom(to - at);
                }
                at = end < 0 ? to : end + 2;
                return;
            }
            char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            boolean named = (kind == 'p' || kind == 'P' || kind == 'x') && text.startsWith("{", at + 2);
            int end = named ? text.indexOf('}', at) : at + 1;
            at = end < 0 ? text.length() : end + 1;
            atom(1);
        }

        /// A class: `]` ends it unless it is its first letter.
        private void letters() {
            at++;
            at += text.startsWith("^", at) ? 1 : 0;
            boolean first = true;
            while (at < text.length() && (first || text.charAt(at) != ']')) {
                first = false;
                int named = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
                at = named >= 0 ? named + 2 : at + (text.charAt(at) == '\\' ? 2 : 1);
            }
            at++;
            atom(1);
        }

        /// A group, or flags that are none: a repetition behind those is one of what stands before them.
        private void open() {
            int end = at + 2;
            if (text.startsWith("(?", at)) {
                while (end < text.length() && "imsU-".indexOf(text.charAt(end)) >= 0) {
                    end++;
                }
                if (text.startsWith(")", end)) {
                    at = end + 1;
                    return;
                }
            }
            outside[depth++] = all;
            all = 2;
            last = 0;
            at++;
        }

        private void close() {
            at++;
            if (depth > 0) {
                last = all;
                all = Math.min(BEYOND, outside[--depth] + last);
            }
        }

        /// Counts in braces; anything else in braces, also a count with a zero before it, stands for itself.
        private void repeat() {
            Matcher counts = COUNTS.matcher(text).region(at, text.length());
            if (!counts.lookingAt()) {
                at++;
                atom(1);
                return;
            }
            at = counts.end();
            long least = count(counts.group(1));
            long most = Math.max(1, Math.max(least, counts.group(2) == null ? 0 : count(counts.group(2))));
            long once = last;
            last = Math.min(BEYOND, (once + 1) * Math.min(BEYOND / (once + 1) + 1, most));
            all = Math.min(BEYOND, all - once + last);
        }

        private static long count(String digits) {
            return digits.length() > 9 ? BEYOND : Long.parseLong(digits);
        }
    }
}
