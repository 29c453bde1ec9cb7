package dev.corridor.engine.query;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.store.Names;
import java.util.List;
import java.util.stream.IntStream;

/// Coverage-guided fuzzing of the parsers and the automaton. An ordinary test run replays the kept inputs;
/// with `JAZZER_FUZZ=1` in the environment and one method chosen (`-Dtest=QueryFuzzTest#readsFilters`) it
/// searches for new ones.
class QueryFuzzTest {
    private static final List<String> TOUCHPOINTS = List.of("A", "B", "C", "D");

    @FuzzTest(maxDuration = "1m")
    void readsFilters(FuzzedDataProvider data) {
        ParserLaws.filter(data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = "1m")
    void readsPatterns(FuzzedDataProvider data) {
        ParserLaws.pattern(data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = "1m")
    void runsPatternsAsDefined(FuzzedDataProvider data) {
        int[] path = IntStream.range(0, data.consumeInt(0, 8))
                .map(_ -> data.consumeInt(0, TOUCHPOINTS.size() - 1))
                .toArray();
        PathPattern pattern;
        PathAutomaton automaton;
        try {
            pattern = PathPatternParser.parse(data.consumeRemainingAsString());
            automaton = PathAutomaton.compile(pattern, new Names(TOUCHPOINTS));
        } catch (CorridorException _) {
            return;
        }
        if (automaton.programSize() > 50) {
            return;
        }
        List<String> names = IntStream.of(path).mapToObj(TOUCHPOINTS::get).toList();
        if (automaton.matches(path, 0, path.length) != NaivePatternMatcher.matches(pattern, names)) {
            throw new IllegalStateException(pattern.text() + " on " + names);
        }
    }
}
