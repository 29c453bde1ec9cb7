package dev.corridor.answers.moments;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.analysis.moments.Overdue;
import dev.corridor.map.Language;
import dev.corridor.map.page.HtmlPage;
import dev.corridor.map.words.Plain;
import dev.corridor.map.words.Shipped;
import dev.corridor.map.words.Wording;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.effect.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Writes the answer of `moments` as one page that needs no network and no script: the sentence that answers, each
/// moment with its evidence and what to do about it, what was looked at besides, and how it was counted. It holds no
/// key and no customer.
public final class MomentsHtml {
    private static final int OTHERS_AT_ONCE = 25;
    private static final int FEW_POINTS = 5;

    private final MomentsAnswer answer;
    private final String title;
    private final Telling telling;
    private final MomentsPhrases words;
    private final EffectPicture effects;
    private final Function<String, Optional<String>> find;
    private final StringBuilder body = new StringBuilder();

    private MomentsHtml(MomentsAnswer answer, String title, Telling telling, Function<String, Optional<String>> find) {
        this.answer = answer;
        this.title = title;
        this.telling = telling;
        this.find = find;
        this.words = telling.words();
        this.effects = EffectPicture.of(telling.found(), words, answer.smallest());
    }

    /// @param title of the data
    /// @param overdue who waits at the end of the data
    public static String write(
            MomentsAnswer answer,
            Recipe recipe,
            List<Overdue> overdue,
            String title,
            Language language,
            AnswerLimits limits) {
        Telling telling = new Telling(
                answer, recipe, overdue, language, limits, name -> "<bdi>" + escape(name) + "</bdi>", Plain::escape);
        MomentsHtml page = new MomentsHtml(
                answer,
                title,
                telling,
                filter -> Optional.of("<code><bdi>'" + escape(filter) + "'</bdi></code>")
                        .filter(_ -> !filter.contains("'"))
                        .map(argument -> telling.words().say("find", argument)));
        page.main();
        return new HtmlPage(language, telling.words().say("title", title), style(), page.body.toString(), "").render();
    }

    /// The same as the part of another page, without masthead and footer: from the sentence that answers on.
    ///
    /// @param words that are said in another way there
    /// @param find where to see the journeys that a filter finds, as HTML; empty where there is no such place
    public static String part(
            MomentsAnswer answer,
            Recipe recipe,
            List<Overdue> overdue,
            Language language,
            AnswerLimits limits,
            UnaryOperator<Wording> words,
            Function<String, Optional<String>> find) {
        Telling telling = new Telling(
                answer,
                recipe,
                overdue,
                MomentsPhrases.in(language, answer.question(), limits).with(words),
                name -> "<bdi>" + escape(name) + "</bdi>",
                Plain::escape);
        MomentsHtml part = new MomentsHtml(answer, "", telling, find);
        part.evidence();
        return part.body.toString();
    }

    /// The rules of style that the page needs beside those that all pages share.
    public static String style() {
        return Shipped.text(MomentsHtml.class, "moments.css");
    }

    private void main() {
        body.append(HtmlPage.masthead(
                        "<a class=\"skip\" href=\"#others\">" + words.say("page.skip.moments") + "</a>\n",
                        title,
                        telling.end()
                                .map(end -> words.say("asof", words.wording().day(end)))
                                .orElse(""),
                        ""))
                .append("<main class=\"wrap\">\n");
        evidence();
        body.append("<footer class=\"end\">")
                .append(words.say(words.limits().counts() == 0 ? "foot.moments.small" : "foot.moments"))
                .append("</footer>\n</main>\n");
    }

    private void evidence() {
        body.append("<div class=\"lead\">\n<h1 class=\"answer\">")
                .append(telling.headline(MomentsHtml::marked))
                .append("</h1>\n");
        telling.next().ifPresent(next -> paragraph("lede", next));
        List<String> basis = telling.basis();
        paragraph("facts", "<b>" + basis.getFirst() + "</b>, " + String.join(", ", basis.subList(1, basis.size())));
        telling.remarks().forEach(remark -> paragraph("caution", remark));
        body.append("</div>\n");
        moments();
        telling.described().forEach(this::described);
        others();
        method();
    }

    private static String marked(String figure) {
        return "<em>" + figure + "</em>";
    }

    private void paragraph(String style, String text) {
        body.append("<p class=\"").append(style).append("\">").append(text).append("</p>\n");
    }

    // Moments of truth

    private void moments() {
        String group = "";
        int number = 0;
        boolean first = true;
        for (Moment moment : telling.found()) {
            boolean same = moment.group().equals(group);
            group = moment.group();
            number += same ? 0 : 1;
            moment(moment, number, same, first);
            first = false;
        }
    }

