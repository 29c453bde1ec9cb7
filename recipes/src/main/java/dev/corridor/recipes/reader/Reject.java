package dev.corridor.recipes.reader;

/// A row that was not used, and why.
///
/// @param code stable, in lower-case words joined by hyphens: `too-many-cells`, `not-a-time`
/// @param sentence the reason in plain words, the same for every row with this code and column
/// @param line the line of the file where the row begins, from 1
/// @param column the column's name, or empty where the whole row is meant
/// @param value the offending text, cut to 200 characters
public record Reject(String code, String sentence, String file, long line, String column, String value) {}
