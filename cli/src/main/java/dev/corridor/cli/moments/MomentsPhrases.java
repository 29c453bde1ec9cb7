package dev.corridor.cli.moments;

import dev.corridor.map.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/// The sentences of the page of `moments` in one language, with its way of writing numbers.
final class MomentsPhrases {
    private final Properties phrases = new Properties();
    private final DecimalFormatSymbols symbols;

    MomentsPhrases(Language language) {
        try (InputStream stream =
                MomentsPhrases.class.getResourceAsStream("phrases-" + language.tag() + ".properties")) {
            phrases.load(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.symbols = DecimalFormatSymbols.getInstance(Locale.forLanguageTag(language.tag()));
    }

    /// @param parts in the places `{0}`, `{1}` ...; not escaped
    String say(String key, Object... parts) {
        String phrase = phrases.getProperty(key);
        if (phrase == null) {
            throw new IllegalStateException("no phrase " + key);
        }
        String said = phrase;
        for (int i = 0; i < parts.length; i++) {
            said = said.replace("{" + i + "}", String.valueOf(parts[i]));
        }
        return said;
    }

    boolean has(String key) {
        return phrases.containsKey(key);
    }

    String decimal(double number) {
        return new DecimalFormat("0.00", symbols).format(number);
    }

    String signed(double number) {
        return new DecimalFormat("+0.00;\u22120.00", symbols).format(number);
    }

    String percent(double share) {
        return new DecimalFormat("0.0", symbols).format(100 * share) + "\u00a0%";
    }

    String points(double share) {
        return new DecimalFormat("+0.0;\u22120.0", symbols).format(100 * share) + "\u00a0" + say("points");
    }

    String plain(double number) {
        return new DecimalFormat("0.##", symbols).format(number);
    }

    String number(long n) {
        return new DecimalFormat("#,##0", symbols).format(n);
    }
}
