package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final int TREES = 5_000;

    @Test
    void readsBackEveryFilterItPrints() {
        for (int seed = 0; seed < TREES; seed++) {
            Filter filter = new RandomTrees(new Random(seed)).filter(seed % 5);
            String text = filter.text();
            if (text.length() <= SourceText.MAX_LENGTH) {
                assertThat(FilterParser.parse(text))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(filter);
            }
        }
    }

    @Test
    void readsBackEveryPatternItPrints() {
        for (int seed = 0; seed < TREES; seed++) {
            PathPattern pattern = new RandomTrees(new Random(seed)).pattern(seed % 6);
            String text = pattern.text();
            if (text.length() <= SourceText.MAX_LENGTH) {
                assertThat(PathPatternParser.parse(text))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(pattern);
            }
        }
    }

    @Test
    void printsCanonically() {
        assertThat(FilterParser.parse("(a then b)AND((c=\"d\"))or not(not(\"x y\">1 and time in 2017-11))")
                        .text())
                .isEqualTo("a then b and c = d or not not (\"x y\" > 1 and time in 2017-11-01..2017-11-30)");
        assertThat(FilterParser.parse("a later b within 2w36h0m").text()).isEqualTo("a later b within 15d12h");
        assertThat(PathPatternParser.parse("((A)...(B|C){0,1}->[^\"D\"]{1,})|start")
                        .text())
                .isEqualTo("A -> ... -> (B | C)? -> [^D]+ | start");
    }
}
