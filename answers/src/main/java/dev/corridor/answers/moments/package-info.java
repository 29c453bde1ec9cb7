/// Moments of truth told: in sentences of every language, as a page and as JSON.
@NullMarked
package dev.corridor.answers.moments;

import org.jspecify.annotations.NullMarked;
