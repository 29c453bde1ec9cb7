package dev.corridor.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTest {
    @Test
    void readsDecimalNumbers() {
        assertThat(new Value("2").number()).hasValue(2);
        assertThat(new Value("-2.50").number()).hasValue(-2.5);
        assertThat(new Value(".5").number()).hasValue(0.5);
        assertThat(new Value("1e-3").number()).hasValue(0.001);
        assertThat(new Value("1E+3").number()).hasValue(1000);
    }

    @Test
    void takesNothingElseForANumber() {
        assertThat(List.of(
                        "",
                        "-",
                        ".",
                        "-.",
                        "2,5",
                        "NaN",
                        "Infinity",
                        "0x10",
                        "1d",
                        "1f",
                        "1e",
                        "1e999",
                        " 1",
                        "1 ",
                        "--1",
                        "1.2.3",
                        "٣"))
                .allSatisfy(text -> assertThat(new Value(text).number()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "2017, 2017-01-01T00:00:00, 2017-12-31T23:59:59",
        "2016-02, 2016-02-01T00:00:00, 2016-02-29T23:59:59",
        "2017-11-01, 2017-11-01T00:00:00, 2017-11-01T23:59:59",
        "2017-11-01T10:05, 2017-11-01T10:05:00, 2017-11-01T10:05:59",
        "2017-11-01 10:05:30, 2017-11-01T10:05:30, 2017-11-01T10:05:30"
    })
    void readsTimesAsStretches(String text, LocalDateTime first, LocalDateTime last) {
        assertThat(new Value(text).time()).contains(new Value.Span(first, last));
    }

    @Test
    void takesNothingElseForATime() {
        assertThat(List.of(
                        "",
                        "17",
                        "2017-2",
                        "2017-02-30",
                        "2017-13",
                        "2017-11-01T25:00",
                        "2017-11-01x10:05",
                        "2017-11-01T10:05:3",
                        "٢٠١٧",
                        "2017-11-01T10:05:30Z"))
                .allSatisfy(text -> assertThat(new Value(text).time()).isEmpty());
    }

    @Test
    void comparesByOrder() {
        assertThat(List.of(Comparison.values()))
                .filteredOn(comparison -> comparison.holds(-1))
                .containsExactly(Comparison.UNEQUAL, Comparison.LESS, Comparison.AT_MOST);
        assertThat(List.of(Comparison.values()))
                .filteredOn(comparison -> comparison.holds(0))
                .containsExactly(Comparison.EQUAL, Comparison.AT_MOST, Comparison.AT_LEAST);
        assertThat(List.of(Comparison.values()))
                .filteredOn(comparison -> comparison.holds(1))
                .containsExactly(Comparison.UNEQUAL, Comparison.MORE, Comparison.AT_LEAST);
    }
}
