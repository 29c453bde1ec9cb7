package dev.corridor.app.discovery.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A path as named stops; what follows itself is one stop, and the middle of a long path is only counted.
///
/// @param first stops from the beginning
/// @param left how many interactions stand between them and the last ones
/// @param last stops up to the end; empty where nothing is left out
public record Way(List<Stop> first, int left, List<Stop> last) {
    private static final int WHOLE = 14;
    private static final int BEGINNING = 9;
    private static final int END = 3;

    /// @param times that it follows itself
    public record Stop(String name, int times) {}

    static Way of(List<String> touchpoints, UnaryOperator<String> names) {
        List<Stop> stops = new ArrayList<>();
        for (String touchpoint : touchpoints) {
            String name = names.apply(touchpoint);
            boolean again = !stops.isEmpty() && stops.getLast().name().equals(name);
            stops.add(again ? new Stop(name, stops.removeLast().times() + 1) : new Stop(name, 1));
        }
        if (stops.size() <= WHOLE) {
            return new Way(stops, 0, List.of());
        }
        List<Stop> middle = stops.subList(BEGINNING, stops.size() - END);
        return new Way(
                List.copyOf(stops.subList(0, BEGINNING)),
                middle.stream().mapToInt(Stop::times).sum(),
                List.copyOf(stops.subList(stops.size() - END, stops.size())));
    }
}
