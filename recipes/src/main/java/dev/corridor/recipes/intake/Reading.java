package dev.corridor.recipes.intake;

import dev.corridor.recipes.intake.GivenTable.GivenFile;
import dev.corridor.recipes.reader.Reject;
import dev.corridor.recipes.reader.Row;
import dev.corridor.recipes.recipe.TableRule;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Reads the files of a run: each as often as needed, its rejects and repeated rows counted once.
final class Reading {
    private static final int STEP = 1 << 13;

    private final RejectCollector rejects;
    private final Findings findings;
    private final IntakeOptions options;
    private final ProgressListener progress;
    private final double bytes;
    private double done;
    private long comparable;

    /// @param bytes of all files as often as they will be read
    Reading(
            RejectCollector rejects,
            Findings findings,
            IntakeOptions options,
            ProgressListener progress,
            double bytes) {
        this.rejects = rejects;
        this.findings = findings;
        this.options = options;
        this.progress = progress;
        this.bytes = Math.max(1, bytes);
        this.comparable = options.rowsCompared();
    }

    /// Hands over every row that was not found to repeat another of its identity.
    ///
    /// @param rule of the table; with a key, repeated rows have been found by it already
    void rows(TableRule rule, GivenFile file, Consumer<Row> consumer) {
        Pass pass = new Pass(rule, file, consumer);
        boolean first = !file.readOnce();
        progress.reading(file.table().file(), 0, share(0));
        file.table().read(pass, reject -> pass.reject(reject, first));
        pass.close(first);
        done += file.table().bytes();
    }

    private double share(double within) {
        return Math.min(1, (done + within) / bytes);
    }

    private final class Pass implements Consumer<Row> {
        private final GivenFile file;
        private final TableRule rule;
        private final Consumer<Row> consumer;
        private final RepeatWatch repeats;
        private final boolean watching;
        private int ordinal;
        private int rejected;
        private long stored;

        Pass(TableRule rule, GivenFile file, Consumer<Row> consumer) {
            this.file = file;
            this.rule = rule;
            this.consumer = consumer;
            this.watching = rule.key().isEmpty() && !file.readOnce();
            this.repeats = new RepeatWatch(comparable);
        }

        @Override
        public void accept(Row row) {
            int here = ordinal++;
            if ((ordinal & STEP - 1) == 0) {
                tell(row.stored());
            }
            if (file.dropped().get(here)) {
                return;
            }
            if (watching) {
                repeats.add(Slices.hash(row), row.line());
            }
            consumer.accept(row);
        }

        private void reject(Reject reject, boolean first) {
            if ((++rejected & STEP - 1) == 0) {
                tell(stored);
            }
            if (first) {
                rejects.add(reject);
            }
        }

        private void tell(long read) {
            stored = read;
            progress.reading(file.table().file(), ordinal, share(read));
        }

        private void close(boolean first) {
            if (!first) {
                return;
            }
            file.read(ordinal);
            if (!watching) {
                return;
            }
            repeats.finish();
            comparable -= repeats.watched();
            long repeated = repeats.repeated();
            Findings.Tally tally = findings.tally(
                    "repeated-row",
                    rule.name(),
                    "{n} of {of} rows of the table '" + rule.name()
                            + "' repeat an earlier row exactly; all of them count.");
            tally.of(repeats.watched());
            if (repeated > 0) {
                List<String> examples = Arrays.stream(repeats.examples())
                        .mapToObj(line -> Example.of(file.table().file(), line, ""))
                        .toList();
                tally.add(repeated, examples);
            }
            if (repeats.watched() < ordinal - file.dropped().cardinality()) {
                findings.add(new Finding(
                        "repeated-rows-not-compared",
                        rule.name(),
                        ordinal - repeats.watched(),
                        ordinal,
                        "Repeated rows of the table '" + rule.name() + "' were looked for among the first "
                                + Findings.Numbered.of(repeats.watched()) + " only, for want of memory.",
                        List.of()));
            }
        }
    }

    IntakeOptions options() {
        return options;
    }
}
