package dev.corridor.analysis.score;

import dev.corridor.analysis.score.ScoreAnswer.AnswerRange;
import dev.corridor.analysis.score.ScoreAnswer.Comparison;
import dev.corridor.analysis.score.ScoreAnswer.Figure;
import dev.corridor.analysis.score.ScoreAnswer.Group;
import dev.corridor.analysis.score.ScoreAnswer.GroupResponse;
import dev.corridor.analysis.score.ScoreAnswer.OtherGroups;
import dev.corridor.analysis.score.ScoreAnswer.Overall;
import dev.corridor.analysis.score.ScoreAnswer.Response;
import dev.corridor.analysis.words.Plural;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Store;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.score.ClusteredScores;
import dev.corridor.statistics.score.Difference;
import dev.corridor.statistics.score.ManyGroups;
import dev.corridor.statistics.score.Measure;
import dev.corridor.statistics.score.Ranking;
import dev.corridor.statistics.score.Scale;
import dev.corridor.statistics.score.ScoreDifference;
import dev.corridor.statistics.score.ScoreHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Answers a question about scores: who answered, the score of all, those of groups, and which groups differ.
///
/// Every answer counts; the error respects that a customer may answer several times. An unknown customer is one
/// per journey. Walks the journeys up to three times; memory grows with the customers who answered and with the
/// listed groups, not with the number of groups.
public final class Scores {
    /// Groups that are listed, those with the most answers first.
    static final int MOST_GROUPS = 1_000;

    /// Groups of which each is compared with the rest.
    static final int MOST_COMPARED = 200;

    /// Groups of a set that are listed.
    static final int MOST_OVERLAPPING = 100;

    private static final int SUSPICIOUS = 30;
    private static final double FALSE_DISCOVERIES = 0.05;
    private static final Note FOLLOWS = new Note(
            "not-shown", "Too few answers or customers, here or in a group whose answers would follow from these.");

    private final Store store;
    private final ScoreQuestion question;
    private final Scale scale;
    private final ScoreKind kind;
    private final OptionalInt at;
    private final JourneyLog log;
    private final JourneySelection selection;
    private final TreeMap<Integer, ScoreHistogram> byTouchpoint = new TreeMap<>();
    private final BitSet answeredAt = new BitSet();
    private final Asking asking;
    private final @Nullable Grouping grouping;
    private final List<Note> warnings = new ArrayList<>();
    private final Tally overall;
    private final Responses responses = new Responses();
    private final Responses pool = new Responses();
    private final List<Integer> listed = new ArrayList<>();
    private final Map<Integer, Tally> tallies = new HashMap<>();
    private final Map<Integer, Responses> groupResponses = new HashMap<>();
    private final Map<Integer, BitSet> members = new HashMap<>();
    private long unasked;
    private long otherGroups;
    private long otherAnswers;

    private Scores(Store store, ScoreQuestion question) {
        this.store = store;
        this.question = question;
        scale = question.scale();
        kind = question.kind().orElse(ScoreKind.usual(scale));
        overall = new Tally(kind.measure(), scale);
        if (store.schema().idOf(Schema.SCORE) < 0) {
            throw new CorridorException(
                    ScoreError.NO_SCORE,
                    "The data hold no score.",
                    "Say in the recipe which column holds the answers: score: {column: stars, scale: 1..5}.");
        }
        at = question.at().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(Asking.code(store.touchpoints(), question.at().get(), "--at"));
        grouping = question.by()
                .map(by -> Grouping.of(by, store, question.clock()))
                .orElse(null);
        log = question.asOf().isPresent()
                ? store.journeys(question.rule(), question.asOf().getAsLong())
                : store.journeys(question.rule());
        JourneySelection selected = log.all();
        for (Filter filter : question.filters()) {
            selected = ResolvedFilter.of(filter, store, question.zone()).select(selected);
        }
        selection = selected;
        look();
        asking = Asking.of(store.touchpoints(), answeredAt, question.asked());
    }

    public static ScoreAnswer of(Store store, ScoreQuestion question) {
        Scores scores = new Scores(store, question);
        if (scores.grouping != null) {
            scores.choose(scores.grouping);
        }
        scores.collect();
        return scores.answer();
    }

    // First walk: where answers are given, and which cannot be used

