/// Numbers of things in sentences.
@NullMarked
package dev.corridor.analysis.words;

import org.jspecify.annotations.NullMarked;
