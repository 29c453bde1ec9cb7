package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternParserTest {
    private static final PathPattern A = new PathPattern.Touchpoint("A");
    private static final PathPattern B = new PathPattern.Touchpoint("B");

    @Test
    void readsAnythingWithAndWithoutArrowsAlike() {
        PathPattern expected = new PathPattern.Sequence(List.of(A, new PathPattern.Anything(), B));
        assertThat(List.of("A -> ... -> B", "A ... B", "A ... -> B", "A -> ... B", "A...B", "A->...->B"))
                .allSatisfy(text -> assertThat(PathPatternParser.parse(text)).isEqualTo(expected));
    }

    @Test
    void readsEveryElement() {
        assertThat(PathPatternParser.parse("start -> any -> [A, B] -> [^A] -> end"))
                .isEqualTo(new PathPattern.Sequence(List.of(
                        new PathPattern.Start(),
                        new PathPattern.Any(),
                        new PathPattern.OneOf(List.of("A", "B")),
                        new PathPattern.NoneOf(List.of("A")),
                        new PathPattern.End())));
    }

    @Test
    void repeatsTheElementBeforeTheSign() {
        assertThat(PathPatternParser.parse("A -> B*"))
                .isEqualTo(new PathPattern.Sequence(List.of(A, repeat(B, 0, OptionalInt.empty()))));
        assertThat(PathPatternParser.parse("(A -> B)+"))
                .isEqualTo(repeat(new PathPattern.Sequence(List.of(A, B)), 1, OptionalInt.empty()));
        assertThat(PathPatternParser.parse("A?")).isEqualTo(repeat(A, 0, OptionalInt.of(1)));
        assertThat(PathPatternParser.parse("A{2}")).isEqualTo(repeat(A, 2, OptionalInt.of(2)));
        assertThat(PathPatternParser.parse("A{2,}")).isEqualTo(repeat(A, 2, OptionalInt.empty()));
        assertThat(PathPatternParser.parse("A{2,5}")).isEqualTo(repeat(A, 2, OptionalInt.of(5)));
        assertThat(PathPatternParser.parse("(A+){2}"))
                .isEqualTo(repeat(repeat(A, 1, OptionalInt.empty()), 2, OptionalInt.of(2)));
    }

    @Test
    void bindsArrowsBeforeBars() {
        assertThat(PathPatternParser.parse("A -> B | B"))
                .isEqualTo(new PathPattern.Either(List.of(new PathPattern.Sequence(List.of(A, B)), B)));
        assertThat(PathPatternParser.parse("A -> (B | B)"))
                .isEqualTo(new PathPattern.Sequence(List.of(A, new PathPattern.Either(List.of(B, B)))));
    }

    @Test
    void readsItsWordsInAnyCaseAndTheFiltersWordsAsNames() {
        assertThat(PathPatternParser.parse("START -> Any -> End"))
                .isEqualTo(PathPatternParser.parse("start -> any -> end"));
        assertThat(PathPatternParser.parse("not -> \"any\""))
                .isEqualTo(new PathPattern.Sequence(
                        List.of(new PathPattern.Touchpoint("not"), new PathPattern.Touchpoint("any"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "``                # 1  # expected a touchpoint",
                "A B               # 3  # expected \"->\"",
                "A ->              # 5  # expected a touchpoint",
                "-> A              # 1  # expected a touchpoint",
                "A -> -> B         # 6  # expected a touchpoint",
                "A .... B          # 3  # two dots",
                "A. ....B          # 4  # two dots",
                "A .. B            # 3  # found \"..\"",
                "A -> start        # 6  # only stand first",
                "A ... (start)     # 7  # only stand first",
                "end -> A          # 5  # nothing can follow",
                "(end) ... A       # 7  # nothing can follow",
                "start*            # 6  # cannot be repeated",
                "(start)*          # 8  # cannot be repeated",
                "end?              # 4  # cannot be repeated",
                "...*              # 4  # any number already",
                "A**               # 3  # brackets",
                "A*?               # 3  # brackets",
                "*                 # 1  # expected a touchpoint",
                "()                # 2  # expected a touchpoint",
                "(A | )            # 6  # expected a touchpoint",
                "(A                # 3  # \")\"",
                "A)                # 2  # found \")\"",
                "[]                # 2  # expected a touchpoint",
                "[A B]             # 4  # expected \",\" or \"]\"",
                "[A, any]          # 5  # quoted",
                "[^^A]             # 3  # expected a touchpoint",
                "A{}               # 3  # expected a number",
                "A{0}              # 3  # below 1",
                "A{3,2}            # 3  # below the smallest",
                "A{1001}           # 3  # from 0 to 1000",
                "A{99999999999}    # 3  # from 0 to 1000",
                "A{-1}             # 3  # from 0 to 1000",
                "A{2               # 4  # expected \"}\"",
                "A{,2}             # 3  # expected a number",
                "[a-z]+$           # 7  # U+0024",
            })
    void pointsAtTheColumn(String text, int column, String part) {
        CorridorException refusal = catchThrowableOfType(CorridorException.class, () -> PathPatternParser.parse(text));
        assertThat(refusal).as(text).isNotNull();
        assertThat(refusal.code()).isEqualTo(EngineError.FILTER_SYNTAX);
        assertThat(refusal.sentence())
                .contains("path pattern")
                .contains("column " + column + ":")
                .contains(part);
    }

    private static PathPattern repeat(PathPattern part, int min, OptionalInt max) {
        return new PathPattern.Repeat(part, min, max);
    }
}
