package dev.corridor.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PageTest {
    @Test
    void keepsPerCentSignWithItsNumber() {
        for (int filled = 80; filled < 100; filled++) {
            Page page = new Page(text -> text);
            page.wrapped("", "x".repeat(filled) + " 12.5 % of all");
            assertThat(page.toString()).contains("12.5 %").doesNotContain("\n%");
            assertThat(page.toString().lines()).allMatch(line -> line.length() <= Page.WIDTH);
        }
    }
}
