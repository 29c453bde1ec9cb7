package dev.corridor.analysis.moments;

import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.Store;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.Scale;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.effect.EValue;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.MomentOfTruth;
import dev.corridor.statistics.effect.SmallestEffect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Searches for moments of truth: gathers all candidates of a run, judges them together and ranks them.
public final class MomentSearch {
    private static final double SMALLEST_RATE = 0.05;
    private static final Map<String, String> LEFT_OUT = Map.of(
            "no-time", "answers without a time",
            "no-customer", "journeys whose customer is unknown",
            "not-completed", "journeys that have reached none of their ends",
            "window-not-observed", "journeys whose time to watch is not over yet",
            "left-before", "journeys whose customer had left before they were completed");

    private final Store store;
    private final Recipe recipe;
    private final MomentQuestion question;

    public MomentSearch(Store store, Recipe recipe, MomentQuestion question) {
        this.store = store;
        this.recipe = recipe;
        this.question = question;
    }

    public MomentsAnswer answer() {
        return answer(new SearchProgress());
    }

    /// @param progress is told how far it is
    public MomentsAnswer answer(SearchProgress progress) {
        JourneyLog log = store.journeys(question.rule());
        OutcomeReader reader = new OutcomeReader(log, question);
        List<Outcomes> all = reader.read();
        progress.begin(all.size() * Paths.steps(store.touchpoints().size()));
        List<Note> remarks = new ArrayList<>();
        Range range = range(all, remarks);
        SmallestEffect smallest = new SmallestEffect(question.smallest().orElse(range.smallest()));
        List<Finding> findings = new ArrayList<>();
        List<String> adjusted = new ArrayList<>();
        Set<Integer> notNumbers =
                DueDate.of(recipe, store).stream().map(DueDate::lateness).collect(Collectors.toSet());
        notNumbers.add(store.schema().idOf(Schema.SCORE));
        for (Outcomes outcomes : all) {
            Knowledge knowledge = Knowledge.of(outcomes);
            knowledge.namesAtStart().stream()
                    .filter(name -> !adjusted.contains(name))
                    .forEach(adjusted::add);
            findings.addAll(states(outcomes, knowledge, smallest));
            findings.addAll(new Paths(
                            outcomes,
                            new Visits(outcomes, knowledge, progress),
                            smallest,
                            knowledge.atStart(),
                            notNumbers)
                    .findings(progress));
        }
        List<Moment> moments = judged(findings, all, smallest);
        double sum = 0;
        long n = 0;
        BitSet customers = new BitSet();
        for (Outcomes outcomes : all) {
            for (int i = 0; i < outcomes.size(); i++) {
                sum += outcomes.value(i);
                customers.set(outcomes.customer(i));
            }
            n += outcomes.size();
        }
        if (n > 0 && !reader.knowsCustomers()) {
            remarks.add(new Note("no-customers", "No customer is known: every journey counts as one."));
        }
        return new MomentsAnswer(
                question,
                log.all().count(),
                n,
                customers.cardinality(),
                n == 0 ? 0 : sum / n,
                leftOut(reader),
                smallest.size(),
                range.low(),
                range.high(),
                moments.stream().filter(moment -> moment.q() < 1).count(),
                adjusted,
                remarks,
                moments);
    }

    private record Range(double low, double high, double smallest) {}

    private Range range(List<Outcomes> all, List<Note> remarks) {
        if (question.outcome() != MomentQuestion.Outcome.SCORE) {
            return new Range(0, 1, SMALLEST_RATE);
        }
        Optional<Scale> scale = recipe.scale();
        double low = scale.map(Scale::from)
                .orElse(all.stream().mapToDouble(Outcomes::smallestValue).min().orElse(0));
        double high = scale.map(Scale::to)
                .orElse(all.stream().mapToDouble(Outcomes::largestValue).max().orElse(1));
        if (scale.isEmpty() && !all.isEmpty()) {
            remarks.add(new Note(
                    "scale-unknown",
                    "The recipe does not say the scale of the score; the answers run from " + low + " to " + high
                            + ". Say it with scale: in the recipe."));
        }
        return new Range(low, high, high > low ? 0.05 * (high - low) : 1);
    }

