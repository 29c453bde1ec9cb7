package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.summary.Extent;
import dev.corridor.engine.summary.OpenJourneys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// The journeys behind a number, page by page, in an order that does not change within a version.
///
/// @param total how many there are: what the number counted
/// @param customers who walked them, each counted once; empty where none is known
/// @param next where the following page begins; empty on the last
public record JourneyList(long total, OptionalLong customers, List<Row> rows, Optional<String> next) {
    /// One journey.
    ///
    /// @param customer empty where nobody is known
    /// @param start seconds since 1970; empty where no interaction has a time
    /// @param seconds from its first to its last timed interaction
    /// @param touchpoints in order, as in the data
    /// @param state empty where the data name no end
    public record Row(
            String key,
            Optional<String> customer,
            OptionalLong start,
            OptionalLong seconds,
            List<String> touchpoints,
            OptionalDouble score,
            OpenJourneys.State state) {
        /// Where the page of the journey is.
        ///
        /// @param query that it was found by
        public String address(Query query) {
            List<String> parts = new ArrayList<>();
            parts.add("key=" + Query.encoded(key));
            customer.ifPresent(known -> parts.add("customer=" + Query.encoded(known)));
            start.ifPresent(second -> parts.add("start=" + second));
            return query.unfiltered().address("journey", parts.toArray(String[]::new));
        }
    }

    /// @param cursor of an earlier page's `next`; empty: the first page
    /// @param most journeys of a page
    /// @throws dev.corridor.engine.error.CorridorException `BAD_CURSOR`, `LIST_CHANGED`
    static JourneyList of(Answered answered, Optional<String> cursor, int most) {
        return of(answered, answered.selection(), List.of(), cursor, most);
    }

    /// @param selection some of the journeys asked about
    /// @param which says which
    static JourneyList of(
            Answered answered, JourneySelection selection, List<?> which, Optional<String> cursor, int most) {
        ListCursor cursors = new ListCursor(answered, which);
        int[] from = cursor.map(text -> cursors.place(text, 2)).orElse(new int[] {0, 0});
        Names names = answered.snapshot().store().touchpoints();
        OpenJourneys states = answered.openJourneys();
        OptionalLong customers = Extent.of(selection).customers();
        List<Row> rows = new ArrayList<>();
        for (int part = from[0]; part < selection.parts().size(); part++) {
            JourneySelection.Part journeys = selection.parts().get(part);
            for (int journey = part == from[0] ? from[1] : 0;
                    journey < journeys.journeys().count();
                    journey++) {
                if (journeys.selects(journey)) {
                    if (rows.size() == most) {
                        return new JourneyList(
                                selection.count(), customers, rows, Optional.of(cursors.at(part, journey)));
                    }
                    rows.add(row(journeys.journeys(), journey, names, states));
                }
            }
        }
        return new JourneyList(selection.count(), customers, rows, Optional.empty());
    }

    /// Hands on every journey of the list, in its order.
    static void each(Answered answered, Consumer<Row> reader) {
        Names names = answered.snapshot().store().touchpoints();
        OpenJourneys states = answered.openJourneys();
        for (JourneySelection.Part part : answered.selection().parts()) {
            for (int journey = 0; journey < part.journeys().count(); journey++) {
                if (part.selects(journey)) {
                    reader.accept(row(part.journeys(), journey, names, states));
                }
            }
        }
    }

    static Row row(Journeys journeys, int journey, Names names, OpenJourneys states) {
        double score = journeys.scores()[journey];
        boolean timed = journeys.start(journey) != Journeys.UNTIMED;
        return new Row(
                journeys.keyName(journey),
                journeys.customerName(journey),
                timed ? OptionalLong.of(journeys.start(journey)) : OptionalLong.empty(),
                timed ? OptionalLong.of(journeys.finish(journey) - journeys.start(journey)) : OptionalLong.empty(),
                Arrays.stream(journeys.path(journey)).mapToObj(names::name).toList(),
                Double.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score),
                states.state(journeys, journey));
    }
}
