/// Tests of the pages about data.
@NullMarked
package dev.corridor.app.interaction.web;

import org.jspecify.annotations.NullMarked;
