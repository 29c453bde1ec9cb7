/// How long customers go on buying.
@NullMarked
package dev.corridor.analysis.purchases;

import org.jspecify.annotations.NullMarked;
