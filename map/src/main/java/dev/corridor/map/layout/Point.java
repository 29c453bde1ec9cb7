package dev.corridor.map.layout;

/// A place on the drawing in pixels; y grows downwards.
public record Point(double x, double y) {}
