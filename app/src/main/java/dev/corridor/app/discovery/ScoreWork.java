package dev.corridor.app.discovery;

import dev.corridor.analysis.score.ScoreAnswer;
import dev.corridor.analysis.score.ScoreQuestion;
import dev.corridor.analysis.score.Scores;
import dev.corridor.app.discovery.Figures.Answered;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.Schema;
import dev.corridor.engine.store.Names;
import dev.corridor.engine.summary.Extent;
import dev.corridor.engine.summary.Groups;
import dev.corridor.engine.summary.Reach;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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

    private static final long PATIENCE_SECONDS = 30;

    private final Figures figures;
    private final Semaphore turn = new Semaphore(1, true);
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
    /// @throws CorridorException `TOO_LARGE`; `BUSY` where others are in front for too long; and what [Scores#of]
    ///     throws
    ScoreAnswer answer(Snapshot snapshot, Query query, ScoreQuestion question, boolean small) {
        long needed = RESERVED + bytes(figures.ask(query, small), question.by());
        if (needed > memory) {
            throw new CorridorException(
                    FigureError.TOO_LARGE,
                    "These scores with their intervals need about " + (needed >> 20)
                            + " MB of memory, and the server was started with " + (memory >> 20) + " MB.",
                    "Ask about fewer journeys, such as those of a month, or start it with more"
                            + " (CORRIDOR_JAVA_OPTIONS=-Xmx4g).");
        }
        await();
        try {
            return Scores.of(snapshot.store(), question);
        } finally {
            turn.release();
        }
    }

    private void await() {
        try {
            if (turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new CorridorException(
                FigureError.BUSY,
                "Other answers about scores are being worked out, and this one did not get its turn.",
                "Try again in a minute.");
    }

    private static long bytes(Answered answered, Optional<String> by) {
        Extent extent = Extent.of(answered.selection());
        long customers = extent.customers().orElse(0) + extent.withoutCustomer();
        return BYTES_PER_CUSTOMER * (OF_ALL * customers + OF_A_GROUP * inGroups(answered, by, extent));
    }

    /// At most so many customers of each group, added up. Journeys without a customer count as one each.
    private static long inGroups(Answered answered, Optional<String> by, Extent extent) {
        if (by.isEmpty()) {
            return 0;
        }
        if (by.get().equals(ScoreAnswers.VISITED)) {
            return visits(answered, extent.withoutCustomer());
        }
        Schema schema = answered.snapshot().store().schema();
        int attribute = schema.idOf(by.get());
        boolean several = attribute >= 0 && schema.attributes().get(attribute).kind() == Attribute.Kind.SET;
        return several
                ? Groups.of(answered.selection(), attribute).groups().stream()
                        .mapToLong(Groups.Group::journeys)
                        .sum()
                : answered.report().journeys();
    }

    private static long visits(Answered answered, long withoutCustomer) {
        Reach reach = Reach.of(answered.selection());
        Names names = answered.snapshot().store().touchpoints();
        return answered.report().touchpoints().stream()
                .mapToLong(touchpoint -> Math.min(
                        touchpoint.journeys(),
                        reach.visited(names.code(touchpoint.id()).orElseThrow()) + withoutCustomer))
                .sum();
    }
}
