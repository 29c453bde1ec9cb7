package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Suggestions for mistyped words.
final class MeantWordTest {
    private static final List<String> KNOWN = List.of("mine", "verify", "simulate", "demo");

    @ParameterizedTest
    @CsvSource({"mien,mine", "MINE,mine", "min,mine", "mines,mine", "veryfi,verify", "simulte,simulate", "dmeo,demo"})
    void findsWordThatWasMeant(String typed, String meant) {
        assertThat(MeantWord.of(typed, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xyz", "frobnicate", "demonstrate"})
    void findsNothingThatIsFar(String typed) {
        assertThat(MeantWord.of(typed, KNOWN)).isEmpty();
    }

    @Test
    void endsOnLongWords() {
        assertThat(MeantWord.of("m".repeat(1_000_000), KNOWN)).isEmpty();
    }
}
