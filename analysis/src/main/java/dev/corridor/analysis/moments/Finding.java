package dev.corridor.analysis.moments;

import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.MomentOfTruth;
import dev.corridor.statistics.effect.SmallestEffect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// A candidate with its evidence, before it is judged among all others of the run.
final class Finding {
    final String id;
    final Moment.Kind kind;
    final String touchpoint;
    final String second;
    Result<Effect> effect = Result.notPossible(0, "too-few", "Nothing was compared.");
    boolean tested = true;
    long exposed;
    long unexposed;
    long exposedCustomers;
    long unexposedCustomers;
    long outcomeBefore;
    OptionalDouble exposedMean = OptionalDouble.empty();
    OptionalDouble unexposedMean = OptionalDouble.empty();
    OptionalDouble raw = OptionalDouble.empty();
    Moment.Shape shape = Moment.Shape.FLAT;
    List<Moment.Threshold> thresholds = List.of();
    Optional<Moment.Slope> slope = Optional.empty();
    List<Moment.Point> curve = List.of();
    OptionalDouble exposedFrom = OptionalDouble.empty();

    @Nullable
    String unit;

    MomentOfTruth.Placebo placebo = MomentOfTruth.Placebo.NOT_POSSIBLE;
    Optional<Note> hiddenCause = Optional.empty();
    final List<Note> warnings = new ArrayList<>();
    /// Marks outcomes that count as exposed; empty where nobody was compared.
    BitSet marked = new BitSet();
    /// Outcomes there are, marked or not.
    int markedOf;
    int markedCount;
    String group = "";
    final SmallestEffect smallest;

    /// @param touchpoint the one it is about
    /// @param second what else names it: an outcome, where a wait or a fragment begins, a due date; may
    ///     be empty
    Finding(String id, Moment.Kind kind, String touchpoint, String second, SmallestEffect smallest) {
        this.smallest = smallest;
        this.id = id;
        this.kind = kind;
        this.touchpoint = touchpoint;
        this.second = second;
    }

    /// The touchpoint where the outcome is given, with the @ before it.
    String place() {
        return id.substring(id.lastIndexOf('@'));
    }

    /// Counts both sides.
    void count(Outcomes outcomes, BitSet in, BitSet out) {
        marked = in;
        markedOf = outcomes.size();
        markedCount = in.cardinality();
        exposed = markedCount;
        unexposed = out.cardinality();
        exposedCustomers = outcomes.customers(in);
        unexposedCustomers = outcomes.customers(out);
    }

    /// Counts both sides and takes their means, as they are without any adjustment.
    ///
    /// @param in marks outcomes that count as exposed
    /// @param out marks those they are compared with
    void contrast(Outcomes outcomes, BitSet in, BitSet out) {
        count(outcomes, in, out);
        double inSum = in.stream().mapToDouble(outcomes::value).sum();
        double outSum = out.stream().mapToDouble(outcomes::value).sum();
        if (exposed > 0) {
            exposedMean = OptionalDouble.of(inSum / exposed);
        }
        if (unexposed > 0) {
            unexposedMean = OptionalDouble.of(outSum / unexposed);
        }
        if (exposed > 0 && unexposed > 0) {
            raw = OptionalDouble.of(inSum / exposed - outSum / unexposed);
        }
    }

    MomentOfTruth.Candidate candidate() {
        return new MomentOfTruth.Candidate(effect, exposedCustomers, unexposedCustomers, placebo, tested);
    }
}
