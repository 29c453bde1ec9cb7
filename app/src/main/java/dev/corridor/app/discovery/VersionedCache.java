package dev.corridor.app.discovery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.engine.journey.JourneyRule;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// Answers about the newest version of each data set. Those about an older one go when a newer one is asked: an answer
/// may hold all journeys of its version, and its files.
///
/// @param <Q> the question, beside the data set and its version
public final class VersionedCache<Q, A> {
    private final Cache<Key<Q>, A> answers;
    private final Map<DataSetId, Long> newest = new ConcurrentHashMap<>();

    private VersionedCache(Cache<Key<Q>, A> answers) {
        this.answers = answers;
    }

    /// @param name of the data set, which answers hold, and [Snapshot#rule], which questions may leave open
    private record Key<Q>(DataSetId set, long version, String name, JourneyRule rule, Q question) {}

    /// @param size as many of the latest answers are kept
    public static <Q, A> VersionedCache<Q, A> ofLatest(long size) {
        return new VersionedCache<>(Caffeine.newBuilder().maximumSize(size).build());
    }

    /// As [#ofLatest], and none where memory is short.
    static <Q, A> VersionedCache<Q, A> ofLatestWhileMemoryLasts(long size) {
        return new VersionedCache<>(
                Caffeine.newBuilder().maximumSize(size).softValues().build());
    }

    /// @param most the weight of all that is kept
    static <Q, A> VersionedCache<Q, A> weighing(long most, ToIntFunction<A> weight) {
        return new VersionedCache<>(Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((Key<Q> _, A answer) -> weight.applyAsInt(answer))
                .build());
    }

    /// The answer that is kept, or else the one that is worked out, once for all who ask at the same time.
    public A get(Snapshot snapshot, Q question, Supplier<A> answer) {
        DataSetId set = snapshot.set().id();
        long version = snapshot.version();
        if (newest.getOrDefault(set, Long.MIN_VALUE) < version) {
            newest.merge(set, version, Math::max);
            answers.asMap().keySet().removeIf(key -> key.set().equals(set) && key.version() < version);
        }
        return answers.get(
                new Key<>(set, version, snapshot.set().name(), snapshot.rule(), question), _ -> answer.get());
    }
}
