package dev.corridor.analysis.moments;

import dev.corridor.statistics.Note;
import java.util.ArrayList;
import java.util.List;

/// The candidates of one run, moments of truth first, then by what is at stake; members of a group
/// together.
///
/// @param outcomes that were looked at, `customers` who gave them
/// @param leftOut outcomes that could not count, by reason
/// @param smallest effect that matters
/// @param tested candidates that the correction for many looks is over
/// @param adjusted attributes that were adjusted for
/// @param remarks on the run as a whole
public record MomentsAnswer(
        MomentQuestion question,
        long journeys,
        long outcomes,
        long customers,
        double mean,
        List<LeftOut> leftOut,
        double smallest,
        double lowest,
        double highest,
        long tested,
        List<String> adjusted,
        List<Note> remarks,
        List<Moment> moments) {
    public MomentsAnswer {
        leftOut = List.copyOf(leftOut);
        adjusted = List.copyOf(adjusted);
        remarks = List.copyOf(remarks);
        moments = List.copyOf(moments);
    }

    /// The same with more remarks.
    public MomentsAnswer with(List<Note> more) {
        List<Note> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new MomentsAnswer(
                question, journeys, outcomes, customers, mean, leftOut, smallest, lowest, highest, tested, adjusted,
                all, moments);
    }

    /// Outcomes that could not count.
    public record LeftOut(String code, String sentence, long count) {}
}
