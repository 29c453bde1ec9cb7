package dev.corridor.app.discovery.picture;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import dev.corridor.map.living.Picture;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.batik.anim.dom.SAXSVGDocumentFactory;
import org.apache.batik.bridge.BridgeContext;
import org.apache.batik.bridge.GVTBuilder;
import org.apache.batik.bridge.UserAgentAdapter;
import org.apache.batik.gvt.GraphicsNode;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Paints pictures of the map. One at a time: a large one takes some ten megabytes while it is made.
public final class MapFiles {
    private static final Object TURN = new Object();
    private static final double SHARP = 2;
    private static final double MOST_PIXELS = 12_000_000;

    /// What Batik's style sheets do not know, or would look for elsewhere.
    private static final Pattern FACES = Pattern.compile("@font-face\\{[^}]*\\}");
    private static final Pattern UNKNOWN =
            Pattern.compile("(unicode-bidi:isolate|paint-order:stroke|font-variant-numeric:[^;}]*);?");

    private MapFiles() {}

    /// PNG, twice as dense as the screen unless it would be very large.
    public static byte[] png(Picture picture) {
        synchronized (TURN) {
            double density = Math.min(SHARP, Math.sqrt(MOST_PIXELS / (picture.width() * picture.height())));
            BufferedImage image = new BufferedImage(
                    (int) Math.ceil(picture.width() * density),
                    (int) Math.ceil(picture.height() * density),
                    BufferedImage.TYPE_INT_RGB);
            Graphics2D canvas = image.createGraphics();
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
            canvas.scale(density, density);
            paint(picture, canvas);
            canvas.dispose();
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ImageIO.write(image, "png", out);
                return out.toByteArray();
            } catch (IOException e) {
                throw new IllegalStateException("a picture in memory cannot be written", e);
            }
        }
    }

    /// PDF of one page with letters that can be searched, in embedded fonts.
    ///
    /// @param title of the document
    public static byte[] pdf(Picture picture, String title) {
        synchronized (TURN) {
            try (PDDocument document = new PDDocument()) {
                document.getDocumentInformation().setTitle(title);
                PDPage page = new PDPage(new PDRectangle((float) picture.width(), (float) picture.height()));
                document.addPage(page);
                PdfBoxGraphics2D canvas =
                        new PdfBoxGraphics2D(document, (float) picture.width(), (float) picture.height());
                canvas.setFontTextDrawer(new Embedded(document));
                paint(picture, canvas);
                canvas.dispose();
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawForm(canvas.getXFormObject());
                }
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                document.save(out);
                return out.toByteArray();
            } catch (IOException e) {
                throw new IllegalStateException("a picture in memory cannot be written", e);
            }
        }
    }

    private static void paint(Picture picture, Graphics2D canvas) {
        String svg = UNKNOWN.matcher(FACES.matcher(picture.svg()).replaceAll(""))
                .replaceAll("")
                .replace("stroke:transparent", "stroke:none");
        try {
            BridgeContext context = new BridgeContext(new UserAgentAdapter());
            context.setTextPainter(new HaloText());
            GraphicsNode drawing = new GVTBuilder()
                    .build(
                            context,
                            new SAXSVGDocumentFactory(null).createDocument("corridor:map", new StringReader(svg)));
            drawing.paint(canvas);
            context.dispose();
        } catch (IOException e) {
            throw new IllegalStateException("a picture of our own cannot be read", e);
        }
    }

    /// Letters of our fonts, embedded once each.
    private static final class Embedded extends PdfBoxGraphics2DFontTextDrawer {
        private final PDDocument document;
        private final Map<Lettering, PDFont> fonts = new EnumMap<>(Lettering.class);

        private Embedded(PDDocument document) {
            this.document = document;
        }

        @Override
        protected PDFont mapFont(Font font, IFontTextDrawerEnv env) throws IOException {
            Lettering cut = Lettering.of(font);
            PDFont known = fonts.get(cut);
            if (known == null) {
                try (InputStream in = cut.open()) {
                    known = PDType0Font.load(document, in);
                }
                fonts.put(cut, known);
            }
            return known;
        }
    }
}
