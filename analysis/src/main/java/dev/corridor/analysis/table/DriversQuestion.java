package dev.corridor.analysis.table;

import java.util.Optional;

/// Which columns go with an outcome, and how much of it each explains.
///
/// @param outcome a column of numbers, or `COLUMN=VALUE` for 1 against 0
/// @param drivers columns of numbers, or `COLUMN=VALUE`, separated by commas
/// @param customer the column that names whose row it is: rows of one customer are drawn together
/// @param scale of every rating; numbers outside are not used. Without it each driver's is told by its values
public record DriversQuestion(String outcome, String drivers, Optional<String> customer, Optional<RatingScale> scale) {}