    private List<MomentsAnswer.LeftOut> leftOut(OutcomeReader reader) {
        return reader.leftOut().entrySet().stream()
                .map(entry -> new MomentsAnswer.LeftOut(
                        entry.getKey(), LEFT_OUT.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue()))
                .toList();
    }

    private List<Finding> states(Outcomes outcomes, Knowledge knowledge, SmallestEffect smallest) {
        List<Finding> findings = new ArrayList<>();
        States states = new States(outcomes, knowledge.atStart(), question, smallest);
        boolean first = true;
        for (DueDate due : DueDate.of(recipe, store)) {
            findings.addAll(states.of(due, first ? "" : ":" + due.name()));
            first = false;
        }
        return findings;
    }

    // Verdicts, groups and ranks

    private List<Moment> judged(List<Finding> findings, List<Outcomes> all, SmallestEffect smallest) {
        List<MomentOfTruth> verdicts =
                MomentOfTruth.judge(findings.stream().map(Finding::candidate).toList(), smallest);
        Groups.assign(findings);
        double deviation = deviation(all);
        Map<String, List<Moment>> groups = new TreeMap<>();
        for (int i = 0; i < findings.size(); i++) {
            Moment moment = moment(findings.get(i), verdicts.get(i), deviation);
            groups.computeIfAbsent(moment.group(), group -> new ArrayList<>()).add(moment);
        }
        Comparator<Moment> best = Comparator.comparing((Moment moment) -> !isMoment(moment))
                .thenComparing(moment ->
                        !moment.verdict().kind().equals(MomentOfTruth.Kind.NOT_SIGNIFICANT) && !isMoment(moment))
                .thenComparing(Comparator.comparingDouble((Moment moment) -> Math.abs(moment.atStake()))
                        .reversed())
                .thenComparing(Moment::id);
        Map<String, Moment> heads = new LinkedHashMap<>();
        groups.forEach((group, members) -> {
            members.sort(best);
            heads.put(group, members.getFirst());
        });
        return heads.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(best))
                .flatMap(entry -> groups.getOrDefault(entry.getKey(), List.of()).stream())
                .toList();
    }

    private static boolean isMoment(Moment moment) {
        return moment.verdict().kind() == MomentOfTruth.Kind.MOMENT_OF_TRUTH;
    }

    private static double deviation(List<Outcomes> all) {
        double n = 0;
        double mean = 0;
        double squares = 0;
        for (Outcomes outcomes : all) {
            for (int i = 0; i < outcomes.size(); i++) {
                n++;
                double step = outcomes.value(i) - mean;
                mean += step / n;
                squares += step * (outcomes.value(i) - mean);
            }
        }
        return n > 1 ? Math.sqrt(squares / (n - 1)) : 0;
    }

    private Moment moment(Finding finding, MomentOfTruth verdict, double deviation) {
        Optional<Effect> effect = finding.effect.answer();
        Optional<Note> hidden = effect.map(Effect::estimate).flatMap(estimate -> {
            Result<EValue> value = question.outcome() == MomentQuestion.Outcome.SCORE
                    ? EValue.ofMeanDifference(estimate, deviation)
                    : EValue.ofRateDifference(estimate, finding.unexposedMean.orElse(0));
            return value.map(EValue::note).answer();
        });
        List<Note> warnings = new ArrayList<>(finding.warnings);
        effect.ifPresent(found -> warnings.addAll(found.estimate().warnings()));
        return new Moment(
                finding.id,
                finding.kind,
                finding.touchpoint,
                finding.second,
                finding.group,
                effect,
                verdict.q(),
                finding.exposed,
                finding.unexposed,
                finding.exposedCustomers,
                finding.unexposedCustomers,
                finding.outcomeBefore,
                finding.exposedMean,
                finding.unexposedMean,
                finding.raw,
                finding.shape,
                finding.thresholds,
                finding.slope,
                finding.curve,
                finding.unit == null ? "" : finding.unit,
                finding.placebo,
                verdict,
                hidden,
                warnings,
                effect.map(found -> found.estimate().value() * finding.exposed).orElse(0.0),
                finding.exposedFrom);
    }
}
