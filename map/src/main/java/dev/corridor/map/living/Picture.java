package dev.corridor.map.living;

/// One SVG file, light, with its styles and fonts inside, without links and script.
///
/// @param width pixels
/// @param height pixels
public record Picture(String svg, double width, double height) {}
