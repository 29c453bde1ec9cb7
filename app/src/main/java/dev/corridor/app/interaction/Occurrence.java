package dev.corridor.app.interaction;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Looks for texts in files, packed ones too.
final class Occurrence {
    private static final int CHUNK = 1 << 20;
    private static final int GZIP = 0x1f8b;

    private Occurrence() {}

    /// Whether the file holds one of the texts anywhere.
    static boolean any(Path file, List<byte[]> wanted) throws IOException {
        int longest = wanted.stream().mapToInt(text -> text.length).max().orElse(0);
        try (InputStream in = open(file)) {
            byte[] chunk = new byte[CHUNK + longest];
            int kept = 0;
            int read = in.readNBytes(chunk, kept, CHUNK);
            while (read > 0) {
                int length = kept + read;
                for (byte[] text : wanted) {
                    if (indexOf(chunk, length, text) >= 0) {
                        return true;
                    }
                }
                kept = Math.min(longest, length);
                System.arraycopy(chunk, length - kept, chunk, 0, kept);
                read = in.readNBytes(chunk, kept, CHUNK);
            }
            return false;
        }
    }

    private static InputStream open(Path file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK);
        in.mark(2);
        int head = in.read() << 8 | in.read();
        in.reset();
        return head == GZIP ? new GZIPInputStream(in) : in;
    }

    private static int indexOf(byte[] bytes, int length, byte[] text) {
        for (int at = 0; at + text.length <= length; at++) {
            if (bytes[at] == text[0] && Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                return at;
            }
        }
        return -1;
    }
}
