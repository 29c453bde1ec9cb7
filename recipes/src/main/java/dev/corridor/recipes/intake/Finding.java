package dev.corridor.recipes.intake;

import java.util.List;

/// Something about the data that people should know and that did not keep a row from being used.
///
/// @param code stable, in lower-case words joined by hyphens: `without-match`
/// @param subject the table, column, touchpoint or attribute it is about
/// @param count how often, of
/// @param denominator how many it was looked at
/// @param sentence in plain words, with the numbers
/// @param examples at most [#EXAMPLES], of files [#FILES], the first ones, with their place
public record Finding(
        String code, String subject, long count, long denominator, String sentence, List<String> examples) {
    /// How many examples are kept.
    public static final int EXAMPLES = 5;

    /// How many files are named where files are what was found.
    public static final int FILES = 100;

    public Finding {
        examples = List.copyOf(examples);
    }
}
