package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Suggestions for mistyped words.
final class NearestTest {
    private static final List<String> KNOWN = List.of("mine", "verify", "simulate", "demo");

    @ParameterizedTest
    @CsvSource({"mien,mine", "MINE,mine", "min,mine", "mines,mine", "veryfi,verify", "simulte,simulate", "dmeo,demo"})
    void findsWordThatWasMeant(String typed, String meant) {
        assertThat(Nearest.to(typed, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xyz", "frobnicate", "demonstrate"})
    void findsNothingThatIsFar(String typed) {
        assertThat(Nearest.to(typed, KNOWN)).isEmpty();
    }

    @Test
    void endsOnLongWords() {
        assertThat(Nearest.to("m".repeat(1_000_000), KNOWN)).isEmpty();
    }
}
