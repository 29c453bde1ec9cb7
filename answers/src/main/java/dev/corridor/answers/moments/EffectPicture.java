package dev.corridor.answers.moments;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.statistics.Estimate;
import java.util.List;
import java.util.Locale;

/// Draws effects with their intervals against zero and the smallest effect that matters, all on one scale. Places are
/// shares of the width, so that a picture fits its column and its lettering keeps its size.
final class EffectPicture {
    private static final double LEFT = 2;
    private static final double RIGHT = 98;
    private static final int HEIGHT = 66;
    private static final int LINE = 30;
    private static final int STRIP = 16;

    private final MomentsPhrases words;
    private final double smallest;
    private final double low;
    private final double high;
    private final double step;

    private EffectPicture(MomentsPhrases words, double smallest, double low, double high) {
        this.words = words;
        this.smallest = smallest;
        this.step = step(high - low);
        this.low = Math.floor(low / step) * step;
        this.high = Math.ceil(high / step) * step;
    }

    /// A scale that holds zero, the smallest effect on both sides and the intervals of these moments; without any,
    /// three times the smallest effect.
    static EffectPicture of(List<Moment> moments, MomentsPhrases words, double smallest) {
        double low = -1.5 * smallest;
        double high = 1.5 * smallest;
        for (Moment moment : moments) {
            Estimate effect = Telling.estimate(moment);
            low = Math.min(low, effect.interval().low());
            high = Math.max(high, effect.interval().high());
        }
        return moments.isEmpty()
                ? new EffectPicture(words, smallest, -3 * smallest, 3 * smallest)
                : new EffectPicture(words, smallest, low, high);
    }

    /// One, two or five times a power of ten, of which about six fit.
    static double step(double range) {
        double rough = Math.max(range, 1e-9) / 6;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double part = rough / power;
        return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
    }

    /// The picture of one moment, with its scale.
    String large(Moment moment, boolean harms) {
        Estimate effect = Telling.estimate(moment);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"whisker%s\" width=\"100%%\" height=\"%d\" role=\"img\" aria-label=\"%s\">",
                harms ? " harm" : "",
                HEIGHT,
                escape(words.say(
                        "picture.effect",
                        words.signed(effect.value()),
                        words.end(effect.interval().low()),
                        words.end(effect.interval().high()),
                        words.size(smallest)))));
        band(svg, 8, 42);
        long first = Math.round(low / step);
        long last = Math.round(high / step);
        for (long i = first; i <= last; i++) {
            boolean end = i == first || i == last;
            boolean wide = (last - first) > 6 && (i - first) % 2 != 0;
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"tick\" x1=\"%1$.2f%%\" x2=\"%1$.2f%%\" y1=\"42\" y2=\"46\"/>"
                            + "<text class=\"%2$s%3$s\" x=\"%1$.2f%%\" y=\"60\">%4$s</text>",
                    x(i * step),
                    end ? i == first ? "from" : "to" : "mid",
                    wide && !end ? " wide" : "",
                    tick(i * step)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"axis\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"42\" y2=\"42\"/>"
                        + "<line class=\"zero\" x1=\"%3$.2f%%\" x2=\"%3$.2f%%\" y1=\"4\" y2=\"46\"/>",
                LEFT,
                RIGHT,
                x(0)));
        mark(svg, effect, LINE, 5);
        double at = x(effect.value());
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s said\" x=\"%.2f%%\" y=\"17\">%s</text></svg>%n",
                at < 12 ? "from" : at > 88 ? "to" : "mid",
                at,
                words.signed(effect.value())));
        return svg.toString();
    }

    /// The picture of a row of a table: what lies beyond the scale is cut.
    String strip(Moment moment) {
        StringBuilder svg = new StringBuilder(
                "<svg class=\"whisker strip\" width=\"100%\" height=\"" + STRIP + "\" aria-hidden=\"true\">");
        band(svg, 0, STRIP);
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"zero\" x1=\"%1$.2f%%\" x2=\"%1$.2f%%\" y1=\"0\" y2=\"%2$d\"/>",
                x(0),
                STRIP));
        mark(svg, Telling.estimate(moment), STRIP / 2, 3.5);
        return svg.append("</svg>").toString();
    }

    private void band(StringBuilder svg, int from, int to) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"small\" x=\"%.2f%%\" width=\"%.2f%%\" y=\"%d\" height=\"%d\"/>",
                x(-smallest),
                x(smallest) - x(-smallest),
                from,
                to - from));
    }

    private void mark(StringBuilder svg, Estimate effect, int y, double radius) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"interval\" x1=\"%.2f%%\" x2=\"%.2f%%\" y1=\"%3$d\" y2=\"%3$d\"/>"
                        + "<circle class=\"dot\" cx=\"%4$.2f%%\" cy=\"%3$d\" r=\"%5$.1f\"/>",
                x(effect.interval().low()),
                x(effect.interval().high()),
                y,
                x(effect.value()),
                radius));
    }

    /// A place in per cent of the width; far beyond the scale all places are one.
    private double x(double effect) {
        double place = LEFT + (RIGHT - LEFT) * (effect - low) / (high - low);
        return Math.clamp(place, -20, 120);
    }

    private String tick(double value) {
        double shown = words.rate() ? 100 * value : value;
        return Math.abs(shown) < 1e-9 ? "0" : (shown > 0 ? "+" : "") + words.plain(Math.round(shown * 1e6) / 1e6);
    }
}
