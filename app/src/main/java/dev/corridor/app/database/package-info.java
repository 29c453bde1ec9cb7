/// The database under everything: PostgreSQL as a child process in the data folder, or one that runs
/// elsewhere.
@NullMarked
package dev.corridor.app.database;

import org.jspecify.annotations.NullMarked;
