package dev.corridor.recipes.intake;

import dev.corridor.engine.store.Appender;

/// An appender that is told which row of the source its records come from, and takes texts themselves: for whoever
/// keeps the records of a row until the row is read again.
///
/// A row's identity is the first 128 bits of SHA-256 over the place of its interaction rule in the recipe, the name
/// of the table and, with a key in the recipe, the cells of the key; without one, all its cells and how often they
/// have occurred in their file; of a group, the cells that its rows share and which file's group of that name it is.
/// It is the same in every run, whatever other files are read with it.
///
/// Where nobody asks for identities, none is made. Without a key in the recipe 20 to 40 bytes of memory are needed
/// for every distinct row.
public interface RowAppender extends Appender {
    /// Begins a row, or a group of rows: the records until the next call come from it, of a wide table several. None
    /// does where the row was rejected or left out: what a row of this identity has given in an earlier run is then
    /// replaced by nothing. So two files read one after the other give what they give when read together.
    ///
    /// @param high the first 64 bits of the identity
    /// @param low the second 64 bits
    void row(long high, long low);

    /// Takes a text in UTF-8, instead of a reference to it. Nothing is kept of the array.
    void text(int attribute, byte[] buffer, int start, int length);
}
