package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Tells a [RowAppender] the identities of the rows of one interaction rule.
final class RowIdentity {
    private final RowAppender appender;
    private final MessageDigest digest;
    private final byte[] rule;
    private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
    private final ByteBuffer result;

    /// @param index of the rule in the recipe
    RowIdentity(RowAppender appender, int index, String table) {
        this.appender = appender;
        this.rule = (index + "\0" + table + '\0').getBytes(StandardCharsets.UTF_8);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        this.result = ByteBuffer.allocate(digest.getDigestLength());
    }

    /// A row with the same cells in these columns is the same.
    void ofKey(Row row, int[] columns) {
        begin();
        for (int column : columns) {
            add(row.buffer(), row.start(column), row.length(column));
        }
        tell();
    }

    /// A row with the same cells is the same if it is the same of several such in its file.
    void ofContent(Row row, int occurrence) {
        begin();
        for (int column = 0; column < row.cells(); column++) {
            add(row.buffer(), row.start(column), row.length(column));
        }
        add(occurrence);
        tell();
    }

    /// A group of the same name is the same if as many files have had one before.
    void ofGroup(byte[] name, int file) {
        begin();
        add(name, 0, name.length);
        add(file);
        tell();
    }

    private void begin() {
        digest.reset();
        digest.update(rule);
    }

    private void add(byte[] buffer, int start, int length) {
        add(length);
        digest.update(buffer, start, length);
    }

    private void add(int value) {
        digest.update(number.putInt(0, value).array());
    }

    private void tell() {
        try {
            digest.digest(result.array(), 0, result.capacity());
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        appender.row(result.getLong(0), result.getLong(Long.BYTES));
    }
}
