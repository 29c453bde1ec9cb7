package dev.corridor.app.interaction;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Tells whether a text names an erased customer, who is known only by salted hashes: as a whole, or as one of its
/// tokens.
final class ErasedNames {
    private final byte[] salt;
    private final Set<String> hashes = new HashSet<>();

    ErasedNames(byte[] salt, List<byte[]> hashes) {
        this.salt = salt.clone();
        hashes.forEach(hash -> this.hashes.add(HexFormat.of().formatHex(hash)));
    }

    boolean isIn(String text) {
        return !hashes.isEmpty() && Tokens.any(text, this::isOne);
    }

    private boolean isOne(String name) {
        return hashes.contains(hash("c" + name)) || hashes.contains(hash("k" + name));
    }

    private String hash(String mark) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            return HexFormat.of().formatHex(digest.digest(mark.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
