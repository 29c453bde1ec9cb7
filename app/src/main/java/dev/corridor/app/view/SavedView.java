package dev.corridor.app.view;

import dev.corridor.app.interaction.DataSetId;
import java.time.Instant;

/// A view of a data set that somebody keeps.
///
/// @param owner number of the person
/// @param ownerName what the person is called now
/// @param address path and query of a page of the data set
/// @param shared whether everybody sees it, or its owner alone
public record SavedView(
        ViewId id,
        DataSetId set,
        long owner,
        String ownerName,
        String name,
        String description,
        String address,
        boolean shared,
        Instant savedAt) {}
