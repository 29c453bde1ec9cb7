package dev.corridor.map.living;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// How every mark of a painting looks.
///
/// @param touchpoints by node
/// @param steps by step
/// @param starts by node
/// @param ends by node
record Looks(List<Look> touchpoints, List<Look> steps, List<Look> starts, List<Look> ends) {
    static Looks of(Places places, Content content) {
        int nodes = places.graph().nodes().size();
        return new Looks(
                all(nodes, content::touchpoint),
                all(places.graph().links().size(), content::step),
                all(nodes, content::start),
                all(nodes, content::end));
    }

    private static List<Look> all(int count, IntFunction<Look> look) {
        return IntStream.range(0, count).mapToObj(look).toList();
    }
}
