package dev.corridor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final int SIZE = 60_000;

    @Test
    void sendsTheSameStreamForTheSameSeed() {
        assertThat(new Recording(1).lines).isEqualTo(new Recording(1).lines).hasSize(SIZE);
        assertThat(new Recording(1).lines).isNotEqualTo(new Recording(2).lines);
    }

    @Test
    void arrivesInOrderOfTime() {
        assertThat(new Recording(3).times).isSorted();
    }

    @Test
    void visitsEveryTouchpointOnVariedPaths() {
        Recording recording = new Recording(4);
        assertThat(recording.touchpoints).hasSize(Traffic.TOUCHPOINTS);
        assertThat(new HashSet<>(recording.paths.values()).size()).isGreaterThan(recording.paths.size() / 20);
        assertThat(recording.scores).contains(-1, 0, 10).hasSizeBetween(8, 12);
    }

    private static final class Recording implements Traffic.Visitor {
        final List<String> lines = new ArrayList<>();
        final List<Long> times = new ArrayList<>();
        final Set<Integer> touchpoints = new HashSet<>();
        final Set<Integer> scores = new HashSet<>();
        final Map<Long, String> paths = new HashMap<>();

        Recording(long seed) {
            new Traffic(seed, SIZE).stream(this);
        }

        @Override
        public void journey(long customer, long key, int region, int segment, double value) {
            assertThat(region).isBetween(0, Traffic.REGIONS - 1);
            assertThat(segment).isBetween(0, Traffic.SEGMENTS - 1);
            assertThat(value).isPositive();
            assertThat(paths.put(key, "")).isNull();
        }

        @Override
        public void interaction(
                long customer, long key, int touchpoint, long second, int nano, int channel, int score) {
            lines.add(
                    customer + "," + key + "," + touchpoint + "," + second + "," + nano + "," + channel + "," + score);
            times.add(second * 1_000 + nano / 1_000_000);
            touchpoints.add(touchpoint);
            scores.add(score);
            paths.merge(key, " " + touchpoint, String::concat);
        }
    }
}
