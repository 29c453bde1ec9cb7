package dev.corridor.app.discovery;

import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.InteractionsChanged;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.map.Language;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Answers the map's first question before anybody asks it: after a start and after every change, one at a time.
@Component
@ConditionalOnWebApplication
class Warming implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Warming.class);

    private final DataSets sets;
    private final MapPlaces places;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("warming").factory());

    Warming(DataSets sets, MapPlaces places) {
        this.sets = sets;
        this.places = places;
    }

    @EventListener
    void started(ApplicationReadyEvent event) {
        worker.execute(
                () -> patiently(() -> sets.all().stream().map(DataSet::id).forEach(this::warm)));
    }

    @EventListener
    void changed(InteractionsChanged event) {
        worker.execute(() -> patiently(() -> warm(event.set())));
    }

    private void warm(DataSetId set) {
        Query all = new Query(set, List.of(), Optional.empty(), Optional.empty());
        for (Language language : Language.values()) {
            places.of(all, language, true);
        }
    }

    /// What cannot be answered now is answered when it is asked.
    private static void patiently(Runnable work) {
        try {
            work.run();
        } catch (CorridorException | DataAccessException e) {
            LOG.debug("not warmed: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
