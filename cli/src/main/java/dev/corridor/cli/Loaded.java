package dev.corridor.cli;

import dev.corridor.answers.mine.Origin;
import dev.corridor.engine.store.Store;

/// A store and where it came from; closing it removes temporary files.
record Loaded(Store store, Origin origin, AutoCloseable temporary) implements AutoCloseable {
    @Override
    public void close() {
        try {
            temporary.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
