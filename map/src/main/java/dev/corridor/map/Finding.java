package dev.corridor.map;

import java.util.List;
import java.util.Optional;

/// Something in the data that people should know, with its base.
///
/// @param code stable, as in `--json`
/// @param subject what it is about, as in `--json`
/// @param denominator what `count` is out of; 0 where there is no base
/// @param advice what it means for the figures and what to do; empty where nothing is known
/// @param examples at most a few places, without customer ids
public record Finding(
        String code,
        String subject,
        long count,
        long denominator,
        Text sentence,
        Optional<Text> advice,
        List<String> examples) {
    public Finding {
        examples = List.copyOf(examples);
    }
}
