package dev.corridor.map.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void escapesMarkup() {
        assertThat(Plain.escape("<b a=\"1\" c='2'>&</b>"))
                .isEqualTo("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;&lt;/b&gt;");
    }

    @Test
    void dropsWhatTurnsTheDirection() {
        assertThat(Plain.text("a\u202eb\u2066c\u2069d\u200fe\u061cf")).isEqualTo("abcdef");
    }

    @Test
    void replacesControlCharactersAndHalvesOfCharacters() {
        assertThat(Plain.text("a\u0000b\u0007c\u009fd\ud800e\nf\ufffe"))
                .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde f\ufffd");
        assertThat(Plain.text("😀")).isEqualTo("😀");
    }

    @Test
    void namesTheNameless() {
        assertThat(Plain.name(" \u202e ")).isEqualTo("?");
    }

    @Test
    void readsWhatItEscapedWithoutMarks() {
        String raw = "a <b> & \"c\" 'd' &amp; &lt;e";
        assertThat(Plain.ofHtml("<em class=\"x\">" + Plain.escape(raw) + "</em>."))
                .isEqualTo(raw + ".");
    }
}
