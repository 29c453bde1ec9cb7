package dev.corridor.app.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.engine.journey.JourneyRule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Answers about the store that each data set has now. Those from one before go when it is replaced: an answer may hold
/// all journeys of its version, and its files. [VersionedCaches] makes them.
///
/// @param <Q> the question, beside the data set and its version
public final class VersionedCache<Q, A> {
    private final Cache<Key<Q>, A> answers;
    private final Predicate<Snapshot> isHeld;
    private final Map<DataSetId, Long> stores = new ConcurrentHashMap<>();

    /// @param isHeld whether a snapshot's store is the one that its data set has now
    VersionedCache(Cache<Key<Q>, A> answers, Predicate<Snapshot> isHeld) {
        this.answers = answers;
        this.isHeld = isHeld;
    }

    /// @param store counts the stores that the data set had
    /// @param name of the data set, which answers hold, and [Snapshot#rule], which questions may leave open
    record Key<Q>(DataSetId set, long store, long version, String name, JourneyRule rule, Q question) {}

    /// The answer that is kept, or else the one that is worked out, once for all who ask at the same time. What is
    /// worked out of a store that was replaced meanwhile, or before, is answered and not kept.
    public A get(Snapshot snapshot, Q question, Supplier<A> answer) {
        DataSetId set = snapshot.set().id();
        Key<Q> key =
                new Key<>(set, store(set), snapshot.version(), snapshot.set().name(), snapshot.rule(), question);
        // After the stores were counted: else an answer from one before could be kept under the number of the next.
        if (!isHeld.test(snapshot)) {
            return answer.get();
        }
        A found = answers.get(key, _ -> answer.get());
        if (store(set) != key.store()) {
            answers.invalidate(key);
        }
        return found;
    }

    private long store(DataSetId set) {
        return stores.getOrDefault(set, 0L);
    }

    /// Answers about a data set are worked out anew from now on.
    void replaced(DataSetId set) {
        stores.merge(set, 1L, Long::sum);
    }

    /// Lets go of answers from stores that were replaced. It may wait for an answer that is being worked out.
    void letGo(DataSetId set) {
        answers.asMap().keySet().removeIf(key -> key.set().equals(set) && key.store() < store(set));
    }
}
