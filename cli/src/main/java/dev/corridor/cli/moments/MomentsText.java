package dev.corridor.cli.moments;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.analysis.moments.Overdue;
import dev.corridor.answers.moments.MomentsJson;
import dev.corridor.answers.moments.MomentsPhrases;
import dev.corridor.answers.moments.Telling;
import dev.corridor.cli.page.Page;
import dev.corridor.map.Language;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.effect.Effect;
import java.util.List;
import java.util.function.UnaryOperator;

/// Writes the answer of `moments` as one page of plain text: the sentence that answers, then each moment with its
/// evidence and what to do about it on Monday, then what was looked at and found wanting.
public final class MomentsText {
    private static final int MOST_OTHERS = 12;
    private static final String IN = "    ";
    private static final int[] CURVE = {30, 12, 22, 12, 16};

    private final Telling telling;
    private final MomentsPhrases words;
    private final Page page;

    private MomentsText(Telling telling, Page page) {
        this.telling = telling;
        this.words = telling.words();
        this.page = page;
    }

    /// @param plain makes a name harmless for a terminal
    public static String write(
            MomentsAnswer answer,
            Recipe recipe,
            List<Overdue> overdue,
            AnswerLimits limits,
            UnaryOperator<String> plain) {
        Page page = new Page(plain);
        Telling telling = new Telling(answer, recipe, overdue, Language.EN, limits, page::name, plain);
        new MomentsText(telling, page).write();
        return keyboard(page.toString());
    }

    /// Signs of print as a keyboard has them.
    private static String keyboard(String text) {
        return text.replace('\u2212', '-')
                .replace('\u2013', '-')
                .replace('\u00a0', ' ')
                .replace('\u201c', '"')
                .replace('\u201d', '"')
                .replace('\u00d7', 'x');
    }

    private void write() {
        page.wrapped("", telling.headline(UnaryOperator.identity()));
        telling.next().ifPresent(next -> page.wrapped("", next));
        page.space();
        page.wrapped("", String.join(", ", telling.basis()) + ".");
        telling.leftOut().forEach(left -> page.wrapped("  - ", words.say("left.out", left)));
        moments();
        telling.described().forEach(this::described);
        others();
        telling.remarks().forEach(remark -> {
            page.space();
            page.wrapped("", remark);
        });
        page.space();
        page.wrapped("", words.say("how.limits"));
    }

    private void moments() {
        String group = "";
        int number = 0;
        for (Moment moment : telling.found()) {
            boolean same = moment.group().equals(group);
            group = moment.group();
            number += same ? 0 : 1;
            page.space();
            if (same) {
                page.wrapped(IN, words.say("same") + ":");
            }
            moment(moment, same ? IN : number + ".  ");
        }
    }

    private void moment(Moment moment, String indent) {
        page.wrapped(
                indent,
                telling.label(moment) + " " + telling.change(moment) + ", "
                        + words.say("n.against", words.number(moment.exposed()), words.number(moment.unexposed()))
                        + ", q "
                        + words.probability(moment.q()) + ".");
        page.wrapped(IN, telling.sentence(moment, UnaryOperator.identity()));
        Telling.Advice advice = telling.advice(moment);
        page.wrapped(IN, words.say("monday.said", advice.act() + " " + advice.prove()));
        telling.filterArgument(moment).ifPresent(filter -> page.wrapped(IN, words.say("find", filter)));
        page.wrapped(IN + "- ", stake(moment));
        telling.evidence(moment).forEach(said -> page.wrapped(IN + "- ", said));
        telling.warnings(moment).forEach(said -> page.wrapped(IN + "- ", said));
    }

    private String stake(Moment moment) {
        return words.say(
                "stake.words",
                words.number(moment.exposed()),
                words.signed(Telling.estimate(moment).value()),
                words.ofScale("stake", words.number(Math.round(moment.atStake()))));
    }

    private void described(Moment moment) {
        page.space();
        page.wrapped("", words.say("described", telling.label(moment)));
        page.wrapped(IN, words.say("described.note"));
        telling.warnings(moment).forEach(said -> page.wrapped(IN + "- ", said));
        boolean before = moment.curve().stream().anyMatch(point -> point.before() > 0);
        page.row(
                "",
                CURVE,
                telling.dose(moment),
                words.say(words.rate() ? "column.share" : "column.mean"),
                words.say("column.interval"),
                words.say("column.n"),
                before ? words.say("column.before") : "");
        moment.curve().forEach(point -> point(point, before));
    }

    private void point(Moment.Point point, boolean before) {
        if (!telling.isShown(point)) {
            page.row("", CURVE, telling.doses(point), "", words.say("small"));
            return;
        }
        page.row(
                "",
                CURVE,
                telling.doses(point),
                words.value(point.mean().value()),
                words.say(
                        "range",
                        words.value(point.mean().interval().low()),
                        words.value(point.mean().interval().high())),
                words.number(point.n()),
                before ? words.wording().share(point.before(), point.n()) : "");
    }

    private void others() {
        List<Moment> others = telling.others();
        if (others.isEmpty()) {
            return;
        }
        page.section(words.say("others"));
        for (Moment moment : others.subList(0, Math.min(MOST_OTHERS, others.size()))) {
            String effect = telling.isShown(moment)
                    ? moment.effect()
                            .map(Effect::estimate)
                            .map(estimate -> words.signed(estimate.value()) + " ("
                                    + words.say(
                                            "range",
                                            words.end(estimate.interval().low()),
                                            words.end(estimate.interval().high()))
                                    + "), n " + words.number(moment.exposed()) + "; ")
                            .orElse("")
                    : "";
            String verdict =
                    words.say("verdict." + MomentsJson.word(moment.verdict().kind()));
            page.wrapped("  - ", telling.label(moment) + ": " + effect + verdict + ". " + telling.reason(moment));
        }
        if (others.size() > MOST_OTHERS) {
            page.line("  and " + Page.number(others.size() - MOST_OTHERS) + " more; --json lists all");
        }
    }
}
