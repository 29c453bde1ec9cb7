package dev.corridor.map;

import java.util.OptionalLong;

/// One touchpoint and what was counted at it.
///
/// @param id as in the data and in `--json`
/// @param name what people read
/// @param interactions all occurrences
/// @param journeys journeys that visited it at least once
/// @param repeats journeys that visited it more than once
/// @param starts journeys whose first interaction it is
/// @param ends journeys whose last interaction it is, open ones included
/// @param score over the journeys that visited it
/// @param toNext from an interaction here to the next one of the same journey
/// @param stage column group given by a design, from 0; -1 where none is given
/// @param dropOuts journeys neither completed nor open whose last interaction it is; empty where no ends are known
public record Touchpoint(
        String id,
        Text name,
        long interactions,
        long journeys,
        long repeats,
        long starts,
        long ends,
        Score score,
        Times toNext,
        int stage,
        OptionalLong dropOuts) {
    public Touchpoint(
            String id,
            Text name,
            long interactions,
            long journeys,
            long repeats,
            long starts,
            long ends,
            Score score,
            Times toNext) {
        this(id, name, interactions, journeys, repeats, starts, ends, score, toNext, -1, OptionalLong.empty());
    }
}
