package dev.corridor.app.discovery.picture;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.TextAttribute;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// The two cuts of Source Sans 3 that pictures are lettered with; both have Latin and Cyrillic letters.
enum Lettering {
    REGULAR("SourceSans3-Regular.ttf"),
    SEMIBOLD("SourceSans3-Semibold.ttf");

    private static final String FOLDER = "/fonts/source-sans-3.46.0/";
    private static final float SEMIBOLD_FROM = 1.5f;

    private final String file;
    private final Font font;

    Lettering(String file) {
        this.file = file;
        try (InputStream in = open()) {
            this.font = Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException("the font " + file + " cannot be read", e);
        }
    }

    /// The cut for a text's attributes.
    static Lettering of(Map<?, ?> attributes) {
        return attributes.get(TextAttribute.WEIGHT) instanceof Number weight && weight.floatValue() >= SEMIBOLD_FROM
                ? SEMIBOLD
                : REGULAR;
    }

    /// The cut that a font was derived from.
    static Lettering of(Font derived) {
        return derived.getPSName().equals(SEMIBOLD.font.getPSName()) ? SEMIBOLD : REGULAR;
    }

    Font at(float size) {
        return font.deriveFont(size);
    }

    InputStream open() {
        InputStream in = Lettering.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new IllegalStateException("no font " + file);
        }
        return in;
    }
}
