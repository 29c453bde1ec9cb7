package dev.corridor.app.discovery.web;

import dev.corridor.answers.mine.IsoTime;
import dev.corridor.app.discovery.JourneyList;
import dev.corridor.engine.journey.Schema;
import dev.corridor.recipes.intake.CsvCell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Locale;

/// A list of journeys as CSV.
record JourneyCsv(Schema schema, Writer out) {
    private static final String END = "\r\n";

    void head() throws IOException {
        out.write("key,customer,start,seconds,interactions,score,state,path" + END);
    }

    void row(JourneyList.Row row) {
        String cells = String.join(
                ",",
                CsvCell.of(row.key()),
                row.customer().map(CsvCell::of).orElse(""),
                row.start().isPresent() ? IsoTime.text(row.start().getAsLong(), schema) : "",
                row.seconds().isPresent() ? Long.toString(row.seconds().getAsLong()) : "",
                Integer.toString(row.touchpoints().size()),
                row.score().isPresent()
                        ? BigDecimal.valueOf(row.score().getAsDouble()).toPlainString()
                        : "",
                row.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                CsvCell.of(String.join(" > ", row.touchpoints())));
        try {
            out.write(cells + END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
