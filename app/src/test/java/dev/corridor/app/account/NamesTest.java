package dev.corridor.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @Test
    void keepsNamesWithoutStraySpaces() {
        assertThat(Names.kept("  Ana   Souza ")).isEqualTo("Ana Souza");
    }

    @Test
    void comparesWhateverTheCaseAndTheFormOfTheLetters() {
        assertThat(Names.compared("JOSÉ")).isEqualTo(Names.compared("jose\u0301"));
        assertThat(Names.compared("Ａｎａ")).isEqualTo("ana");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ana\u202eazuoS", "Ana\u200b", "a\u0000b", "\u2066Ana"})
    void refusesWhatNobodySees(String name) {
        assertThat(Names.refusal(name)).contains(Refusal.NAME_UNREADABLE);
    }

    @Test
    void refusesNamesThatAreEmptyOrTooLong() {
        assertThat(Names.refusal(" \t ")).contains(Refusal.NAME_MISSING);
        assertThat(Names.refusal("x".repeat(81))).contains(Refusal.NAME_TOO_LONG);
        assertThat(Names.refusal("x".repeat(80))).isEmpty();
    }

    @Test
    void takesMarkupAsAName() {
        assertThat(Names.refusal("<script>alert(1)</script>")).isEmpty();
    }
}
