/// The map as a file: an SVG painted on pixels or on a page of PDF.
@NullMarked
package dev.corridor.app.discovery.picture;

import org.jspecify.annotations.NullMarked;
