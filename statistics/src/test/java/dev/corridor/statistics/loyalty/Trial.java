package dev.corridor.statistics.loyalty;

import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Vectors;
import dev.corridor.statistics.distribution.Distributions;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The leukaemia trial of Freireich (1963): weeks in remission, 21 patients with 6-MP and 21 with placebo.
final class Trial {
    private static final JsonNode DATA = Vectors.json("survival.json").get("data");

    private Trial() {}

    static RiskTable treated() {
        return RiskTable.of(times("six_mp_events", "six_mp_censored"), happened(9, 12));
    }

    static RiskTable control() {
        return RiskTable.of(times("control_events"), happened(21, 0));
    }

    static Cox.Rows rows() {
        double[] treated = times("six_mp_events", "six_mp_censored");
        double[] control = times("control_events");
        double[] end = Arrays.copyOf(treated, 42);
        System.arraycopy(control, 0, end, 21, 21);
        boolean[] event = Arrays.copyOf(happened(9, 12), 42);
        Arrays.fill(event, 21, 42, true);
        double[][] isControl = new double[42][1];
        for (int i = 21; i < 42; i++) {
            isControl[i][0] = 1;
        }
        return new Cox.Rows(List.of("control"), isControl, new double[42], end, event);
    }

    /// The standard error behind a normal interval of 95 %.
    static double error(Estimate estimate) {
        double z = Distributions.Z;
        return (estimate.interval().high() - estimate.interval().low()) / (2 * z);
    }

    private static double[] times(String... names) {
        return Arrays.stream(names)
                .flatMapToDouble(name -> DATA.get(name).valueStream().mapToDouble(JsonNode::asDouble))
                .toArray();
    }

    private static boolean[] happened(int events, int censored) {
        boolean[] happened = new boolean[events + censored];
        Arrays.fill(happened, 0, events, true);
        return happened;
    }
}
