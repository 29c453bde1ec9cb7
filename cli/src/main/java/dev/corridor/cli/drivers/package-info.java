/// How the answer of `drivers` is printed.
@NullMarked
package dev.corridor.cli.drivers;

import org.jspecify.annotations.NullMarked;
