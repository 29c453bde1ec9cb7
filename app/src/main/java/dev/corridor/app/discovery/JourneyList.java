package dev.corridor.app.discovery;

import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.summary.OpenJourneys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The journeys behind a number, page by page, in an order that does not change within a version.
///
/// @param total how many there are: what the number counted
/// @param next where the following page begins; empty on the last
public record JourneyList(long total, List<Row> rows, Optional<String> next) {
    private static final Pattern CURSOR = Pattern.compile("\\d{1,18}-\\d{1,9}-\\d{1,9}");

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
    /// @throws CorridorException `BAD_CURSOR`, `LIST_CHANGED`
    static JourneyList of(Answered answered, Optional<String> cursor, int most) {
        long version = answered.snapshot().version();
        int[] from = cursor.map(text -> place(text, version)).orElse(new int[] {0, 0});
        JourneySelection selection = answered.selection();
        Names names = answered.snapshot().store().touchpoints();
        OpenJourneys states = new OpenJourneys(selection.log());
        List<Row> rows = new ArrayList<>();
        for (int part = from[0]; part < selection.parts().size(); part++) {
            JourneySelection.Part journeys = selection.parts().get(part);
            for (int journey = part == from[0] ? from[1] : 0;
                    journey < journeys.journeys().count();
                    journey++) {
                if (journeys.selects(journey)) {
                    if (rows.size() == most) {
                        return new JourneyList(
                                selection.count(), rows, Optional.of(version + "-" + part + "-" + journey));
                    }
                    rows.add(row(journeys.journeys(), journey, names, states));
                }
            }
        }
        return new JourneyList(selection.count(), rows, Optional.empty());
    }

    /// Hands on every journey of the list, in its order.
    static void each(Answered answered, Consumer<Row> reader) {
        Names names = answered.snapshot().store().touchpoints();
        OpenJourneys states = new OpenJourneys(answered.selection().log());
        for (JourneySelection.Part part : answered.selection().parts()) {
            for (int journey = 0; journey < part.journeys().count(); journey++) {
                if (part.selects(journey)) {
                    reader.accept(row(part.journeys(), journey, names, states));
                }
            }
        }
    }

    private static int[] place(String cursor, long version) {
        if (!CURSOR.matcher(cursor).matches()) {
            throw new CorridorException(
                    FigureError.BAD_CURSOR,
                    "The cursor '" + cursor + "' is none of this list.",
                    "Begin with the first page.");
        }
        String[] parts = cursor.split("-", -1);
        if (Long.parseLong(parts[0]) != version) {
            throw new CorridorException(
                    ListError.LIST_CHANGED,
                    "The data changed since the page before was made.",
                    "Begin with the first page again.");
        }
        return new int[] {Integer.parseInt(parts[1]), Integer.parseInt(parts[2])};
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
