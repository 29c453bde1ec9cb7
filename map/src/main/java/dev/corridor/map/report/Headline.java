package dev.corridor.map.report;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.Edge;
import dev.corridor.map.FlowReport;
import dev.corridor.map.Path;
import dev.corridor.map.svg.FlowMap;
import dev.corridor.map.words.Plain;
import dev.corridor.map.words.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/// The sentence that answers: how many journeys take the most used path, and where the longest wait is.
///
/// Where no path stands out it says what most journeys share: touchpoints of the base line, one after another left out
/// until at least [#MOST] of the journeys pass the rest in this order; each time the one that leaves most, or while
/// there are more than [#WEIGHED] the least visited. Of more than [#NAMED] the first, the last and
/// some between are named; the share is counted for those that are named. Paths that are not listed count as not
/// passing, so the share is then a lower bound and said to be one.
///
/// The longest common wait is the largest median among the steps that at least [#NOTABLE] of the journeys, and no fewer
/// than
/// [#FEWEST], passed; it is left out where no such step takes time.
public final class Headline {
    private static final int MOST_LETTERS = 60;
    private static final double NOTABLE = 0.05;
    private static final long FEWEST = 10;
    private static final double STANDS_OUT = 0.05;
    private static final double MOST = 0.5;
    private static final int NAMED = 4;
    private static final int WEIGHED = 16;

    private final FlowReport report;
    private final Wording wording;

    private final List<Integer> base;

    private Headline(FlowReport report, Wording wording, List<Integer> base) {
        this.report = report;
        this.wording = wording;
        this.base = base;
    }

    /// HTML; names are escaped.
    ///
    /// @param base touchpoints of the base line, by index in the report
    static String of(FlowMap map, List<Integer> base) {
        return new Headline(map.report(), map.wording(), base).sentence();
    }

    /// HTML; names are escaped. The most used path stands for the base line.
    public static String of(FlowReport report, Wording wording) {
        List<Path> paths = report.paths().listed();
        List<Integer> base = paths.isEmpty()
                ? List.of()
                : paths.getFirst().touchpoints().stream().distinct().toList();
        return new Headline(report, wording, base).sentence();
    }

    private String sentence() {
        List<Path> paths = report.paths().listed();
        if (paths.isEmpty() || report.journeys() == 0) {
            return wording.say("answer.empty");
        }
        Path most = paths.getFirst();
        String share = wording.share(most.count(), report.journeys());
        boolean standsOut = most.count() >= STANDS_OUT * report.journeys();
        if (standsOut && most.touchpoints().size() == 1) {
            return wording.say("answer.one", share, name(most.touchpoints().getFirst()));
        }
        String ways;
        if (standsOut) {
            String from = name(most.touchpoints().getFirst());
            String to = name(most.touchpoints().getLast());
            ways = most.count() == report.journeys()
                    ? wording.say("answer.main.all", from, to)
                    : wording.say("answer.main", share, from, to);
        } else {
            ways = shared().orElse(wording.say(
                    "answer.none", wording.count("paths", report.paths().distinct()), share));
        }
        String sentence = ways + longestWait().map(this::wait).orElse(wording.say("answer.stop"));
        return sentence.replace(".</em>.", ".</em>");
    }

    private Optional<String> shared() {
        Passing passing = new Passing(report.paths().listed());
        int[] chain = base.stream().mapToInt(Integer::intValue).toArray();
        while (chain.length > 1 && passing.all(chain) < MOST * report.journeys()) {
            chain = without(chain, chain.length > WEIGHED ? leastVisited(chain) : leastShared(passing, chain));
        }
        if (chain.length < 2) {
            return Optional.empty();
        }
        int[] named = named(chain);
        String share = wording.share(passing.all(named), report.journeys());
        if (report.paths().otherJourneys() > 0) {
            share = wording.say("answer.atleast", share);
        }
        List<String> names = IntStream.of(named).mapToObj(this::name).toList();
        return Optional.of(
                switch (names.size()) {
                    case 2 -> wording.say("answer.shared.2", share, names.get(0), names.get(1));
                    case 3 -> wording.say("answer.shared.3", share, names.get(0), names.get(1), names.get(2));
                    default ->
                        wording.say("answer.shared.4", share, names.get(0), names.get(1), names.get(2), names.get(3));
                });
    }

    private int leastVisited(int[] chain) {
        return firstOfMost(
                chain.length, i -> -report.touchpoints().get(chain[i]).journeys());
    }

    /// The one without which most journeys pass the others.
    private static int leastShared(Passing passing, int[] chain) {
        long[] journeys = passing.withoutEach(chain);
        return firstOfMost(chain.length, i -> journeys[i]);
    }

    private static int firstOfMost(int size, IntToLongFunction value) {
        int most = 0;
        for (int i = 1; i < size; i++) {
            if (value.applyAsLong(i) > value.applyAsLong(most)) {
                most = i;
            }
        }
        return most;
    }

    private static int[] without(int[] chain, int place) {
        return IntStream.range(0, chain.length)
                .filter(i -> i != place)
                .map(i -> chain[i])
                .toArray();
    }

    private static int[] named(int[] chain) {
        int last = chain.length - 1;
        return chain.length <= NAMED
                ? chain
                : IntStream.range(0, NAMED)
                        .map(i -> chain[(i * last + (NAMED - 1) / 2) / (NAMED - 1)])
                        .toArray();
    }

    private Optional<Edge> longestWait() {
        double enough = Math.max(FEWEST, NOTABLE * report.journeys());
        return report.edges().stream()
                .filter(edge -> edge.journeys() >= enough && edge.times().medianSeconds() > 0)
                .max(Comparator.comparingDouble(edge -> edge.times().medianSeconds()));
    }

    private String wait(Edge edge) {
        return wording.say(
                "answer.wait",
                name(edge.from()),
                name(edge.to()),
                wording.duration(edge.times().medianSeconds()),
                wording.count("passages.of", edge.times().count()));
    }

    /// A name that is too long for a sentence ends in an ellipsis.
    private String name(int touchpoint) {
        String name = Plain.name(report.touchpoints().get(touchpoint).name().in(wording.language()));
        String said = name.codePointCount(0, name.length()) <= MOST_LETTERS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MOST_LETTERS)).strip() + "…";
        return "<bdi>" + escape(said) + "</bdi>";
    }
}
