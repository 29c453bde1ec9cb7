/// What journeys customers really walked: the question, its answer in names and numbers, as JSON and as the input of
/// the map, with words for findings in every language.
@NullMarked
package dev.corridor.answers.mine;

import org.jspecify.annotations.NullMarked;