    private void look() {
        long[] future = new long[1];
        List<String> futureAt = new ArrayList<>();
        JourneyAnswers seen = walk(answers -> {
            for (int i = 0; i < answers.count(); i++) {
                long second = answers.part().second(answers.interaction(i));
                if (second > question.now() && future[0]++ < JourneyAnswers.EXAMPLES) {
                    futureAt.add(question.clock().day(second) + " (journey "
                            + answers.part().keyName(answers.journey()) + ")");
                }
                byTouchpoint
                        .computeIfAbsent(answers.touchpoint(i), touchpoint -> new ScoreHistogram(scale))
                        .add(answers.score(i));
            }
        });
        byTouchpoint.keySet().forEach(answeredAt::set);
        if (future[0] > 0) {
            warnings.add(new Note(
                    "future-answers",
                    Plural.of(future[0], "answer is", "answers are") + " dated after today: "
                            + String.join(", ", futureAt)
                            + ". They count; mend them at the source, or leave them out with --as-of."));
        }
        if (seen.fractional() > 0) {
            warnings.add(new Note(
                    "not-whole",
                    Plural.of(
                                    seen.fractional(),
                                    "answer is no whole number and is",
                                    "answers are no whole numbers and are")
                            + " left out: " + seen.fractionalAt()
                            + ". Mend them at the source, or bring the scale to whole steps."));
        }
        if (seen.outside() > 0) {
            warnings.add(new Note(
                    "outside-scale",
                    Plural.of(seen.outside(), "answer lies", "answers lie") + " outside " + scale + ", left out: "
                            + seen.outsideAt() + ". Mend them at the source, or give the scale they were asked on."));
        }
        byTouchpoint.forEach(this::suspectOtherScale);
    }

    /// Answers on 1 to 5 or 1 to 7 that were put into a longer scale.
    private void suspectOtherScale(int touchpoint, ScoreHistogram answers) {
        long n = answers.n();
        if (n < SUSPICIOUS || scale.high() < 10) {
            return;
        }
        for (Scale other : List.of(Scale.ONE_TO_FIVE, Scale.ONE_TO_SEVEN)) {
            long within = 0;
            for (int score = other.low(); score <= other.high(); score++) {
                within += answers.count(score);
            }
            if (within == n) {
                warnings.add(new Note(
                        "other-scale-likely",
                        "All " + Plural.number(n) + " answers at "
                                + store.touchpoints().name(touchpoint) + " lie within "
                                + other + ", on a scale of " + scale
                                + ": were they asked on another scale? Then bring them to one scale, or ask about them"
                                + " alone with --at."));
                return;
            }
        }
    }

    private JourneyAnswers walk(Consumer<JourneyAnswers> step) {
        return JourneyAnswers.walk(selection, scale, at, step);
    }

    // Second walk: which groups are listed