    private void moment(Moment moment, int number, boolean same, boolean first) {
        boolean harms = telling.harms(moment);
        String heading = same ? "h3" : "h2";
        body.append(same ? "<section class=\"moment same\">" : "<section class=\"moment\">")
                .append("\n<div class=\"grid\">\n<div class=\"left\">\n<p class=\"kind\">")
                .append(same ? words.say("same") : words.say("kind.moment", words.number(number)))
                .append("</p>\n<")
                .append(heading)
                .append('>')
                .append(first ? telling.label(moment) : telling.sentence(moment, UnaryOperator.identity()))
                .append("</")
                .append(heading)
                .append(">\n");
        paragraph("lede", words.say("this", telling.change(moment)));
        body.append("<figure>\n").append(effects.large(moment, harms));
        if (first) {
            body.append("<figcaption class=\"note\">")
                    .append(words.say("picture.effect.note", words.size(answer.smallest())))
                    .append("</figcaption>");
        }
        body.append("</figure>\n");
        monday(moment, same);
        curve(moment, harms);
        body.append("<ul class=\"read\">\n");
        telling.evidence(moment)
                .forEach(said -> body.append("<li>").append(said).append("</li>\n"));
        telling.warnings(moment)
                .forEach(said ->
                        body.append("<li class=\"caution\">").append(said).append("</li>\n"));
        body.append("</ul>\n</div>\n");
        figures(moment, harms);
        body.append("</div>\n</section>\n");
    }

    private void monday(Moment moment, boolean same) {
        Telling.Advice advice = telling.advice(moment);
        String heading = same ? "h4" : "h3";
        body.append("<div class=\"monday\">\n<").append(heading).append('>');
        body.append(words.say("monday"))
                .append("</")
                .append(heading)
                .append(">\n<p><b>")
                .append(advice.act())
                .append("</b> ")
                .append(advice.prove())
                .append("</p>\n");
        telling.filter(moment).flatMap(find).ifPresent(place -> paragraph("find", place));
        body.append("</div>\n");
    }

    private void figures(Moment moment, boolean harms) {
        Estimate effect = Telling.estimate(moment);
        body.append("<aside class=\"panel\" aria-label=\"")
                .append(words.say("figures"))
                .append("\">\n<p class=\"kind\">")
                .append(words.say("figure.effect"))
                .append("</p>\n<p class=\"big")
                .append(harms ? " harm" : "")
                .append("\">")
                .append(words.signed(effect.value()))
                .append(" <small>")
                .append(range(effect))
                .append("</small></p>\n<table class=\"fig\"><tbody>\n");
        moment.raw().ifPresent(raw -> figure(words.say("figure.raw"), words.signed(raw), ""));
        moment.exposedMean()
                .ifPresent(mean -> figure(words.say("figure.exposed"), words.value(mean), sides(moment, true)));
        moment.unexposedMean()
                .ifPresent(mean -> figure(words.say("figure.others"), words.value(mean), sides(moment, false)));
        figure(words.say("figure.q"), words.probability(moment.q()), "");
        moment.thresholds()
                .forEach(step -> figure(
                        words.say("figure.step", words.amount(step.at(), step.unit())),
                        words.signed(step.change().value()),
                        ""));
        moment.slope()
                .ifPresent(slope -> figure(
                        words.say("figure.slope", telling.perUnit(slope.unit())),
                        words.signed(slope.perUnit().value()),
                        ""));
        if (moment.outcomeBefore() > 0) {
            figure(
                    words.say(words.rate() ? "figure.before.rate" : "figure.before"),
                    words.few(moment.outcomeBefore()),
                    "");
        }
        moment.hiddenCause()
                .filter(note -> note.code().equals("hidden-cause"))
                .ifPresent(note -> figure(
                        words.say("figure.hidden"),
                        words.say("figure.hidden.times", words.figures(note.sentence())),
                        ""));
        figure(words.say("figure.stake"), words.ofScale("stake", words.number(Math.round(moment.atStake()))), "");
        body.append("</tbody></table>\n</aside>\n");
    }

    private String sides(Moment moment, boolean exposed) {
        return words.say(
                "customers.of",
                words.wording()
                        .count(words.rate() ? "completed" : "answers", exposed ? moment.exposed() : moment.unexposed()),
                words.wording().count("customers", exposed ? moment.exposedCustomers() : moment.unexposedCustomers()));
    }

    private void figure(String name, String value, String more) {
        body.append("<tr><th scope=\"row\">")
                .append(name)
                .append(more.isEmpty() ? "" : "<small>" + more + "</small>")
                .append("</th><td>")
                .append(value)
                .append("</td></tr>\n");
    }

    private String range(Estimate estimate) {
        return words.say(
                "range",
                words.end(estimate.interval().low()),
                words.end(estimate.interval().high()));
    }

    // Curves

    private void described(Moment moment) {
        body.append("<section class=\"part described\">\n<h2>")
                .append(words.say("described", telling.label(moment)))
                .append("</h2>\n");
        paragraph("note", words.say("described.note"));
        telling.warnings(moment).forEach(warning -> paragraph("caution", warning));
        curve(moment, false);
        body.append("</section>\n");
    }

