package dev.corridor.answers.moments;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.analysis.moments.Moment;
import java.util.List;
import java.util.Locale;

/// Draws mean outcomes along a dose: one place per group of doses, in order, with interval, threshold and the share
/// given before. Heights are in pixels and places shares of the width, so that lettering keeps its size.
final class CurvePicture {
    private static final int FEW = 30;
    private static final int TOP = 12;
    private static final int BOTTOM = 196;
    private static final int LANE = 40;
    private static final double RIGHT = 99;
    private static final double WIDE_LETTERS = 130;
    private static final double PHONE_LETTERS = 42;

    private final Moment moment;
    private final List<Moment.Point> points;
    private final Telling telling;
    private final MomentsPhrases words;
    private final double lowest;
    private final double highest;
    private final double left;

    /// @param lowest of the outcome's scale
    CurvePicture(Moment moment, List<Moment.Point> points, Telling telling, double lowest, double highest) {
        this.moment = moment;
        this.points = points;
        this.telling = telling;
        this.words = telling.words();
        double top = points.stream()
                .mapToDouble(point -> point.mean().interval().high())
                .max()
                .orElse(1);
        double step = EffectPicture.step(Math.max(top, 1e-3));
        this.lowest = words.rate() ? 0 : lowest;
        this.highest = words.rate() ? Math.min(1, Math.ceil(top / step) * step) : highest;
        this.left = words.rate() ? 13 : 8;
    }

