@NullMarked
package dev.corridor.cli.mine;

import org.jspecify.annotations.NullMarked;
