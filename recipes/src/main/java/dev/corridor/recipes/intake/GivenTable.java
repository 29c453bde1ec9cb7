package dev.corridor.recipes.intake;

import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.recipe.TableRule;
import java.util.BitSet;
import java.util.List;

/// A table of the recipe with the files that were given for it.
///
/// @param files in the order given
record GivenTable(TableRule rule, List<GivenFile> files) {
    GivenTable {
        files = List.copyOf(files);
    }

    long rows() {
        return files.stream().mapToLong(GivenFile::rows).sum();
    }

    /// The name of the file with this index.
    String fileName(int index) {
        return files.stream()
                .filter(file -> file.index() == index)
                .map(file -> file.table().file())
                .findFirst()
                .orElse("");
    }

    /// One file and what was found out about its rows.
    static final class GivenFile {
        private final int index;
        private final Table table;
        private final BitSet dropped = new BitSet();
        private boolean readOnce;
        private long rows;

        /// @param index among all files given
        GivenFile(int index, Table table) {
            this.index = index;
            this.table = table;
        }

        int index() {
            return index;
        }

        Table table() {
            return table;
        }

        /// Ordinals, from 0, of rows that repeat another of the same identity.
        BitSet dropped() {
            return dropped;
        }

        boolean readOnce() {
            return readOnce;
        }

        /// Marks that the file was read to its end.
        void read(long rowCount) {
            readOnce = true;
            rows = rowCount;
        }

        long rows() {
            return rows;
        }
    }
}
