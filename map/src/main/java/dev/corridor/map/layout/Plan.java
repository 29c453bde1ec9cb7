package dev.corridor.map.layout;

import java.util.List;

/// Where everything stands. Positions depend on the graph alone: filters and sliders never move them.
///
/// @param vertical whether the base line runs from top to bottom
/// @param base nodes on the base line in its order
public record Plan(
        double width,
        double height,
        boolean vertical,
        List<Integer> base,
        List<Station> stations,
        List<Track> tracks,
        List<Spur> spurs,
        List<Terminal> terminals) {
    /// Width in pixels of a track that every journey passes.
    public static final double FULL_WIDTH = 30;

    /// Narrowest track; below it the number alone tells.
    public static final double MIN_WIDTH = 1.2;

    /// What a track is.
    public enum Kind {
        /// A step of the base line.
        BASE,
        /// A step onwards.
        ONWARD,
        /// A step back.
        BACK,
        /// A step to the same touchpoint.
        LOOP
    }

    /// One touchpoint.
    ///
    /// @param label room of the name lines and the metric line under them
    /// @param lines the name, broken and shortened
    public record Station(int node, boolean base, Box mark, Box label, List<String> lines) {}

    /// One step.
    ///
    /// @param link index of the link; -1 for the way from the entrance and to the end
    /// @param from node; -1 for the entrance
    /// @param to node; -1 for the end
    /// @param corners of the polyline; legs are horizontal or vertical
    /// @param width stroke width
    /// @param fromWidth of the river at the station it leaves, base line only
    /// @param toWidth of the river at the station it reaches, base line only
    /// @param label room of the number
    /// @param inside whether the number stands inside the river
    public record Track(
            int link,
            int from,
            int to,
            Kind kind,
            List<Point> corners,
            double width,
            double fromWidth,
            double toWidth,
            Box label,
            boolean inside) {}

    /// Journeys that start or end at a touchpoint off the ends of the base line.
    ///
    public record Spur(int node, boolean exit, List<Point> corners, double width, Box label) {}

    /// The entrance or the end of the base line.
    public record Terminal(boolean entrance, int node, Point center, Box label) {}
}
