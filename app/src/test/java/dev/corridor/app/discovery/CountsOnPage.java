package dev.corridor.app.discovery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The whole numbers that an English page shows, with where they stand and where they lead: those that stand alone,
/// in a cell, a figure or between marks, and those of journeys in the middle of a sentence. Pictures are left out, as
/// each has a table beside it; so are headings of rows and columns, and what forms hold.
final class CountsOnPage {
    /// A number.
    ///
    /// @param place what it stands in by name and class: `table touchpoints, Dropped out` for a cell, with the
    ///     class of its row if it has one; else the element and the next one around it that has a class
    /// @param link as written, with `&amp;` undone; empty where it leads nowhere
    /// @param alone whether nothing but numbers stands with it
    record Count(long number, String place, String link, boolean alone) {}

    private static final Pattern PIECE = Pattern.compile(
            "<!--.*?-->|<(?<end>/?)(?<tag>[a-zA-Z][a-zA-Z0-9-]*)(?<rest>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>|(?<text>[^<]+)",
            Pattern.DOTALL);
    private static final Pattern ALONE = Pattern.compile("\\d[\\d,]*(\\s*/\\s*\\d[\\d,]*)*|/?\\s*\\d[\\d,]*\\s*/?");
    private static final Pattern OF_JOURNEYS = Pattern.compile("(?<![\\d.,])(\\d[\\d,]*) journeys?\\b");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*");
    private static final Set<String> VOID =
            Set.of("input", "br", "meta", "link", "img", "hr", "rect", "path", "circle");
    private static final Set<String> SKIPPED =
            Set.of("script", "style", "svg", "select", "datalist", "textarea", "th", "code", "pre", "bdi", "button");

    private static final Set<String> INLINE = Set.of("a", "b", "small", "em");

    private record Element(String tag, String kind, String link) {
        String said() {
            return (tag + " " + kind).strip();
        }
    }

    private final Deque<Element> open = new ArrayDeque<>();
    private final List<Count> found = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private final StringBuilder head = new StringBuilder();
    private String table = "";
    private String row = "";
    private String rows = "";
    private int column;

    private CountsOnPage() {}

    static List<Count> of(String html) {
        CountsOnPage page = new CountsOnPage();
        int begin = Math.max(0, html.indexOf("<main"));
        int end = html.indexOf("</main>", begin);
        Matcher piece = PIECE.matcher(end < 0 ? html.substring(begin) : html.substring(begin, end));
        while (piece.find()) {
            if (piece.group("text") != null) {
                page.text(piece.group("text")
                        .replace("&nbsp;", " ")
                        .replace('\u00a0', ' ')
                        .strip());
            } else if (piece.group("tag") != null) {
                String tag = piece.group("tag").toLowerCase(Locale.ROOT);
                if (piece.group("end").isEmpty()) {
                    page.begin(tag, piece.group("rest"));
                } else {
                    page.end(tag);
                }
            }
        }
        return page.found;
    }

    private void begin(String tag, String rest) {
        switch (tag) {
            case "table" -> {
                table = attribute(rest, "class").replaceFirst("^(tab|fig) ", "");
                heads.clear();
            }
            case "tr" -> {
                column = -1;
                row = "";
                rows = attribute(rest, "class");
            }
            case "th", "td" -> {
                column++;
                head.setLength(0);
            }
            default -> {}
        }
        if (!VOID.contains(tag) && !rest.endsWith("/")) {
            open.push(new Element(tag, attribute(rest, "class"), attribute(rest, "href")));
        }
    }

    private void end(String tag) {
        if (tag.equals("th")) {
            String said = head.toString().strip();
            if (inside("thead")) {
                heads.add(said);
            } else {
                row = said;
            }
        }
        if (open.stream().anyMatch(element -> element.tag().equals(tag))) {
            while (!open.pop().tag().equals(tag)) {
                // What was never closed ends with what holds it.
            }
        }
    }

    private void text(String text) {
        if (inside("th")) {
            head.append(text).append(' ');
        }
        if (text.isEmpty() || open.stream().anyMatch(element -> SKIPPED.contains(element.tag()))) {
            return;
        }
        boolean alone = ALONE.matcher(text).matches();
        Matcher number = (alone ? NUMBER : OF_JOURNEYS).matcher(text);
        while (number.find()) {
            String digits = alone ? number.group() : number.group(1);
            found.add(new Count(Long.parseLong(digits.replace(",", "")), place(), link(), alone));
        }
    }

    private boolean inside(String tag) {
        return open.stream().anyMatch(element -> element.tag().equals(tag));
    }

    private String link() {
        return open.stream()
                .filter(element -> element.tag().equals("a"))
                .map(element -> element.link().replace("&amp;", "&"))
                .findFirst()
                .orElse("");
    }

    private String place() {
        if (inside("td")) {
            return ("table " + table + " " + rows).strip() + ", "
                    + (column >= 0 && column < heads.size() ? heads.get(column) : row);
        }
        List<Element> around =
                open.stream().filter(element -> !INLINE.contains(element.tag())).toList();
        String own = around.isEmpty() ? "" : around.getFirst().said();
        return around.stream()
                .skip(1)
                .filter(element -> !element.kind().isEmpty())
                .findFirst()
                .map(element -> element.said() + ", " + own)
                .orElse(own);
    }

    private static String attribute(String rest, String name) {
        Matcher attribute = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(rest);
        return attribute.find() ? attribute.group(1) : "";
    }
}
