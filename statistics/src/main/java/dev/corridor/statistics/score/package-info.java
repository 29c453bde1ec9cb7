/// Scores and their comparison: recommendation, satisfaction, effort, means; shares, differences, many groups,
/// tests of groups, and how many answers are needed. Every method takes mergeable counts or sums, never rows.
@NullMarked
package dev.corridor.statistics.score;

import org.jspecify.annotations.NullMarked;
