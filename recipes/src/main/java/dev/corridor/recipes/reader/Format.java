package dev.corridor.recipes.reader;

import dev.corridor.engine.error.CorridorException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// What a file's content is, told by its first bytes.
enum Format {
    DELIMITED,
    XML,
    JSON_LINES,
    PARQUET;

    private static final int LOOK = 1 << 16;
    private static final double MOST_CONTROLS = 0.3;
    private static final Pattern START_TAG =
            Pattern.compile("<[\\p{L}_][\\w.:-]*(\\s[^<>]*)?>|<[\\p{L}_][\\w.:-]*\\s*/>");
    private static final Pattern NESTED_TAG = Pattern.compile("<[^>]*[^/>]> *(\\R\\s*)?<[\\p{L}_!?]");

    /// Refuses what its first bytes show to be no table, whatever its name says.
    ///
    /// @throws CorridorException with [ReaderError#NOT_A_TABLE]
    static void requireNoOther(byte[] head, String name) {
        if (begins(head, 'P', 'K', 3, 4)) {
            throw other(name, "a ZIP archive or a spreadsheet", "Unpack it, or save the sheet as CSV.");
        }
        if (begins(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1)) {
            throw other(name, "a document of an office program, no table", "Save its sheet as CSV.");
        }
        kind(head).ifPresent(kind -> {
            throw other(name, kind + ", no table", "Leave it out.");
        });
    }

    private static Optional<String> kind(byte[] head) {
        boolean picture = begins(head, 0x89, 'P', 'N', 'G', '\r', '\n')
                || begins(head, 0xff, 0xd8, 0xff)
                || begins(head, 'G', 'I', 'F', '8', '7', 'a')
                || begins(head, 'G', 'I', 'F', '8', '9', 'a');
        boolean program = begins(head, 0x7f, 'E', 'L', 'F') || begins(head, 'M', 'Z', 0x90, 0);
        return picture
                ? Optional.of("a picture")
                : program
                        ? Optional.of("a program")
                        : begins(head, '%', 'P', 'D', 'F', '-') ? Optional.of("a PDF document") : Optional.empty();
    }

    /// @throws CorridorException with [ReaderError#NOT_A_TABLE] for what is known to be something else
    static Format of(byte[] head, Encoding encoding, String name) {
        if (begins(head, 'P', 'A', 'R', '1')) {
            return PARQUET;
        }
        boolean packed = begins(head, 0x1f, 0x8b)
                || begins(head, 'B', 'Z', 'h')
                || begins(head, 0x28, 0xb5, 0x2f, 0xfd)
                || begins(head, 0xfd, '7', 'z', 'X', 'Z');
        if (packed) {
            throw other(name, "packed in a way that is not read", "Unpack it, or pack it once with gzip.");
        }
        String text =
                new String(head, encoding.mark(), Math.min(LOOK, head.length - encoding.mark()), encoding.charset());
        String start = text.stripLeading();
        if (isXml(start) || isOtherXml(start)) {
            return XML;
        }
        if (controls(text) > MOST_CONTROLS * text.length()) {
            throw other(name, "binary data", "Give a text file, a Parquet file or an XES log.");
        }
        if (start.startsWith("[") && start.substring(1).stripLeading().startsWith("{")) {
            throw other(name, "one JSON array", "Write one object per line (JSON Lines), as `jq -c '.[]'` does.");
        }
        if (start.startsWith("{")) {
            String line = start.lines().findFirst().orElse("").strip();
            String inside = line.substring(1).stripLeading();
            if (inside.isEmpty()) {
                throw other(name, "JSON over several lines", "Write one object per line, as `jq -c .` does.");
            }
            return inside.startsWith("\"") || inside.startsWith("}") ? JSON_LINES : DELIMITED;
        }
        return DELIMITED;
    }

    private static boolean isXml(String start) {
        String lower = start.substring(0, Math.min(start.length(), 200)).toLowerCase(Locale.ROOT);
        return lower.startsWith("<?xml")
                || lower.startsWith("<!--")
                || lower.startsWith("<!doctype")
                || lower.matches("(?s)<([a-z0-9_]+:)?log[\\s>/].*");
    }

    /// XML without a declaration that is no event log either. A header such as `<DATE>,<TIME>` begins like it, but
    /// has something between the tags and never ends them.
    private static boolean isOtherXml(String start) {
        return START_TAG.matcher(start).lookingAt()
                && (NESTED_TAG.matcher(start).lookingAt() || isDocument(start));
    }

    private static boolean isDocument(String text) {
        try {
            XMLStreamReader xml = SafeXml.open(new StringReader(text));
            while (xml.hasNext()) {
                xml.next();
            }
            return true;
        } catch (XMLStreamException | RuntimeException e) {
            return false;
        }
    }

    private static long controls(String text) {
        return text.chars()
                .filter(letter -> letter < 32 && letter != '\t' && letter != '\n' && letter != '\r')
                .filter(letter -> letter != 1 && letter != 0x1f)
                .count();
    }

    private static boolean begins(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static CorridorException other(String name, String what, String remedy) {
        return new CorridorException(ReaderError.NOT_A_TABLE, "The file " + name + " is " + what + ".", remedy);
    }
}
