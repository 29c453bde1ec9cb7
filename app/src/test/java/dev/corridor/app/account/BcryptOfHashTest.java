package dev.corridor.app.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BcryptOfHashTest {
    private final BcryptOfHash passwords = new BcryptOfHash(4);

    @Test
    void countsWhatLiesBehindTheSeventySecondByte() {
        String start = "long sentence ".repeat(8);
        String hash = passwords.encode(start + "one");

        assertThat(passwords.matches(start + "one", hash)).isTrue();
        assertThat(passwords.matches(start + "two", hash)).isFalse();
    }

    @Test
    void takesTheSameLettersFromAnotherKeyboard() {
        assertThat(passwords.matches("senha com e\u0301 dentro", passwords.encode("senha com \u00e9 dentro")))
                .isTrue();
    }

    @Test
    void wantsANewHashWhereTheOldOneWasCheaper() {
        assertThat(new BcryptOfHash(5).upgradeEncoding(passwords.encode("three small boats")))
                .isTrue();
        assertThat(passwords.upgradeEncoding(passwords.encode("three small boats")))
                .isFalse();
    }
}
