package dev.corridor.map.living;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.map.layout.Plan;
import dev.corridor.map.svg.Pen;
import dev.corridor.map.svg.Signs;
import dev.corridor.map.words.Wording;
import java.util.List;

/// What a painting's widths, numbers, colours and signs mean: only what it shows.
///
/// @param crowded whether a track was drawn narrower than its journeys ask for
record Legend(Places places, Content content, Ink ink, Form form, boolean crowded) {
    private static final double TALLEST = 13;

    String html() {
        StringBuilder html = new StringBuilder("<ul class=\"legend ")
                .append(form == Form.WIDE ? "wide" : "tall")
                .append(content.kind())
                .append("\">");
        switch (content) {
            case Counted counted -> counted(html, counted);
            case Compared compared -> compared(html, compared);
        }
        signs(html);
        if (crowded) {
            item(html, "", wording().say("legend.full"));
        }
        return html.append("</ul>\n").toString();
    }

    // ---- one selection

    private void counted(StringBuilder html, Counted counted) {
        if (counted.figures().journeys() > 0) {
            long journeys = Math.max(1, (long) round(TALLEST / counted.pixels()));
            width(html, journeys * counted.pixels(), wording().count("legend.width", journeys));
        }
        if (content.bedded() && counted.figures().journeys() < places.graph().journeys()) {
            item(
                    html,
                    Signs.picture(34, "<rect class=\"k-bed\" y=\"2\" width=\"34\" height=\"11\"/>"),
                    wording().say("legend.bed"));
        }
        Metric metric = counted.view().metric();
        item(html, "", wording().say("legend." + metric.key()));
        ramp(html, metric);
        if (metric == Metric.SCORE) {
            item(html, Signs.picture(24, Signs.swatch(0)), wording().say("legend.none"));
            item(html, "", wording().say("legend.score.few"));
        }
    }

    private void ramp(StringBuilder html, Metric metric) {
        List<String> limits = places.shades().limits(metric, wording());
        if (limits.isEmpty()) {
            return;
        }
        html.append("<li>").append(wording().say(worst(metric)));
        for (int level = 1; level <= 5; level++) {
            html.append(Signs.picture(24, Signs.swatch(level)));
            html.append(level <= limits.size() ? escape(limits.get(level - 1)) : "");
        }
        html.append(wording().say(best(metric))).append("</li>");
    }

    private static String worst(Metric metric) {
        return switch (metric) {
            case JOURNEYS, CUSTOMERS, REPEATS, DROP_OUTS -> "legend.often";
            case MEDIAN_WAIT, P90_WAIT -> "legend.slow";
            case SCORE -> "legend.low";
        };
    }

    private static String best(Metric metric) {
        return switch (metric) {
            case JOURNEYS, CUSTOMERS, REPEATS, DROP_OUTS -> "legend.seldom";
            case MEDIAN_WAIT, P90_WAIT -> "legend.fast";
            case SCORE -> "legend.high";
        };
    }

    // ---- two selections

    private void compared(StringBuilder html, Compared compared) {
        String a = compared.comparison().nameA();
        String b = compared.comparison().nameB();
        double percent = round(100 * TALLEST / Plan.FULL_WIDTH);
        width(
                html,
                Plan.FULL_WIDTH * percent / 100,
                wording().say("legend.width.share", wording().number((long) percent) + Wording.NBSP + "%"));
        item(html, "", wording().say("legend.shares", a, b));
        item(html, rim("more"), wording().say("legend.more", b));
        item(html, rim("fewer"), wording().say("legend.fewer", a));
        item(html, "", wording().say("legend.chance"));
    }

    private static String rim(String kind) {
        return Signs.picture(34, "<path class=\"k-" + kind + "\" d=\"M0,7.5H34\"/>");
    }

    // ---- both

    private void width(StringBuilder html, double pixels, String words) {
        double height = Math.max(Plan.MIN_WIDTH, pixels);
        String bar = "<rect class=\"k-river\" y=\"" + Pen.number((15 - height) / 2) + "\" width=\"34\" height=\""
                + Pen.number(height) + "\"/>";
        item(html, Signs.picture(34, bar), words);
    }

    /// The largest of 1, 2, 5, 10, 20 ... that is not above.
    private static double round(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, most))));
        return power * (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1);
    }

    private void signs(StringBuilder html) {
        Plan plan = places.sheet(form).plan();
        lines(html, plan, Plan.Kind.BACK, Signs.picture(30, Signs.BACK), "legend.back");
        lines(html, plan, Plan.Kind.LOOP, Signs.picture(20, Signs.LOOP), "legend.loop");
        if (plan.spurs().stream().anyMatch(spur -> spur.exit() && ink.ends()[spur.node()])) {
            item(html, Signs.picture(22, Signs.END), wording().say("legend.end"));
        }
        if (plan.spurs().stream().anyMatch(spur -> !spur.exit() && ink.starts()[spur.node()])) {
            item(html, Signs.picture(22, Signs.START), wording().say("legend.start"));
        }
    }

    private void lines(StringBuilder html, Plan plan, Plan.Kind kind, String sign, String key) {
        if (plan.tracks().stream().anyMatch(track -> track.kind() == kind && ink.steps()[track.link()])) {
            item(html, sign, wording().say(key));
        }
    }

    private static void item(StringBuilder html, String sign, String words) {
        html.append("<li>").append(sign).append(escape(words)).append("</li>");
    }

    private Wording wording() {
        return places.wording();
    }
}
