package dev.corridor.app.discovery;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.StoreReplaced;
import dev.corridor.app.interaction.Stores;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Makes caches of answers, and empties them of a data set whose store is replaced: else files that are deleted would
/// stay open until the same is asked again.
@Component
public class VersionedCaches {
    private final Stores stores;
    private final List<VersionedCache<?, ?>> all = new CopyOnWriteArrayList<>();

    VersionedCaches(Stores stores) {
        this.stores = stores;
    }

    /// @param size as many of the latest answers are kept
    public <Q, A> VersionedCache<Q, A> ofLatest(long size) {
        return known(
                new VersionedCache<>(Caffeine.newBuilder().maximumSize(size).build(), this::isHeld));
    }

    /// As [#ofLatest], and none where memory is short.
    <Q, A> VersionedCache<Q, A> ofLatestWhileMemoryLasts(long size) {
        return known(new VersionedCache<>(
                Caffeine.newBuilder().maximumSize(size).softValues().build(), this::isHeld));
    }

    /// @param most the weight of all that is kept
    <Q, A> VersionedCache<Q, A> weighing(long most, ToIntFunction<A> weight) {
        return known(new VersionedCache<>(
                Caffeine.newBuilder()
                        .maximumWeight(most)
                        .weigher((VersionedCache.Key<Q> _, A answer) -> weight.applyAsInt(answer))
                        .build(),
                this::isHeld));
    }

    private <Q, A> VersionedCache<Q, A> known(VersionedCache<Q, A> cache) {
        all.add(cache);
        return cache;
    }

    /// Versions do not tell: a store that is made anew, so that nothing of an erased customer stays in its files, has
    /// the version of the one before.
    private boolean isHeld(Snapshot snapshot) {
        return stores.held(snapshot.set().id())
                .filter(held -> held.store() == snapshot.store())
                .isPresent();
    }

    /// Whoever replaces a store holds locks that answers on their way may need, and is not kept waiting for those.
    @EventListener
    void on(StoreReplaced event) {
        all.forEach(cache -> cache.replaced(event.set()));
        Thread.ofVirtual().start(() -> all.forEach(cache -> cache.letGo(event.set())));
    }
}
