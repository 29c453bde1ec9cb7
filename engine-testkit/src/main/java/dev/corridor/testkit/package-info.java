@NullMarked
package dev.corridor.testkit;

import org.jspecify.annotations.NullMarked;
