package dev.corridor.app.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// bcrypt of the SHA-384 of a password, so that what lies behind its 72nd byte counts too. A password is compared in
/// NFKC:
/// the same letters typed on another keyboard are the same password.
final class BcryptOfHash implements PasswordEncoder {
    private final BCryptPasswordEncoder bcrypt;

    /// @param cost 4 to 31; each step doubles the time
    BcryptOfHash(int cost) {
        bcrypt = new BCryptPasswordEncoder(cost);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return password == null ? null : bcrypt.encode(hashed(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        return password != null && bcrypt.matches(hashed(password), hash);
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return bcrypt.upgradeEncoding(hash);
    }

    private static String hashed(CharSequence password) {
        try {
            byte[] bytes = Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-384").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-384", e);
        }
    }
}
