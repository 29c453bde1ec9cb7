package dev.corridor.app.discovery.web;

import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.DataSetId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what a request asks about.
final class Asking {
    private Asking() {}

    static Query query(long set, HttpServletRequest request) {
        String @Nullable [] filters = request.getParameterValues("filter");
        return new Query(
                new DataSetId(set),
                filters == null ? List.of() : List.of(filters),
                Optional.ofNullable(request.getParameter("journeys")),
                Optional.ofNullable(request.getParameter("as-of")));
    }

    /// A number of a slider or list; the other one where there is none that can be read.
    static int number(HttpServletRequest request, String name, int other) {
        String text = request.getParameter(name);
        try {
            return text == null ? other : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return other;
        }
    }
}
