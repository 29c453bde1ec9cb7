/// Pages of plain text for a terminal, and objects as JSON.
@NullMarked
package dev.corridor.cli.page;

import org.jspecify.annotations.NullMarked;
