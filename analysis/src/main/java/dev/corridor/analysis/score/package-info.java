/// The score of a company and of its groups, with who answered before any comparison.
@NullMarked
package dev.corridor.analysis.score;

import org.jspecify.annotations.NullMarked;
