package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import dev.corridor.engine.store.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathAutomatonTest {
    private static final List<String> ALPHABET = List.of("A", "B", "C", "D");
    private static final Names NAMES = new Names(ALPHABET);
    private static final int PATTERNS = 4_000;
    private static final int PATHS = 12;

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "A -> B             # AB CABD   # A B BA ACB",
                "A ... B            # AB ACB    # A B BA",
                "A -> any -> ... B  # ACB ACDB  # AB BA",
                "A -> any+ -> B     # ACB ABB   # AB",
                "[A, B]             # A CB      # C CD",
                "[^A, B]            # C AD      # A AB",
                "start -> A         # A AB      # BA",
                "A -> end           # A BA      # AB",
                "start -> A -> end  # A         # AA AB BA",
                "start -> A | B -> end # A AC CB # CA BC",
                "(start | A) -> B   # B AB CAB  # CB",
                "A -> (B | end)     # A AB CA   # AC B",
                "A{2}               # AA BAAC AAA # A ABA",
                "start -> A{2,3} -> end # AA AAA # A AAAA",
                "start -> A{2,} -> end # AA AAAA # A AAB",
                "start -> (A -> B)* -> end # AB ABAB # A ABA",
                "start -> A? -> B -> end # B AB  # AAB A",
                "start ... A ... end # A BAB     # B",
                "start -> [^A]* -> end # B BCD   # A BAB",
            })
    void findsWhatThePatternSays(String text, String matching, String others) {
        PathAutomaton automaton = PathAutomaton.compile(PathPatternParser.parse(text), NAMES);
        assertThat(matching.split(" "))
                .allSatisfy(path -> assertThat(matches(automaton, path)).isTrue());
        assertThat(others.split(" "))
                .allSatisfy(path -> assertThat(matches(automaton, path)).isFalse());
    }

    @Test
    void findsEmptyPathsWithWhatTakesNothing() {
        assertThat(List.of(
                        "start",
                        "end",
                        "start -> end",
                        "...",
                        "A*",
                        "start -> A? -> end",
                        "(A? -> end) -> (start -> B?)"))
                .allSatisfy(text ->
                        assertThat(compile(text).matches(new int[0], 0, 0)).isTrue());
        assertThat(List.of("A", "any", "start -> A", "[^A]"))
                .allSatisfy(text ->
                        assertThat(compile(text).matches(new int[0], 0, 0)).isFalse());
    }

    @Test
    void agreesWithTheDefinitionOnRandomPatternsAndPaths() {
        int matching = 0;
        for (int seed = 0; seed < PATTERNS; seed++) {
            Random random = new Random(seed);
            PathPattern pattern = new RandomTrees(random, ALPHABET).pattern(1 + seed % 4);
            PathAutomaton automaton = PathAutomaton.compile(pattern, NAMES);
            PathAutomaton cramped = PathAutomaton.compile(pattern, NAMES, 1 + seed % 3);
            for (int i = 0; i < PATHS; i++) {
                int[] path = random.ints(random.nextInt(9), 0, ALPHABET.size()).toArray();
                List<String> names = IntStream.of(path).mapToObj(ALPHABET::get).toList();
                boolean expected = NaivePatternMatcher.matches(pattern, names);
                matching += expected ? 1 : 0;
                assertThat(automaton.matches(path, 0, path.length))
                        .as("seed %d: %s on %s", seed, pattern.text(), names)
                        .isEqualTo(expected);
                assertThat(cramped.matches(path, 0, path.length))
                        .as("seed %d with few states: %s on %s", seed, pattern.text(), names)
                        .isEqualTo(expected);
            }
        }
        assertThat(matching).isBetween(PATTERNS * PATHS / 10, PATTERNS * PATHS * 9 / 10);
    }

    @Test
    void runsOnAPartOfAnArray() {
        assertThat(compile("start -> B -> C -> end").matches(new int[] {0, 1, 2, 3}, 1, 3))
                .isTrue();
        assertThat(compile("A | D").matches(new int[] {0, 1, 2, 3}, 1, 3)).isFalse();
    }

    @Test
    void takesTouchpointsItDoesNotKnowAsOthers() {
        assertThat(compile("[^A]").matches(new int[] {70_000}, 0, 1)).isTrue();
        assertThat(compile("A -> any -> B").matches(new int[] {0, 65_535, 1}, 0, 3))
                .isTrue();
        assertThat(compile("[A, D]").matches(new int[] {4}, 0, 1)).isFalse();
    }

    @Test
    void stopsReadingOnceDecided() {
        Counting found = new Counting(1_000, 0);
        assertThat(compile("A -> A").matches(found)).isTrue();
        assertThat(found.read).isEqualTo(2);
        Counting lost = new Counting(1_000, 0);
        assertThat(compile("start -> B ... C").matches(lost)).isFalse();
        assertThat(lost.read).isEqualTo(1);
    }

    /// Patterns on which backtracking takes exponentially many steps and determinisation exponentially many states.
    @ParameterizedTest
    @CsvSource({
        "(A | A)* ... (A | A)* -> B",
        "start -> (A* -> A*)* -> B -> end",
        "start -> ((A?){50} -> A{50})+ -> B",
        "start -> ((((A*)*)*)*)* -> B",
        "(A | C) -> any{20} -> B -> end",
        "((A | any)+ -> (any | A)+){3} -> B -> end",
    })
    void readsEachTouchpointOnceOnPatternsThatExplodeElsewhere(String text) {
        int length = 20_000;
        Random random = new Random(7);
        int[] codes = random.ints(length, 0, 2).map(code -> code * 2).toArray();
        for (int maxStates : new int[] {1, PathAutomaton.MAX_STATES}) {
            PathAutomaton automaton = PathAutomaton.compile(PathPatternParser.parse(text), NAMES, maxStates);
            Counting path = new Counting(codes);
            assertThat(automaton.matches(path)).isFalse();
            assertThat(path.read).isLessThanOrEqualTo(length);
            assertThat(automaton.slowSteps()).isLessThanOrEqualTo(length);
            assertThat(automaton.statesBuilt()).isLessThanOrEqualTo(maxStates);
        }
    }

    @Test
    void needsNoFurtherStepsForAPathSeenBefore() {
        PathAutomaton automaton = compile("A ... (B | C)+ -> D -> end");
        int[] path = {0, 1, 2, 1, 3, 0, 2, 3};
        assertThat(automaton.matches(path, 0, path.length)).isTrue();
        long steps = automaton.slowSteps();
        assertThat(steps).isPositive();
        assertThat(automaton.matches(path, 0, path.length)).isTrue();
        assertThat(automaton.slowSteps()).isEqualTo(steps);
    }

    @Test
    void refusesPatternsThatWouldGrowTooLarge() {
        assertThat(List.of(
                        "(A{1000}){1000}",
                        "((((A{1000}){1000}){1000}){1000}){1000}",
                        "((((A{0,1000}){0,1000}){0,1000}){0,1000}){0,1000}",
                        "(A{64}){64}"))
                .allSatisfy(text -> {
                    CorridorException refusal = catchThrowableOfType(CorridorException.class, () -> compile(text));
                    assertThat(refusal).as(text).isNotNull();
                    assertThat(refusal.code()).isEqualTo(EngineError.TOO_COMPLEX);
                    assertThat(refusal.sentence()).contains("4096");
                });
        assertThat(compile("(A{63}){63}").programSize()).isEqualTo(63 * 63 + 1);
        assertThat(compile("A{0,1000} -> B{1000} -> C{1000,}").programSize()).isEqualTo(4_002);
    }

    @Test
    void namesTheNearestTouchpointsWhereOneIsUnknown() {
        Names names = new Names(List.of("parcel.delivered", "payment.approved", "survey.sent"));
        CorridorException refusal = catchThrowableOfType(
                CorridorException.class,
                () -> PathAutomaton.compile(PathPatternParser.parse("Paymnt.approved -> any"), names));
        assertThat(refusal.code()).isEqualTo(EngineError.UNKNOWN_NAME);
        assertThat(refusal.sentence())
                .isEqualTo("The data have no touchpoint called \"Paymnt.approved\"; near to it: \"payment.approved\".");
    }

    @Test
    void givesTheSameAnswersToSeveralThreads() throws Exception {
        PathPattern pattern = PathPatternParser.parse("A -> any{7} -> B -> end");
        PathAutomaton shared = PathAutomaton.compile(pattern, NAMES, 100);
        List<int[]> paths = Stream.generate(new Random(11)::nextLong)
                .limit(2_000)
                .map(seed -> new Random(seed).ints(12, 0, 3).toArray())
                .toList();
        List<Boolean> expected = answers(PathAutomaton.compile(pattern, NAMES), paths);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<List<Boolean>>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(() -> answers(shared, paths));
            }
            for (Future<List<Boolean>> answer : threads.invokeAll(tasks)) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
        assertThat(shared.statesBuilt()).isEqualTo(100);
        assertThat(expected).contains(true, false);
    }

    private static List<Boolean> answers(PathAutomaton automaton, List<int[]> paths) {
        return paths.stream()
                .map(path -> automaton.matches(path, 0, path.length))
                .toList();
    }

    private static PathAutomaton compile(String text) {
        return PathAutomaton.compile(PathPatternParser.parse(text), NAMES);
    }

    private static boolean matches(PathAutomaton automaton, String path) {
        int[] codes = path.chars().map(c -> c - 'A').toArray();
        return automaton.matches(codes, 0, codes.length);
    }

    /// A path that counts how often it is read.
    private static final class Counting implements IntSequence {
        private final int[] codes;
        private int read;

        Counting(int[] codes) {
            this.codes = codes;
        }

        Counting(int length, int code) {
            this(IntStream.generate(() -> code).limit(length).toArray());
        }

        @Override
        public int length() {
            return codes.length;
        }

        @Override
        public int at(int index) {
            read++;
            return codes[index];
        }
    }
}
