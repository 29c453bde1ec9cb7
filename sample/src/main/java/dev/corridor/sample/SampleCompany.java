package dev.corridor.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/// The sample company as a folder: its tables, the recipe that reads them, and the truth about them.
public final class SampleCompany {
    /// The recipe's file in the folder.
    public static final String RECIPE = "corridor-recipe.yaml";

    /// The truth's file in the folder.
    public static final String TRUTH = "truth.json";

    private static final long PROGRESS_EVERY = 1_000;

    private SampleCompany() {}

    /// What was written.
    ///
    /// @param rows of all tables
    public record Written(
            long journeys, long customers, long interactions, long rows, long surveysSent, long surveysAnswered) {}

    /// Writes the folder; the same setup gives the same bytes. Memory does not depend on the number of journeys.
    ///
    /// @param replace whether a folder that an earlier call has written may be replaced
    /// @param progress is told the number of journeys written, now and then
    /// @throws java.nio.file.FileAlreadyExistsException where the folder exists, is not empty, and is not to be
    ///     replaced or holds other files too
    /// @throws IOException where it cannot be written; nothing is left then
    public static Written write(Setup setup, Path folder, boolean replace, LongConsumer progress) throws IOException {
        Set<String> ours = new HashSet<>(CompanyTables.FILES);
        ours.add(RECIPE);
        ours.add(TRUTH);
        try (NewFolder target = NewFolder.at(folder, replace, ours)) {
            Truth truth = new Truth(setup);
            long rows = writeTables(setup, target.draft(), truth, progress);
            Files.writeString(target.draft().resolve(TRUTH), Json.of(truth.document()));
            Files.write(target.draft().resolve(RECIPE), recipe());
            target.publish();
            Truth.Counts counts = truth.counts();
            return new Written(
                    counts.journeys(),
                    counts.customers(),
                    counts.interactions(),
                    rows,
                    counts.surveysSent(),
                    counts.surveysAnswered());
        }
    }

    private static long writeTables(Setup setup, Path folder, Truth truth, LongConsumer progress) throws IOException {
        try (CompanyTables tables = new CompanyTables(folder, setup)) {
            new Company(setup).tell(new Company.Audience() {
                private long told;

                @Override
                public void order(Story story, Aftermath.Causes causes) throws IOException {
                    tables.order(story, causes);
                    truth.order(story, causes);
                    if (++told % PROGRESS_EVERY == 0) {
                        progress.accept(told);
                    }
                }

                @Override
                public void customer(Customer customer, Story first, Story last, long yearly) throws IOException {
                    tables.customer(customer, first, last, yearly);
                    truth.customer(customer, first, last, yearly);
                }
            });
            return tables.rows();
        }
    }

    private static byte[] recipe() throws IOException {
        try (InputStream file = SampleCompany.class.getResourceAsStream(RECIPE)) {
            if (file == null) {
                throw new IllegalStateException(RECIPE + " is not on the class path");
            }
            return file.readAllBytes();
        }
    }
}
