package dev.corridor.analysis.moments;

import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Known;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Names;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.effect.ClusterSums;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.MomentOfTruth;
import dev.corridor.statistics.effect.RiskSets;
import dev.corridor.statistics.effect.SmallestEffect;
import dev.corridor.statistics.effect.StratumSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// What is met on the way: touchpoints, their outcomes, returns and waits. An exposed journey is
/// compared with
/// journeys at the same touchpoint that were still there after the same delay and had not met the
/// exposure.
final class Paths {
    private static final int LEAST_ON_WAY = 30;
    private static final double LEAST_SHARE = 0.2;
    private static final double ASKS = 0.9;
    /// Customers are numbered anew where there are more than this many times as many of them as stays at risk.
    private static final int FEW = 8;
    private static final int DELAY_BINS = 3;

    private final Outcomes outcomes;
    private final Visits visits;
    private final Names names;
    private final SmallestEffect smallest;
    private final int asking;
    private final List<Knowledge.Part> atStart;
    private final Set<Integer> notNumbers;
    private final int customers;

    /// @param atStart what is known at the start
    /// @param notNumbers ids of numbers that are looked at elsewhere, and of the score
    Paths(
            Outcomes outcomes,
            Visits visits,
            SmallestEffect smallest,
            List<Knowledge.Part> atStart,
            Set<Integer> notNumbers) {
        this.outcomes = outcomes;
        this.visits = visits;
        this.names = outcomes.log().store().touchpoints();
        this.smallest = smallest;
        this.asking = asking();
        this.atStart = atStart;
        this.notNumbers = notNumbers;
        BitSet all = new BitSet(outcomes.size());
        all.set(0, outcomes.size());
        this.customers = outcomes.customers(all);
    }

    /// Steps of one search: a touchpoint's in [Visits] and here, the waits, the numbers.
    static int steps(int touchpoints) {
        return 2 * touchpoints + 2;
    }

    List<Finding> findings(SearchProgress progress) {
        List<Finding> findings = new ArrayList<>(IntStream.range(0, visits.touchpointCount())
                .parallel()
                .mapToObj(touchpoint -> {
                    List<Finding> about = isMet(touchpoint) && !asks(touchpoint) ? about(touchpoint) : List.of();
                    progress.step();
                    return about;
                })
                .flatMap(List::stream)
                .toList());
        findings.addAll(waits());
        progress.step();
        findings.addAll(numbers());
        progress.step();
        return findings;
    }

    private boolean isMet(int touchpoint) {
        return visits.to(touchpoint) > visits.from(touchpoint);
    }

    /// The touchpoint at which nearly everybody is asked, -1 without: what comes last before the outcome.
    private int asking() {
        int[] last = new int[visits.touchpointCount()];
        for (int row = 0; row < visits.size(); row++) {
            last[visits.place[row]] += visits.next[row] == Visits.OUTCOME ? 1 : 0;
        }
        for (int touchpoint = 0; touchpoint < last.length; touchpoint++) {
            if (last[touchpoint] >= ASKS * outcomes.size() && outcomes.size() > 0) {
                return touchpoint;
            }
        }
        return -1;
    }

    /// Whether meeting a touchpoint means no more than being asked. The end of a journey is lived by all who are then
    /// watched, but how it went, and the wait for it, differ.
    private boolean asks(int touchpoint) {
        return touchpoint == asking && outcomes.answers();
    }

    private List<Finding> about(int touchpoint) {
        if (visits.to(touchpoint) - visits.from(touchpoint) < RiskSets.MIN_ROWS) {
            return List.of(few(touchpoint));
        }
        List<Finding> findings = new ArrayList<>();
        int[] firsts = visits.firsts(touchpoint);
        BitSet ever = visits.units(touchpoint, row -> true);
        Finding met = met(touchpoint, firsts, ever);
        findings.add(met);
        findings.addAll(went(touchpoint));
        met.effect
                .answer()
                .filter(Paths::isNoMatterOfWhen)
                .ifPresent(effect -> findings.addAll(ways(touchpoint, firsts, ever, effect)));
        findings.addAll(returns(touchpoint, firsts));
        return findings;
    }

    private Finding finding(String exposure, Moment.Kind kind, int touchpoint, String second) {
        return new Finding(exposure + "@" + outcomes.place(), kind, names.name(touchpoint), second, smallest);
    }

    // Touchpoints met or not

