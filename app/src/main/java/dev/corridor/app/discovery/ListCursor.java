package dev.corridor.app.discovery;

import dev.corridor.answers.mine.Question;
import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.JourneyRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/// Where a page of one list begins, as text: the version, what is listed, and the place. It is refused for another
/// list, and once the data are others.
final class ListCursor {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-([0-9a-f]{8})((-\\d{1,9}){1,2})");

    private final long version;
    private final String list;

    /// @param list what is listed of the journeys asked about
    ListCursor(Answered answered, List<?> list) {
        Question question = answered.question();
        String asked = question.filters().stream().map(Filter::text).collect(Collectors.joining("\n"));
        CRC32 sum = new CRC32();
        sum.update(List.of(
                        answered.snapshot().set().id(),
                        JourneyRules.text(question.rule()),
                        asked,
                        question.asOf(),
                        list)
                .toString()
                .getBytes(StandardCharsets.UTF_8));
        this.version = answered.snapshot().version();
        this.list = HexFormat.of().toHexDigits((int) sum.getValue());
    }

    String at(int... place) {
        return version + "-" + list
                + IntStream.of(place).mapToObj(number -> "-" + number).collect(Collectors.joining());
    }

    /// The place that a cursor names.
    ///
    /// @param numbers of which a place consists
    /// @throws CorridorException `BAD_CURSOR`, `LIST_CHANGED`
    int[] place(String cursor, int numbers) {
        var form = FORM.matcher(cursor);
        int[] place = form.matches()
                ? Arrays.stream(form.group(3).substring(1).split("-", -1))
                        .mapToInt(Integer::parseInt)
                        .toArray()
                : new int[0];
        if (place.length != numbers) {
            throw foreign(cursor);
        }
        if (Long.parseLong(form.group(1)) != version) {
            throw new CorridorException(
                    ListError.LIST_CHANGED,
                    "The data changed since the page before was made.",
                    "Begin with the first page again.");
        }
        if (!form.group(2).equals(list)) {
            throw foreign(cursor);
        }
        return place;
    }

    private static CorridorException foreign(String cursor) {
        return new CorridorException(
                FigureError.BAD_CURSOR,
                "The cursor '" + cursor + "' is none of this list.",
                "Begin with the first page.");
    }
}