    private void choose(Grouping by) {
        Map<Integer, long[]> sizes = new HashMap<>();
        walk(answers -> {
            for (int i = 0; i < answers.count(); i++) {
                for (int group : by.ofAnswer(answers.part(), answers.journey(), answers.interaction(i))) {
                    sizes.computeIfAbsent(group, key -> new long[2])[0]++;
                }
            }
            forAsked(by, answers, (group, answered) -> sizes.computeIfAbsent(group, key -> new long[2])[1]++);
        });
        int most = by.overlaps() ? MOST_OVERLAPPING : MOST_GROUPS;
        List<Integer> bySize = sizes.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<Integer, long[]> entry) -> -entry.getValue()[0])
                        .thenComparingLong(entry -> -entry.getValue()[1])
                        .thenComparing(Map.Entry::getKey, withNoneLast(by)))
                .map(Map.Entry::getKey)
                .toList();
        listed.addAll(bySize.subList(0, Math.min(most, bySize.size())));
        bySize.stream().skip(most).forEach(group -> {
            otherGroups++;
            otherAnswers += sizes.getOrDefault(group, new long[2])[0];
        });
        if (by.ordered()) {
            listed.sort(withNoneLast(by));
        }
        for (int group : listed) {
            tallies.put(group, new Tally(kind.measure(), scale));
            groupResponses.put(group, new Responses());
            if (by.overlaps()) {
                members.put(group, new BitSet());
            }
        }
    }

    private static Comparator<Integer> withNoneLast(Grouping by) {
        return Comparator.comparing((Integer group) -> group == Grouping.NONE)
                .thenComparing((a, b) -> a.equals(b) ? 0 : by.order().compare(a, b));
    }

    private interface Asked {
        void in(int group, boolean answered);
    }

    /// Tells every group in which a journey was asked. By touchpoint a journey is asked once per touchpoint at which
    /// answers are given.
    private void forAsked(Grouping by, JourneyAnswers answers, Asked asked) {
        Journeys part = answers.part();
        int journey = answers.journey();
        if (by instanceof Grouping.ByTouchpoint) {
            for (int touchpoint : byTouchpoint.keySet()) {
                if (asking.asked(touchpoint, part, journey)) {
                    boolean answered = false;
                    for (int i = 0; i < answers.count(); i++) {
                        answered |= answers.touchpoint(i) == touchpoint;
                    }
                    asked.in(touchpoint, answered);
                }
            }
            return;
        }
        int first = asking.first(part, journey);
        if (first >= 0 || !asking.isKnown()) {
            for (int group : by.ofJourney(part, journey, first)) {
                asked.in(group, answers.count() > 0);
            }
        }
    }

    // Third walk: answers and responses by customer

    private void collect() {
        walk(answers -> {
            long customer = answers.customer();
            if (!asking.isKnown() || asking.first(answers.part(), answers.journey()) >= 0) {
                responses.add(customer, answers.count() > 0);
            } else {
                unasked += answers.count();
            }
            for (int i = 0; i < answers.count(); i++) {
                overall.add(customer, answers.score(i));
            }
            if (grouping != null) {
                collect(grouping, answers);
            }
        });
    }

    private void collect(Grouping by, JourneyAnswers answers) {
        long customer = answers.customer();
        int before = (int) (overall.n() - answers.count());
        for (int i = 0; i < answers.count(); i++) {
            for (int group : by.ofAnswer(answers.part(), answers.journey(), answers.interaction(i))) {
                Tally tally = tallies.get(group);
                if (tally != null) {
                    tally.add(customer, answers.score(i));
                }
                BitSet places = members.get(group);
                if (places != null) {
                    places.set(before + i);
                }
            }
        }
        forAsked(by, answers, (group, answered) -> {
            pool.add(customer, answered);
            Responses ofGroup = groupResponses.get(group);
            if (ofGroup != null) {
                ofGroup.add(customer, answered);
            }
        });
    }

    // The answer

    private ScoreAnswer answer() {
        Shown shown = shown();
        List<Group> groups = groups(shown);
        Response response = response(shown);
        String comparedBy = comparedBy(shown);
        List<Comparison> comparisons =
                comparedBy == null ? List.of() : comparedBy.equals("pairs") ? pairs(shown) : againstRest(shown);
        warn();
        return new ScoreAnswer(
                kind.name().toLowerCase(Locale.ROOT),
                kind.unit(),
                new AnswerRange(scale.low(), scale.high()),
                log.asOf().isPresent() ? log.asOf().getAsLong() : null,
                response,
                overall(),
                question.by().orElse(null),
                groups,
                new OtherGroups(otherGroups, otherGroups == 0 ? (Long) 0L : shownOthers()),
                comparedBy,
                comparisons,
                warnings);
    }

    private @Nullable Long shownOthers() {
        return otherAnswers == 0 || otherAnswers >= question.limits().counts() ? otherAnswers : null;
    }

    private void warn() {
        if (responses.answered() > 0
                && responses.answered() >= question.limits().counts()
                && responses.answered() == responses.asked()) {
            warnings.add(new Note(
                    "only-answers",
                    (asking.isKnown() ? "Everybody who was asked answered" : "Every journey has an answer")
                            + ": perhaps the data hold only those who did, and who stayed silent cannot be seen."));
        }
        if (unasked >= Math.max(1, question.limits().counts())) {
            warnings.add(new Note(
                    "answers-of-unasked",
                    Plural.of(unasked, "answer belongs", "answers belong")
                            + " to journeys that were not asked by these data; they count in the score and not in the"
                            + " response rate."));
        }
        if (grouping instanceof Grouping.ByMonth && question.clock().assumed()) {
            warnings.add(new Note(
                    "months-of-utc",
                    "Times are instants and the recipe names no zone: months are those of UTC. Say zone: in the"
                            + " recipe."));
        }
        if (grouping != null && grouping.overlaps()) {
            warnings.add(new Note(
                    "groups-overlap", "An answer may stand in several groups, so that the groups have no total."));
        }
    }

    private Shown shown() {
        long[] answers = listed.stream()
                .mapToLong(group -> Math.min(tally(group).n(), tally(group).people()))
                .toArray();
        if (grouping == null || !grouping.overlaps()) {
            return Shown.of(answers, otherAnswers, question.limits());
        }
        BitSet all = new BitSet();
        all.set(0, (int) overall.n());
        List<BitSet> sets = listed.stream()
                .map(group -> members.getOrDefault(group, new BitSet()))
                .toList();
        return Shown.overlapping(answers, sets, all, question.limits());
    }

    private Tally tally(int group) {
        return Objects.requireNonNull(tallies.get(group));
    }

    private @Nullable String name(int group) {
        return group == Grouping.NONE || grouping == null ? null : grouping.name(group);
    }

    private Result<Estimate> score(Tally tally) {
        return question.limits().apply(kind.measure().of(tally.scores()), tally.people());
    }

    private Overall overall() {
        Result<Estimate> result = score(overall);
        Optional<Estimate> value = result.answer();
        boolean counts = overall.n() == 0 || shownCount(overall);
        ScoreHistogram answers = overall.histogram();
        boolean split = shownValue(overall);
        return new Overall(
                counts ? (Long) overall.n() : null,
                counts ? customers(overall) : null,
                value.map(Estimate::value).orElse(null),
                value.map(estimate -> estimate.interval().low()).orElse(null),
                value.map(estimate -> estimate.interval().high()).orElse(null),
                split ? (Long) answers.promoters() : null,
                split ? (Long) answers.passives() : null,
                split ? (Long) answers.detractors() : null,
                mean(overall, split),
                value.map(Estimate::effectiveN).orElse(null),
                value.map(Estimate::method).orElse(null),
                reason(result),
                value.map(Estimate::assumptions).orElse(List.of()),
                value.map(Estimate::warnings).orElse(List.of()));
    }

    private boolean shownCount(Tally tally) {
        return Math.min(tally.n(), tally.people()) >= question.limits().counts();
    }

    private boolean shownValue(Tally tally) {
        return shownCount(tally)
                && tally.n() > 0
                && tally.n() >= question.limits().values();
    }

    private static @Nullable Long customers(Tally tally) {
        return tally.n() > 0 && tally.knownCustomers() == 0 ? null : (Long) tally.knownCustomers();
    }

    private Figure mean(Tally tally, boolean shown) {
        if (!shown) {
            return new Figure(
                    null, null, null, tally.n() == 0 ? new Note("no-answers", "There are no answers.") : FOLLOWS);
        }
        Result<Estimate> result = question.limits().apply(Measure.MEAN.of(tally.means()), tally.people());
        return result.answer()
                .map(estimate -> new Figure(
                        estimate.value(),
                        estimate.interval().low(),
                        estimate.interval().high(),
                        null))
                .orElseGet(() -> new Figure(null, null, null, reason(result)));
    }

    private static @Nullable Note reason(Result<?> result) {
        return switch (result) {
            case Result.Answer<?> answer -> null;
            case Result.Suppressed<?>(long n, Note reason) -> reason;
            case Result.NotPossible<?>(long n, Note reason) -> reason;
        };
    }

    // Groups

    private List<Group> groups(Shown shown) {
        SequencedMap<Integer, Result<Estimate>> results = new LinkedHashMap<>();
        for (int i = 0; i < listed.size(); i++) {
            Tally tally = tally(listed.get(i));
            results.put(
                    listed.get(i),
                    shown.values()[i] || tally.n() == 0
                            ? score(tally)
                            : new Result.Suppressed<>(tally.n(), shown.counts()[i] ? countsOnly(tally) : FOLLOWS));
        }
        Map<Integer, Ranking.Standing> standings = new HashMap<>();
        score(overall)
                .answer()
                .ifPresent(all -> Ranking.against(all.value(), results)
                        .forEach(placed -> standings.put(placed.group(), placed.standing())));
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            int group = listed.get(i);
            groups.add(group(
                    group,
                    Objects.requireNonNull(results.get(group)),
                    shown.counts()[i],
                    shown.values()[i],
                    Optional.ofNullable(standings.get(group))));
        }
        boolean chronological = grouping != null && grouping.ordered();
        if (!chronological) {
            groups.sort(Comparator.comparingLong((Group group) -> group.n() == null ? 0 : -group.n()));
        }
        return groups;
    }

    private Note countsOnly(Tally tally) {
        return tally.n() < question.limits().values()
                ? new Note(
                        "counts-only", "Fewer than " + question.limits().values() + " answers: only counts are shown.")
                : FOLLOWS;
    }

    private Group group(
            int code, Result<Estimate> result, boolean count, boolean split, Optional<Ranking.Standing> standing) {
        Tally tally = tally(code);
        Optional<Estimate> value = result.answer();
        boolean some = split && tally.n() > 0;
        String side = null;
        Integer rank = null;
        if (tally.n() >= AnswerLimits.USUAL.values()
                && standing.isPresent()
                && standing.get() instanceof Ranking.Standing.Ranked(int place, Ranking.Side where)) {
            side = where.name().toLowerCase(Locale.ROOT);
            rank = place;
        }
        ScoreHistogram answers = tally.histogram();
        return new Group(
                name(code),
                count ? (Long) tally.n() : null,
                count ? customers(tally) : null,
                value.map(Estimate::value).orElse(null),
                value.map(estimate -> estimate.interval().low()).orElse(null),
                value.map(estimate -> estimate.interval().high()).orElse(null),
                some ? (Long) answers.promoters() : null,
                some ? (Long) answers.passives() : null,
                some ? (Long) answers.detractors() : null,
                mean(tally, some),
                side,
                rank,
                reason(result),
                value.map(Estimate::warnings).orElse(List.of()));
    }

    // Who answered

    private Response response(Shown shown) {
        boolean counts = responses.answered() == 0
                || responses.answered() >= question.limits().counts();
        Result<Estimate> rate = Responses.SHARE.of(responses.sample());
        Optional<Estimate> value = counts ? rate.answer() : Optional.empty();
        return new Response(
                asking.isKnown() ? "touchpoint" : "journeys",
                asking.names(store.touchpoints()),
                responses.asked(),
                counts ? (Long) responses.answered() : null,
                value.map(Estimate::value).orElse(null),
                value.map(estimate -> estimate.interval().low()).orElse(null),
                value.map(estimate -> estimate.interval().high()).orElse(null),
                counts ? reason(rate) : FOLLOWS,
                unasked == 0 || unasked >= question.limits().counts() ? (Long) unasked : null,
                groupResponses(shown));
    }

    private List<GroupResponse> groupResponses(Shown shown) {
        long[] answered =
                listed.stream().mapToLong(group -> responses(group).answered()).toArray();
        boolean[] visible = visible(shown, answered);
        ClusteredScores whole = grouping != null && grouping.overlaps() ? responses.sample() : pool.sample();
        SequencedMap<Integer, ClusteredScores> compared = new LinkedHashMap<>();
        boolean differ = 0 < responses.answered() && responses.answered() < responses.asked();
        for (int i = 0; differ && i < listed.size() && compared.size() < MOST_COMPARED; i++) {
            Responses group = responses(listed.get(i));
            boolean others = group.asked() < whole.histogram().n();
            if (visible[i] && group.asked() > 0 && others) {
                compared.put(listed.get(i), group.sample());
            }
        }
        Map<Integer, ManyGroups.AgainstRest<Integer>> differences = new HashMap<>();
        ManyGroups.againstRest(Responses.SHARE, whole, compared)
                .forEach(difference -> differences.put(difference.group(), difference));
        List<GroupResponse> list = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            list.add(groupResponse(listed.get(i), visible[i], Optional.ofNullable(differences.get(listed.get(i)))));
        }
        if (grouping == null || !grouping.ordered()) {
            list.sort(Comparator.comparingLong(group -> -group.asked()));
        }
        return list;
    }

    /// Whether the number of journeys that answered is shown: where that of answers is, and no few would follow.
    private boolean[] visible(Shown shown, long[] answered) {
        boolean[] visible = shown.counts().clone();
        Shown alone = Shown.of(answered, Math.max(0, pool.answered() - sum(answered)), question.limits());
        boolean few = false;
        for (int i = 0; i < visible.length; i++) {
            few |= visible[i]
                    && answered[i] > 0
                    && answered[i] < question.limits().counts();
        }
        for (int i = 0; few && i < visible.length; i++) {
            visible[i] &= alone.counts()[i];
        }
        return visible;
    }

    private Responses responses(int group) {
        return Objects.requireNonNull(groupResponses.get(group));
    }

    private static long sum(long[] numbers) {
        return Arrays.stream(numbers).sum();
    }

    private GroupResponse groupResponse(
            int group, boolean shown, Optional<ManyGroups.AgainstRest<Integer>> againstRest) {
        Responses asked = responses(group);
        Result<Estimate> rate = Responses.SHARE.of(asked.sample());
        Optional<Estimate> value = shown ? rate.answer() : Optional.empty();
        Optional<Difference> difference =
                againstRest.flatMap(rest -> rest.difference().answer());
        return new GroupResponse(
                name(group),
                asked.asked(),
                shown ? (Long) asked.answered() : null,
                value.map(Estimate::value).orElse(null),
                value.map(estimate -> estimate.interval().low()).orElse(null),
                value.map(estimate -> estimate.interval().high()).orElse(null),
                difference.map(Difference::value).orElse(null),
                difference.map(found -> found.interval().low()).orElse(null),
                difference.map(found -> found.interval().high()).orElse(null),
                difference.map(Difference::p).orElse(null),
                difference.isPresent()
                        ? againstRest.map(ManyGroups.AgainstRest::q).orElse(null)
                        : null,
                shown ? reason(rate) : FOLLOWS);
    }

    // Comparisons

    /// Groups with a name whose score is shown, largest first: chosen by their number of answers alone.
    private SequencedMap<Integer, ClusteredScores> comparable(Shown shown) {
        SequencedMap<Integer, ClusteredScores> groups = new LinkedHashMap<>();
        for (int i = 0; i < listed.size(); i++) {
            Tally tally = tally(listed.get(i));
            if (listed.get(i) != Grouping.NONE && shown.values()[i] && tally.n() > 0) {
                groups.put(listed.get(i), tally.scores());
            }
        }
        return groups;
    }

    private @Nullable String comparedBy(Shown shown) {
        int groups = grouping == null ? 0 : comparable(shown).size();
        return groups < 2 ? null : groups <= ManyGroups.MOST_FOR_PAIRS ? "pairs" : "rest";
    }

    private List<Comparison> pairs(Shown shown) {
        List<Comparison> list = new ArrayList<>();
        for (ManyGroups.Compared<Integer> pair : ManyGroups.pairs(kind.measure(), comparable(shown))) {
            List<Note> notes = new ArrayList<>();
            responseDiffers(pair.group(), pair.other()).ifPresent(notes::add);
            list.add(comparison(
                    pair.group(),
                    name(pair.other()),
                    pair.difference(),
                    pair.q(),
                    tally(pair.group()).n(),
                    tally(pair.other()).n(),
                    notes));
        }
        return list;
    }

    /// Whether those who answered were picked differently in two groups.
    private Optional<Note> responseDiffers(int group, int other) {
        Responses a = responses(group);
        Responses b = responses(other);
        if (a.asked() == 0 || b.asked() == 0) {
            return Optional.empty();
        }
        return ScoreDifference.between(Responses.SHARE, a.sample(), b.sample())
                .answer()
                .filter(difference -> difference.p() < FALSE_DISCOVERIES)
                .map(difference -> new Note(
                        "response-differs",
                        String.format(
                                Locale.ROOT,
                                "%.1f %% of one and %.1f %% of the other answered: the difference may be one of who"
                                        + " answers.",
                                100.0 * a.answered() / a.asked(),
                                100.0 * b.answered() / b.asked())));
    }

    private List<Comparison> againstRest(Shown shown) {
        SequencedMap<Integer, ClusteredScores> groups = new LinkedHashMap<>();
        comparable(shown).entrySet().stream()
                .filter(entry -> overall.n() - entry.getValue().histogram().n()
                        >= Math.max(1, question.limits().values()))
                .sorted(Comparator.comparingLong(
                        entry -> -entry.getValue().histogram().n()))
                .limit(MOST_COMPARED)
                .forEach(entry -> groups.put(entry.getKey(), entry.getValue()));
        List<Comparison> list = new ArrayList<>();
        for (ManyGroups.AgainstRest<Integer> rest : ManyGroups.againstRest(kind.measure(), overall.scores(), groups)) {
            long n = tally(rest.group()).n();
            list.add(comparison(rest.group(), null, rest.difference(), rest.q(), n, overall.n() - n, List.of()));
        }
        return list;
    }

    private Comparison comparison(
            int group,
            @Nullable String other,
            Result<Difference> result,
            double q,
            long n,
            long nOther,
            List<Note> also) {
        Optional<Difference> difference = result.answer();
        List<Note> notes = new ArrayList<>(also);
        difference.ifPresent(found -> notes.addAll(found.warnings()));
        return new Comparison(
                Objects.requireNonNull(name(group)),
                other,
                difference.map(Difference::value).orElse(null),
                difference.map(found -> found.interval().low()).orElse(null),
                difference.map(found -> found.interval().high()).orElse(null),
                difference.map(Difference::p).orElse(null),
                difference.isPresent() ? (Double) q : null,
                n,
                nOther,
                reason(result),
                notes);
    }
}
