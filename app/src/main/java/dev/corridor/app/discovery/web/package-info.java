/// Pages with figures.
@NullMarked
package dev.corridor.app.discovery.web;

import org.jspecify.annotations.NullMarked;