    /// @param ever outcomes whose journeys meet it
    private Finding met(int touchpoint, int[] firsts, BitSet ever) {
        Finding finding = finding(names.name(touchpoint), Moment.Kind.TOUCHPOINT, touchpoint, "");
        finding.outcomeBefore = visits.onlyAfter(touchpoint);
        fill(
                finding,
                new Roles(visits, visits.sources(touchpoint), visits.notMet(touchpoint, firsts), touchpoint, ever));
        return finding;
    }

    /// A touchpoint that too few have met to compare anything.
    private Finding few(int touchpoint) {
        Finding finding = finding(names.name(touchpoint), Moment.Kind.TOUCHPOINT, touchpoint, "");
        finding.outcomeBefore = visits.onlyAfter(touchpoint);
        BitSet in = visits.units(touchpoint, row -> true);
        finding.exposed = in.cardinality();
        finding.unexposed = outcomes.size() - finding.exposed;
        finding.exposedCustomers = outcomes.customers(in);
        finding.unexposedCustomers = customers - finding.exposedCustomers;
        finding.effect = Result.notPossible(
                finding.exposed,
                "too-few",
                "Only " + finding.exposed + " met it before their outcome; at least " + RiskSets.MIN_ROWS
                        + " are needed.");
        return finding;
    }

    /// Fills effect, counts, placebo and checks of a finding by risk sets; where nearly everybody meets it, there is
    /// nobody to compare with.
    private void fill(Finding finding, Roles roles) {
        Result<RiskSets.Compared> compared = riskSets(roles, false, row -> true);
        roles.count(finding, outcomes);
        take(finding, compared);
        if (finding.exposedCustomers >= MomentOfTruth.LEAST_CUSTOMERS
                && finding.unexposedCustomers < MomentOfTruth.LEAST_CUSTOMERS) {
            finding.effect = Result.notPossible(
                    finding.exposed,
                    "no-overlap",
                    "Nearly everybody meets it: only " + finding.unexposedCustomers
                            + " comparable customers do not, and " + MomentOfTruth.LEAST_CUSTOMERS + " are needed.");
        }
        if (finding.effect.answer().isEmpty()) {
            return;
        }
        Effect effect = finding.effect.orElseThrow();
        finding.placebo = Placebos.of(riskSets(roles, true, row -> true).map(RiskSets.Compared::effect), smallest);
        if (smallest.read(effect.estimate()).compareTo(SmallestEffect.Reading.LARGE_ENOUGH) >= 0) {
            Result<RiskSets.Compared> goingOn = riskSets(roles, false, this::goesOn);
            goingOn.answer().ifPresent(other -> {
                if (other.never() >= RiskSets.LEAST_NEVER
                        && smallest.read(other.effect().estimate()) == SmallestEffect.Reading.TOO_SMALL) {
                    finding.effect = new Result.Answer<>(other.effect());
                    finding.warnings.add(new Note(
                            "journey-goes-on",
                            "Against journeys that went on to something else from the same place there is no effect:"
                                    + " it is going on that matters, not this touchpoint. That comparison is shown."));
                }
            });
        }
    }

    private boolean goesOn(int row) {
        return visits.next[row] != Visits.OUTCOME && visits.next[row] != asking;
    }

    private static void take(Finding finding, Result<RiskSets.Compared> compared) {
        finding.effect = compared.map(RiskSets.Compared::effect);
        compared.answer().ifPresent(found -> {
            finding.exposedMean = OptionalDouble.of(found.exposedMean());
            finding.unexposedMean = OptionalDouble.of(found.otherMean());
            finding.raw = OptionalDouble.of(found.effect().raw());
            finding.exposedCustomers = found.effect().exposedClusters();
            finding.unexposedCustomers =
                    Math.min(finding.unexposedCustomers, found.effect().unexposedClusters());
        });
    }

    /// @param before whether the outcomes are those given before; a row that has none is left out
    private Result<RiskSets.Compared> riskSets(Roles roles, boolean before, IntPredicate asOther) {
        double[] values = before ? visits.earlier : visits.value;
        int[] few = FEW * roles.size() < outcomes.customerCount() ? customers(roles) : new int[0];
        return RiskSets.effect(
                taker -> roles.each((row, role) -> {
                    double value = values[row];
                    boolean exposed = role == Roles.EXPOSED;
                    if (!Double.isNaN(value) && (exposed || asOther.test(row))) {
                        int customer = visits.customer[row];
                        taker.take(
                                visits.set[row],
                                visits.stay[row],
                                exposed,
                                role == Roles.LATER && !before,
                                value - visits.expected[row],
                                value,
                                few.length == 0 ? customer : Arrays.binarySearch(few, customer),
                                outcomes.clustered() ? outcomes.cluster(visits.unit[row]) : 0);
                    }
                }),
                few.length == 0 ? outcomes.customerCount() : few.length,
                outcomes.clusterCount());
    }

