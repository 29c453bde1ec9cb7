package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.corridor.answers.mine.Answer;
import dev.corridor.answers.mine.Mining;
import dev.corridor.answers.mine.Question;
import dev.corridor.answers.mine.ReportInput;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Touchpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropOutsTest {
    private static final String RECIPE = """
            recipe: Orders
            zone: none
            tables:
              log:
                columns: [case id, activity, timestamp]
            interactions:
              - from: log
                journey: case id
                touchpoint: activity
                time: timestamp
            """;

    private static final String LOG = """
            case id,activity,timestamp
            1,ask,2020-01-01 08:00:00
            1,order,2020-01-01 09:00:00
            1,deliver,2020-01-01 10:00:00
            2,ask,2020-01-01 08:00:00
            2,order,2020-01-01 09:00:00
            3,ask,2020-01-02 08:00:00
            4,ask,2020-01-03 08:00:00
            4,deliver,2020-01-03 09:00:00
            4,ask,2020-01-03 10:00:00
            5,ask,2020-02-01 08:00:00
            """;

    @TempDir
    private Path folder;

    @Test
    void countsDropOutsWhereTheyWereSeenLast() throws IOException {
        FlowReport report = report(RECIPE + "ends: [deliver]\n");
        assertThat(report.touchpoints())
                .extracting(Touchpoint::id, Touchpoint::dropOuts)
                .as("1 and 4 are completed, 5 is open")
                .containsExactlyInAnyOrder(
                        tuple("ask", OptionalLong.of(1)),
                        tuple("order", OptionalLong.of(1)),
                        tuple("deliver", OptionalLong.of(0)));
    }

    @Test
    void knowsNoDropOutsWhereNoEndsAreNamed() throws IOException {
        assertThat(report(RECIPE).touchpoints())
                .extracting(Touchpoint::dropOuts)
                .containsOnly(OptionalLong.empty());
    }

    private FlowReport report(String recipe) throws IOException {
        Path file = Files.writeString(folder.resolve("orders.yaml"), recipe);
        Path log = Files.writeString(folder.resolve("log.csv"), LOG);
        SourceOptions source = SourceOptions.of(List.of(log), file.toString(), new ReadingOptions());
        try (Loaded loaded = source.load(new PrintWriter(Writer.nullWriter()))) {
            Question question = new Question(
                    new JourneyRule.ByKey(), List.of(), OptionalLong.empty(), ZoneOffset.UTC, true, false, 10);
            Mining mining = new Mining(loaded.store(), loaded.origin(), question);
            Answer answer = mining.answer();
            return ReportInput.of(mining, answer, false);
        }
    }
}
