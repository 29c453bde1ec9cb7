package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.error.EngineError;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What must hold for any text whatever: it becomes a tree whose text reads back as an equal tree, or it is
/// refused with a sentence that points into it.
final class ParserLaws {
    private ParserLaws() {}

    /// 1 where the text is a filter, 0 where it is refused.
    static int filter(String text) {
        return check(text, FilterParser::parse, Filter::text);
    }

    static int pattern(String text) {
        return check(text, PathPatternParser::parse, PathPattern::text);
    }

    static int rule(String text) {
        return check(text, JourneyRules::parse, JourneyRules::text);
    }

    private static <T> int check(String text, Function<String, T> parse, Function<T, String> print) {
        T tree;
        try {
            tree = parse.apply(text);
        } catch (CorridorException refusal) {
            assertThat(refusal.code()).isIn(EngineError.FILTER_SYNTAX, EngineError.TOO_COMPLEX);
            assertThat(refusal.remedy()).isNotBlank();
            if (refusal.code() == EngineError.FILTER_SYNTAX) {
                assertThat(refusal.sentence().lines()).as(text).hasSize(3);
                assertThat(refusal.sentence()).containsPattern("at column \\d+: ");
            }
            return 0;
        }
        UnaryOperator<String> again = printed -> print.apply(parse.apply(printed));
        String printed = print.apply(tree);
        if (printed.codePointCount(0, printed.length()) <= SourceText.MAX_LENGTH) {
            assertThat(parse.apply(printed)).as(text).isEqualTo(tree);
            assertThat(again.apply(printed)).isEqualTo(printed);
        }
        return 1;
    }
}
