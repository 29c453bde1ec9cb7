package dev.corridor.map.words;

import dev.corridor.map.Language;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Everything the report says in one language, and how that language writes numbers, times and plurals.
public final class Wording {
    /// No-break space, used before `%` and units.
    public static final String NBSP = "\u00a0";

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double DAY = 86_400;
    private static final double YEAR = 365.25 * DAY;

    private final Language language;
    private final SortedMap<String, String> words;

    private Wording(Language language, SortedMap<String, String> words) {
        this.language = language;
        this.words = words;
    }

    public static Wording in(Language language) {
        return new Wording(language, Shipped.entries(Wording.class, language.tag() + ".properties"));
    }

    /// The report's wording together with that of another page, which comes first.
    ///
    /// @param owner the class that the files lie beside
    /// @param file their name up to the language: `phrases-` for `phrases-en.properties`
    public static Wording in(Language language, Class<?> owner, String file) {
        return in(language).with(owner, file);
    }

    /// This wording together with that of another page, which comes first.
    ///
    /// @param owner as in [#in(Language, Class, String)]
    public Wording with(Class<?> owner, String file) {
        SortedMap<String, String> all = new TreeMap<>(words);
        all.putAll(Shipped.entries(owner, file + language.tag() + ".properties"));
        return new Wording(language, Collections.unmodifiableSortedMap(all));
    }

    public Language language() {
        return language;
    }

    /// All keys with their wording, sorted.
    public SortedMap<String, String> all() {
        return words;
    }

    /// The wording of a key with `{0}`, `{1}` ... replaced, once each. What is put between « and » gets inner quotation
    /// marks, „ and “.
    public String say(String key, Object... values) {
        String pattern = words.get(key);
        if (pattern == null) {
            throw new IllegalStateException("no wording for " + key + " in " + language);
        }
        return fill(pattern, values);
    }

    /// The wording of `key.one`, `.few`, `.many` or `.other`, whichever goes with the number; `{0}` is the number.
    public String count(String key, long number, Object... more) {
        Object[] values = new Object[more.length + 1];
        values[0] = number(number);
        System.arraycopy(more, 0, values, 1, more.length);
        return say(key + "." + plural(number), values);
    }

    private static String fill(String pattern, Object... values) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean slot = c == '{'
                    && i + 2 < pattern.length()
                    && Character.isDigit(pattern.charAt(i + 1))
                    && pattern.charAt(i + 2) == '}';
            if (slot) {
                String value = String.valueOf(values[pattern.charAt(i + 1) - '0']);
                filled.append(i > 0 && pattern.charAt(i - 1) == '«' ? inner(value) : value);
                i += 2;
            } else {
                filled.append(c);
            }
        }
        return endedOnce(filled);
    }

    private static String inner(String quoted) {
        return quoted.replace('«', '„').replace('»', '“');
    }

    /// A last value may end with the full stop of an abbreviation, which is then the sentence's own.
    private static String endedOnce(StringBuilder sentence) {
        int length = sentence.length();
        boolean twice = length > 2 && sentence.charAt(length - 1) == '.' && sentence.charAt(length - 2) == '.';
        return twice && sentence.charAt(length - 3) != '.' ? sentence.substring(0, length - 1) : sentence.toString();
    }

    /// CLDR plural category of a whole number: `one`, `few`, `many` or `other`.
    public String plural(long number) {
        long last = Math.abs(number % 10);
        long lastTwo = Math.abs(number % 100);
        return switch (language) {
            case EN -> number == 1 ? "one" : "other";
            case PT -> number == 0 || number == 1 ? "one" : "other";
            case RU -> {
                if (last == 1 && lastTwo != 11) {
                    yield "one";
                }
                yield last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? "few" : "many";
            }
        };
    }

    public String number(long number) {
        String digits = Long.toString(Math.abs(number));
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                grouped.append(groupMark());
            }
            grouped.append(digits.charAt(i));
        }
        return (number < 0 ? "\u2212" : "") + grouped;
    }

    /// Thousands are set apart by this.
    public String groupMark() {
        return switch (language) {
            case EN -> ",";
            case PT -> ".";
            case RU -> NBSP;
        };
    }

    public String decimalMark() {
        return language == Language.EN ? "." : ",";
    }

    /// A number with one decimal.
    public String decimal(double number) {
        return decimal(number, 1);
    }

    /// @param digits after the decimal mark, 1 to 6
    public String decimal(double number, int digits) {
        long scale = Math.round(Math.pow(10, digits));
        long parts = Math.round(Math.abs(number) * scale);
        String sign = number < 0 && parts > 0 ? "\u2212" : "";
        String fraction = Long.toString(scale + parts % scale).substring(1);
        return sign + number(parts / scale) + decimalMark() + fraction;
    }

    /// A share of a whole: no decimals from 10 % to 90 %, else one; never 0 or 100 unless it is exactly that.
    public String share(long part, long whole) {
        if (whole == 0) {
            return "\u2013";
        }
        double percent = 100.0 * part / whole;
        if (part == 0 || part == whole) {
            return number(Math.round(percent)) + NBSP + "%";
        }
        if (percent < 0.1) {
            return "<" + NBSP + decimal(0.1) + NBSP + "%";
        }
        if (percent > 99.9) {
            return ">" + NBSP + decimal(99.9) + NBSP + "%";
        }
        boolean whole100 = percent >= 10 && percent <= 90;
        return (whole100 ? number(Math.round(percent)) : decimal(percent)) + NBSP + "%";
    }

    /// A duration in the largest unit that leaves at least two of it.
    public String duration(double seconds) {
        if (Double.isNaN(seconds)) {
            return "\u2013";
        }
        double size = Math.abs(seconds);
        if (size < 1 && size > 0) {
            return (seconds < 0 ? "\u2212" : "") + "<" + NBSP + say("unit.second", "1");
        }
        if (size < 2 * MINUTE) {
            return say("unit.second", number(Math.round(seconds)));
        }
        if (size < 2 * HOUR) {
            return say("unit.minute", number(Math.round(seconds / MINUTE)));
        }
        if (size < 2 * DAY) {
            return say("unit.hour", decimal(seconds / HOUR));
        }
        if (size < 100 * DAY) {
            return say("unit.day", decimal(seconds / DAY));
        }
        if (size < 2 * YEAR) {
            return say("unit.day", number(Math.round(seconds / DAY)));
        }
        return say("unit.year", decimal(seconds / YEAR));
    }

    /// A day, such as `2 August 2017`.
    public String day(LocalDateTime time) {
        return say(
                "date",
                Integer.toString(time.getDayOfMonth()),
                say("month." + time.getMonthValue()),
                Integer.toString(time.getYear()));
    }

    /// A day and a clock time.
    public String moment(LocalDateTime time) {
        return say("moment", day(time), "%02d:%02d".formatted(time.getHour(), time.getMinute()));
    }
}
