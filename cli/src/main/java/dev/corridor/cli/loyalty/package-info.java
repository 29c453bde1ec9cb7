/// How the answer of `loyalty` is printed.
@NullMarked
package dev.corridor.cli.loyalty;

import org.jspecify.annotations.NullMarked;