    private void curve(Moment moment, boolean harms) {
        List<Moment.Point> points =
                moment.curve().stream().filter(telling::isShown).toList();
        if (points.size() < 2) {
            return;
        }
        CurvePicture picture = new CurvePicture(moment, points, telling, answer.lowest(), answer.highest());
        body.append("<figure class=\"dose")
                .append(harms ? " harm" : "")
                .append(points.size() <= FEW_POINTS ? " narrow" : "")
                .append("\">\n<figcaption><b>")
                .append(words.ofOutcome("picture.curve", telling.dose(moment)))
                .append("</b></figcaption>\n")
                .append(picture.drawn());
        if (picture.hasShares()) {
            paragraph("lane", words.say("picture.curve.share"));
        }
        paragraph("note", words.say("picture.curve.note"));
        table(moment, picture.hasShares());
        body.append("</figure>\n");
    }

    private void table(Moment moment, boolean shares) {
        List<String> columns = new ArrayList<>(List.of(
                telling.dose(moment),
                words.say(words.rate() ? "column.share" : "column.mean"),
                words.say("column.interval"),
                words.say("column.n")));
        if (shares) {
            columns.add(words.say("column.before"));
        }
        body.append("<details><summary>")
                .append(words.say("picture.curve.table"))
                .append("</summary>\n<table class=\"tab twin\"><thead><tr>");
        columns.forEach(
                column -> body.append("<th scope=\"col\">").append(column).append("</th>"));
        body.append("</tr></thead>\n<tbody>\n");
        moment.curve().forEach(point -> row(point, shares));
        body.append("</tbody></table></details>\n");
    }

    private void row(Moment.Point point, boolean shares) {
        body.append("<tr><th scope=\"row\">").append(telling.doses(point)).append("</th>");
        if (telling.isShown(point)) {
            cell(words.value(point.mean().value()));
            cell(words.say(
                    "range",
                    words.value(point.mean().interval().low()),
                    words.value(point.mean().interval().high())));
            cell(words.number(point.n()));
            if (shares) {
                cell(words.wording().share(point.before(), point.n()));
            }
        } else {
            body.append("<td colspan=\"")
                    .append(shares ? 4 : 3)
                    .append("\">")
                    .append(words.say("small"))
                    .append("</td>");
        }
        body.append("</tr>\n");
    }

    private void cell(String text) {
        body.append("<td>").append(text).append("</td>");
    }

    // What is none

    private void others() {
        List<Moment> others = telling.others();
        body.append("<section class=\"part\" id=\"others\">\n");
        if (!others.isEmpty()) {
            body.append("<h2>").append(words.say("others")).append("</h2>\n");
            paragraph(
                    "note",
                    words.say(
                            telling.found().isEmpty() ? "others.note.none" : "others.note",
                            words.wording().count("candidates", others.size())));
            rows(others.subList(0, Math.min(OTHERS_AT_ONCE, others.size())));
            if (others.size() > OTHERS_AT_ONCE) {
                body.append("<details class=\"more\"><summary>")
                        .append(words.say("others.more", words.number(others.size() - OTHERS_AT_ONCE)))
                        .append("</summary>\n");
                rows(others.subList(OTHERS_AT_ONCE, others.size()));
                body.append("</details>\n");
            }
        }
        body.append("</section>\n");
    }

    private void rows(List<Moment> moments) {
        body.append("<table class=\"tab looked\" role=\"table\"><thead role=\"rowgroup\"><tr role=\"row\">");
        for (String column : List.of("candidate", "effect", "sides", "verdict")) {
            body.append("<th role=\"columnheader\" scope=\"col\"")
                    .append(
                            column.equals("effect")
                                    ? " colspan=\"2\">"
                                    : column.equals("sides") ? ">" : " class=\"t\">")
                    .append(words.say("column." + column))
                    .append("</th>");
        }
        body.append("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        moments.forEach(this::other);
        body.append("</tbody></table>\n");
    }

    private void other(Moment moment) {
        boolean effect = telling.isShown(moment) && moment.effect().isPresent();
        body.append("<tr role=\"row\"><th role=\"rowheader\" scope=\"row\" class=\"t\">")
                .append(telling.label(moment))
                .append("</th><td role=\"cell\" class=\"drawn\">")
                .append(effect ? effects.strip(moment) : "")
                .append("</td><td role=\"cell\" class=\"value\">");
        moment.effect()
                .filter(_ -> effect)
                .map(Effect::estimate)
                .ifPresent(estimate -> body.append(words.signed(estimate.value()))
                        .append(" <small>(")
                        .append(range(estimate))
                        .append(")</small>"));
        body.append("</td><td role=\"cell\" class=\"sides\">")
                .append(words.few(moment.exposed()))
                .append(" <small>/ ")
                .append(words.few(moment.unexposed()))
                .append("</small></td><td role=\"cell\" class=\"t why\"><b>")
                .append(words.say("verdict." + MomentsJson.word(moment.verdict().kind())))
                .append("</b> <small>")
                .append(telling.reason(moment))
                .append("</small></td></tr>\n");
    }

    // How it was counted

    private void method() {
        body.append("<section class=\"part how\">\n<h2>")
                .append(words.say("how"))
                .append("</h2>\n<ul class=\"two read\">\n");
        telling.method().forEach(said -> body.append("<li>").append(said).append("</li>\n"));
        body.append("</ul>\n</section>\n");
    }
}
