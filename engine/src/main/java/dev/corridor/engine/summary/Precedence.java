package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Whether the first occurrence of a touchpoint comes before the first occurrence of another that should
/// precede it. Compared are times, by the second, or by the local day where the coarser of both is only known
/// by the day: a pair inside one day is then unknown, neither kept nor violated. Occurrences without a time
/// are passed over.
///
/// Cost: one pass over the interactions. Bytes: version 1, compared, violated, unknown (8 each), number of
/// examples (4), per example its occurrence (16), whether it is a violation (4), its key (list of 1).
public final class Precedence implements Summary<Precedence> {
    private static final int VERSION = 1;
    private static final int EXAMPLES = 5;
    private static final long DAY = 86_400;

    private final long compared;
    private final long violated;
    private final long unknown;
    private final List<Example> examples;

    /// A journey that violates the order, or whose order is unknown.
    public record Example(String key, boolean violation, Occurrence first) {}

    private Precedence(long compared, long violated, long unknown, List<Example> examples) {
        this.compared = compared;
        this.violated = violated;
        this.unknown = unknown;
        this.examples = examples;
    }

    /// Checks "`later` not before `earlier`".
    ///
    /// @param byDay whether one of both is known only by the day
    public static Precedence of(JourneySelection selection, int later, int earlier, boolean byDay) {
        return selection.scan(
                new Precedence(0, 0, 0, List.of()),
                range -> scan(range, later, earlier, byDay ? DAY : 1),
                Precedence::merge);
    }

    private static Precedence scan(Range range, int later, int earlier, long unit) {
        Journeys part = range.part().journeys();
        long compared = 0;
        long violated = 0;
        long unknown = 0;
        List<Example> examples = new ArrayList<>();
        for (int journey = range.from(); journey < range.to(); journey++) {
            long precedent = range.part().selects(journey) ? first(part, journey, earlier) : Journeys.UNTIMED;
            long first = precedent == Journeys.UNTIMED ? precedent : first(part, journey, later);
            if (first == Journeys.UNTIMED) {
                continue;
            }
            compared++;
            long day = Math.floorDiv(precedent, unit);
            boolean violation = Math.floorDiv(first, unit) < day;
            boolean sameDay = unit > 1 && occursOn(part, journey, later, day, unit);
            violated += violation ? 1 : 0;
            unknown += sameDay ? 1 : 0;
            if (violation || sameDay) {
                examples.add(new Example(part.keyName(journey), violation, Occurrence.of(part, journey, 0)));
                if (examples.size() > 64 * EXAMPLES) {
                    examples = foremost(examples);
                }
            }
        }
        return new Precedence(compared, violated, unknown, foremost(examples));
    }

    private static long first(Journeys part, int journey, int touchpoint) {
        int end = part.offset(journey + 1);
        for (int i = part.offset(journey); i < end; i++) {
            if (part.touchpoint(i) == touchpoint && part.second(i) != Journeys.UNTIMED) {
                return part.second(i);
            }
        }
        return Journeys.UNTIMED;
    }

    private static boolean occursOn(Journeys part, int journey, int touchpoint, long day, long unit) {
        int end = part.offset(journey + 1);
        for (int i = part.offset(journey); i < end; i++) {
            long second = part.second(i);
            if (part.touchpoint(i) == touchpoint && second != Journeys.UNTIMED && Math.floorDiv(second, unit) == day) {
                return true;
            }
        }
        return false;
    }

    private static List<Example> foremost(List<Example> examples) {
        List<Example> kept = new ArrayList<>();
        for (boolean violation : new boolean[] {true, false}) {
            examples.stream()
                    .filter(example -> example.violation == violation)
                    .sorted(Comparator.comparing(Example::first))
                    .limit(EXAMPLES)
                    .forEach(kept::add);
        }
        return kept;
    }

    /// Journeys in which both have a time.
    public long compared() {
        return compared;
    }

    public long violated() {
        return violated;
    }

    /// Journeys in which some occurrence falls on the day of the other and one of them is known only by the
    /// day; some of these are violated by an earlier occurrence too.
    public long unknown() {
        return unknown;
    }

    /// Up to five violations and five unknowns, first in the source first.
    public List<Example> examples() {
        return examples;
    }

    @Override
    public Precedence merge(Precedence other) {
        List<Example> both = new ArrayList<>(examples);
        both.addAll(other.examples);
        return new Precedence(
                compared + other.compared, violated + other.violated, unknown + other.unknown, foremost(both));
    }

    @Override
    public byte[] toBytes() {
        SummaryWriter out = new SummaryWriter(VERSION)
                .number(compared)
                .number(violated)
                .number(unknown)
                .number(examples.size());
        for (Example example : examples) {
            example.first.write(out);
            out.number(example.violation ? 1 : 0).bytes(example.key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return out.toBytes();
    }

    public static Precedence fromBytes(byte[] bytes) {
        return SummaryReader.read("precedence", VERSION, bytes, in -> {
            long compared = in.amount();
            long violated = in.amount();
            long unknown = in.amount();
            List<Example> examples = new ArrayList<>();
            for (int left = in.count(24); left > 0; left--) {
                Occurrence first = Occurrence.read(in);
                boolean violation = in.number() != 0;
                String key = new String(in.bytes(), java.nio.charset.StandardCharsets.UTF_8);
                examples.add(new Example(key, violation, first));
            }
            return new Precedence(compared, violated, unknown, examples);
        });
    }
}
