package dev.corridor.map.page;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.Language;
import dev.corridor.map.svg.Fonts;
import dev.corridor.map.svg.Style;
import dev.corridor.map.words.Shipped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// One self-contained HTML file that needs no network: nothing but its own style and script, named by their hashes,
/// may act in it.
///
/// @param title of the window, as plain text
/// @param rules style beyond what all pages share
/// @param body masthead and main part, as HTML
/// @param script that runs at the end; empty where the page needs none
public record HtmlPage(Language language, String title, String rules, String body, String script) {
    /// The whole document.
    public String render() {
        boolean cyrillic = language == Language.RU || Fonts.needsCyrillic(body);
        String style = Fonts.faces(cyrillic, true) + Style.themes() + Shipped.text(HtmlPage.class, "page.css") + rules;
        return "<!doctype html>\n<html lang=\"" + language.tag() + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                + policyHash(style)
                + (script.isEmpty() ? "" : "; script-src " + policyHash(script))
                + "; img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + escape(title)
                + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n" + body
                + (script.isEmpty() ? "" : "<script>" + script + "</script>\n") + "</body>\n</html>\n";
    }

    /// The line at the top of a page.
    ///
    /// @param skip link over the first part, as HTML; may be empty
    /// @param set title of the data, as plain text
    /// @param when times of the data, as HTML
    /// @param more controls at its end, as HTML
    public static String masthead(String skip, String set, String when, String more) {
        return skip + "<header class=\"wrap\"><div class=\"mast\"><span class=\"brand\">Corridor</span>"
                + "<span class=\"set\"><bdi>" + escape(set) + "</bdi></span><span class=\"when\">" + when + "</span>"
                + more + "</div></header>\n";
    }

    /// Source expression of a content security policy that allows exactly this text.
    public static String policyHash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
