package dev.corridor.app.discovery.web;

import dev.corridor.analysis.moments.MomentQuestion;
import dev.corridor.analysis.score.ScoreKind;
import dev.corridor.answers.mine.AnswerJson;
import dev.corridor.app.discovery.ApiAnswers;
import dev.corridor.app.discovery.Figures;
import dev.corridor.app.discovery.JourneyJson;
import dev.corridor.app.discovery.JourneyList;
import dev.corridor.app.discovery.Query;
import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.engine.journey.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The read API for programs: figures of data sets, and the journeys that they count.
@RestController
@Requires(Permission.READ_FIGURES)
class FiguresApi {
    private static final int USUAL_LIST = 100;
    private static final int LONGEST_LIST = 1_000;
    private static final String DOCUMENT = "/api/openapi.json";

    private final DataSets sets;
    private final Figures figures;
    private final ApiAnswers answers;
    private final MomentAnswers moments;

    FiguresApi(DataSets sets, Figures figures, ApiAnswers answers, MomentAnswers moments) {
        this.sets = sets;
        this.figures = figures;
        this.answers = answers;
        this.moments = moments;
    }

    /// What may be asked, as an OpenAPI document.
    @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Permission.ANYBODY)
    String document() throws IOException {
        try (InputStream document = FiguresApi.class.getResourceAsStream(DOCUMENT)) {
            if (document == null) {
                throw new IllegalStateException("no " + DOCUMENT);
            }
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Sets(List<Listed> sets) {}

    private record Listed(long id, String name, @Nullable String journeys, long version) {
        static Listed of(DataSet set) {
            return new Listed(set.id().value(), set.name(), set.rule().orElse(null), set.version());
        }
    }

    @GetMapping(path = "/api/v1/sets", produces = MediaType.APPLICATION_JSON_VALUE)
    String sets() {
        return AnswerJson.write(new Sets(sets.all().stream().map(Listed::of).toList()));
    }

    @GetMapping(path = "/api/v1/mine", produces = MediaType.APPLICATION_JSON_VALUE)
    String mine(HttpServletRequest request) {
        return AnswerJson.write(answers.mine(ApiQuestion.of(request, sets), lists(), includeSmall(request)));
    }

    private record Listing(
            long total,
            @Nullable Long customers,
            List<JourneyJson> journeys,
            @Nullable String next) {}

    @GetMapping(path = "/api/v1/journeys", produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Permission.LIST_CUSTOMERS)
    String journeys(HttpServletRequest request) {
        Query query = ApiQuestion.of(request, sets);
        Schema schema = figures.ask(query, true).snapshot().store().schema();
        JourneyList list = figures.list(
                query,
                ApiQuestion.value(request, "cursor"),
                ApiQuestion.number(request, "limit", USUAL_LIST, LONGEST_LIST));
        return AnswerJson.write(new Listing(
                list.total(),
                list.customers().isPresent() ? list.customers().getAsLong() : null,
                list.rows().stream().map(row -> JourneyJson.of(row, schema)).toList(),
                list.next().orElse(null)));
    }

    @GetMapping(path = "/api/v1/scores", produces = MediaType.APPLICATION_JSON_VALUE)
    String scores(HttpServletRequest request) {
        ApiAnswers.ScoreWish wish = new ApiAnswers.ScoreWish(
                ApiQuestion.value(request, "by"),
                ApiQuestion.word(request, "measure", ScoreKind.class),
                ApiQuestion.value(request, "at"),
                ApiQuestion.value(request, "asked"));
        return AnswerJson.write(answers.scores(ApiQuestion.of(request, sets), wish, lists(), includeSmall(request)));
    }

    @GetMapping(path = "/api/v1/moments", produces = MediaType.APPLICATION_JSON_VALUE)
    String moments(HttpServletRequest request) {
        Query query = ApiQuestion.of(request, sets);
        MomentQuestion.Outcome outcome = ApiQuestion.word(request, "outcome", MomentQuestion.Outcome.class)
                .orElse(MomentQuestion.Outcome.SCORE);
        return moments.json(query, outcome, Optional.empty(), lists(), includeSmall(request));
    }

    private static boolean lists() {
        return Caller.current().may(Permission.LIST_CUSTOMERS);
    }

    private static boolean includeSmall(HttpServletRequest request) {
        return ApiQuestion.yes(request, "include-small");
    }
}
