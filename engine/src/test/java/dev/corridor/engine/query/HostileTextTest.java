package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.store.Names;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostileTextTest {
    @Test
    void refusesAMillionCharacters() {
        for (String unit :
                List.of("(", "not ", "\"", "\\", "*", "a", " ", ".", "-", "\u0301", "😀", "\u0000", "[", "{")) {
            String text = unit.repeat(1_000_000);
            assertThat(refusal(text).code()).isEqualTo(EngineError.TOO_COMPLEX);
            assertThat(patternRefusal(text).code()).isEqualTo(EngineError.TOO_COMPLEX);
            assertThat(refusal(text).sentence()).hasSizeLessThan(200);
        }
    }

    @Test
    void countsCharactersBeyondTheBasicPlaneOnce() {
        String name = "\"" + "😀".repeat(9_980) + "\"";
        assertThat(FilterParser.parse("passes " + name)).isInstanceOf(Filter.Passes.class);
    }

    @Test
    void refusesDeepNesting() {
        assertThat(FilterParser.parse("(".repeat(200) + "a = 1" + ")".repeat(200)))
                .isEqualTo(FilterParser.parse("a = 1"));
        for (String text : List.of(
                "(".repeat(201) + "a = 1" + ")".repeat(201),
                "(".repeat(9_999),
                "not ".repeat(2_400) + "a = 1",
                "not (".repeat(101) + "a = 1" + ")".repeat(101),
                "path (" + "(".repeat(5_000) + "A" + ")*".repeat(2_000) + ")")) {
            assertThat(refusal(text).code()).as(text).isEqualTo(EngineError.TOO_COMPLEX);
        }
        assertThat(patternRefusal("(".repeat(4_000) + "A" + ")".repeat(4_000)).code())
                .isEqualTo(EngineError.TOO_COMPLEX);
    }

    @Test
    void readsTheDeepestAndTheWidestThatItAllows() {
        Filter deep = FilterParser.parse("not ".repeat(200) + "a = 1");
        assertThat(FilterParser.parse(deep.text())).isEqualTo(deep);
        Filter wide = FilterParser.parse("a=1 or ".repeat(1_400) + "a=1");
        assertThat(wide)
                .isInstanceOfSatisfying(
                        Filter.Or.class, or -> assertThat(or.parts()).hasSize(1_401));
        PathPattern stars = PathPatternParser.parse("(".repeat(199) + "A*" + ")*".repeat(199));
        assertThat(PathPatternParser.parse(stars.text())).isEqualTo(stars);
        PathAutomaton automaton = PathAutomaton.compile(stars, new Names(List.of("A")));
        assertThat(automaton.matches(new int[] {0, 0}, 0, 2)).isTrue();
    }

    @Test
    void explainsStarsAfterNestedBrackets() {
        assertThat(patternRefusal("((((...))))*****").sentence()).contains("column 13:");
        PathPattern pattern = PathPatternParser.parse("(((((...)*)*)*)*)*");
        PathAutomaton automaton = PathAutomaton.compile(pattern, new Names(List.of()));
        assertThat(automaton.matches(new int[] {5, 6, 7}, 0, 3)).isTrue();
    }

    @Test
    void answersEveryMutationOfAValidTextWithATreeOrASentence() {
        List<String> seeds = List.of(
                "state = SP and not passes \"payment.approved\" or score <= 2",
                "time in 2017-11-01..2017-11-30 and X later Y within 1d12h",
                "path (start -> A ... [^B, \"c d\"]{2,5} -> (any | D*)+ -> end)",
                "outcome of X = failed and duration > 20d and s in (a, \"b\\\"\\\\\")",
                "from=A,to=\"B c\",timeout=14d,reentry");
        int trees = 0;
        for (int seed = 0; seed < 30_000; seed++) {
            Random random = new Random(seed);
            String text = mutated(seeds.get(random.nextInt(seeds.size())), random);
            trees += ParserLaws.filter(text) + ParserLaws.pattern(text) + ParserLaws.rule(text);
        }
        assertThat(trees).isPositive();
    }

    private static String mutated(String text, Random random) {
        String pieces = "()[]{}^,|*+?=!<>.-_\"\\ \t\n0123456789abXYéж日\u0301\u0000\u202E\uD83D\uDE00";
        List<String> words =
                List.of("and", "or", "not", "->", "...", "..", "any", "start", "end", "in", "path (", "7d");
        StringBuilder result = new StringBuilder(text);
        for (int i = random.nextInt(6); i >= 0; i--) {
            int at = random.nextInt(result.length() + 1);
            int until = Math.min(result.length(), at + random.nextInt(5));
            switch (random.nextInt(4)) {
                case 0 -> result.delete(at, until);
                case 1 -> result.insert(at, pieces.charAt(random.nextInt(pieces.length())));
                case 2 -> result.insert(at, words.get(random.nextInt(words.size())));
                default -> result.insert(at, result.substring(at, until));
            }
        }
        return result.toString();
    }

    private static CorridorException refusal(String text) {
        return catchThrowableOfType(CorridorException.class, () -> FilterParser.parse(text));
    }

    private static CorridorException patternRefusal(String text) {
        return catchThrowableOfType(CorridorException.class, () -> PathPatternParser.parse(text));
    }
}
