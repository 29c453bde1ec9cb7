package dev.corridor.map.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corridor.map.Language;
import dev.corridor.map.Samples;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.words.Wording;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    private static final int SEEDS = 50;

    @ParameterizedTest
    @ValueSource(ints = {12, 30, 60})
    void keepsEverythingApartFromLeftToRight(int touchpoints) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(Clashes.in(HorizontalLayout.of(graph(touchpoints, seed))))
                    .as("%d touchpoints, seed %d", touchpoints, seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 30, 60})
    void keepsEverythingApartFromTopToBottom(int touchpoints) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(Clashes.in(VerticalLayout.of(graph(touchpoints, seed))))
                    .as("%d touchpoints, seed %d", touchpoints, seed)
                    .isEmpty();
        }
    }

    static Graph graph(int touchpoints, long seed) {
        return FlowMap.of(Samples.company(touchpoints, seed, 1000), Wording.in(Language.EN), false)
                .graph();
    }
}
