package dev.corridor.sample;

import dev.corridor.engine.internal.Temporary;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A folder that appears complete or not at all: it is filled beside its place and takes it at the end. An
/// interrupted run leaves what was there before.
final class NewFolder implements Closeable {
    private final Path place;
    private final Path draft;

    private NewFolder(Path place, Path draft) {
        this.place = place;
        this.draft = draft;
    }

    /// Begins a folder.
    ///
    /// @param replaced whether a folder that holds nothing but `ours` may be replaced; an empty one always
    /// @throws FileAlreadyExistsException where the place is taken
    static NewFolder at(Path place, boolean replaced, Set<String> ours) throws IOException {
        Path absolute = place.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw new FileAlreadyExistsException(place.toString());
        }
        if (Files.exists(absolute)) {
            check(absolute, replaced, ours);
        }
        Files.createDirectories(parent);
        return new NewFolder(absolute, Temporary.folderBeside(absolute));
    }

    private static void check(Path place, boolean replaced, Set<String> ours) throws IOException {
        if (!Files.isDirectory(place)) {
            throw new NotDirectoryException(place.toString());
        }
        Set<String> there;
        try (Stream<Path> files = Files.list(place)) {
            there = files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
        }
        if (!there.isEmpty() && (!replaced || !ours.containsAll(there))) {
            throw new FileAlreadyExistsException(place.toString());
        }
    }

    /// Where to write.
    Path draft() {
        return draft;
    }

    /// Puts the folder into its place.
    void publish() throws IOException {
        Path former = draft.resolveSibling(draft.getFileName() + "-former");
        boolean replaces = Files.exists(place);
        if (replaces) {
            Files.move(place, former);
        }
        try {
            Temporary.publish(draft, place, List.of());
        } catch (IOException failure) {
            if (replaces) {
                Files.move(former, place);
            }
            throw failure;
        }
        if (replaces) {
            discard(former);
        }
    }

    @Override
    public void close() {
        discard(draft);
    }

    /// As far as possible; what cannot be deleted stays hidden beside the place.
    private static void discard(Path folder) {
        try {
            Temporary.remove(folder);
        } catch (IOException unreachable) {
            return;
        }
    }
}
