package dev.corridor.analysis.score;

import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.statistics.Digits;
import dev.corridor.statistics.score.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The answers of one journey after the other; the same object is shown again and again with other content.
final class JourneyAnswers {
    /// Examples of what cannot be used.
    static final int EXAMPLES = 3;

    private final Scale scale;
    private final int attribute;
    private final OptionalInt at;
    private @Nullable Journeys part;
    private int partNumber = -1;
    private int journey;
    private int count;
    private int[] interactions = new int[8];
    private int[] scores = new int[8];
    private long fractional;
    private long outside;
    private final List<String> fractionalAt = new ArrayList<>();
    private final List<String> outsideAt = new ArrayList<>();

    private JourneyAnswers(Schema schema, Scale scale, OptionalInt at) {
        this.scale = scale;
        this.at = at;
        this.attribute = schema.idOf(Schema.SCORE);
    }

    /// Shows every selected journey, in the order of the parts, which is the same in every walk.
    ///
    /// @param at code of the only touchpoint whose answers count
    static JourneyAnswers walk(JourneySelection selection, Scale scale, OptionalInt at, Consumer<JourneyAnswers> step) {
        JourneyAnswers walk = new JourneyAnswers(selection.log().store().schema(), scale, at);
        return selection.fold(walk, (answers, visit) -> {
            answers.read(visit);
            step.accept(answers);
            return answers;
        });
    }

    private void read(JourneySelection.Visit visit) {
        if (visit.journeys() != part) {
            part = visit.journeys();
            partNumber++;
        }
        journey = visit.journey();
        count = 0;
        Journeys journeys = visit.journeys();
        if (attribute < 0 || Double.isNaN(journeys.scores()[journey])) {
            return;
        }
        for (int i = journeys.offset(journey); i < journeys.offset(journey + 1); i++) {
            double value = journeys.interactionNumber(attribute, i);
            if (!Double.isNaN(value) && (at.isEmpty() || at.getAsInt() == journeys.touchpoint(i))) {
                take(journeys, i, value);
            }
        }
    }

    private void take(Journeys journeys, int interaction, double value) {
        if (value != Math.rint(value)) {
            fractional++;
            example(fractionalAt, journeys, value);
        } else if (value < scale.low() || value > scale.high()) {
            outside++;
            example(outsideAt, journeys, value);
        } else {
            if (count == scores.length) {
                interactions = Arrays.copyOf(interactions, count * 2);
                scores = Arrays.copyOf(scores, count * 2);
            }
            interactions[count] = interaction;
            scores[count++] = (int) value;
        }
    }

    private void example(List<String> examples, Journeys journeys, double value) {
        if (examples.size() < EXAMPLES) {
            examples.add(Digits.exact(value) + " (journey " + journeys.keyName(journey) + ")");
        }
    }

    Journeys part() {
        return Objects.requireNonNull(part);
    }

    int journey() {
        return journey;
    }

    /// Different for different customers; negative where the customer is unknown, then different for every journey.
    long customer() {
        long place = (long) partNumber << 32;
        int customer = part().customer(journey);
        return customer < 0 ? -1 - (place | journey) : place | customer;
    }

    int count() {
        return count;
    }

    int interaction(int answer) {
        return interactions[answer];
    }

    int score(int answer) {
        return scores[answer];
    }

    int touchpoint(int answer) {
        return part().touchpoint(interactions[answer]);
    }

    /// Answers so far that are no whole number; they are passed over.
    long fractional() {
        return fractional;
    }

    /// Answers so far that lie outside the scale; they are passed over.
    long outside() {
        return outside;
    }

    String fractionalAt() {
        return String.join(", ", fractionalAt);
    }

    String outsideAt() {
        return String.join(", ", outsideAt);
    }
}
