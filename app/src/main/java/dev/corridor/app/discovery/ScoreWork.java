package dev.corridor.app.discovery;

import dev.corridor.analysis.score.ScoreAnswer;
import dev.corridor.analysis.score.ScoreQuestion;
import dev.corridor.analysis.score.Scores;
import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.summary.Reach;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Works out answers about scores one after the other, and refuses those that would take the memory from everybody
/// else: their intervals need the sums of every customer in every group.
@Component
class ScoreWork {
    /// Of one customer in one sample, its arrays half empty.
    private static final long BYTES_PER_CUSTOMER = 88;

    /// Samples of all customers: who was asked, once more for the groups, scores, means, and what a comparison makes.
    private static final long OF_ALL = 7;

    /// Samples of the customers of a group: who was asked, scores, means.
    private static final long OF_A_GROUP = 3;

    /// For everything else that the server does.
    private static final long RESERVED = 130L << 20;

    private final Figures figures;
    private final long memory;

    @Autowired
    ScoreWork(Figures figures) {
        this(figures, Runtime.getRuntime().maxMemory());
    }

    /// @param memory bytes that the process may take
    ScoreWork(Figures figures, long memory) {
        this.figures = figures;
        this.memory = memory;
    }

    /// @param query which journeys the question is about
    /// @param small whether the reader may list customers
    /// @throws CorridorException `TOO_LARGE`; and what [Scores#of] throws
    synchronized ScoreAnswer answer(Snapshot snapshot, Query query, ScoreQuestion question, boolean small) {
        long needed = RESERVED + bytes(figures.ask(query, small), question.by());
        if (needed > memory) {
            throw new CorridorException(
                    FigureError.TOO_LARGE,
                    "These scores with their intervals need about " + (needed >> 20)
                            + " MB of memory, and the server was started with " + (memory >> 20) + " MB.",
                    "Ask about fewer journeys, such as those of a month, or start it with more"
                            + " (CORRIDOR_JAVA_OPTIONS=-Xmx4g).");
        }
        return Scores.of(snapshot.store(), question);
    }

    private static long bytes(Answered answered, Optional<String> by) {
        long customers = answered.report().customers().orElse(answered.report().journeys());
        long inGroups = by.filter(ScoreAnswers.VISITED::equals).isPresent()
                ? visits(answered)
                : by.isPresent() ? answered.report().journeys() : 0;
        return BYTES_PER_CUSTOMER * (OF_ALL * customers + OF_A_GROUP * inGroups);
    }

    /// Customers of each touchpoint, added up.
    private static long visits(Answered answered) {
        if (answered.report().customers().isEmpty()) {
            return answered.report().touchpoints().stream()
                    .mapToLong(touchpoint -> touchpoint.journeys())
                    .sum();
        }
        Reach reach = Reach.of(answered.selection());
        long visits = 0;
        for (int code = 0; code < answered.snapshot().store().touchpoints().size(); code++) {
            visits += reach.visited(code);
        }
        return visits;
    }
}