    String drawn() {
        boolean shares = hasShares();
        int height = BOTTOM + 28 + (shares ? LANE + 8 : 0);
        Moment.Point first = points.getFirst();
        Moment.Point last = points.getLast();
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg class=\"curve\" width=\"100%%\" height=\"%d\" role=\"img\" aria-label=\"%s\">",
                height,
                escape(unmarked(words.say(
                        "picture.curve.aria",
                        words.ofOutcome("picture.curve", telling.dose(moment)),
                        words.number(points.size()),
                        words.value(first.mean().value()),
                        telling.doses(first),
                        words.value(last.mean().value()),
                        telling.doses(last))))));
        scale(svg);
        moment.thresholds().forEach(step -> threshold(svg, step));
        for (int i = 0; i + 1 < points.size(); i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"link\" x1=\"%.2f%%\" y1=\"%.1f\" x2=\"%.2f%%\" y2=\"%.1f\"/>",
                    x(i),
                    y(points.get(i).mean().value()),
                    x(i + 1),
                    y(points.get(i + 1).mean().value())));
        }
        for (int i = 0; i < points.size(); i++) {
            point(svg, i);
        }
        doses(svg);
        if (shares) {
            shares(svg);
        }
        return svg.append("</svg>\n").toString();
    }

    /// Whether some outcomes were given before the exposure was complete.
    boolean hasShares() {
        return points.stream().anyMatch(point -> point.before() > 0);
    }

    private static String unmarked(String name) {
        return name.replace("<bdi>", "").replace("</bdi>", "");
    }

    private void scale(StringBuilder svg) {
        double step = EffectPicture.step(highest - lowest);
        for (double mark = lowest; mark <= highest + 1e-9; mark += step) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"grid-line\" x1=\"%.2f%%\" x2=\"100%%\" y1=\"%2$.1f\" y2=\"%2$.1f\"/>"
                            + "<text class=\"from\" x=\"0\" y=\"%3$.1f\">%4$s</text>",
                    left - 1.5,
                    y(mark),
                    y(mark) + 4,
                    words.rate()
                            ? words.plain(Math.round(1e6 * mark) / 1e4) + "\u00a0%"
                            : words.plain(Math.round(1e6 * mark) / 1e6)));
        }
    }

    private void threshold(StringBuilder svg, Moment.Threshold step) {
        double at = edge(step.at());
        double low = Math.min(at, place(step.low()));
        double high = Math.max(at, place(step.high()));
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"between\" x=\"%.2f%%\" width=\"%.2f%%\" y=\"%d\" height=\"%d\"/>"
                        + "<line class=\"step\" x1=\"%5$.2f%%\" x2=\"%5$.2f%%\" y1=\"%3$d\" y2=\"%6$d\"/>"
                        + "<text class=\"said %7$s\" x=\"%8$.2f%%\" y=\"%9$d\">%10$s</text>",
                x(low),
                x(high) - x(low),
                TOP,
                BOTTOM - TOP,
                x(at),
                BOTTOM,
                x(at) > 55 ? "to" : "from",
                x(at) > 55 ? x(at) - 1 : x(at) + 1,
                TOP + 10,
                words.say("picture.curve.step", words.amount(step.at(), step.unit())) + ": "
                        + words.signed(step.change().value())));
    }

    private void point(StringBuilder svg, int i) {
        Moment.Point point = points.get(i);
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"interval\" x1=\"%1$.2f%%\" x2=\"%1$.2f%%\" y1=\"%2$.1f\" y2=\"%3$.1f\"/>"
                        + "<circle class=\"%4$s\" cx=\"%1$.2f%%\" cy=\"%5$.1f\" r=\"4.5\"/>",
                x(i),
                y(Math.min(highest, point.mean().interval().high())),
                y(Math.max(lowest, point.mean().interval().low())),
                point.n() < FEW ? "dot few" : "dot",
                y(point.mean().value())));
    }

    /// As many labels as fit: on a phone fewer than on a desk.
    private void doses(StringBuilder svg) {
        int letters = points.stream()
                .mapToInt(point -> telling.doses(point).length() + 2)
                .max()
                .orElse(1);
        int wide = (int) Math.ceil(letters * points.size() / WIDE_LETTERS);
        int phone = (int) Math.ceil(letters * points.size() / PHONE_LETTERS);
        for (int i = 0; i < points.size(); i++) {
            if (i % wide == 0 || i % phone == 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text class=\"mid%s%s\" x=\"%.2f%%\" y=\"%d\">%s</text>",
                        i % wide == 0 ? "" : " phone",
                        i % phone == 0 ? "" : " wide",
                        x(i),
                        BOTTOM + 18,
                        telling.doses(points.get(i))));
            }
        }
    }

    private void shares(StringBuilder svg) {
        int base = BOTTOM + 30 + LANE;
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"grid-line\" x1=\"%.2f%%\" x2=\"100%%\" y1=\"%2$d\" y2=\"%2$d\"/>"
                        + "<text class=\"from\" x=\"0\" y=\"%3$d\">100\u00a0%%</text>"
                        + "<text class=\"from\" x=\"0\" y=\"%2$d\">0</text>",
                left - 1.5,
                base,
                base - LANE + 8));
        double width = Math.min(3, 0.6 * (RIGHT - left) / points.size());
        for (int i = 0; i < points.size(); i++) {
            double tall = (double) LANE * points.get(i).before() / points.get(i).n();
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"share\" x=\"%.2f%%\" width=\"%.2f%%\" y=\"%.1f\" height=\"%.1f\"/>",
                    x(i) - width / 2,
                    width,
                    base - tall,
                    tall));
        }
    }

    /// The place of a dose among the groups: within its group, or between two.
    private double place(double dose) {
        for (int i = 0; i < points.size(); i++) {
            Moment.Point point = points.get(i);
            if (dose < point.from()) {
                return i - 0.5;
            }
            if (dose <= point.to()) {
                double length = point.to() - point.from();
                return length > 0 ? i - 0.5 + (dose - point.from()) / length : i;
            }
        }
        return points.size() - 0.5;
    }

    /// The place just before a dose, from which on outcomes lie behind a jump.
    private double edge(double dose) {
        double place = place(dose);
        return place == Math.rint(place) ? place - 0.5 : place;
    }

    private double x(double place) {
        return left + (RIGHT - left) * (place + 0.5) / points.size();
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * (value - lowest) / Math.max(1e-9, highest - lowest);
    }
}
