/// Pages of data sets and imports.
@NullMarked
package dev.corridor.app.interaction.web;

import org.jspecify.annotations.NullMarked;
