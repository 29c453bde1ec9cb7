package dev.corridor.recipes.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.TimeParser.Fineness;
import dev.corridor.recipes.reader.TimeParser.Problem;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeParserTest {
    @Test
    void readsEachValueForItself() {
        TimeParser parser = TimeFormat.usual().parser();
        assertThat(parse(parser, "\0".repeat(10) + " 00:00:00")).isFalse();

        assertThat(parse(parser, "2017-07-09 21:57:05")).isTrue();
        assertThat(clock(parser)).isEqualTo(LocalDateTime.parse("2017-07-09T21:57:05"));
        for (String wrong : new String[] {
            "2017-07-09 21:5705", "2017-07-09 2:157:05", "2017-07-09 21:57:0:", "2017-07-09 21:57:0/",
                    "2017-07-09 24:00:00",
            "2017-07-09 21:60:00", "2017-07-09 21:57:61", "2017-07-3: 21:57:05", "2017-02-30 21:57:05",
                    "2017-07-09_21:57:05"
        }) {
            assertThat(parse(parser, wrong)).as(wrong).isFalse();
        }
        assertThat(parse(parser, "2017-07-09T00:00:59")).isTrue();
        assertThat(clock(parser)).isEqualTo(LocalDateTime.parse("2017-07-09T00:00:59"));
        assertThat(parse(parser, "2017-08-09 00:00:59")).isTrue();
        assertThat(clock(parser)).isEqualTo(LocalDateTime.parse("2017-08-09T00:00:59"));
        assertThat(parse(parser, "2017-08-10 00:00:59.5")).isTrue();
        assertThat(clock(parser)).isEqualTo(LocalDateTime.parse("2017-08-10T00:00:59.5"));
        assertThat(parse(parser, "2017-08-10 00:01:00")).isTrue();
        assertThat(clock(parser)).isEqualTo(LocalDateTime.parse("2017-08-10T00:01:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2011-10-11 13:45:40.276000+02:00 | 2011-10-11T13:45:40.276 | +02:00 | FRACTION",
                "2017-07-09 21:57:05              | 2017-07-09T21:57:05     |        | SECOND",
                "2017-07-09                       | 2017-07-09T00:00:00     |        | DAY",
                "2017-07-09T21:57Z                | 2017-07-09T21:57:00     | Z      | MINUTE",
                "2017-07-09t21:57:05,123456789z   | 2017-07-09T21:57:05.123456789 | Z | FRACTION",
                "2017/7/9 1:02                    | 2017-07-09T01:02:00     |        | MINUTE",
                "2017.07.09  01:02:03 +0530       | 2017-07-09T01:02:03     | +05:30 | SECOND",
                "9.7.2017 21:57                   | 2017-07-09T21:57:00     |        | MINUTE",
                "31.12.2017                       | 2017-12-31T00:00:00     |        | DAY",
                "2017-07-09 09:57 PM              | 2017-07-09T21:57:00     |        | MINUTE",
                "2017-07-09 12:00am               | 2017-07-09T00:00:00     |        | MINUTE",
                "2017-07-09 12:00:01 p.m.         | 2017-07-09T12:00:01     |        | SECOND",
                "2017-07-09 09:57:00 UTC          | 2017-07-09T09:57:00     | Z      | SECOND",
                "2017-07-09T09:57:00-03           | 2017-07-09T09:57:00     | -03:00 | SECOND",
                "1883-02-28 00:00:00              | 1883-02-28T00:00:00     |        | SECOND",
                "9999-12-31 23:59:59              | 9999-12-31T23:59:59     |        | SECOND",
                "0001-01-01                       | 0001-01-01T00:00:00     |        | DAY",
                "2000-02-29                       | 2000-02-29T00:00:00     |        | DAY",
                "5/5/2017 10:00                   | 2017-05-05T10:00:00     |        | MINUTE",
            })
    void readsUsualForms(String value, LocalDateTime clock, String offset, Fineness fineness) {
        TimeParser parser = TimeFormat.usual().parser();

        assertThat(parse(parser, value)).as(value).isTrue();

        assertThat(clock(parser)).isEqualTo(clock);
        assertThat(parser.hasOffset()).isEqualTo(offset != null);
        if (offset != null) {
            assertThat(parser.offsetSeconds()).isEqualTo(ZoneOffset.of(offset).getTotalSeconds());
            assertThat(parser.instant()).isEqualTo(clock.toEpochSecond(ZoneOffset.of(offset)));
        }
        assertThat(parser.fineness()).isEqualTo(fineness);
    }

    @ParameterizedTest
    @CsvSource({
        "'', NOT_A_TIME",
        "NA, NOT_A_TIME",
        "2017, NOT_A_TIME",
        "2017-07, NOT_A_TIME",
        "2017-07-09T, NOT_A_TIME",
        "2017-07-09 21, NOT_A_TIME",
        "2017-07-09 21:5, NOT_A_TIME",
        "2017-07-09 21:57:05.1234567890, NOT_A_TIME",
        "2017-07-09 21:57:05., NOT_A_TIME",
        "2017-07-09 21:57 +19:00, NOT_A_TIME",
        "2017-07-09 21:57 x, NOT_A_TIME",
        "2017-07-09 21:57 Zulu, NOT_A_TIME",
        "2017-07-091, NOT_A_TIME",
        "9/7/17, NOT_A_TIME",
        "9.7.17, NOT_A_TIME",
        "2017-07/09, NOT_A_TIME",
        "2017-02-31, NO_SUCH_DATE",
        "2017-13-01, NO_SUCH_DATE",
        "1900-02-29, NO_SUCH_DATE",
        "2017-00-10, NO_SUCH_DATE",
        "0000-01-01, NO_SUCH_DATE",
        "2017-07-09 24:00, NO_SUCH_DATE",
        "2017-07-09 23:60, NO_SUCH_DATE",
        "2017-07-09 13:00 pm, NO_SUCH_DATE",
        "31.2.2017, NO_SUCH_DATE",
        "2016-12-31 23:59:60, LEAP_SECOND",
        "3/4/2017, DATE_ORDER_UNKNOWN",
        "13/4/2017, DATE_ORDER_UNKNOWN",
        "41/4/2017, NO_SUCH_DATE",
    })
    void refusesWhatIsNoTimeWithAReason(String value, Problem problem) {
        TimeParser parser = TimeFormat.usual().parser();

        assertThat(parse(parser, value)).as(value).isFalse();
        assertThat(parser.problem()).isEqualTo(problem);
        assertThat(problem.code()).matches("[a-z-]+");
        assertThat(problem.sentence()).endsWith(".");
    }

    @Test
    void readsSlashedDatesInTheOrderOfTheColumn() {
        TimeParser dayFirst = new TimeFormat.Usual(DateOrder.DAY_FIRST).parser();
        TimeParser monthFirst = new TimeFormat.Usual(DateOrder.MONTH_FIRST).parser();

        assertThat(parse(dayFirst, "3/4/2017 5:06 pm")).isTrue();
        assertThat(clock(dayFirst)).isEqualTo(LocalDateTime.of(2017, 4, 3, 17, 6));
        assertThat(parse(monthFirst, "3-4-2017")).isTrue();
        assertThat(clock(monthFirst)).isEqualTo(LocalDateTime.of(2017, 3, 4, 0, 0));
        assertThat(parse(dayFirst, "04/13/2017")).isFalse();
        assertThat(dayFirst.problem()).isEqualTo(Problem.OTHER_DATE_ORDER);
        assertThat(parse(monthFirst, "13/04/2017, 10:00")).isFalse();
        assertThat(monthFirst.problem()).isEqualTo(Problem.OTHER_DATE_ORDER);
        assertThat(parse(dayFirst, "2017-04-13")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2017-01-02 3.4.2017 NA                | UNKNOWN     | false",
                "1/2/2017 3/4/2017                     | UNKNOWN     | true",
                "1/2/2017 3/4/2017 NA 40/40/2017       | UNKNOWN     | true",
                "1/2/2017 13/4/2017                    | DAY_FIRST   | false",
                "1/2/2017 4/13/2017                    | MONTH_FIRST | false",
                "13/2/2017 14/2/2017 4/13/2017         | DAY_FIRST   | false",
                "13-02-2017 04-13-2017 04-14-2017T1:00 | MONTH_FIRST | false",
                "13/2/2017 4/13/2017                   | UNKNOWN     | true",
                "5/5/2017                              | UNKNOWN     | false",
                "30/02/2017 02/28/2017                 | MONTH_FIRST | false",
            })
    void decidesTheDateOrderFromAllValues(String values, DateOrder order, boolean ambiguous) {
        DateOrder.Evidence evidence = new DateOrder.Evidence();
        for (String value : values.split(" ")) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            evidence.feed(bytes, 0, bytes.length);
        }
        assertThat(evidence.order()).isEqualTo(order);
        assertThat(evidence.isAmbiguous()).isEqualTo(ambiguous);
    }

    @Test
    void agreesWithJavaTimeOnRandomTimes() {
        long seed = 20_171_118;
        Random random = new Random(seed);
        TimeParser usual = TimeFormat.usual().parser();
        String[] patterns = {
            "dd/MM/yyyy HH:mm",
            "yyyyMMddHHmmss",
            "MM-dd-yy",
            "d.M.yyyy H:mm:ss.SSS",
            "uuuu-MM-dd'T'HH:mm",
            "dd MMM yyyy HH:mm:ss",
            "yyyy/MM/dd hh:mm a"
        };
        for (int i = 0; i < 5_000; i++) {
            long second = random.nextLong(-62_135_596_800L, 253_402_300_800L);
            LocalDateTime clock = LocalDateTime.ofEpochSecond(second, random.nextInt(1_000_000_000), ZoneOffset.UTC);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-17 * 60, 17 * 60) * 60);
            String iso = OffsetDateTime.of(clock, offset).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            assertThat(parse(usual, iso)).as("%s of seed %d", iso, seed).isTrue();
            assertThat(clock(usual)).as("%s of seed %d", iso, seed).isEqualTo(clock);
            assertThat(usual.offsetSeconds()).isEqualTo(offset.getTotalSeconds());

            String pattern = patterns[i % patterns.length];
            LocalDateTime shown = pattern.contains("yy") && !pattern.contains("yyyy")
                    ? clock.withYear(2000 + Math.floorMod(clock.getYear(), 100)).withDayOfMonth(1)
                    : clock;
            DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            TimeParser parser = new TimeFormat.Pattern(pattern).parser();
            String text = shown.format(formatter);
            assertThat(parse(parser, text))
                    .as("%s as %s of seed %d", text, pattern, seed)
                    .isTrue();
            assertThat(clock(parser).format(formatter)).isEqualTo(text);
            assertThat(clock(parser).toLocalDate()).isEqualTo(shown.toLocalDate());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dd/MM/yyyy                | 31/12/2017                      | 2017-12-31T00:00:00 | DAY",
                "yyyyMMdd                  | 20171231                        | 2017-12-31T00:00:00 | DAY",
                "dd.MM.yy HH:mm            | 31.12.17 08:09                  | 2017-12-31T08:09:00 | MINUTE",
                "MMM d, yyyy h:mm a        | dec 31, 2017 8:09 PM            | 2017-12-31T20:09:00 | MINUTE",
                "dd-MMM-yyyy HH:mm:ss      | 31-Dec-2017 20:09:10            | 2017-12-31T20:09:10 | SECOND",
                "EEE MMM dd HH:mm:ss yyyy  | Sun Dec 31 20:09:10 2017        | 2017-12-31T20:09:10 | SECOND",
                "yyyy-MM-dd HH:mm[:ss]     | 2017-12-31 20:09                | 2017-12-31T20:09:00 | SECOND",
                "yyyy-MM-dd HH:mm:ss.SSSSSS| 2017-12-31 20:09:10.000250      | 2017-12-31T20:09:10.000250 | FRACTION",
            })
    void readsAnExplicitPattern(String pattern, String value, LocalDateTime clock, Fineness fineness) {
        TimeParser parser = new TimeFormat.Pattern(pattern).parser();

        assertThat(parse(parser, value)).isTrue();
        assertThat(clock(parser)).isEqualTo(clock);
        assertThat(parser.fineness()).isEqualTo(fineness);
        assertThat(parser.hasOffset()).isFalse();
    }

    @Test
    void readsOffsetsAndZonesByPattern() {
        TimeParser offset = new TimeFormat.Pattern("dd/MM/yyyy HH:mm XXX").parser();
        assertThat(parse(offset, "09/07/2017 21:57 +02:00")).isTrue();
        assertThat(offset.offsetSeconds()).isEqualTo(7200);

        TimeParser zone = new TimeFormat.Pattern("dd/MM/yyyy HH:mm VV").parser();
        assertThat(parse(zone, "09/07/2017 21:57 Europe/Moscow")).isTrue();
        assertThat(zone.offsetSeconds()).isEqualTo(3 * 3600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2017", "1/2/2017", "31/12/2017 ", "31/12/17", "31/12/2017x"})
    void readsAPatternStrictly(String value) {
        TimeParser parser = new TimeFormat.Pattern("dd/MM/yyyy").parser();
        assertThat(parse(parser, value)).isEqualTo(value.equals("31/12/2017 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HH:mm", "yyyy-MM", "dd/MM/yyyy HH:mm {", "bogus", "yyyy-MM-dd'T", ""})
    void refusesAPatternThatCannotTellADay(String pattern) {
        assertThatThrownBy(() -> new TimeFormat.Pattern(pattern)).isInstanceOfSatisfying(CorridorException.class, e -> {
            assertThat(e.code()).isEqualTo(ReaderError.TIME_PATTERN);
            assertThat(e.sentence()).contains(pattern);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1318333540, 1318333540, 0",
        "1318333540.276, 1318333540, 276000000",
        "0, 0, 0",
        "-1, -1, 0",
        "-0.25, -1, 750000000",
    })
    void readsEpochSeconds(String value, long second, int nano) {
        TimeParser parser = new TimeFormat.EpochSeconds().parser();
        assertThat(parse(parser, value)).isTrue();
        assertThat(parser.second()).isEqualTo(second);
        assertThat(parser.nano()).isEqualTo(nano);
        assertThat(parser.hasOffset()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1318333540276, 1318333540, 276000000", "-1, -1, 999000000", "1.5, 0, 1500000"})
    void readsEpochMilliseconds(String value, long second, int nano) {
        TimeParser parser = new TimeFormat.EpochMilliseconds().parser();
        assertThat(parse(parser, value)).isTrue();
        assertThat(parser.second()).isEqualTo(second);
        assertThat(parser.nano()).isEqualTo(nano);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "1e9", "12.", "99999999999999999999", "1 2"})
    void refusesWhatIsNoEpochTime(String value) {
        assertThat(parse(new TimeFormat.EpochSeconds().parser(), value)).isFalse();
    }

    @Test
    void turnsClockTimesIntoInstantsAsJavaTimeDoes() {
        ZoneId zone = ZoneId.of("America/Sao_Paulo");
        ZoneClock clock = new ZoneClock(zone);
        long gaps = 0;
        long overlaps = 0;
        LocalDateTime time = LocalDate.of(1960, 1, 1).atStartOfDay();
        while (time.getYear() < 2020) {
            if (clock.toInstant(time.toEpochSecond(ZoneOffset.UTC))
                    != time.atZone(zone).toEpochSecond()) {
                fail("differs at " + time);
            }
            int offsets = zone.getRules().getValidOffsets(time).size();
            gaps += offsets == 0 ? 1 : 0;
            overlaps += offsets == 2 ? 1 : 0;
            time = time.plusMinutes(47);
        }
        assertThat(clock.gaps()).isEqualTo(gaps).isPositive();
        assertThat(clock.overlaps()).isEqualTo(overlaps).isPositive();
    }

    private static LocalDateTime clock(TimeParser parser) {
        return LocalDateTime.ofEpochSecond(parser.second(), parser.nano(), ZoneOffset.UTC);
    }

    private static boolean parse(TimeParser parser, String value) {
        byte[] bytes = ("<" + value + ">").getBytes(StandardCharsets.UTF_8);
        return parser.parse(bytes, 1, bytes.length - 2);
    }
}
