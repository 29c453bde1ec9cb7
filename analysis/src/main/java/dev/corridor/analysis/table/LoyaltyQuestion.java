package dev.corridor.analysis.table;

import java.util.Optional;

/// How long customers stay.
///
/// @param duration a column of numbers: how long the customer was seen, in any unit
/// @param event `COLUMN=VALUE`, or a column of 0 and 1: whether the customer left at the end of that time
/// @param by the column that names the group to compare
/// @param start a column of numbers: from when on the customer was observed, in the unit of the duration
/// @param customer the column that names the customer: a second row of one is left out
/// @param includeSmall whether groups of fewer than 10 are shown
public record LoyaltyQuestion(
        String duration,
        String event,
        Optional<String> by,
        Optional<String> start,
        Optional<String> customer,
        boolean includeSmall) {}
