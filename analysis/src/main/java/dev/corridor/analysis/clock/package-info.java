/// Days and months as the company's calendar has them.
@NullMarked
package dev.corridor.analysis.clock;

import org.jspecify.annotations.NullMarked;
