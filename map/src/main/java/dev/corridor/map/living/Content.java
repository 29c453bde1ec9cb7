package dev.corridor.map.living;

import java.util.List;

/// What is painted on the places: one selection, or two compared.
sealed interface Content permits Counted, Compared {
    /// Classes of the whole map in the style sheet.
    String kind();

    /// Whether the widths of all journeys lie under those of the selection.
    boolean bedded();

    /// Lines at the entrance.
    List<String> enter();

    Look touchpoint(int node);

    Look step(int step);

    Look start(int node);

    Look end(int node);
}
