package dev.corridor.app.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Paths;
import dev.corridor.map.Period;
import dev.corridor.map.Rejects;
import dev.corridor.map.Score;
import dev.corridor.map.Text;
import dev.corridor.map.Times;
import dev.corridor.map.Touchpoint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class VeilTest {
    private static Touchpoint touchpoint(String id, long journeys, long waits) {
        return new Touchpoint(id, Text.of(id), waits, journeys, 0, 0, 0, Score.NONE, times(waits));
    }

    private static Times times(long count) {
        return new Times(count, 1, 60, 600, 100, 900);
    }

    /// One journey came twelve times, ten journeys have one wait that is timed, twelve have twelve.
    private static FlowReport veiled() {
        FlowReport report = new FlowReport(
                "calls",
                "calls.csv",
                Optional.empty(),
                new Period(Optional.empty(), Optional.empty(), Optional.empty()),
                24,
                0,
                Times.NONE,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                40,
                List.of(touchpoint("often", 1, 12), touchpoint("untimed", 10, 1), touchpoint("usual", 12, 12)),
                List.of(
                        new Edge(0, 0, 12, 1, times(12), Score.NONE),
                        new Edge(1, 2, 10, 10, times(1), Score.NONE),
                        new Edge(2, 1, 12, 12, times(12), Score.NONE)),
                new Paths(List.of(), 0, 0),
                Optional.empty(),
                List.of(),
                Rejects.NONE,
                List.of());
        return Veil.over(report, Allowance.NOTHING);
    }

    @Test
    void showsNoTimesOfFewJourneysHoweverOftenTheyCame() {
        assertThat(veiled().touchpoints())
                .extracting(touchpoint -> touchpoint.toNext().known())
                .containsExactly(false, false, true);
        assertThat(veiled().edges()).extracting(edge -> edge.times().known()).containsExactly(false, false, true);
    }
}
