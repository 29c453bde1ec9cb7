package dev.corridor.statistics.score;

import dev.corridor.statistics.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What all scores refuse, assume and warn of.
final class Guards {
    /// Below this the errors of repeated answers say nothing.
    static final int FEWEST_CUSTOMERS = 5;

    private Guards() {}

    static Optional<Note> refusal(Spread spread, Population population) {
        if (spread.n() == 0) {
            return Optional.of(new Note("no-answers", "There are no answers."));
        }
        if (!spread.simple() && spread.units() < FEWEST_CUSTOMERS) {
            return Optional.of(new Note(
                    "too-few-customers",
                    "Answers with weights or of repeated customers need at least " + FEWEST_CUSTOMERS
                            + " customers for an interval."));
        }
        if (spread.units() > population.size()) {
            return Optional.of(new Note(
                    "more-answers-than-population",
                    spread.units() + " answered, of a population of " + population.size()
                            + ": mend the size of the population, or take it as endless."));
        }
        return Optional.empty();
    }

    static List<Note> assumptions(Sample sample, Spread spread, Population population) {
        List<Note> notes = new ArrayList<>();
        notes.add(new Note(
                "answers-represent",
                "Those who answered stand for those who did not; the interval knows nothing of who stays silent."));
        notes.add(
                sample instanceof ClusteredScores
                        ? new Note("customers-independent", "Customers answer independently of each other.")
                        : new Note("answers-independent", "Answers are independent: one per customer."));
        if (!population.endless()) {
            notes.add(new Note(
                    "drawn-without-replacement",
                    "Those who answered are a random part of a population of " + population.size() + "."));
        }
        return notes;
    }

    static List<Note> warnings(Sample sample, Measure measure, Spread spread) {
        List<Note> notes = new ArrayList<>();
        if (measure == Measure.NPS && !sample.scale().equals(Scale.ZERO_TO_TEN)) {
            notes.add(new Note(
                    "other-scale",
                    "Promoters and detractors are defined on 0 to 10; on " + sample.scale()
                            + " the same places of the scale are taken, and the value does not compare with others'."));
        }
        if (!spread.simple() && spread.units() < 40) {
            notes.add(new Note(
                    "few-customers",
                    "With " + spread.units()
                            + " customers the error of repeated or weighted answers is itself uncertain."));
        }
        if (spread.variance() == 0) {
            notes.add(new Note(
                    "constant-answers", "All answers are of one kind: the interval rests on their number alone."));
        }
        return notes;
    }
}
