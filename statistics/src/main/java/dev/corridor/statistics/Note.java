package dev.corridor.statistics;

/// A reason, an assumption or a warning.
///
/// @param code a stable name such as `too-few-answers`, for translations and programs
/// @param sentence in English, for people
public record Note(String code, String sentence) {}
