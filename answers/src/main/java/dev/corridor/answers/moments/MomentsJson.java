package dev.corridor.answers.moments;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.effect.Effect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Writes the answer of `moments` as JSON: fields in the order of the schema; a figure that is not shown
/// is null, and
/// a reason says why.
public final class MomentsJson {
    private MomentsJson() {}

    /// The object of `moments --json`, ending in a line break.
    public static String write(MomentsAnswer answer, MomentWords words, AnswerLimits limits) {
        return AnswerJson.write(document(answer, words, limits));
    }

    static Map<String, Object> document(MomentsAnswer answer, MomentWords words, AnswerLimits limits) {
        MomentQuestion question = answer.question();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", words.title());
        document.put("outcome", question.outcome().word());
        document.put(
                "withinDays",
                question.outcome() == MomentQuestion.Outcome.SCORE
                        ? null
                        : question.within().toDays());
        document.put("cluster", question.cluster().orElse(null));
        document.put("journeys", answer.journeys());
        boolean shown = limits.shown(answer.outcomes(), answer.customers()).compareTo(AnswerLimits.Shown.COUNTS) > 0;
        document.put("outcomes", answer.outcomes());
        document.put("customers", answer.customers());
        document.put("mean", shown ? answer.mean() : null);
        document.put("scale", Map.of("low", answer.lowest(), "high", answer.highest()));
        document.put("smallestEffect", answer.smallest());
        document.put("tested", answer.tested());
        document.put("falseDiscoveries", 0.05);
        document.put("adjustedFor", answer.adjusted());
        document.put(
                "leftOut",
                answer.leftOut().stream()
                        .map(left -> ordered("code", left.code(), "sentence", left.sentence(), "n", left.count()))
                        .toList());
        document.put("remarks", notes(answer.remarks()));
        document.put(
                "moments",
                answer.moments().stream()
                        .map(moment -> moment(moment, words, limits))
                        .toList());
        return document;
    }

    private static Map<String, Object> moment(Moment moment, MomentWords words, AnswerLimits limits) {
        AnswerLimits.Shown exposed = limits.shown(moment.exposed(), moment.exposedCustomers());
        AnswerLimits.Shown unexposed = limits.shown(moment.unexposed(), moment.unexposedCustomers());
        AnswerLimits.Shown less = exposed.compareTo(unexposed) < 0 ? exposed : unexposed;
        boolean values = less.compareTo(AnswerLimits.Shown.COUNTS) > 0;
        @Nullable Effect effect = values ? moment.effect().orElse(null) : null;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("candidate", moment.id());
        json.put("label", words.label(moment));
        json.put("kind", word(moment.kind()));
        json.put("group", moment.group());
        json.put("effect", effect == null ? null : effect.estimate().value());
        json.put("low", effect == null ? null : effect.estimate().interval().low());
        json.put("high", effect == null ? null : effect.estimate().interval().high());
        json.put("p", effect == null ? null : effect.p());
        json.put("q", effect == null ? null : moment.q());
        json.put("exposed", count(exposed, moment.exposed()));
        json.put("unexposed", count(unexposed, moment.unexposed()));
        json.put("exposedCustomers", count(exposed, moment.exposedCustomers()));
        json.put("unexposedCustomers", count(unexposed, moment.unexposedCustomers()));
        json.put("outcomeBefore", moment.outcomeBefore());
        json.put("exposedMean", mean(exposed, moment.exposedMean()));
        json.put("unexposedMean", mean(unexposed, moment.unexposedMean()));
        json.put("raw", values ? number(moment.raw()) : null);
        json.put("atStake", effect == null ? null : moment.atStake());
        json.put("shape", word(moment.shape()));
        json.put(
                "thresholds",
                values
                        ? moment.thresholds().stream()
                                .map(threshold -> ordered(
                                        "at", threshold.at(),
                                        "low", threshold.low(),
                                        "high", threshold.high(),
                                        "unit", threshold.unit(),
                                        "change", threshold.change().value(),
                                        "changeLow",
                                                threshold.change().interval().low(),
                                        "changeHigh",
                                                threshold.change().interval().high()))
                                .toList()
                        : List.of());
        json.put(
                "slope",
                values
                        ? moment.slope()
                                .map(slope -> ordered(
                                        "perUnit", slope.perUnit().value(),
                                        "low", slope.perUnit().interval().low(),
                                        "high", slope.perUnit().interval().high(),
                                        "unit", slope.unit()))
                                .orElse(null)
                        : null);
        json.put("unit", moment.unit().isEmpty() ? null : moment.unit());
        json.put(
                "curve",
                moment.curve().stream().map(point -> point(point, limits)).toList());
        json.put("placebo", word(moment.placebo()));
        json.put("verdict", word(moment.verdict().kind()));
        json.put("method", effect == null ? null : effect.estimate().method());
        json.put("effectiveN", effect == null ? null : effect.estimate().effectiveN());
        json.put(
                "hiddenCause", values ? moment.hiddenCause().map(Note::sentence).orElse(null) : null);
        json.put("warnings", notes(moment.warnings()));
        json.put(
                "reasons",
                notes(moment.verdict().reasons().stream()
                        .map(reason -> namesFew(moment, reason, limits) ? hidden(reason, limits) : reason)
                        .toList()));
        return json;
    }

    /// Whether a reason may name a count that is not to be shown.
    private static boolean namesFew(Moment moment, Note reason, AnswerLimits limits) {
        boolean counts = reason.code().startsWith("too-few") || reason.code().equals("no-overlap");
        return counts
                && LongStream.of(
                                moment.exposed(),
                                moment.unexposed(),
                                moment.exposedCustomers(),
                                moment.unexposedCustomers())
                        .anyMatch(n -> n > 0 && n < limits.counts());
    }

    private static Note hidden(Note reason, AnswerLimits limits) {
        return new Note(
                reason.code(),
                "Fewer than " + limits.counts() + " answers or customers on one side: too few to compare.");
    }

    private static Map<String, Object> point(Moment.Point point, AnswerLimits limits) {
        AnswerLimits.Shown shown = limits.shown(point.n(), point.n());
        Estimate mean = point.mean();
        boolean value = shown.compareTo(AnswerLimits.Shown.COUNTS) > 0;
        return ordered(
                "from", point.from(),
                "to", point.to(),
                "dose", point.dose(),
                "mean", value ? mean.value() : null,
                "low", value ? mean.interval().low() : null,
                "high", value ? mean.interval().high() : null,
                "n", count(shown, point.n()),
                "before", count(shown, point.before()));
    }

    private static @Nullable Long count(AnswerLimits.Shown shown, long n) {
        return shown == AnswerLimits.Shown.NOTHING && n > 0 ? null : n;
    }

    private static @Nullable Double mean(AnswerLimits.Shown shown, OptionalDouble mean) {
        return shown.compareTo(AnswerLimits.Shown.COUNTS) > 0 ? number(mean) : null;
    }

    private static @Nullable Double number(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static List<Map<String, Object>> notes(List<Note> notes) {
        return notes.stream()
                .map(note -> ordered("code", note.code(), "sentence", note.sentence()))
                .toList();
    }

    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> ordered(@Nullable Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }
}
