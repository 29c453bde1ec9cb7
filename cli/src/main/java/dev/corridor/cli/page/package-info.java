/// Pages of plain text for people, and the notes that every answer carries.
@NullMarked
package dev.corridor.cli.page;

import org.jspecify.annotations.NullMarked;
