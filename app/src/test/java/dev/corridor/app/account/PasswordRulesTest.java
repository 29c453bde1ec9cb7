package dev.corridor.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Password2024!!",
                "123456789012",
                "987654321098",
                "qwertyuiopas",
                "iloveyouiloveyou",
                "aaaaaaaaaaaaaaaa",
                "abababababab",
                "Benfica12345678",
                "парольпароль",
                "!!!Administrator!!!",
                "corridorcorridor"
            })
    void refusesTheFirstOnesThatOthersWouldTry(String password) {
        assertThat(PasswordRules.refusal(password, "Ana")).contains(Refusal.PASSWORD_COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "three small boats",
                "рыжий кот спит",
                "o comboio das sete",
                "k7#pQ2!vR9zL",
                "日本語のとても長いパスワードです",
                "    spaces count    "
            })
    void takesLongOnes(String password) {
        assertThat(PasswordRules.refusal(password, "Ana")).isEmpty();
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(PasswordRules.refusal("🙂🐈🚲🌊🌵🎈", "Ana")).contains(Refusal.PASSWORD_TOO_SHORT);
        assertThat(PasswordRules.refusal("elevenchars", "Ana")).contains(Refusal.PASSWORD_TOO_SHORT);
        assertThat(PasswordRules.refusal("twelve chars", "Ana")).isEmpty();
        assertThat(PasswordRules.refusal("long enough ".repeat(30), "Ana")).contains(Refusal.PASSWORD_TOO_LONG);
    }

    @Test
    void refusesTheNameItself() {
        assertThat(PasswordRules.refusal("Ana Maria Souza", "ana  maria souza")).contains(Refusal.PASSWORD_IS_NAME);
    }
}
