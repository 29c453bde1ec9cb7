/// The sample company: Aurora, a telecom that installs home internet, with the truth about what moves its
/// customers. Generated from a seed, streamed, and known to nobody but who writes it.
@NullMarked
package dev.corridor.sample;

import org.jspecify.annotations.NullMarked;
