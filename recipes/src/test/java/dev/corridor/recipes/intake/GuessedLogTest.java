package dev.corridor.recipes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.corridor.recipes.intake.Runs.Outcome;
import dev.corridor.recipes.recipe.GuessOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuessedLogTest {
    private static final String XES = """
            <log xes.version="2.0"><classifier name="Both" keys="concept:name lifecycle:transition"/>
            <trace><string key="concept:name" value="x"/><string key="kind" value="gold"/>
              <event><string key="concept:name" value="a"/><string key="lifecycle:transition" value="start"/>
                <date key="time:timestamp" value="2020-01-01T10:00:00+02:00"/></event>
              <event><string key="concept:name" value="a"/><string key="lifecycle:transition" value="complete"/></event>
            </trace>
            <trace><string key="concept:name" value="x"/>
              <event><string key="concept:name" value="b"/><string key="lifecycle:transition" value="Complete"/>
                <date key="time:timestamp" value="2020-01-01T10:00:00+02:00"/></event></trace>
            <trace><string key="concept:name" value="y"/></trace>
            </log>
            """;

    @TempDir
    private Path folder = Path.of(".");

    private static GuessOptions xes(String classifier, String lifecycle) {
        return new GuessOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(classifier).filter(text -> !text.isEmpty()),
                Optional.of(lifecycle).filter(text -> !text.isEmpty()));
    }

    @Test
    void keepsTracesOfEqualNamesApartAndReportsEmptyOnes() {
        Outcome outcome = new Runs(folder).with("log.xes", XES).guess(GuessOptions.NONE);

        assertThat(outcome.lines())
                .containsExactly(
                        "- x / 1 a 2020-01-01T08:00 {lifecycle:transition=start, case:kind=gold}",
                        "- x / 1 a - {lifecycle:transition=complete, case:kind=gold}",
                        "- x / 2 b 2020-01-01T08:00 {lifecycle:transition=Complete}");
        assertThat(outcome.engine().schema().zoned()).isTrue();
        assertThat(outcome.needed("empty-trace").count()).isEqualTo(1);
        assertThat(outcome.needed("empty-trace").denominator()).isEqualTo(3);
        assertThat(outcome.needed("empty-trace").examples()).containsExactly("y");
        assertThat(outcome.needed("no-time").count()).isEqualTo(1);
    }

    @Test
    void joinsTheKeysOfAClassifierAndFiltersTheLifecycle() {
        Outcome both = new Runs(folder).with("log.xes", XES).guess(xes("Both", ""));
        Outcome complete = new Runs(folder).with("log.xes", XES).guess(xes("", "complete"));

        assertThat(both.engine().countsByTouchpoint())
                .isEqualTo(Map.of("a+start", 1L, "a+complete", 1L, "b+Complete", 1L));
        assertThat(complete.engine().countsByTouchpoint()).isEqualTo(Map.of("a", 1L, "b", 1L));
    }

    @ParameterizedTest
    @CsvSource({
        "06_bpic2013_closed.xes.gz,1487,6660,4",
        "08_receipt.xes.gz,1434,8577,27",
        "bpic2020_RequestForPayment.xes.gz,6760,36072,16",
        "helpdesk.xes.gz,4580,21348,14",
        "roadtraffic100traces.xes,100,390,10",
        "running-example.xes,6,42,8",
        "receipt.csv,1434,8577,27",
        "running-example.csv,6,42,8"
    })
    void agreesWithIndependentCountsOfPublicLogs(String name, int journeys, int events, int touchpoints) {
        Path file = Path.of(Optional.ofNullable(System.getProperty("CORRIDOR_DATA"))
                        .or(() -> Optional.ofNullable(System.getenv("CORRIDOR_DATA")))
                        .orElse("../../shared/data"))
                .resolve("xes")
                .resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: no data at " + file);

        Outcome outcome = new Runs(folder).with(file).guess(GuessOptions.NONE);

        assertThat(outcome.result().rejections().rows()).isZero();
        assertThat(outcome.engine().keys()).hasSize(journeys);
        assertThat(outcome.engine().interactions()).hasSize(events);
        assertThat(outcome.engine().countsByTouchpoint()).hasSize(touchpoints);
        assertThat(outcome.engine().schema().zoned()).isTrue();
    }
}
