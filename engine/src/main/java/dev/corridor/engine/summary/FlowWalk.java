package dev.corridor.engine.summary;

import dev.corridor.engine.store.JourneySelection.Range;
import dev.corridor.engine.store.Journeys;
import java.lang.foreign.MemorySegment;

/// The passages of a range of journeys that have a time, over the edges of a table.
final class FlowWalk {
    /// Up to so many edges the fast walk's arrays are small.
    static final int FEW = 1 << 12;

    private final Range range;
    private final Journeys journeys;
    private final EdgeTable table;

    /// Takes one passage.
    interface Passage {
        /// @param edge its number in the table
        /// @param taken seconds
        void at(int edge, long taken);
    }

    /// Takes a run of selected journeys whose interactions lie side by side.
    interface Run {
        void between(int from, int to);
    }

    /// @param table has all pairs of the range
    FlowWalk(Range range, EdgeTable table) {
        this.range = range;
        this.journeys = range.part().journeys();
        this.table = table;
    }

    /// Whether the columns are as [#touchpoints] and [#seconds] return them, all have a time, and there are few
    /// edges.
    boolean isPlain() {
        return journeys.touchpointWidth() == 1
                && journeys.timeWidth() == 4
                && !journeys.hasUntimed()
                && table.size() <= FEW;
    }

    /// How many interactions all journeys of the range have, selected or not.
    long interactions() {
        return (long) journeys.offset(range.to()) - journeys.offset(range.from());
    }

    /// One byte per interaction.
    MemorySegment touchpoints() {
        return journeys.touchpoints();
    }

    /// One int per interaction.
    MemorySegment seconds() {
        return journeys.times();
    }

    /// A bit per interaction, set where a journey starts.
    long[] starts() {
        return journeys.starts();
    }

    /// All selected journeys, in as few pieces as possible.
    void runs(Run run) {
        boolean all = range.part().selectsAll();
        int journey = range.from();
        while (journey < range.to()) {
            int start = journey;
            while (journey < range.to() && (all || range.part().selects(journey))) {
                journey = all ? range.to() : journey + 1;
            }
            if (journey > start) {
                run.between(journeys.offset(start), journeys.offset(journey));
            }
            journey++;
        }
    }

    /// All passages, whatever the columns are like.
    void passages(Passage passage) {
        for (int journey = range.from(); journey < range.to(); journey++) {
            if (!range.part().selects(journey)) {
                continue;
            }
            int from = journeys.offset(journey);
            int to = journeys.offset(journey + 1);
            int left = journeys.touchpoint(from);
            long before = journeys.second(from);
            for (int i = from + 1; i < to; i++) {
                int arrived = journeys.touchpoint(i);
                long time = journeys.second(i);
                if (before != Journeys.UNTIMED && time != Journeys.UNTIMED) {
                    passage.at(table.edge(left, arrived), time - before);
                }
                left = arrived;
                before = time;
            }
        }
    }
}
