package dev.corridor.map.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CompactionTest {
    private static final double NEAR = 1e-6;

    private static Compaction of(double... place) {
        return new Compaction(place, Compaction.SWEEPS);
    }

    @Test
    void pushesBoxesTogetherUpToTheirGap() {
        Compaction along = of(100, 300);
        along.span(0, new Box(95, 0, 10, 10), true, 4);
        along.span(1, new Box(295, 0, 10, 10), true, 6);
        double[] moved = along.run(8);
        assertThat(moved[0]).isCloseTo(13, within(NEAR));
        assertThat(moved[1]).isCloseTo(29, within(NEAR));
        assertThat(along.length()).isCloseTo(34, within(NEAR));
    }

    @Test
    void letsBoxesPassThatNeverMeetAcross() {
        Compaction along = of(100, 300);
        along.span(0, new Box(95, 0, 10, 10), true, 4);
        along.span(1, new Box(295, 200, 10, 10), true, 4);
        assertThat(along.run(8)).containsExactly(new double[] {13, 13}, within(NEAR));
    }

    @Test
    void keepsLeastDistances() {
        Compaction along = of(100, 300);
        along.span(0, new Box(95, 0, 10, 10), true, 4);
        along.span(1, new Box(295, 200, 10, 10), true, 4);
        along.atLeast(0, 1, 58);
        double[] moved = along.run(8);
        assertThat(moved[1] - moved[0]).isCloseTo(58, within(NEAR));
    }

    @Test
    void drawsLooseBoxesTowardsWhatTheyAreTiedTo() {
        Compaction along = of(50, 200, 400);
        along.span(0, new Box(45, 0, 10, 10), true, 4);
        along.span(1, new Box(195, 100, 10, 10), true, 4);
        along.span(2, new Box(395, 0, 10, 10), true, 4);
        along.atLeast(0, 2, 120);
        along.tie(1, 2, 0, 1);
        double[] moved = along.run(8);
        assertThat(moved[1]).isCloseTo(moved[2], within(NEAR));
    }

    @Test
    void movesDownAsItMovesAcross() {
        Compaction down = of(100, 300);
        down.span(0, new Box(0, 95, 10, 10), false, 4);
        down.span(1, new Box(0, 295, 10, 10), false, 4);
        assertThat(down.run(8)).containsExactly(new double[] {13, 27}, within(NEAR));
    }
}
