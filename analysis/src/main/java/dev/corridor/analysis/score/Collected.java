package dev.corridor.analysis.score;

import dev.corridor.engine.store.Store;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.score.Measure;
import dev.corridor.statistics.score.Sample;
import dev.corridor.statistics.score.SampleSize;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// What the walks over the journeys gathered: all answers and those of the listed groups, by customer.
final class Collected {
    /// What stands where a figure would tell of few.
    static final Note FOLLOWS = new Note(
            "not-shown", "Too few answers or customers, here or in a group whose answers would follow from these.");

    final ScoreQuestion question;
    final Store store;
    final ScoreKind kind;
    final @Nullable Grouping grouping;
    final Asking asking;
    final Tally overall;

    /// Journeys that were asked.
    final Responses responses = new Responses();

    /// The same, once for each group in which they were asked.
    final Responses pool = new Responses();

    final List<Integer> listed = new ArrayList<>();
    private final Map<Integer, Tally> tallies = new HashMap<>();
    private final Map<Integer, Responses> groupResponses = new HashMap<>();
    private final Map<Integer, BitSet> members = new HashMap<>();

    /// Answers of journeys that were not asked.
    long unasked;

    /// Groups that are not listed, and their answers.
    long otherGroups;

    long otherAnswers;

    Collected(Store store, ScoreQuestion question, @Nullable Grouping grouping, Asking asking) {
        this.store = store;
        this.question = question;
        this.grouping = grouping;
        this.asking = asking;
        kind = question.kind().orElse(ScoreKind.usual(question.scale()));
        overall = new Tally(kind.measure(), question.scale());
    }

    /// Takes a group into the list.
    ///
    /// @param overlapping whether it may share answers with others
    void list(int group, boolean overlapping) {
        listed.add(group);
        tallies.put(group, new Tally(kind.measure(), question.scale()));
        groupResponses.put(group, new Responses());
        if (overlapping) {
            members.put(group, new BitSet());
        }
    }

    /// Counts an answer in a group, if that is listed.
    ///
    /// @param number of the answer among all
    void add(int group, long customer, int score, int number) {
        Tally tally = tallies.get(group);
        if (tally != null) {
            tally.add(customer, score);
        }
        BitSet places = members.get(group);
        if (places != null) {
            places.set(number);
        }
    }

    /// Counts a journey that was asked in a group.
    void add(int group, long customer, boolean answered) {
        pool.add(customer, answered);
        Responses ofGroup = groupResponses.get(group);
        if (ofGroup != null) {
            ofGroup.add(customer, answered);
        }
    }

    Tally tally(int group) {
        return Objects.requireNonNull(tallies.get(group));
    }

    Responses responses(int group) {
        return Objects.requireNonNull(groupResponses.get(group));
    }

    /// The group's name; null for those without a value.
    @Nullable
    String name(int group) {
        return group == Grouping.NONE || grouping == null ? null : grouping.name(group);
    }

    boolean ordered() {
        return grouping != null && grouping.ordered();
    }

    boolean overlaps() {
        return grouping != null && grouping.overlaps();
    }

    /// Of which of the listed groups what is shown.
    Shown shown() {
        long[] answers = listed.stream()
                .mapToLong(group -> Math.min(tally(group).n(), tally(group).people()))
                .toArray();
        if (!overlaps()) {
            return Shown.of(answers, otherAnswers, question.limits());
        }
        BitSet all = new BitSet();
        all.set(0, (int) overall.n());
        List<BitSet> sets = listed.stream()
                .map(group -> members.getOrDefault(group, new BitSet()))
                .toList();
        return Shown.overlapping(answers, sets, all, question.limits());
    }

    /// The difference that two samples find in 8 of 10 cases; null where nothing varies.
    static @Nullable Double detectable(Measure measure, Sample first, Sample second) {
        OptionalDouble least = SampleSize.detectableDifference(measure, first, second, SampleSize.USUAL_POWER);
        return least.isPresent() ? (Double) least.getAsDouble() : null;
    }

    /// Why there is no figure; null where there is one.
    static @Nullable Note reason(Result<?> result) {
        return switch (result) {
            case Result.Answer<?> answer -> null;
            case Result.Suppressed<?>(long n, Note reason) -> reason;
            case Result.NotPossible<?>(long n, Note reason) -> reason;
        };
    }
}
