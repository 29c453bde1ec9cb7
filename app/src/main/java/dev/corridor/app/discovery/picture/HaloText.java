package dev.corridor.app.discovery.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.TextAttribute;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.text.AttributedCharacterIterator;
import java.util.Map;
import org.apache.batik.bridge.Mark;
import org.apache.batik.bridge.TextNode;
import org.apache.batik.bridge.TextPainter;
import org.apache.batik.gvt.text.GVTAttributedCharacterIterator;
import org.apache.batik.gvt.text.TextPaintInfo;
import org.jspecify.annotations.Nullable;

/// Paints the map's texts in their own font: first the halo, then the letters, which stay letters in a PDF.
final class HaloText implements TextPainter {
    private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);
    private static final float USUAL_SIZE = 12.5f;

    /// A text where it stands.
    ///
    /// @param x of its left end
    private record Laid(
            String text,
            Font font,
            float x,
            float y,
            @Nullable TextPaintInfo paint) {
        Shape outline() {
            GlyphVector glyphs = font.createGlyphVector(METRICS, text);
            return glyphs.getOutline(x, y);
        }
    }

    private static Laid laid(TextNode node) {
        AttributedCharacterIterator characters = node.getAttributedCharacterIterator();
        StringBuilder text = new StringBuilder();
        if (characters != null) {
            for (char c = characters.first(); c != AttributedCharacterIterator.DONE; c = characters.next()) {
                text.append(c);
            }
            characters.first();
        }
        Map<AttributedCharacterIterator.Attribute, Object> attributes =
                text.isEmpty() || characters == null ? Map.of() : characters.getAttributes();
        float size = attributes.get(TextAttribute.SIZE) instanceof Number number ? number.floatValue() : USUAL_SIZE;
        Font font = Lettering.of(attributes).at(size);
        Point2D at = node.getLocation();
        double width = font.getStringBounds(text.toString(), METRICS).getWidth();
        Object anchor = attributes.get(GVTAttributedCharacterIterator.TextAttribute.ANCHOR_TYPE);
        double left = anchor == TextNode.Anchor.MIDDLE ? width / 2 : anchor == TextNode.Anchor.END ? width : 0;
        return new Laid(text.toString(), font, (float) (at.getX() - left), (float) at.getY(), (TextPaintInfo)
                attributes.get(GVTAttributedCharacterIterator.TextAttribute.PAINT_INFO));
    }

    @Override
    public void paint(TextNode node, Graphics2D picture) {
        Laid laid = laid(node);
        TextPaintInfo paint = laid.paint();
        if (paint == null || !paint.visible || laid.text().isBlank()) {
            return;
        }
        if (paint.strokePaint != null && paint.strokeStroke != null) {
            picture.setPaint(paint.strokePaint);
            picture.setStroke(paint.strokeStroke);
            picture.draw(laid.outline());
        }
        if (paint.fillPaint != null) {
            picture.setPaint(paint.fillPaint);
            picture.setFont(laid.font());
            picture.drawString(laid.text(), laid.x(), laid.y());
        }
    }

    @Override
    public Rectangle2D getBounds2D(TextNode node) {
        return getOutline(node).getBounds2D();
    }

    @Override
    public Rectangle2D getGeometryBounds(TextNode node) {
        return getBounds2D(node);
    }

    @Override
    public Shape getOutline(TextNode node) {
        return laid(node).outline();
    }

    // Pictures have no selection.

    @Override
    public @Nullable Mark selectAt(double x, double y, TextNode node) {
        return null;
    }

    @Override
    public @Nullable Mark selectTo(double x, double y, Mark begin) {
        return null;
    }

    @Override
    public @Nullable Mark selectFirst(TextNode node) {
        return null;
    }

    @Override
    public @Nullable Mark selectLast(TextNode node) {
        return null;
    }

    @Override
    public int[] getSelected(Mark start, Mark finish) {
        return new int[0];
    }

    @Override
    public @Nullable Shape getHighlightShape(Mark begin, Mark end) {
        return null;
    }

    @Override
    public @Nullable Mark getMark(TextNode node, int index, boolean beforeGlyph) {
        return null;
    }
}
