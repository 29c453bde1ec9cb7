package dev.corridor.answers.moments;

import dev.corridor.analysis.moments.Moment;
import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.moments.MomentsAnswer;
import dev.corridor.analysis.moments.Overdue;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.map.Language;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.statistics.Estimate;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.disclosure.AnswerLimits;
import dev.corridor.statistics.effect.Effect;
import dev.corridor.statistics.effect.MomentOfTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Answers of `moments` made up for tests: candidates of every kind, with every placebo, shape and verdict. Sentences
/// of notes are marked, so that one that reaches a page is seen.
public final class SampleMoments {
    /// Stands in every sentence of a note.
    static final String MARK = "ENGLISH 12 and 3.5 and 7";

    static final List<String> WARNINGS = List.of("trimmed", "met-later", "few-clusters", "journey-goes-on", "bend");

    public static final Recipe RECIPE = RecipeParser.parse("""
            recipe: Parcels
            zone: none
            tables:
              orders:
                columns: [order, customer, placed, due, delivered, answered, stars]
            interactions:
              - from: orders
                journey: order
                customer: customer
                touchpoints:
                  placed: placed
                  delivered: delivered
                  answered: {time: answered, score: {column: stars, scale: 1..5}}
            order: [placed, delivered, answered]
            ends: [answered]
            """);

    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+|separation|trimmed|bend|description)\"");

    /// Rooms whose notes can reach a moment, but for methods that `moments` does not use.
    private static final List<String> ROOMS = List.of(
            "statistics/src/main/java/dev/corridor/statistics/effect",
            "analysis/src/main/java/dev/corridor/analysis/moments");
    private static final Set<String> OTHER_METHODS = Set.of("MantelHaenszel.java");
    /// Assumptions, verdicts with phrases of their own, ids and what is left out.
    private static final Set<String> NO_NOTES = Set.of(
            "no-hidden-cause",
            "linear-log-odds",
            "no-placebo",
            "above-smallest-effect",
            "above-zero",
            "hidden-cause",
            "hidden-cause-not-needed",
            "no-events",
            "waiting-past-due",
            "delivered-late",
            "days-late",
            "days-late-all",
            "no-time",
            "no-customer",
            "not-completed",
            "window-not-observed",
            "left-before");

    public static final Overdue WAITING =
            new Overdue("placed", "due", true, 1_737, LocalDateTime.of(2023, 11, 14, 22, 13));

    private SampleMoments() {}

    /// Codes of notes in the sources of what `moments` calls.
    public static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String room : ROOMS) {
            try (Stream<Path> files = Files.list(Path.of("..", room))) {
                for (Path file : files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file ->
                                !OTHER_METHODS.contains(file.getFileName().toString()))
                        .toList()) {
                    Matcher code = CODE.matcher(Files.readString(file));
                    while (code.find()) {
                        codes.add(code.group(1));
                    }
                }
            }
        }
        codes.removeAll(NO_NOTES);
        return codes;
    }

    static Note note(String code) {
        return new Note(code, MARK);
    }

    static Effect effect(double value) {
        Estimate estimate = new Estimate(
                value,
                new Interval(value - 0.05, value + 0.05, Interval.USUAL),
                400,
                400,
                "sample",
                List.of(),
                List.of());
        return new Effect(estimate, value, 0.025, 100, 0.0001, 120, 280, 110, 270, 13, 2);
    }

    public static Moment moment(
            Moment.Kind kind, double value, Moment.Shape shape, MomentOfTruth.Placebo placebo, MomentOfTruth verdict) {
        boolean dose = shape != Moment.Shape.FLAT;
        boolean step = shape == Moment.Shape.STEP || shape == Moment.Shape.STEP_AND_SLOPE;
        boolean slope = shape == Moment.Shape.SLOPE || shape == Moment.Shape.STEP_AND_SLOPE;
        return new Moment(
                kind + "@answered",
                kind,
                "delivered",
                "placed",
                "group " + kind + value + shape + placebo,
                Optional.of(effect(value)),
                0.0004,
                120,
                280,
                110,
                270,
                3,
                OptionalDouble.of(0.2),
                OptionalDouble.of(0.4),
                OptionalDouble.of(-0.2),
                shape,
                step
                        ? List.of(new Moment.Threshold(
                                3.25, 2, 5, "days", effect(value).estimate()))
                        : List.of(),
                slope ? Optional.of(new Moment.Slope(effect(value).estimate(), "hours")) : Optional.empty(),
                dose ? curve() : List.of(),
                dose ? "days" : "",
                placebo,
                verdict,
                Optional.of(note("hidden-cause")),
                WARNINGS.stream().map(SampleMoments::note).toList(),
                120 * value,
                dose ? OptionalDouble.of(3.25) : OptionalDouble.empty());
    }

    /// The same with a curve of those below 3.25 and those from there on, who are all that is compared.
    public static Moment cutAtStep(Moment moment) {
        return with(
                moment,
                List.of(
                        new Moment.Point(0, 3, 1, effect(0.8).estimate(), moment.unexposed(), 0),
                        new Moment.Point(3.25, 9, 5, effect(0.3).estimate(), moment.exposed(), 0)),
                moment.warnings());
    }

    /// The same with this warning alone.
    public static Moment warned(Moment moment, String code) {
        return with(moment, moment.curve(), List.of(note(code)));
    }

    private static Moment with(Moment moment, List<Moment.Point> curve, List<Note> warnings) {
        return new Moment(
                moment.id(),
                moment.kind(),
                moment.touchpoint(),
                moment.second(),
                moment.group(),
                moment.effect(),
                moment.q(),
                moment.exposed(),
                moment.unexposed(),
                moment.exposedCustomers(),
                moment.unexposedCustomers(),
                moment.outcomeBefore(),
                moment.exposedMean(),
                moment.unexposedMean(),
                moment.raw(),
                moment.shape(),
                moment.thresholds(),
                moment.slope(),
                curve,
                moment.unit(),
                moment.placebo(),
                moment.verdict(),
                moment.hiddenCause(),
                warnings,
                moment.atStake(),
                moment.exposedFrom());
    }

    private static List<Moment.Point> curve() {
        return IntStream.range(0, 20)
                .mapToObj(i -> new Moment.Point(
                        10 * i,
                        10 * i + 9.5,
                        10 * i + 5,
                        effect(0.8 - 0.03 * i).estimate(),
                        i == 19 ? 3 : 60 - 2 * i,
                        i))
                .toList();
    }

    public static MomentOfTruth verdict(MomentOfTruth.Kind kind, String... reasons) {
        return new MomentOfTruth(
                kind, 0.0004, List.of(reasons).stream().map(SampleMoments::note).toList());
    }

    /// Moments of truth of every kind, direction, shape and placebo; candidates that are none for every reason.
    public static List<Moment> all(List<String> reasons) {
        List<Moment> moments = new ArrayList<>();
        for (Moment.Kind kind : Moment.Kind.values()) {
            for (double value : new double[] {-0.3, 0.3}) {
                for (MomentOfTruth.Placebo placebo : MomentOfTruth.Placebo.values()) {
                    for (Moment.Shape shape : Moment.Shape.values()) {
                        if (kind != Moment.Kind.DAYS_LATE_ALL && placebo != MomentOfTruth.Placebo.FAILED) {
                            moments.add(moment(
                                    kind,
                                    value,
                                    shape,
                                    placebo,
                                    verdict(MomentOfTruth.Kind.MOMENT_OF_TRUTH, "above-zero", "no-placebo")));
                        }
                    }
                }
            }
        }
        moments.add(moment(
                Moment.Kind.DAYS_LATE_ALL,
                -0.3,
                Moment.Shape.SLOPE,
                MomentOfTruth.Placebo.NOT_POSSIBLE,
                verdict(MomentOfTruth.Kind.DESCRIPTION, "description")));
        for (MomentOfTruth.Kind kind : MomentOfTruth.Kind.values()) {
            for (String reason : reasons) {
                if (kind != MomentOfTruth.Kind.MOMENT_OF_TRUTH && kind != MomentOfTruth.Kind.DESCRIPTION) {
                    moments.add(moment(
                            Moment.Kind.FRAGMENT,
                            -0.01,
                            Moment.Shape.FLAT,
                            MomentOfTruth.Placebo.FAILED,
                            verdict(kind, reason)));
                }
            }
        }
        return moments;
    }

    public static MomentsAnswer answer(MomentQuestion.Outcome outcome, long outcomes, List<Moment> moments) {
        return new MomentsAnswer(
                new MomentQuestion(
                        outcome,
                        new JourneyRule.ByKey(),
                        Duration.ofDays(180),
                        Optional.of("seller"),
                        OptionalDouble.empty(),
                        List.of(),
                        ZoneOffset.UTC,
                        Set.of()),
                1_000,
                outcomes,
                outcomes,
                0.4,
                List.of(
                        new MomentsAnswer.LeftOut("no-time", MARK, 7),
                        new MomentsAnswer.LeftOut("window-not-observed", MARK, 2)),
                0.05,
                0,
                1,
                moments.size(),
                List.of("region"),
                List.of(note("scale-unknown")),
                moments);
    }

    static String page(MomentsAnswer answer, Language language) {
        return MomentsHtml.write(answer, RECIPE, List.of(WAITING), "Parcels", language, AnswerLimits.USUAL);
    }
}
