package dev.corridor.answers.moments;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.analysis.moments.Overdue;
import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.MomentOfTruth;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What is said of an answer of `moments`, in one language: no sentence claims more than the verdict it is about.
public final class Telling {
    private static final int TO_READ = 20;
    private static final String WAY_LIKE_OTHERS = "way-like-others";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\d._-]+");

    private final MomentsAnswer answer;
    private final Recipe recipe;
    private final List<Overdue> overdue;
    private final MomentsPhrases words;
    private final UnaryOperator<String> shown;
    private final UnaryOperator<String> whole;

    /// @param shown makes a name from the data harmless
    /// @param whole makes a sentence that holds such names harmless
    public Telling(
            MomentsAnswer answer,
            Recipe recipe,
            List<Overdue> overdue,
            Language language,
            AnswerLimits limits,
            UnaryOperator<String> shown,
            UnaryOperator<String> whole) {
        this(answer, recipe, overdue, MomentsPhrases.in(language, answer.question(), limits), shown, whole);
    }

    Telling(
            MomentsAnswer answer,
            Recipe recipe,
            List<Overdue> overdue,
            MomentsPhrases words,
            UnaryOperator<String> shown,
            UnaryOperator<String> whole) {
        this.answer = answer;
        this.recipe = recipe;
        this.overdue = overdue;
        this.words = words;
        this.shown = shown;
        this.whole = whole;
    }

    public MomentsPhrases words() {
        return words;
    }

    // Which moments

    /// Moments of truth whose figures may be shown.
    public List<Moment> found() {
        return answer.moments().stream().filter(this::isMoment).toList();
    }

    /// Candidates that were looked at and are none.
    public List<Moment> others() {
        return answer.moments().stream()
                .filter(moment -> !isMoment(moment) && !isDescription(moment))
                .toList();
    }

    /// What is only described, where there is a curve to show.
    public List<Moment> described() {
        return answer.moments().stream()
                .filter(moment -> isDescription(moment) && isShown(moment))
                .filter(moment -> moment.curve().size() > 1)
                .toList();
    }

    private boolean isMoment(Moment moment) {
        return moment.verdict().kind() == MomentOfTruth.Kind.MOMENT_OF_TRUTH && isShown(moment);
    }

    private static boolean isDescription(Moment moment) {
        return moment.verdict().kind() == MomentOfTruth.Kind.DESCRIPTION;
    }

    /// Whether values of both sides may be shown.
    public boolean isShown(Moment moment) {
        return words.limits()
                        .shown(
                                Math.min(moment.exposed(), moment.unexposed()),
                                Math.min(moment.exposedCustomers(), moment.unexposedCustomers()))
                        .compareTo(AnswerLimits.Shown.COUNTS)
                > 0;
    }

    /// Whether a point of a curve may be shown.
    public boolean isShown(Moment.Point point) {
        return words.limits().shown(point.n(), point.n()).compareTo(AnswerLimits.Shown.COUNTS) > 0;
    }

    /// Whether the exposed fare worse.
    boolean harms(Moment moment) {
        double effect = estimate(moment).value();
        return answer.question().outcome() == MomentQuestion.Outcome.CHURN ? effect > 0 : effect < 0;
    }

    public static Estimate estimate(Moment moment) {
        return moment.effect().map(Effect::estimate).orElseThrow();
    }

    // The answer in a sentence

    /// The sentence that answers.
    ///
    /// @param marked sets the figure of the exposed off
    public String headline(UnaryOperator<String> marked) {
        List<Moment> found = found();
        if (!found.isEmpty()) {
            return sentence(found.getFirst(), marked);
        }
        if (answer.outcomes() == 0) {
            return words.ofOutcome("h1.nothing");
        }
        if (answer.moments().isEmpty()) {
            return words.say("h1.no-candidates");
        }
        if (answer.moments().stream().allMatch(Telling::isDescription)) {
            return words.say("h1.description");
        }
        if (others().stream().allMatch(Telling::isTooFew)) {
            return words.say("h1.too-few", words.number(MomentOfTruth.LEAST_CUSTOMERS));
        }
        if (isConstant()) {
            return words.say("h1.constant");
        }
        return others().stream().anyMatch(moment -> moment.verdict().kind() == MomentOfTruth.Kind.PLACEBO_FAILED)
                ? words.say("h1.placebo-failed")
                : words.ofOutcome("h1.none", words.size(answer.smallest()));
    }

    /// Whether nothing could be compared because all outcomes are the same.
    private boolean isConstant() {
        return others().stream()
                .allMatch(moment -> isTooFew(moment) || reasonCode(moment).equals("constant-outcome"));
    }

    private static String reasonCode(Moment moment) {
        return moment.verdict().reasons().getFirst().code();
    }

    private static boolean isTooFew(Moment moment) {
        return moment.verdict().kind() == MomentOfTruth.Kind.TOO_FEW;
    }

    /// What to do where nothing was found.
    public Optional<String> next() {
        if (!found().isEmpty()) {
            return Optional.empty();
        }
        if (answer.outcomes() == 0) {
            return Optional.of(words.ofScale("next.nothing"));
        }
        if (answer.moments().isEmpty()) {
            return Optional.of(words.say("next.no-candidates"));
        }
        if (answer.moments().stream().allMatch(Telling::isDescription)) {
            return Optional.of(words.say("next.description"));
        }
        if (others().stream().allMatch(Telling::isTooFew)) {
            return Optional.of(words.say("next.too-few"));
        }
        return Optional.of(isConstant() ? words.ofScale("next.constant") : words.say("next.none"));
    }

    /// A moment as its customers lived it, with what both sides give or do.
    public String sentence(Moment moment, UnaryOperator<String> marked) {
        if (moment.exposedMean().isEmpty() || moment.unexposedMean().isEmpty()) {
            return label(moment) + " " + change(moment) + ".";
        }
        return words.ofOutcome(
                "tell",
                who(moment),
                those(moment),
                marked.apply(words.value(moment.exposedMean().getAsDouble())),
                words.value(moment.unexposedMean().getAsDouble()),
                words.rate() ? words.within() : "");
    }

    private String who(Moment moment) {
        String key = "who." + MomentsJson.word(moment.kind());
        return switch (moment.kind()) {
            case WAITING_PAST_DUE -> words.ofScale(key, gaps(moment));
            case FRAGMENT ->
                words.say(moment.second().equals(moment.touchpoint()) ? key + ".again" : key, gaps(moment));
            case DAYS_LATE_ALL, DELIVERED_LATE, DAYS_LATE, TOUCHPOINT, OUTCOME, WAIT, WAY, NUMBER ->
                words.say(key, gaps(moment));
        };
    }

    private String those(Moment moment) {
        String key = "others." + MomentsJson.word(moment.kind());
        boolean sooner = moment.kind() == Moment.Kind.DAYS_LATE && isCutAtStep(moment);
        return words.say(sooner ? key + ".step" : key);
    }

    /// Whether all below the step are what it is compared with. Where the step is not clear, those between the usual
    /// and
    /// the dose that counts stand on neither side, and the others had it in time.
    private static boolean isCutAtStep(Moment moment) {
        return moment.exposed() + moment.unexposed()
                        == moment.curve().stream().mapToLong(Moment.Point::n).sum()
                && moment.thresholds().stream()
                        .anyMatch(step -> step.at() == moment.exposedFrom().orElse(Double.NaN));
    }

    /// Touchpoint, what else names it, the dose from which on it counts, and how many journeys to read.
    private Object[] gaps(Moment moment) {
        return gaps(moment, moment.exposedFrom());
    }

    private Object[] gaps(Moment moment, OptionalDouble from) {
        boolean touchpoint = moment.kind().isBetween();
        return new Object[] {
            quoted(name(moment.touchpoint())),
            quoted(touchpoint ? name(moment.second()) : shown.apply(moment.second())),
            from.isPresent() ? words.amount(from.getAsDouble(), moment.unit()) : "",
            words.number(Math.min(TO_READ, moment.exposed()))
        };
    }

    private String quoted(String name) {
        return words.say("quoted", name);
    }

    /// A touchpoint as people know it.
    String name(String touchpoint) {
        return shown.apply(
                recipe.displayName(touchpoint, words.wording().language().tag()));
    }

    /// A candidate in a few words.
    public String label(Moment moment) {
        boolean touchpoint = moment.kind().isBetween();
        String key = "label." + MomentsJson.word(moment.kind());
        return words.say(
                words.rate() && words.has(key + ".rate") ? key + ".rate" : key,
                name(moment.touchpoint()),
                touchpoint ? name(moment.second()) : shown.apply(moment.second()));
    }

    /// The change in the outcome with its interval, no stronger than the evidence.
    public String change(Moment moment) {
        Estimate effect = estimate(moment);
        return words.ofOutcome(
                moment.placebo() == MomentOfTruth.Placebo.PASSED ? "moves" : "goes-with",
                words.signed(effect.value()),
                words.end(effect.interval().low()),
                words.end(effect.interval().high()));
    }

    // The facts under it

    /// What the answer rests on.
    public List<String> basis() {
        List<String> basis = new ArrayList<>();
        Wording wording = words.wording();
        long moments = found().stream().map(Moment::group).distinct().count();
        if (moments > 0) {
            basis.add(wording.count("found", moments));
        }
        basis.add(wording.count(words.rate() ? "completed" : "answers", answer.outcomes()));
        basis.add(wording.count("customers", answer.customers()));
        if (words.limits().shown(answer.outcomes(), answer.customers()).compareTo(AnswerLimits.Shown.COUNTS) > 0) {
            String mean = words.say("fact.mean", words.value(answer.mean()));
            basis.add(
                    words.rate()
                            ? mean
                            : mean + " "
                                    + words.say(
                                            "fact.scale", words.plain(answer.lowest()), words.plain(answer.highest())));
        }
        if (words.rate()) {
            basis.add(words.say(words.silence() ? "fact.within.silent" : "fact.within", words.within()));
        }
        basis.add(wording.count("candidates", answer.moments().size()));
        basis.add(words.say("fact.tested", words.number(answer.tested())));
        basis.add(words.say("fact.smallest", words.size(answer.smallest())));
        return basis;
    }

    /// Outcomes that could not count, by reason.
    public List<String> leftOut() {
        return answer.leftOut().stream()
                .map(left -> words.say(
                        "left.item",
                        words.few(left.count()),
                        words.has("left." + left.code())
                                ? words.say("left." + left.code())
                                : words.say("left.other", left.code())))
                .toList();
    }

    /// When the last of the data happened, where somebody may be waiting then.
    Optional<LocalDateTime> end() {
        return overdue.stream().findFirst().map(Overdue::end);
    }

    // What to do

    /// What to do about a moment, and how to make sure of it.
    public record Advice(String act, String prove) {}

    public Advice advice(Moment moment) {
        String key = "monday." + MomentsJson.word(moment.kind()) + (harms(moment) ? ".harm" : ".help");
        OptionalDouble step = words.has(key + ".step") ? stepToActOn(moment) : OptionalDouble.empty();
        String act = step.isPresent() ? words.say(key + ".step", gaps(moment, step)) : words.say(key, gaps(moment));
        boolean waits = moment.kind() == Moment.Kind.WAITING_PAST_DUE;
        return new Advice(
                waits ? act + now(moment) : act,
                words.say(moment.placebo() == MomentOfTruth.Placebo.PASSED ? "prove.passed" : "prove.not-possible"));
    }

    /// Where the outcome jumps; of whole days only where it is clear on which.
    private static OptionalDouble stepToActOn(Moment moment) {
        return moment.kind() == Moment.Kind.DAYS_LATE && !isCutAtStep(moment)
                ? OptionalDouble.empty()
                : moment.thresholds().stream().mapToDouble(Moment.Threshold::at).findFirst();
    }

    private String now(Moment moment) {
        return waiting(moment)
                .map(waiting -> " "
                        + words.say(
                                "now",
                                words.wording().count("now.journeys", waiting.journeys()),
                                words.wording().day(waiting.end())))
                .orElse("");
    }

    private Optional<Overdue> waiting(Moment moment) {
        return overdue.stream()
                .filter(waiting -> waiting.due().equals(moment.second()) && waiting.journeys() > 0)
                .findFirst();
    }

    private String stillWaiting(Moment moment) {
        return waiting(moment)
                .map(waiting -> "not passes " + filterName(moment.touchpoint()) + " and "
                        + filterName(waiting.attribute()) + " < "
                        + (waiting.wholeDay()
                                ? waiting.end().toLocalDate().toString()
                                : "\"" + SECONDS.format(waiting.end()) + "\""))
                .orElse("");
    }

    /// The filter that shows such journeys on the map, where there is one.
    public Optional<String> filter(Moment moment) {
        String touchpoint = filterName(moment.touchpoint());
        String second = filterName(moment.second());
        String filter = switch (moment.kind()) {
            case WAITING_PAST_DUE -> stillWaiting(moment);
            case DELIVERED_LATE -> second + " > 0";
            case DAYS_LATE, NUMBER ->
                moment.exposedFrom().isPresent()
                        ? second + " >= "
                                + new BigDecimal(moment.exposedFrom().getAsDouble())
                                        .stripTrailingZeros()
                                        .toPlainString()
                        : "";
            case TOUCHPOINT -> "passes " + touchpoint;
            case OUTCOME -> "outcome of " + touchpoint + " = " + second;
            case FRAGMENT, WAY -> second + " then " + touchpoint;
            case WAIT, DAYS_LATE_ALL -> "";
        };
        return filter.isEmpty() ? Optional.empty() : Optional.of(filter);
    }

    /// The same as an argument of a command; empty where a shell would take it apart.
    public Optional<String> filterArgument(Moment moment) {
        return filter(moment).filter(filter -> !filter.contains("'")).map(filter -> "'" + filter + "'");
    }

    private static String filterName(String name) {
        return WORD.matcher(name).matches()
                ? name
                : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    // The evidence in words

    /// Everything that is to be known of a moment beside its sentence and its figures.
    public List<String> evidence(Moment moment) {
        List<String> said = new ArrayList<>();
        moment.thresholds()
                .forEach(step -> said.add(words.say(
                        "words.step",
                        words.amount(step.at(), step.unit()),
                        words.plain(step.low()),
                        words.plain(step.high()),
                        words.signed(step.change().value()))));
        moment.slope()
                .ifPresent(slope -> said.add(words.say(
                        "words.slope",
                        perUnit(slope.unit()),
                        words.signed(slope.perUnit().value()),
                        words.end(slope.perUnit().interval().low()),
                        words.end(slope.perUnit().interval().high()))));
        if (moment.outcomeBefore() > 0) {
            String key = "words.before" + (words.rate() ? ".rate." : ".score.");
            said.add(capital(words.say(key + words.plural(moment.outcomeBefore()), words.few(moment.outcomeBefore()))));
        }
        said.add(words.say("placebo." + MomentsJson.word(moment.placebo())));
        moment.verdict().reasons().stream()
                .map(Note::code)
                .filter(code -> code.startsWith("above-"))
                .forEach(code -> said.add(words.say(code)));
        moment.hiddenCause().ifPresent(note -> said.add(words.say(note.code(), words.figures(note.sentence()))));
        return said;
    }

    /// A sentence that begins with a count, which may be a word.
    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    String perUnit(String unit) {
        return words.say(words.has("words.unit." + unit) ? "words.unit." + unit : "words.unit.one");
    }

    /// What speaks against a candidate's figures.
    public List<String> warnings(Moment moment) {
        return moment.warnings().stream()
                .map(note -> warning(note, moment))
                .distinct()
                .toList();
    }

    private String warning(Note note, Moment moment) {
        String key = "warning." + note.code();
        if (note.code().equals("trimmed") && moment.effect().isPresent()) {
            Effect effect = moment.effect().get();
            return words.say(
                    effect.trimmedUnexposed() > 0 ? key : key + ".one",
                    words.few(effect.trimmedExposed()),
                    words.few(effect.trimmedUnexposed()));
        }
        return words.has(key)
                ? words.say(key, words.figures(note.sentence()))
                : words.say("warning.other", note.code());
    }

    /// What is to be known of the run as a whole; a remark without a phrase is told in English only.
    public List<String> remarks() {
        return answer.remarks().stream().map(this::remark).toList();
    }

    private String remark(Note note) {
        if (words.has("remark." + note.code())) {
            return words.say("remark." + note.code(), words.figures(note.sentence()));
        }
        return words.wording().language() == Language.EN
                ? whole.apply(note.sentence())
                : words.say("remark.other", shown.apply(note.code()));
    }

    /// Why a candidate is no moment of truth.
    public String reason(Moment moment) {
        String code = reasonCode(moment);
        return switch (code) {
            case "below-smallest-effect" -> words.say("reason." + code, words.size(answer.smallest()));
            case "may-be-chance" -> words.say(chance(moment));
            case "too-few-customers" -> words.say("reason." + code, words.number(MomentOfTruth.LEAST_CUSTOMERS));
            default -> words.has("reason." + code) ? words.say("reason." + code) : words.say("reason.other", code);
        };
    }

    private String chance(Moment moment) {
        if (moment.effect().isEmpty() || estimate(moment).interval().contains(0)) {
            return "reason.may-be-chance";
        }
        return moment.warnings().stream().map(Note::code).anyMatch(WAY_LIKE_OTHERS::equals)
                ? "reason." + WAY_LIKE_OTHERS
                : "reason.may-be-chance.among-many";
    }

    /// What a curve runs along.
    public String dose(Moment moment) {
        String key = "by." + MomentsJson.word(moment.kind());
        if (!words.has(key)) {
            return label(moment);
        }
        return words.say(
                key,
                name(moment.touchpoint()),
                moment.kind() == Moment.Kind.WAIT ? name(moment.second()) : shown.apply(moment.second()),
                words.has("axis." + moment.unit()) ? words.say("axis." + moment.unit()) : shown.apply(moment.unit()));
    }

    /// The doses of a point.
    public String doses(Moment.Point point) {
        String from = words.plain(point.from());
        String to = words.plain(point.to());
        return from.equals(to) ? from : from + "\u2013" + to;
    }

    // How it was counted

    List<String> method() {
        MomentQuestion question = answer.question();
        List<String> said = new ArrayList<>();
        said.add(words.ofScale("how", words.within()));
        if (!answer.leftOut().isEmpty()) {
            said.add(words.say("left.out", String.join("; ", leftOut())));
        }
        said.add(words.say("how.states"));
        said.add(words.say("how.paths"));
        said.add(
                answer.adjusted().isEmpty()
                        ? words.say("how.adjusted.none")
                        : words.say(
                                "how.adjusted",
                                String.join(
                                        ", ",
                                        answer.adjusted().stream().map(shown).toList())));
        said.add(question.cluster()
                .map(cluster -> words.say("how.errors.cluster", quoted(shown.apply(cluster))))
                .orElseGet(() -> words.say("how.errors")));
        said.add(words.say(
                "how.verdict",
                words.size(answer.smallest()),
                words.number(MomentOfTruth.LEAST_CUSTOMERS),
                words.number(answer.tested())));
        said.add(words.say("how.limits"));
        said.add(words.say("how.docs"));
        return said;
    }
}
