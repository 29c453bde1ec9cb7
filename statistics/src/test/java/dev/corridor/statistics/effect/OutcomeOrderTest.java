package dev.corridor.statistics.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomeOrderTest {
    /// Days late from -5 to 14; from the given day on most people answer before the parcel has come.
    private static OutcomeOrder answers(int n, double from, double shareBelow, double shareAbove, long seed) {
        Random random = new Random(seed);
        OutcomeOrder order = new OutcomeOrder();
        for (int i = 0; i < n; i++) {
            int days = random.nextInt(20) - 5;
            order.add(days, random.nextDouble() < (days >= from ? shareAbove : shareBelow));
        }
        return order;
    }

    @Test
    void findsTheDayFromWhichPeopleAnswerBeforeTheParcel() {
        OutcomeOrder.Change change = answers(2_000, 3, 0.05, 0.8, 1).change().orElseThrow();
        assertThat(change.at()).isEqualTo(3);
        assertThat(change.shareBelow()).isCloseTo(0.05, within(0.03));
        assertThat(change.shareAbove()).isCloseTo(0.8, within(0.04));
        assertThat(change.warning().orElseThrow().sentence()).startsWith("From 3 on ");
    }

    @Test
    void countsThePageExample() {
        OutcomeOrder order = new OutcomeOrder();
        long[][] days = {{-1, 1, 99}, {0, 2, 98}, {1, 3, 47}, {2, 30, 20}, {3, 40, 10}};
        for (long[] day : days) {
            for (int i = 0; i < day[1]; i++) {
                order.add(day[0], true);
            }
            for (int i = 0; i < day[2]; i++) {
                order.add(day[0], false);
            }
        }
        OutcomeOrder.Change change = order.change().orElseThrow();
        assertThat(change.at()).isEqualTo(2);
        assertThat(change.shareBelow()).isEqualTo(6 / 250.0);
        assertThat(change.shareAbove()).isEqualTo(0.7);
        assertThat(change.warning().orElseThrow().sentence())
                .isEqualTo("From 2 on 70 % of the outcomes were given before the exposure was complete, below 2 %:"
                        + " a fall there need not be its effect.");
    }

    @Test
    void warnsRarelyWhereTheOrderDoesNotChange() {
        int warned = 0;
        for (int seed = 0; seed < 500; seed++) {
            warned += answers(200, 3, 0.3, 0.3, seed)
                            .change()
                            .orElseThrow()
                            .warning()
                            .isPresent()
                    ? 1
                    : 0;
        }
        // Three standard errors above 5 %.
        assertThat(warned / 500.0).isLessThan(0.05 + 0.03);
    }

    @Test
    void mergesToTheWhole() {
        OutcomeOrder whole = answers(400, 3, 0.2, 0.6, 7).merge(answers(300, 3, 0.2, 0.6, 8));
        OutcomeOrder turned = answers(300, 3, 0.2, 0.6, 8).merge(answers(400, 3, 0.2, 0.6, 7));
        assertThat(whole.change()).isEqualTo(turned.change());
    }

    @Test
    void refusesWithoutContrast() {
        assertThat(new OutcomeOrder().change().answer()).isEmpty();
        assertThat(new OutcomeOrder().add(1, true).add(2, true).change().answer())
                .isEmpty();
        assertThat(new OutcomeOrder().add(1, true).add(1, false).change().answer())
                .isEmpty();
    }
}