    /// The customers at risk, ascending.
    private int[] customers(Roles roles) {
        IntStream.Builder all = IntStream.builder();
        roles.each((row, role) -> all.add(visits.customer[row]));
        return all.build().sorted().distinct().toArray();
    }

    // How it went

    private List<Finding> went(int touchpoint) {
        int usual = visits.usualOutcome(touchpoint);
        int attribute = outcomes.log().store().schema().idOf(Schema.OUTCOME);
        if (usual < 0) {
            return List.of();
        }
        int values = outcomes.log().store().categories(attribute).size();
        boolean[] occurs = new boolean[values];
        for (int row = visits.from(touchpoint); row < visits.to(touchpoint); row++) {
            if (visits.outcome[row] >= 0) {
                occurs[visits.outcome[row]] = true;
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (int value = 0; value < values; value++) {
            if (occurs[value] && value != usual) {
                findings.add(went(
                        touchpoint,
                        value,
                        outcomes.log().store().categories(attribute).name(value)));
            }
        }
        return findings;
    }

    private Finding went(int touchpoint, int value, String name) {
        Finding finding = finding(names.name(touchpoint) + "=" + name, Moment.Kind.OUTCOME, touchpoint, name);
        int[] firsts = new int[outcomes.size()];
        Arrays.fill(firsts, Integer.MAX_VALUE);
        for (int row = visits.from(touchpoint); row < visits.to(touchpoint); row++) {
            if (visits.outcome[row] == value) {
                firsts[visits.unit[row]] = Math.min(firsts[visits.unit[row]], visits.position[row]);
            }
        }
        int[] rows = IntStream.range(0, visits.size())
                .filter(row -> visits.next[row] == touchpoint
                        && visits.nextOutcome[row] >= 0
                        && visits.position[row] < firsts[visits.unit[row]])
                .toArray();
        IntPredicate exposed = row -> visits.nextOutcome[row] == value;
        int[] strata = strata(rows);
        BitSet in = new BitSet(outcomes.size());
        BitSet out = new BitSet(outcomes.size());
        for (int row : rows) {
            (exposed.test(row) ? in : out).set(visits.unit[row]);
        }
        out.andNot(in);
        finding.contrast(outcomes, in, out);
        finding.effect = stratified(rows, strata, exposed, false);
        finding.placebo = Placebos.of(stratified(rows, strata, exposed, true), smallest);
        return finding;
    }

    /// Per row its touchpoint before, how that went, and a third of the delays.
    private int[] strata(int[] rows) {
        int[] delays = Arrays.stream(rows).map(row -> visits.stay[row]).sorted().toArray();
        int[] strata = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            int bin = 0;
            while (bin < DELAY_BINS - 1 && visits.stay[row] >= delays[delays.length * (bin + 1) / DELAY_BINS]) {
                bin++;
            }
            strata[i] = (visits.place[row] * 16 + Math.min(14, visits.outcome[row]) + 1) * DELAY_BINS + bin;
        }
        return strata;
    }

    private Result<Effect> stratified(int[] rows, int[] strata, IntPredicate exposed, boolean before) {
        StratumSums sums = new StratumSums();
        for (int i = 0; i < rows.length; i++) {
            double value = stratumValue(rows[i], before);
            if (!Double.isNaN(value)) {
                sums.add(strata[i], exposed.test(rows[i]), value);
            }
        }
        return sums.effect(Effect.Target.EXPOSED, 0).flatMap(found -> {
            ClusterSums byCustomer = new ClusterSums(outcomes.customerCount());
            ClusterSums byCluster = new ClusterSums(Math.max(1, outcomes.clusterCount()));
            boolean[] kept = kept(rows, strata, exposed, before);
            for (int i = 0; i < rows.length; i++) {
                double value = stratumValue(rows[i], before);
                if (!Double.isNaN(value) && kept[strata[i]]) {
                    int unit = visits.unit[rows[i]];
                    boolean is = exposed.test(rows[i]);
                    double influence = found.influence(strata[i], is, value);
                    byCustomer.add(outcomes.customer(unit), is, influence);
                    if (outcomes.clustered()) {
                        byCluster.add(outcomes.cluster(unit), is, influence);
                    }
                }
            }
            return found.clustered(byCustomer)
                    .map(own -> outcomes.clustered()
                            ? found.clustered(byCluster)
                                    .answer()
                                    .map(own::orLargerError)
                                    .orElse(own)
                            : own);
        });
    }

    private double stratumValue(int row, boolean before) {
        return (before ? visits.earlier : visits.value)[row] - visits.expected[row];
    }

    /// Strata with at least two rows on both sides.
    private boolean[] kept(int[] rows, int[] strata, IntPredicate exposed, boolean before) {
        int most = Arrays.stream(strata).max().orElse(0) + 1;
        int[] in = new int[most];
        int[] out = new int[most];
        for (int i = 0; i < rows.length; i++) {
            if (!Double.isNaN(stratumValue(rows[i], before))) {
                (exposed.test(rows[i]) ? in : out)[strata[i]]++;
            }
        }
        boolean[] kept = new boolean[most];
        for (int i = 0; i < most; i++) {
            kept[i] = in[i] >= 2 && out[i] >= 2;
        }
        return kept;
    }

    // Ways

    /// First ways to a touchpoint straight from another, where many come that way and many do not. A way is told by its
    /// own effect and by the difference from that of the touchpoint: without one it matters not from where.
    ///
    /// @param ever outcomes whose journeys meet the touchpoint
    /// @param met its effect, whatever the way
    private List<Finding> ways(int touchpoint, int[] firsts, BitSet ever, Effect met) {
        IntPredicate notMet = visits.notMet(touchpoint, firsts);
        int[] sources = visits.sources(touchpoint);
        int[] counts = Arrays.stream(sources)
                .map(from -> (int) IntStream.range(visits.from(from), visits.to(from))
                        .filter(row -> visits.next[row] == touchpoint && notMet.test(row))
                        .count())
                .toArray();
        int all = Arrays.stream(counts).sum();
        return IntStream.range(0, sources.length)
                .filter(i -> Math.min(counts[i], all - counts[i]) >= Math.max(LEAST_ON_WAY, LEAST_SHARE * all))
                .mapToObj(i -> way(
                        sources[i],
                        touchpoint,
                        new Roles(visits, new int[] {sources[i]}, notMet, touchpoint, ever),
                        met))
                .toList();
    }

    /// Whether most of those compared never meet it. Else how soon it is met tells, and the wait for it says that.
    private static boolean isNoMatterOfWhen(Effect met) {
        return met.estimate().warnings().stream().noneMatch(note -> note.code().equals(RiskSets.MET_LATER));
    }

    private Finding way(int from, int touchpoint, Roles roles, Effect met) {
        Finding finding = finding(
                "first:" + names.name(from) + ">" + names.name(touchpoint),
                Moment.Kind.WAY,
                touchpoint,
                names.name(from));
        fill(finding, roles);
        finding.effect = finding.effect.map(effect -> {
            double differs = effect.pOfDifference(met);
            if (differs > MomentOfTruth.FALSE_DISCOVERIES) {
                finding.warnings.add(new Note(
                        "way-like-others",
                        "The difference from coming there at all may be chance: it may not matter from where."));
            }
            return effect.withP(Math.max(effect.p(), differs));
        });
        return finding;
    }

    // Returns

    /// Ways back: from a touchpoint straight to one that this journey had met before it, or to itself.
    private List<Finding> returns(int touchpoint, int[] firsts) {
        List<Finding> findings = new ArrayList<>();
        for (int place : visits.sources(touchpoint)) {
            if (visits.returns(place, touchpoint) >= LEAST_ON_WAY) {
                findings.add(returned(place, touchpoint, firsts));
            }
        }
        return findings;
    }

    private Finding returned(int from, int touchpoint, int[] firsts) {
        IntPredicate met = visits.hadMet(touchpoint, firsts);
        IntPredicate back = row -> from == touchpoint || met.test(row) && firsts[visits.unit[row]] <= visits.begun[row];
        int[] returned = new int[outcomes.size()];
        Arrays.fill(returned, Integer.MAX_VALUE);
        for (int row = visits.from(from); row < visits.to(from); row++) {
            if (visits.next[row] == touchpoint && back.test(row)) {
                returned[visits.unit[row]] = Math.min(returned[visits.unit[row]], visits.position[row]);
            }
        }
        BitSet ever = visits.units(from, row -> returned[visits.unit[row]] < Integer.MAX_VALUE);
        Finding finding = finding(
                names.name(from) + ">" + names.name(touchpoint), Moment.Kind.FRAGMENT, touchpoint, names.name(from));
        IntPredicate atRisk = row -> back.test(row) && visits.position[row] <= returned[visits.unit[row]];
        fill(finding, new Roles(visits, new int[] {from}, atRisk, touchpoint, ever));
        return finding;
    }

    // Waits

    private List<Finding> waits() {
        return visits.waits().stream()
                .parallel()
                .filter(wait -> !asks(wait.to()))
                .map(this::wait)
                .toList();
    }

    private Finding wait(Waits.Wait wait) {
        Finding finding = finding(
                "wait:" + names.name(wait.from()) + ">" + names.name(wait.to()),
                Moment.Kind.WAIT,
                wait.to(),
                names.name(wait.from()));
        finding.outcomeBefore = visits.onlyAfter(wait.to());
        int[] fromRows = visits.firstRows(wait.from(), 1);
        double[] expected = new double[fromRows.length];
        for (int i = 0; i < fromRows.length; i++) {
            expected[i] = fromRows[i] < 0 ? 0 : visits.expected[fromRows[i]];
        }
        double[] sorted = Arrays.stream(wait.seconds())
                .filter(seconds -> !Double.isNaN(seconds))
                .sorted()
                .toArray();
        double median = sorted.length == 0 ? 0 : sorted[sorted.length / 2];
        String unit = median >= 86_400 ? "days" : median >= 3_600 ? "hours" : "minutes";
        double seconds = median >= 86_400 ? 86_400 : median >= 3_600 ? 3_600 : 60;
        new Doses(outcomes, new Contrast(outcomes, expected))
                .fill(
                        finding,
                        Arrays.stream(wait.seconds())
                                .map(lasted -> lasted / seconds)
                                .toArray(),
                        Double.NaN,
                        unit,
                        i -> outcomes.before(i, fromRows[i] < 0 ? 0 : visits.position[fromRows[i]]));
        return finding;
    }

    // Numbers

    /// A number that is known from a touchpoint on.
    private record KnownNumber(int id, Attribute attribute, int touchpoint) {}

    /// Numbers that are known from a touchpoint on, where its first stay comes before the outcome.
    private List<Finding> numbers() {
        List<Attribute> attributes = outcomes.log().store().schema().attributes();
        List<KnownNumber> known = IntStream.range(0, attributes.size())
                .filter(id -> attributes.get(id).kind() == Attribute.Kind.NUMBER && !notNumbers.contains(id))
                .boxed()
                .flatMap(id -> known(id, attributes.get(id)).stream())
                .toList();
        if (known.isEmpty()) {
            return List.of();
        }
        double[] expected = new Contrast(outcomes, atStart, outcome -> true).expected();
        return known.stream().map(number -> number(number, expected)).toList();
    }

    private Optional<KnownNumber> known(int id, Attribute attribute) {
        if (!(attribute.known() instanceof Known.AtTouchpoint(String name))) {
            return Optional.empty();
        }
        OptionalInt code = names.code(name);
        return code.isEmpty() || visits.from(code.getAsInt()) == visits.to(code.getAsInt())
                ? Optional.empty()
                : Optional.of(new KnownNumber(id, attribute, code.getAsInt()));
    }

    /// @param atTheStart per outcome what is expected by what is known at the start
    private Finding number(KnownNumber known, double[] atTheStart) {
        int id = known.id;
        Attribute attribute = known.attribute;
        int touchpoint = known.touchpoint;
        Finding finding = finding("number:" + attribute.name(), Moment.Kind.NUMBER, touchpoint, attribute.name());
        finding.outcomeBefore = visits.onlyAfter(touchpoint);
        int[] rows = visits.firstRows(touchpoint, 1);
        double[] numbers = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0) {
                numbers[i] = Double.NaN;
            } else if (attribute.level() == Attribute.Level.INTERACTION) {
                numbers[i] = outcomes.in(i).interactionNumber(id, visits.position[rows[i]]);
            } else {
                numbers[i] = outcomes.in(i).number(id, outcomes.journey(i));
            }
        }
        int[] before = visits.rowsBefore(touchpoint);
        double[] expected = atTheStart.clone();
        for (int i = 0; i < before.length; i++) {
            expected[i] = before[i] < 0 ? expected[i] : visits.expected[before[i]];
        }
        new Doses(outcomes, new Contrast(outcomes, expected))
                .fill(
                        finding,
                        numbers,
                        Double.NaN,
                        "",
                        i -> outcomes.before(i, rows[i] < 0 ? 0 : visits.position[rows[i]]));
        return finding;
    }
}
