package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.reader.TimeParser;
import dev.corridor.recipes.recipe.Precision;
import java.util.Optional;

/// The times of one column of one file: parsed, put on the store's clock, and looked at for what is unlikely.
final class TimeReader {
    private static final long YEAR_2200 = 7_258_118_400L;
    private static final long YEAR_9999 = 253_370_764_800L;
    private static final long YEAR_2 = -62_104_060_800L;
    private static final long FIRST_OF_1900 = -2_208_988_800L;
    private static final int DAY = 86_400;
    private static final long MICROS = 1_000_000;

    private final TimeParser parser;
    private final Clock clock;
    private final String file;
    private final String column;
    private final Optional<Precision> declared;
    private final Findings.Tally sentinel;
    private final Findings.Tally early;
    private final Findings.Tally late;
    private final Findings.Tally clockInDay;
    private final Findings.Tally gap;
    private final Findings.Tally overlap;
    private final Findings.Tally offsetIgnored;
    private final Findings.Tally offsetMissing;
    private TimeParser.Fineness finest = TimeParser.Fineness.DAY;
    private long second;
    private long read;

    TimeReader(
            TimeParser parser,
            Clock clock,
            String file,
            String column,
            Optional<Precision> declared,
            Findings findings) {
        this.parser = parser;
        this.clock = clock;
        this.file = file;
        this.column = column;
        this.declared = declared;
        String of = "{n} of {of} times in the column '" + column + "' ";
        sentinel = findings.tally(
                "sentinel-time", column, of + "look like a stand-in for an unknown time; they are kept as written.");
        early = findings.tally("time-before-1970", column, of + "lie before 1970; they are kept as written.");
        late = findings.tally("time-after-2200", column, of + "lie after 2200; they are kept as written.");
        clockInDay = findings.tally(
                "clock-in-day", column, of + "have a clock part although it is a day; they are kept as written.");
        gap = findings.tally(
                "clock-gap", column, of + "were skipped when clocks went forward; they count as later by that step.");
        overlap = findings.tally(
                "clock-overlap", column, of + "came twice when clocks went back; the earlier of the two is taken.");
        offsetIgnored = findings.tally(
                "offset-ignored", column, of + "have an offset; the clock as written is taken without it.");
        offsetMissing = findings.tally(
                "offset-missing", column, of + "have no offset while others have one; they are taken as UTC.");
    }

    /// @return whether the cell is a time
    boolean parse(Row row, int index) {
        if (!parser.parse(row.buffer(), row.start(index), row.length(index))) {
            return false;
        }
        second = clock.second(parser);
        read++;
        if (parser.fineness().compareTo(finest) > 0) {
            finest = parser.fineness();
        }
        look(row, index);
        return true;
    }

    private void look(Row row, int index) {
        long written = parser.second();
        if (written <= 0 || written >= YEAR_2200) {
            unlikely(written).add(() -> example(row, index));
        }
        if (declared.isPresent() && declared.get() == Precision.DAY && Math.floorMod(written, DAY) != 0) {
            clockInDay.add(() -> example(row, index));
        }
        switch (clock.reading()) {
            case PLAIN -> {}
            case GAP -> gap.add(() -> example(row, index));
            case OVERLAP -> overlap.add(() -> example(row, index));
            case OFFSET_IGNORED -> offsetIgnored.add(() -> example(row, index));
            case OFFSET_MISSING -> offsetMissing.add(() -> example(row, index));
        }
    }

    private Findings.Tally unlikely(long written) {
        long day = Math.floorDiv(written, DAY) * DAY;
        boolean standIn = written == 0 || day == FIRST_OF_1900 || written < YEAR_2 || written >= YEAR_9999;
        return standIn ? sentinel : written < 0 ? early : late;
    }

    private String example(Row row, int index) {
        return Example.of(file, row, index);
    }

    /// The second to be stored.
    long second() {
        return second;
    }

    int nano() {
        return parser.nano();
    }

    /// Seconds on the clock as written.
    long written() {
        return parser.second();
    }

    /// Microseconds, for putting rows in order.
    long micros() {
        return second * MICROS + parser.nano() / 1_000;
    }

    /// As declared, else the finest that was written.
    Precision precision() {
        return declared.orElse(
                switch (finest) {
                    case DAY -> Precision.DAY;
                    case MINUTE -> Precision.MINUTE;
                    case SECOND -> Precision.SECOND;
                    case FRACTION -> Precision.MILLISECOND;
                });
    }

    /// Why the last cell was no time.
    TimeParser.Problem problem() {
        return parser.problem();
    }

    String column() {
        return column;
    }

    /// Closes the count of times; to be called once, at the end of the file.
    void finish() {
        for (Findings.Tally tally :
                new Findings.Tally[] {sentinel, early, late, clockInDay, gap, overlap, offsetIgnored, offsetMissing}) {
            tally.of(read);
        }
    }
}
