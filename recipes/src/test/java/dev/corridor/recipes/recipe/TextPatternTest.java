package dev.corridor.recipes.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            ".",
            "(",
            "(?:",
            "(?i)",
            "(?i:",
            "(?P<n>",
            ")",
            ")",
            "|",
            "*",
            "+?",
            "?",
            "{2}",
            "{3}",
            "{0,4}",
            "{5,}",
            "{1,2}?",
            "{",
            "}",
            "{,3}",
            "{03}",
            "[",
            "[^",
            "]",
            "[]a]",
            "[[:alpha:]]",
            "\\d",
            "\\p{L}",
            "\\pN",
            "\\x{41}",
            "\\Q",
            "\\E",
            "\\Q\\E",
            "\\{",
            "\\(",
            "\\[",
            "^",
            "$",
            "\\b",
            "é",
            "-",
            ",");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){10}",
                "(?:(?:(?:[a-z]{100}){100}){100})",
                "(a{1000})(?i){1000}",
                "(a{1000})\\Q\\E{1000}",
                "(?:(?i:[]{}(]){900}.{900}){900}",
                "((((((((((a{10}){10}){10}){10}){10}){10}){10}){10}){10}){10}){10}",
                "a{99999999999999999999}",
                "(?:a{1000}b{1000}c{1000}d{1000}e{1000}f{1000})",
                "(\\x{41}{500}){0,500}",
            })
    void refusesWhatGrowsWithoutCompilingIt(String pattern) {
        assertThat(TextPattern.refusal(pattern))
                .hasValueSatisfying(refusal -> assertThat(refusal.problem()).contains("larger than the 5000 steps"));
        assertThatThrownBy(() -> TextPattern.compile(pattern)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesLongPatterns() {
        assertThat(TextPattern.refusal("a".repeat(1_000))).isEmpty();
        assertThat(TextPattern.refusal("a".repeat(1_001)))
                .hasValueSatisfying(refusal -> assertThat(refusal.problem())
                        .contains("1001 characters")
                        .hasSizeLessThan(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C\\d+",
                "(?i).*(order|pedido|заказ)[ _-]?(placed|made).*",
                "[0-9]{4}-[0-9]{2}-[0-9]{2}T.*",
                "[A-Z]{2}[0-9]{1,12}( [^\\]]{3,40}){0,10}",
                "\\Qa+b{1000}{1000}\\E",
                "\\p{Lu}\\p{L}{1,100}",
                "[{1000}]{9}",
                ".{0,1000}",
                "",
            })
    void takesOrdinaryPatterns(String pattern) {
        assertThat(TextPattern.refusal(pattern)).isEmpty();
        assertThat(TextPattern.compile(pattern).pattern()).isEqualTo(pattern);
    }

    @Test
    void neverMeasuresLessThanTheProgramHas() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int compiled = 0;
        for (int round = 0; round < 40_000; round++) {
            StringBuilder built = new StringBuilder();
            for (int piece = random.nextInt(14); piece >= 0; piece--) {
                built.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String pattern = built.toString();
            long size = TextPattern.size(pattern);
            if (size > TextPattern.LARGEST) {
                continue;
            }
            try {
                int program = Pattern.compile(pattern, Pattern.DOTALL).programSize();
                assertThat((long) program).as("%s, seed %d", pattern, seed).isLessThanOrEqualTo(2 * size + 4);
                compiled++;
            } catch (PatternSyntaxException e) {
                assertThat(TextPattern.refusal(pattern)).isPresent();
            }
        }
        assertThat(compiled).isGreaterThan(1_000);
    }
}
