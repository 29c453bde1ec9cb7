package dev.corridor.cli.moments;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.map.Language;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.MomentOfTruth;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// Writes the answer of `moments` as one page that needs no network and no script: the sentence, each
/// moment with its
/// evidence and its curve, and what was looked at besides. It holds no key and no customer.
public final class MomentsHtml {
    private static final int WIDTH = 680;
    private static final int HEIGHT = 260;
    private static final int LEFT = 44;
    private static final int RIGHT = 12;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;
    private static final int BAR = 40;
    private static final String STYLE = """
            :root{color-scheme:light dark;--paper:#f7f3ea;--sheet:#fffdf7;--ink:#23211c;--soft:#5f5a4e;--rule:#d9d2c1;\
            --accent:#0f5f6b;--ochre:#9a6a12;--hurt:#a3261c}
            @media(prefers-color-scheme:dark){:root{--paper:#191814;--sheet:#22201b;--ink:#ece6d8;--soft:#b3ab99;\
            --rule:#3d392f;--accent:#7cc4cf;--ochre:#d9a648;--hurt:#f0897d}}
            *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);\
            font:16px/1.5 "Source Sans 3","Segoe UI",system-ui,sans-serif;font-variant-numeric:tabular-nums}
            main{max-width:760px;margin:0 auto;padding:24px 20px 48px}header{color:var(--soft);font-size:14px}
            h1{font:600 30px/1.25 Georgia,"Times New Roman",serif;margin:12px 0 16px}
            h2{font:600 20px/1.3 Georgia,"Times New Roman",serif;margin:32px 0 6px}
            h1,h2,p,li,td{overflow-wrap:anywhere}
            section{border-top:1px solid var(--rule)}p{margin:6px 0}ul{margin:6px 0;padding-left:20px}
            .soft{color:var(--soft)}.note{color:var(--ochre)}
            svg{display:block;width:100%;height:auto;background:var(--sheet);border:1px solid var(--rule);margin:12px 0}
            svg text{font-size:12px;fill:var(--soft)}.axis{stroke:var(--rule)}.range{stroke:var(--accent);stroke-width:2}
            .mean{fill:var(--accent)}.step{stroke:var(--hurt);stroke-width:2;stroke-dasharray:5 4}.share{fill:var(--ochre)}
            .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}
            th,td{text-align:right;padding:4px 8px;border-bottom:1px solid var(--rule)}
            th:first-child,td:first-child{text-align:left}
            @media(max-width:520px){h1{font-size:23px}main{padding:16px 12px 32px}th,td{padding:4px}}
            """;

    private final MomentsAnswer answer;
    private final Recipe recipe;
    private final String title;
    private final Language language;
    private final AnswerLimits limits;
    private final MomentsPhrases words;
    private final StringBuilder body = new StringBuilder();

    private MomentsHtml(MomentsAnswer answer, Recipe recipe, String title, Language language, AnswerLimits limits) {
        this.answer = answer;
        this.recipe = recipe;
        this.title = title;
        this.language = language;
        this.limits = limits;
        this.words = new MomentsPhrases(language);
    }

    /// @param title of the data
    public static String write(
            MomentsAnswer answer, Recipe recipe, String title, Language language, AnswerLimits limits) {
        MomentsHtml page = new MomentsHtml(answer, recipe, title, language, limits);
        page.main();
        return page.document();
    }

