package dev.corridor.engine.summary;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A figure over journeys that can be computed in parts.
///
/// Laws, asserted for every summary by the testkit: merging is associative and commutative; the summary of no
/// journeys is its identity; the merge over any partition of the journeys equals the summary of the whole (for
/// [Extent], which counts customers, over any partition of the segments); equal summaries have equal bytes, and
/// the bytes of one summary read back give an equal one. Touchpoints and values appear as the codes of one
/// store; summaries of different stores must not be merged.
public interface Summary<S extends Summary<S>> {
    /// The summary of both groups of journeys; neither argument is changed.
    S merge(S other);

    /// The summary in its documented format, whose first 4 bytes are the version.
    byte[] toBytes();

    /// SHA-256 of [#toBytes] in hexadecimal digits: equal for equal summaries, whatever order and partition
    /// they came from.
    default String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(toBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
