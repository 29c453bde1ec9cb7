package dev.corridor.app.account;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Passwords at the least cost, with a count of the hashes that were computed.
final class CountingPasswords implements PasswordEncoder {
    private final PasswordEncoder cheap = new BcryptOfHash(4);
    private int computed;

    int computed() {
        return computed;
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        computed++;
        return cheap.encode(password);
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        computed++;
        return cheap.matches(password, hash);
    }
}
