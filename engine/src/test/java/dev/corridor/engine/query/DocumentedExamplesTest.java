package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.engine.store.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentedExamplesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final List<String> TOUCHPOINTS = List.of(
            "order.placed",
            "payment.approved",
            "parcel.handed_to_carrier",
            "parcel.delivered",
            "survey.sent",
            "survey.answered",
            "Take in charge ticket",
            "Resolve ticket",
            "end");

    @Test
    void readsEveryFilterOfTheHowToPage() throws IOException {
        List<String> filters = found("how-to/find-journeys-with-a-path-pattern.md", "--filter '([^']*)'");
        assertThat(filters).hasSizeGreaterThan(8);
        for (String filter : filters) {
            assertThat(ParserLaws.filter(filter)).as(filter).isEqualTo(1);
            compilePaths(FilterParser.parse(filter));
        }
    }

    @Test
    void listsItsWordsOnTheReferencePage() throws IOException {
        List<String> rows = found("reference/filters.md", "\\| words of the language \\| `([a-z ]+)`");
        assertThat(Set.of(rows.getFirst().split(" "))).isEqualTo(new TreeSet<>(Token.FILTER_WORDS));
    }

    @Test
    void namesItsLimitsOnTheReferencePage() throws IOException {
        String page = Files.readString(DOCS.resolve("reference/filters.md"));
        assertThat(page)
                .contains(String.format(Locale.ROOT, "%,d characters", SourceText.MAX_LENGTH))
                .contains(Tokens.MAX_DEPTH + " levels")
                .contains(String.format(Locale.ROOT, "%,d repetitions", PathPattern.MAX_REPETITIONS))
                .contains(String.format(Locale.ROOT, "%,d states", PathProgram.MAX_SIZE));
    }

    private static void compilePaths(Filter filter) {
        switch (filter) {
            case Filter.Path(PathPattern pattern) ->
                assertThat(PathAutomaton.compile(
                                pattern, new Names(TOUCHPOINTS.stream().sorted().toList())))
                        .isNotNull();
            case Filter.And(List<Filter> parts) -> parts.forEach(DocumentedExamplesTest::compilePaths);
            case Filter.Or(List<Filter> parts) -> parts.forEach(DocumentedExamplesTest::compilePaths);
            case Filter.Not(Filter part) -> compilePaths(part);
            case Filter.AttributeComparison _,
                    Filter.AttributeIn _,
                    Filter.TimeIn _,
                    Filter.Passes _,
                    Filter.Starts _,
                    Filter.Ends _,
                    Filter.Drops _,
                    Filter.Then _,
                    Filter.Later _,
                    Filter.Repeats _,
                    Filter.DurationComparison _,
                    Filter.OutcomeOf _ -> {}
        }
    }

    private static List<String> found(String page, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(DOCS.resolve(page)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
