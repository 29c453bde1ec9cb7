package dev.corridor.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corridor.engine.error.CorridorException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {
    @Test
    void readsLifetimes() {
        assertThat(TokenCommand.lifetime("12h")).isEqualTo(Duration.ofHours(12));
        assertThat(TokenCommand.lifetime("90d")).isEqualTo(Duration.ofDays(90));
        assertThat(TokenCommand.lifetime("8w")).isEqualTo(Duration.ofDays(56));
        assertThat(TokenCommand.lifetime("2y")).isEqualTo(Tokens.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "d", "0d", "-1d", "1.5d", "3y", "99999d", "999999999999d", "90 d", "never"})
    void refusesLifetimesThatAreNone(String text) {
        assertThatThrownBy(() -> TokenCommand.lifetime(text))
                .isInstanceOfSatisfying(
                        CorridorException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(AccountError.BAD_LIFETIME));
    }
}
