package dev.corridor.map.words;

/// Text from the data made safe to show: without control and bidirectional formatting characters, and escaped.
public final class Plain {
    private static final int REPLACEMENT = 0xFFFD;

    private Plain() {}

    /// Text as shown. Line breaks and tabs become spaces, other control characters and halves of characters U+FFFD;
    /// characters that turn the direction of what follows are dropped.
    public static String text(String raw) {
        StringBuilder shown = new StringBuilder(raw.length());
        raw.codePoints().forEach(codePoint -> append(shown, codePoint));
        return shown.toString();
    }

    /// A name as shown: [#text] where anything is left of it, else `?`.
    public static String name(String raw) {
        String shown = text(raw).strip();
        return shown.isEmpty() ? "?" : shown;
    }

    /// What [#escape] and marks of HTML around it were made of, without the marks.
    public static String ofHtml(String html) {
        return html.replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    /// [#text] for HTML and XML, in content or between double quotes.
    public static String escape(String raw) {
        StringBuilder escaped = new StringBuilder(raw.length() + 16);
        String shown = text(raw);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        if (codePoint == '\n' || codePoint == '\r' || codePoint == '\t' || codePoint == 0x2028 || codePoint == 0x2029) {
            shown.append(' ');
        } else if (turnsDirection(codePoint)) {
            return;
        } else if (Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || (codePoint & 0xFFFE) == 0xFFFE) {
            shown.appendCodePoint(REPLACEMENT);
        } else {
            shown.appendCodePoint(codePoint);
        }
    }

    private static boolean turnsDirection(int codePoint) {
        return (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x061C;
    }
}
