package dev.corridor.analysis.moments;

import dev.corridor.engine.format.Column;
import dev.corridor.engine.store.Journeys;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.effect.OutcomeOrder;
import dev.corridor.statistics.effect.SmallestEffect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The states of a promise when the outcome was given: kept, late, still waiting past the due day.
/// Answers in a
/// state are compared with answers in the state *kept*, adjusted only for what was known at the start.
final class States {
    private static final int LEAST_IN_POINT = 10;

    private enum State {
        NONE,
        KEPT,
        LATE,
        WAITING,
        WAITING_PAST_DUE
    }

    private final Outcomes outcomes;
    private final List<Knowledge.Part> known;
    private final MomentQuestion question;
    private final SmallestEffect smallest;

    States(Outcomes outcomes, List<Knowledge.Part> knownAtStart, MomentQuestion question, SmallestEffect smallest) {
        this.outcomes = outcomes;
        this.known = knownAtStart;
        this.question = question;
        this.smallest = smallest;
    }

    /// @param suffix empty for the first due date, else a colon and its name
    List<Finding> of(DueDate due, String suffix) {
        int n = outcomes.size();
        State[] states = new State[n];
        double[] late = new double[n];
        double[] finallyLate = new double[n];
        Arrays.fill(late, Double.NaN);
        Arrays.fill(finallyLate, Double.NaN);
        long waitingLater = 0;
        for (int i = 0; i < n; i++) {
            Journeys journeys = outcomes.in(i);
            int journey = outcomes.journey(i);
            double lateness = journeys.number(due.lateness(), journey);
            boolean met = isMet(due, i);
            long dueSecond = due.due().isPresent() ? journeys.integer(due.due().getAsInt(), journey) : Column.NONE;
            if (!Double.isNaN(lateness)) {
                finallyLate[i] = Math.max(0, lateness);
            }
            if (met && !Double.isNaN(lateness)) {
                states[i] = lateness > 0 ? State.LATE : State.KEPT;
                late[i] = Math.max(0, lateness);
            } else if (!met && dueSecond != Column.NONE) {
                states[i] = isPast(due, dueSecond, outcomes.second(i)) ? State.WAITING_PAST_DUE : State.WAITING;
                waitingLater += states[i] == State.WAITING && !(lateness <= 0) ? 1 : 0;
            } else {
                states[i] = State.NONE;
            }
        }
        long lateAfter = 0;
        for (int i = 0; i < n; i++) {
            lateAfter += finallyLate[i] > 0 && states[i] != State.LATE ? 1 : 0;
        }
        Contrast contrast = new Contrast(outcomes, known, i -> states[i] == State.KEPT);
        String touchpoint = outcomes.log().store().touchpoints().name(due.touchpoint());
        String place = suffix + "@" + outcomes.place();
        List<Finding> findings = new ArrayList<>();
        if (due.due().isPresent()) {
            Finding waiting = finding("waiting-past-due" + place, Moment.Kind.WAITING_PAST_DUE, touchpoint, due);
            waiting.outcomeBefore = waitingLater;
            against(contrast, waiting, states, State.WAITING_PAST_DUE);
            findings.add(waiting);
        }
        Finding delivered = finding("delivered-late" + place, Moment.Kind.DELIVERED_LATE, touchpoint, due);
        delivered.outcomeBefore = lateAfter;
        against(contrast, delivered, states, State.LATE);
        findings.add(delivered);
        Finding days = finding("days-late" + place, Moment.Kind.DAYS_LATE, touchpoint, due);
        days.outcomeBefore = lateAfter;
        new Doses(outcomes, contrast).fill(days, late, 0, "days", outcomes::before);
        findings.add(days);
        findings.add(description("days-late-all" + place, touchpoint, due, finallyLate, states, lateAfter));
        return findings;
    }

    private Finding finding(String id, Moment.Kind kind, String touchpoint, DueDate due) {
        return new Finding(id, kind, touchpoint, due.name(), smallest);
    }

    private boolean isMet(DueDate due, int outcome) {
        Journeys journeys = outcomes.in(outcome);
        int journey = outcomes.journey(outcome);
        boolean byDay =
                question.byDay().contains(outcomes.log().store().touchpoints().name(due.touchpoint()))
                        || question.byDay().contains(outcomes.place());
        int to = byDay ? journeys.offset(journey + 1) : outcomes.end(outcome);
        for (int i = journeys.offset(journey); i < to; i++) {
            if (journeys.touchpoint(i) == due.touchpoint()
                    && (i < outcomes.end(outcome)
                            || journeys.second(i) != Journeys.UNTIMED
                                    && day(journeys.second(i)) <= day(outcomes.second(outcome)))) {
                return true;
            }
        }
        return false;
    }

    private long day(long second) {
        return Clock.day(
                second, question.zone(), outcomes.log().store().schema().zoned());
    }

    private boolean isPast(DueDate due, long dueSecond, long second) {
        return due.wholeDay() ? day(second) > day(dueSecond) : second > dueSecond;
    }

    private void against(Contrast contrast, Finding finding, State[] states, State state) {
        contrast.compare(finding, i -> states[i] == state, i -> states[i] == State.KEPT);
        finding.placebo = Placebos.of(
                contrast.before(i -> states[i] == state, i -> states[i] == State.KEPT, outcomes::before), smallest);
    }

    /// The curve over the final days late of all outcomes, whenever they were given: never tested.
    private Finding description(
            String id, String touchpoint, DueDate due, double[] doses, State[] states, long lateAfter) {
        Finding finding = finding(id, Moment.Kind.DAYS_LATE_ALL, touchpoint, due);
        finding.tested = false;
        finding.outcomeBefore = lateAfter;
        finding.unit = "days";
        BitSet in = new BitSet(doses.length);
        BitSet out = new BitSet(doses.length);
        OutcomeOrder order = new OutcomeOrder();
        for (int i = 0; i < doses.length; i++) {
            in.set(i, doses[i] > 0);
            out.set(i, doses[i] == 0);
            if (!Double.isNaN(doses[i])) {
                order.add(doses[i], isBefore(states[i]));
            }
        }
        finding.contrast(outcomes, in, out);
        finding.curve = Curve.of(outcomes, doses, i -> isBefore(states[i]), LEAST_IN_POINT);
        order.change().answer().flatMap(OutcomeOrder.Change::warning).ifPresent(finding.warnings::add);
        if (2 * lateAfter > finding.exposed && finding.exposed > 0) {
            finding.warnings.add(new Note(
                    "mostly-before",
                    lateAfter + " of the " + finding.exposed
                            + " outcomes of late ones were given before the exposure was complete: the curve shows"
                            + " what they lived while waiting, not what lateness did to them."));
        }
        return finding;
    }

    private static boolean isBefore(State state) {
        return state == State.WAITING || state == State.WAITING_PAST_DUE;
    }
}
