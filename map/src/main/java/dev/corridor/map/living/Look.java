package dev.corridor.map.living;

/// How one mark is painted.
///
/// @param width pixels that its journeys come to, before its room is asked; 0 where there are none
/// @param core pixels of the part that both groups of a comparison have; else the width
/// @param shade its class in the style sheet; may be empty
/// @param words its number
/// @param says all its figures in one sentence
record Look(double width, double core, String shade, String words, String says) {}
