package dev.corridor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Text that is safe to show on a terminal.
final class PlainTextTest {
    @Test
    void keepsOrdinaryTextOfAnyLanguage() {
        String text = "Доставка até à porta, 配送 – “ok” €5 😀 é";
        assertThat(PlainText.line(text)).isEqualTo(text);
    }

    @Test
    void showsControlAndBidirectionalCharacters() {
        assertThat(PlainText.line("a\tb\r\nc\u0000\u007f\u0085"))
                .isEqualTo("a<U+0009>b<U+000D><U+000A>c<U+0000><U+007F><U+0085>");
        assertThat(PlainText.line("\u202a\u202e\u2066\u2069\u200f\u061c\ufeff\u2028"))
                .isEqualTo("<U+202A><U+202E><U+2066><U+2069><U+200F><U+061C><U+FEFF><U+2028>");
        assertThat(PlainText.line("\ud800x\udbff\udfff")).isEqualTo("<U+D800>x<U+10FFFF>");
    }

    @Test
    void cutsLongTextBetweenCharacters() {
        assertThat(PlainText.line("x".repeat(1_000_000)))
                .hasSizeLessThan(2_050)
                .endsWith("x ... (998000 more characters)");
        assertThat(PlainText.line("x".repeat(1_999) + "😀".repeat(2))).endsWith("x ... (4 more characters)");
    }

    @Test
    void keepsLineBreaksOfSeveralLines() {
        assertThat(PlainText.lines("a\n\tb\u001b")).isEqualTo("a\n\tb<U+001B>");
    }
}
