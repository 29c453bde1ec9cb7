/// What every capability's pages have in common: the frame, the words, the look.
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.corridor.app.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