    private String document() {
        return "<!doctype html>\n<html lang=\"" + language.tag() + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                + hash(STYLE) + "; base-uri 'none'; form-action 'none'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + escape(words.say("title", title))
                + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void main() {
        List<Moment> found = answer.moments().stream().filter(this::isMoment).toList();
        body.append("<main>\n<header>Corridor \u00b7 <bdi>")
                .append(escape(title))
                .append("</bdi></header>\n<h1>");
        if (answer.outcomes() == 0) {
            body.append(words.say("nothing"));
        } else if (found.isEmpty()) {
            body.append(words.say("none", words.number(answer.moments().size())));
        } else {
            long groups = found.stream().map(Moment::group).distinct().count();
            body.append(words.say("found", words.number(groups), told(found.getFirst())));
        }
        body.append("</h1>\n<p class=\"soft\">")
                .append(words.say(
                        "basis",
                        words.number(answer.outcomes()),
                        words.number(answer.customers()),
                        words.number(answer.moments().size()),
                        words.number(answer.tested()),
                        size(answer.smallest())))
                .append("</p>\n");
        found.forEach(this::moment);
        answer.moments().stream()
                .filter(moment -> moment.verdict().kind() == MomentOfTruth.Kind.DESCRIPTION)
                .forEach(this::description);
        others();
        body.append("<p class=\"soft\">").append(words.say("foot")).append("</p>\n</main>\n");
    }

    private boolean isMoment(Moment moment) {
        return moment.verdict().kind() == MomentOfTruth.Kind.MOMENT_OF_TRUTH && isShown(moment);
    }

    private boolean isShown(Moment moment) {
        return limits.shown(
                                Math.min(moment.exposed(), moment.unexposed()),
                                Math.min(moment.exposedCustomers(), moment.unexposedCustomers()))
                        .compareTo(AnswerLimits.Shown.COUNTS)
                > 0;
    }

    private String told(Moment moment) {
        Estimate effect = moment.effect().map(Effect::estimate).orElseThrow();
        String sentence = words.say(
                moment.placebo() == MomentOfTruth.Placebo.PASSED ? "moves" : "goes-with",
                label(moment),
                words.say("outcome." + answer.question().outcome().word()),
                signed(effect.value()),
                signed(effect.interval().low()),
                signed(effect.interval().high()));
        return moment.exposedMean().isPresent() && moment.unexposedMean().isPresent()
                ? sentence + ": "
                        + words.say(
                                "against",
                                value(moment.exposedMean().getAsDouble()),
                                value(moment.unexposedMean().getAsDouble()))
                        + "."
                : sentence + ".";
    }

    private String label(Moment moment) {
        return words.say("label." + MomentsJson.word(moment.kind()), name(moment.touchpoint()), name(moment.second()));
    }

    private String name(String touchpoint) {
        return "<bdi>" + escape(recipe.displayName(touchpoint, language.tag())) + "</bdi>";
    }

    private void moment(Moment moment) {
        body.append("<section>\n<h2>")
                .append(label(moment))
                .append("</h2>\n<p>")
                .append(told(moment))
                .append("</p>\n<ul>\n");
        item(words.say(
                "exposed",
                words.number(moment.exposed()),
                words.number(moment.exposedCustomers()),
                words.number(moment.unexposed())));
        item(words.say("stake", words.number(Math.round(moment.atStake()))));
        moment.thresholds()
                .forEach(step -> item(words.say(
                        "step",
                        words.plain(step.at()),
                        words.plain(step.low()),
                        words.plain(step.high()),
                        unit(step.unit()))));
        moment.slope()
                .ifPresent(
                        slope -> item(words.say("slope", signed(slope.perUnit().value()), unit(slope.unit()))));
        if (moment.outcomeBefore() > 0) {
            item(words.say("before", words.number(moment.outcomeBefore())));
        }
        item(words.say("placebo." + MomentsJson.word(moment.placebo())));
        body.append("</ul>\n");
        notes(moment);
        curve(moment);
        body.append("</section>\n");
    }

    private void item(String text) {
        body.append("<li>").append(text).append("</li>\n");
    }

    private void description(Moment moment) {
        if (moment.curve().isEmpty() || !isShown(moment)) {
            return;
        }
        body.append("<section>\n<h2>")
                .append(label(moment))
                .append("</h2>\n<p class=\"note\">")
                .append(words.say("description"))
                .append("</p>\n");
        notes(moment);
        curve(moment);
        body.append("</section>\n");
    }

    private void notes(Moment moment) {
        for (Note note : moment.warnings()) {
            String key = "warning." + note.code();
            if (words.has(key)) {
                body.append("<p class=\"note\">").append(words.say(key)).append("</p>\n");
            } else if (language == Language.EN) {
                body.append("<p class=\"note\">")
                        .append(escape(note.sentence()))
                        .append("</p>\n");
            }
        }
    }

    private String unit(String unit) {
        String key = "unit." + unit;
        return words.has(key) ? words.say(key) : escape(unit);
    }

    // The curve

    private void curve(Moment moment) {
        List<Moment.Point> points = moment.curve().stream()
                .filter(point -> limits.shown(point.n(), point.n()).compareTo(AnswerLimits.Shown.COUNTS) > 0)
                .toList();
        if (points.size() < 2) {
            return;
        }
        boolean shares = points.stream().anyMatch(point -> point.before() > 0);
        drawn(moment, points, shares);
        table(moment, shares);
    }

    private void drawn(Moment moment, List<Moment.Point> points, boolean shares) {
        double low = answer.lowest();
        double high = answer.highest();
        double from = points.getFirst().dose();
        double to = Math.max(from + 1e-9, points.getLast().dose());
        int bottom = HEIGHT - BOTTOM - (shares ? BAR : 0);
        body.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                label(moment).replace("<bdi>", "").replace("</bdi>", "")));
        for (double mark : new double[] {low, (low + high) / 2, high}) {
            double y = y(mark, low, high, bottom);
            body.append(String.format(
                    Locale.ROOT,
                    "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\""
                            + " text-anchor=\"end\">%s</text>%n",
                    LEFT,
                    WIDTH - RIGHT,
                    y,
                    y,
                    LEFT - 6,
                    y + 4,
                    rate() ? words.percent(mark) : words.plain(mark)));
        }
        moment.thresholds().stream()
                .filter(step -> step.at() >= from && step.at() <= to)
                .forEach(step -> body.append(String.format(
                        Locale.ROOT,
                        "<line class=\"step\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>%n",
                        x(step.at(), from, to),
                        TOP,
                        bottom)));
        for (Moment.Point point : points) {
            double x = x(point.dose(), from, to);
            double top = y(Math.min(high, point.mean().interval().high()), low, high, bottom);
            double under = y(Math.max(low, point.mean().interval().low()), low, high, bottom);
            body.append(String.format(
                    Locale.ROOT,
                    "<line class=\"range\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$.1f\" y2=\"%3$.1f\"/>"
                            + "<circle class=\"mean\" cx=\"%1$.1f\" cy=\"%4$.1f\" r=\"4\"/>%n",
                    x,
                    top,
                    under,
                    y(point.mean().value(), low, high, bottom)));
            if (shares) {
                double height = (BAR - 8.0) * point.before() / point.n();
                body.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"share\" x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"%.1f\"/>%n",
                        x - 4,
                        bottom + BAR - height,
                        height));
            }
        }
        for (double mark : new double[] {from, to}) {
            body.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(mark, from, to),
                    HEIGHT - 12,
                    words.plain(mark)));
        }
        body.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>%n</svg>%n",
                WIDTH / 2,
                HEIGHT - 12,
                unit(moment.unit())));
    }

    private static double x(double dose, double from, double to) {
        return LEFT + 10 + (WIDTH - LEFT - RIGHT - 20) * (dose - from) / (to - from);
    }

    private static double y(double value, double low, double high, int bottom) {
        return bottom - (bottom - TOP) * (value - low) / Math.max(1e-9, high - low);
    }

    private void table(Moment moment, boolean shares) {
        body.append("<div class=\"scroll\"><table>\n<tr><th>")
                .append(unit(moment.unit()))
                .append("</th>");
        for (String column : shares ? List.of("mean", "interval", "n", "before") : List.of("mean", "interval", "n")) {
            body.append("<th>").append(words.say("column." + column)).append("</th>");
        }
        body.append("</tr>\n");
        for (Moment.Point point : moment.curve()) {
            body.append("<tr><td>")
                    .append(words.plain(point.from()))
                    .append(point.from() == point.to() ? "" : "\u2013" + words.plain(point.to()))
                    .append("</td>");
            if (limits.shown(point.n(), point.n()).compareTo(AnswerLimits.Shown.COUNTS) > 0) {
                cell(value(point.mean().value()));
                cell(value(point.mean().interval().low()) + "\u2013"
                        + value(point.mean().interval().high()));
                cell(words.number(point.n()));
                if (shares) {
                    cell(words.percent((double) point.before() / point.n()));
                }
            } else {
                cell(words.say("small"));
            }
            body.append("</tr>\n");
        }
        body.append("</table></div>\n");
    }

    private void cell(String text) {
        body.append("<td>").append(text).append("</td>");
    }

    private void others() {
        List<Moment> rest = answer.moments().stream()
                .filter(moment -> !isMoment(moment) && moment.verdict().kind() != MomentOfTruth.Kind.DESCRIPTION)
                .toList();
        if (rest.isEmpty()) {
            return;
        }
        body.append("<section>\n<h2>").append(words.say("others")).append("</h2>\n<div class=\"scroll\"><table>\n<tr>");
        for (String column : List.of("candidate", "effect", "interval", "verdict")) {
            body.append("<th>").append(words.say("column." + column)).append("</th>");
        }
        body.append("</tr>\n");
        for (Moment moment : rest) {
            body.append("<tr>");
            cell(label(moment));
            Estimate effect =
                    isShown(moment) ? moment.effect().map(Effect::estimate).orElse(null) : null;
            cell(effect == null ? "" : signed(effect.value()));
            cell(
                    effect == null
                            ? ""
                            : signed(effect.interval().low()) + " \u2026 "
                                    + signed(effect.interval().high()));
            cell(words.say("verdict." + MomentsJson.word(moment.verdict().kind())));
            body.append("</tr>\n");
        }
        body.append("</table></div>\n</section>\n");
    }

    // Numbers

    private boolean rate() {
        return answer.question().outcome() != MomentQuestion.Outcome.SCORE;
    }

    private String signed(double value) {
        return rate() ? words.points(value) : words.signed(value);
    }

    private String value(double value) {
        return rate() ? words.percent(value) : words.decimal(value);
    }

    private String size(double value) {
        return rate() ? words.percent(value) : words.decimal(value);
    }
}
