package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterParserTest {
    @Test
    void readsComparisonsOfAttributes() {
        assertThat(FilterParser.parse("state = SP")).isEqualTo(compares("state", Comparison.EQUAL, "SP"));
        assertThat(FilterParser.parse("score<=2")).isEqualTo(compares("score", Comparison.AT_MOST, "2"));
        assertThat(FilterParser.parse("freight > -2.5")).isEqualTo(compares("freight", Comparison.MORE, "-2.5"));
        assertThat(FilterParser.parse("x != \"\"")).isEqualTo(compares("x", Comparison.UNEQUAL, ""));
        assertThat(FilterParser.parse("x < 1")).isEqualTo(compares("x", Comparison.LESS, "1"));
        assertThat(FilterParser.parse("x >= 1")).isEqualTo(compares("x", Comparison.AT_LEAST, "1"));
        assertThat(FilterParser.parse("state in (SP, \"Rio de Janeiro\")"))
                .isEqualTo(new Filter.AttributeIn("state", List.of(new Value("SP"), new Value("Rio de Janeiro"))));
    }

    @Test
    void readsEveryFormOfPeriod() {
        assertThat(FilterParser.parse("time in 2017-11-01..2017-11-30")).isEqualTo(time("2017-11-01", "2017-11-30"));
        assertThat(FilterParser.parse("time in 2017-11-05")).isEqualTo(time("2017-11-05", "2017-11-05"));
        assertThat(FilterParser.parse("time in 2017-11")).isEqualTo(time("2017-11-01", "2017-11-30"));
        assertThat(FilterParser.parse("time in 2016-02..2017")).isEqualTo(time("2016-02-01", "2017-12-31"));
        assertThat(FilterParser.parse("time in ..2017-11-30")).isEqualTo(time("", "2017-11-30"));
        assertThat(FilterParser.parse("time in 2017-11-01.. and a = b"))
                .isEqualTo(new Filter.And(List.of(time("2017-11-01", ""), compares("a", Comparison.EQUAL, "b"))));
    }

    @Test
    void readsTouchpointsAndTheirOrder() {
        assertThat(FilterParser.parse("passes \"payment.approved\"")).isEqualTo(new Filter.Passes("payment.approved"));
        assertThat(FilterParser.parse("not passes X")).isEqualTo(new Filter.Not(new Filter.Passes("X")));
        assertThat(FilterParser.parse("starts X")).isEqualTo(new Filter.Starts("X"));
        assertThat(FilterParser.parse("ends X")).isEqualTo(new Filter.Ends("X"));
        assertThat(FilterParser.parse("drops X")).isEqualTo(new Filter.Drops("X"));
        assertThat(FilterParser.parse("X then Y")).isEqualTo(new Filter.Then("X", "Y"));
        assertThat(FilterParser.parse("X later Y")).isEqualTo(new Filter.Later("X", "Y", Optional.empty()));
        assertThat(FilterParser.parse("X later Y within 7d"))
                .isEqualTo(new Filter.Later("X", "Y", Optional.of(Duration.ofDays(7))));
        assertThat(FilterParser.parse("repeats X")).isEqualTo(new Filter.Repeats("X"));
        assertThat(FilterParser.parse("outcome of X = failed"))
                .isEqualTo(new Filter.OutcomeOf("X", new Value("failed")));
        assertThat(FilterParser.parse("path (X -> Y)"))
                .isEqualTo(new Filter.Path(new PathPattern.Sequence(
                        List.of(new PathPattern.Touchpoint("X"), new PathPattern.Touchpoint("Y")))));
    }

    @ParameterizedTest
    @CsvSource({
        "7d, 604800",
        "36h, 129600",
        "90m, 5400",
        "30s, 30",
        "2w, 1209600",
        "1d12h, 129600",
        "1w1d1h1m1s, 694861",
        "0s, 0"
    })
    void readsDurations(String text, long seconds) {
        assertThat(FilterParser.parse("duration > " + text))
                .isEqualTo(new Filter.DurationComparison(Comparison.MORE, Duration.ofSeconds(seconds)));
    }

    @Test
    void bindsNotBeforeAndBeforeOr() {
        assertThat(FilterParser.parse("not a = 1 and b = 2 or c = 3"))
                .isEqualTo(FilterParser.parse("((not (a = 1)) and b = 2) or c = 3"));
        assertThat(FilterParser.parse("a = 1 or b = 2 and c = 3"))
                .isEqualTo(FilterParser.parse("a = 1 or (b = 2 and c = 3)"))
                .isNotEqualTo(FilterParser.parse("(a = 1 or b = 2) and c = 3"));
    }

    @Test
    void readsItsWordsInAnyCaseAndNamesAsTheyAre() {
        assertThat(FilterParser.parse("NOT Passes x AND State = sp"))
                .isEqualTo(FilterParser.parse("not passes x and State = sp"));
        assertThat(FilterParser.parse("passes x")).isNotEqualTo(FilterParser.parse("passes X"));
    }

    @Test
    void readsItsOwnWordsAsNamesInQuotes() {
        assertThat(FilterParser.parse("\"passes\" = yes")).isEqualTo(compares("passes", Comparison.EQUAL, "yes"));
        assertThat(FilterParser.parse("passes \"passes\"")).isEqualTo(new Filter.Passes("passes"));
        assertThat(FilterParser.parse("\"time\" in (a)"))
                .isEqualTo(new Filter.AttributeIn("time", List.of(new Value("a"))));
        assertThat(FilterParser.parse("outcome = failed")).isEqualTo(compares("outcome", Comparison.EQUAL, "failed"));
    }

    @ParameterizedTest
    @CsvSource({
        "passes drops",
        "drops drops",
        "drops then X",
        "X then drops",
        "drops later drops within 7d",
        "drops = yes",
        "drops <= 2",
        "not drops in (a)",
        "outcome of drops = failed",
        "path (drops -> X) and drops != 1"
    })
    void readsDropsAsTheNameThatItWasBeforeItBecameAWord(String text) {
        Filter quoted =
                FilterParser.parse(text.equals("drops drops") ? "drops \"drops\"" : text.replace("drops", "\"drops\""));
        assertThat(FilterParser.parse(text)).isEqualTo(quoted);
        assertThat(FilterParser.parse(quoted.text())).isEqualTo(quoted);
    }

    @Test
    void readsItsOwnWordsAsValuesWithoutQuotesWhereNothingElseFits() {
        assertThat(FilterParser.parse("state = OR or state = IN and (state = NOT)"))
                .isEqualTo(FilterParser.parse("state = \"OR\" or state = \"IN\" and state = \"NOT\""));
        assertThat(FilterParser.parse("state in (OR, IN)")).isEqualTo(FilterParser.parse("state in (\"OR\",\"IN\")"));
    }

    @Test
    void readsNamesOfAnyScriptAndEscapesInQuotes() {
        assertThat(FilterParser.parse("оплата then café")).isEqualTo(new Filter.Then("оплата", "café"));
        assertThat(FilterParser.parse("हिन्दी later 日本")).isEqualTo(new Filter.Later("हिन्दी", "日本", Optional.empty()));
        assertThat(FilterParser.parse("passes \"a \\\"b\\\" \\\\c\"")).isEqualTo(new Filter.Passes("a \"b\" \\c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "``                                # 1  # expected a condition",
                "state                             # 6  # expected a comparison (=, !=, <, <=, >, >=)",
                "state =                           # 8  # expected a value",
                "state = New York                  # 13 # double quotes",
                "state ~ 2                         # 7  # U+007E",
                "state in SP                       # 10 # expected \"(\"",
                "state in (SP                      # 13 # expected \",\" or \")\"",
                "passes                            # 7  # expected a touchpoint",
                "passes and starts X               # 8  # belongs to the filter language",
                "drop X                            # 1  # did you mean \"drops\"",
                "drops                             # 6  # expected a touchpoint",
                "pases X                           # 1  # did you mean \"passes\"",
                "X thn Y                           # 3  # did you mean \"then\"",
                "X later Y witin 7d                # 11 # did you mean \"within\"",
                "X later Y within 7                # 18 # expected a duration",
                "duration > 20                     # 12 # expected a duration",
                "duration > 1h1d                   # 12 # expected a duration",
                "duration > 999999999w             # 12 # expected a duration",
                "duration 20d                      # 10 # expected a comparison",
                "time = 2017                       # 6  # expected \"in\"",
                "time in 2017-02-30                # 9  # there is no day",
                "time in 2017-13                   # 9  # there is no day or month",
                "time in ..                        # 11 # expected a day",
                "time in 2017-12..2017-11          # 9  # ends before it begins",
                "time in November                  # 9  # expected a period",
                "time in 2017-1-1                  # 9  # expected a day",
                "outcome of X                      # 13 # expected \"=\"",
                "outcome of X != a                 # 14 # expected \"=\"",
                "path X                            # 6  # expected \"(\"",
                "path (X Y)                        # 9  # expected \"->\"",
                "path (X -> )                      # 12 # expected a touchpoint",
                "(a = 1                            # 7  # \")\"",
                "a = 1)                            # 6  # found \")\"",
                "a = 1 an b = 2                    # 7  # did you mean \"and\"",
                "a = and b = 2                     # 5  # belongs to the filter language",
                "a = 1 and                         # 10 # expected a condition",
                "a = \"x                           # 5  # not closed",
                "a = \"x\\n\"                      # 7  # backslash",
                "a = “x”                           # 5  # straight double quotes",
                "not                               # 4  # expected a condition",
                "cafe\u0301 = a b                  # 10 # expected \"and\"",
                "👩‍👩‍👧 = 1                             # 1  # double quotes",
                "\"👩‍👩‍👧\" = 1 2                         # 9  # expected \"and\"",
            })
    void pointsAtTheColumn(String text, int column, String part) {
        CorridorException refusal = refusal(text);
        assertThat(refusal.code()).isEqualTo(EngineError.FILTER_SYNTAX);
        assertThat(refusal.sentence()).contains("column " + column + ":").contains(part);
        assertThat(refusal.remedy()).isNotBlank();
    }

    @Test
    void showsTheTextWithACaretUnderThePlace() {
        assertThat(refusal("state = SP amd score < 2").sentence())
                .endsWith("found \"amd\"; did you mean \"and\".\n  state = SP amd score < 2\n             ^");
    }

    @Test
    void showsOnlyTheSurroundingsInLongTexts() {
        String sentence = refusal("a = 1 and ".repeat(500) + "!").sentence();
        assertThat(sentence.lines().skip(1)).allSatisfy(line -> assertThat(line).hasSizeLessThan(90));
        List<String> lines = sentence.lines().toList();
        assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('!');
    }

    @Test
    void showsNoCharacterThatATerminalWouldObey() {
        String sentence =
                refusal("\"\u001B[31m\u202E\n\u0085\u2028\uD800\" = a b").sentence();
        assertThat(sentence).doesNotContain("\u001B", "\u202E", "\u0085", "\u2028", "\uD800");
        assertThat(sentence.lines()).hasSize(3);
    }

    @Test
    void refusesTreesThatNoTextStandsFor() {
        List<Runnable> wrong = List.of(
                () -> new Filter.And(List.of()),
                () -> new Filter.Or(List.of(new Filter.Passes("a"))),
                () -> new Filter.AttributeIn("a", List.of()),
                () -> new Filter.TimeIn(Optional.empty(), Optional.empty()),
                () -> time("2017-12-01", "2017-11-30"),
                () -> new Filter.TimeIn(Optional.of(LocalDate.of(10_000, 1, 1)), Optional.empty()),
                () -> new Filter.DurationComparison(Comparison.LESS, Duration.ofSeconds(-1)),
                () -> new Filter.Later("a", "b", Optional.of(Duration.ofMillis(1))));
        assertThat(wrong)
                .allSatisfy(making -> assertThat(catchThrowableOfType(IllegalArgumentException.class, making::run))
                        .isNotNull());
    }

    private static CorridorException refusal(String text) {
        CorridorException refusal = catchThrowableOfType(CorridorException.class, () -> FilterParser.parse(text));
        assertThat(refusal).as(text).isNotNull();
        return refusal;
    }

    private static Filter compares(String attribute, Comparison comparison, String value) {
        return new Filter.AttributeComparison(attribute, comparison, new Value(value));
    }

    private static Filter time(String from, String to) {
        return new Filter.TimeIn(day(from), day(to));
    }

    private static Optional<LocalDate> day(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    }
}
