/// How the answer of `effect` is printed.
@NullMarked
package dev.corridor.cli.effect;

import org.jspecify.annotations.NullMarked;
