package dev.corridor.map.living;

import java.util.Optional;

/// What of a map has ink, and what its numbers and colours show. Positions do not depend on it.
///
/// @param touchpoints position of their slider, from 0 to [Places#touchpoints]; drawn as the nearest where beyond
/// @param paths position of their slider, from 0 to [Places#paths]; drawn as the nearest where beyond
/// @param selected its flows are drawn one step darker; what has no place is as if nothing were selected
public record View(int touchpoints, int paths, Metric metric, Scale scale, Optional<Mark> selected) {
    public View withTouchpoints(int other) {
        return new View(other, paths, metric, scale, selected);
    }

    public View withPaths(int other) {
        return new View(touchpoints, other, metric, scale, selected);
    }

    public View withMetric(Metric other) {
        return new View(touchpoints, paths, other, scale, selected);
    }

    public View withScale(Scale other) {
        return new View(touchpoints, paths, metric, other, selected);
    }

    public View withSelected(Mark mark) {
        return new View(touchpoints, paths, metric, scale, Optional.of(mark));
    }

    public View withNothingSelected() {
        return new View(touchpoints, paths, metric, scale, Optional.empty());
    }
}
