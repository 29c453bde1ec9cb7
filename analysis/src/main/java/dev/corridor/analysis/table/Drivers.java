package dev.corridor.analysis.table;

import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.Row;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.driver.ContrastMoments;
import dev.corridor.statistics.driver.Contrasts.Contrast;
import dev.corridor.statistics.driver.PenaltyReward;
import dev.corridor.statistics.driver.RelativeImportance;
import dev.corridor.statistics.matrix.BootstrapMoments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Answers a [DriversQuestion] in two passes over the table: the first looks how its columns are written, the
/// second gathers moments, so that the rows are never held.
public final class Drivers {
    private static final int PASSES = 2;
    private static final Note NO_RATINGS = new Note(
            "no-ratings",
            "Bad and good ratings are told apart on the scales 1..5, 1..7 and 0..10 only, and this driver's numbers"
                    + " are on none of them.");

    private final FlatTable table;
    private final Variable outcome;
    private final List<Variable> drivers;
    private final Optional<Integer> customer;
    private final Optional<RatingScale> declared;
    private final Omissions omissions = new Omissions();
    private final List<Note> warnings = new ArrayList<>();
    private long rows;

    private Drivers(FlatTable table, DriversQuestion question) {
        this.table = table;
        outcome = table.variable(question.outcome());
        drivers = table.variables(question.drivers());
        customer = question.customer().map(table::column);
        declared = question.scale();
    }

    /// @throws CorridorException where the table lacks a column, or a column holds no numbers
    public static DriversAnswer ask(FlatTable table, DriversQuestion question) {
        Drivers drivers = new Drivers(table, question);
        drivers.requireDistinct();
        return drivers.answer();
    }

    private void requireDistinct() {
        Set<String> names = new HashSet<>();
        names.add(outcome.text());
        for (Variable driver : drivers) {
            if (!names.add(driver.text())) {
                throw new CorridorException(
                        TableError.QUESTION_INVALID,
                        driver.text().equals(outcome.text())
                                ? "'" + driver.text() + "' is the outcome and cannot be one of its drivers."
                                : "'" + driver.text() + "' is named twice among the drivers.",
                        "Name every column once.");
            }
        }
        if (drivers.size() >= BootstrapMoments.MOST_COLUMNS) {
            throw new CorridorException(
                    TableError.QUESTION_INVALID,
                    drivers.size() + " drivers are too many.",
                    "Name fewer than " + BootstrapMoments.MOST_COLUMNS + ".");
        }
    }

    private DriversAnswer answer() {
        table.read(0, PASSES, this::look, new Omissions());
        outcome.settle();
        drivers.forEach(Variable::settle);
        List<Optional<RatingScale>> scales = drivers.stream().map(this::scale).toList();
        warn(scales);
        int[] rated = IntStream.range(0, drivers.size())
                .filter(driver -> scales.get(driver).isPresent())
                .toArray();
        Gathering gathering = new Gathering(scales, rated);
        table.read(1, PASSES, gathering::take, omissions);
        return new DriversAnswer(
                table.file(),
                outcome.text(),
                gathering.moments.whole().binary(drivers.size()),
                gathering.moments.whole().n(),
                gathering.leftOut + omissions.rejectedRows(),
                omissions.list(),
                RelativeImportance.of(gathering.moments),
                described(scales, rated, gathering),
                warnings);
    }

    private void look(Row row) {
        rows++;
        outcome.look(row);
        drivers.forEach(driver -> driver.look(row));
    }

    private Optional<RatingScale> scale(Variable driver) {
        return driver.isIndicator() ? Optional.empty() : declared.isPresent() ? declared : RatingScale.of(driver);
    }

    private void warn(List<Optional<RatingScale>> scales) {
        List<Variable> all = new ArrayList<>(drivers);
        all.add(outcome);
        all.stream().filter(Variable::isAmbiguous).map(Variable::ambiguity).forEach(warnings::add);
        Set<String> different = scales.stream()
                .flatMap(Optional::stream)
                .map(RatingScale::text)
                .collect(Collectors.toCollection(TreeSet::new));
        if (different.size() > 1) {
            warnings.add(new Note(
                    "mixed-scales",
                    "The drivers look like ratings on different scales (" + String.join(", ", different)
                            + "); --scale names one for all."));
        }
    }

    private List<DriversAnswer.Driver> described(List<Optional<RatingScale>> scales, int[] rated, Gathering gathering) {
        List<Result<Contrast>> contrasts = gathering.contrasts();
        List<DriversAnswer.Driver> described = new ArrayList<>();
        int next = 0;
        for (int driver = 0; driver < drivers.size(); driver++) {
            boolean rating = next < rated.length && rated[next] == driver;
            Result<Contrast> contrast = rating ? contrasts.get(next) : new Result.NotPossible<>(rows, NO_RATINGS);
            described.add(new DriversAnswer.Driver(drivers.get(driver).text(), scales.get(driver), contrast));
            next += rating ? 1 : 0;
        }
        return described;
    }

    /// What the second pass gathers.
    private final class Gathering {
        private final BootstrapMoments moments = new BootstrapMoments(drivers.size() + 1);
        private final Optional<ContrastMoments> contrastMoments;
        private final int[] rated;
        private final double[] numbers = new double[drivers.size() + 1];
        private final double[] ratings;
        private long leftOut;

        Gathering(List<Optional<RatingScale>> scales, int[] rated) {
            this.rated = rated;
            ratings = new double[rated.length];
            contrastMoments = rated.length == 0
                    ? Optional.empty()
                    : Optional.of(new ContrastMoments(scales.stream()
                            .flatMap(Optional::stream)
                            .map(RatingScale::cut)
                            .toList()));
        }

        void take(Row row) {
            for (int driver = 0; driver < drivers.size(); driver++) {
                numbers[driver] = drivers.get(driver).read(row, omissions);
                numbers[driver] = onScale(row, drivers.get(driver), numbers[driver]);
            }
            numbers[drivers.size()] = outcome.read(row, omissions);
            boolean counts = true;
            for (double number : numbers) {
                counts &= !Double.isNaN(number);
            }
            if (!counts) {
                leftOut++;
                return;
            }
            long identity = customer.filter(column -> !row.text(column).isBlank())
                    .map(column -> hash(row, column))
                    .orElseGet(row::line);
            moments.add(identity, numbers);
            for (int i = 0; i < rated.length; i++) {
                ratings[i] = numbers[rated[i]];
            }
            contrastMoments.ifPresent(contrasts -> contrasts.add(identity, ratings, numbers[drivers.size()]));
        }

        private double onScale(Row row, Variable driver, double number) {
            if (driver.isIndicator()
                    || Double.isNaN(number)
                    || declared.isEmpty()
                    || declared.get().holds(number)) {
                return number;
            }
            driver.omitOutside(row, declared.get(), omissions);
            return Double.NaN;
        }

        List<Result<Contrast>> contrasts() {
            return contrastMoments
                    .map(PenaltyReward::of)
                    .map(result -> switch (result) {
                        case Result.Answer<dev.corridor.statistics.driver.Contrasts>(var answer) -> answer.contrasts();
                        case Result.Suppressed<dev.corridor.statistics.driver.Contrasts>(long n, Note reason) ->
                            none(n, reason);
                        case Result.NotPossible<dev.corridor.statistics.driver.Contrasts>(long n, Note reason) ->
                            none(n, reason);
                    })
                    .orElseGet(List::of);
        }

        private List<Result<Contrast>> none(long n, Note reason) {
            return IntStream.range(0, rated.length)
                    .<Result<Contrast>>mapToObj(_ -> new Result.NotPossible<>(n, reason))
                    .toList();
        }
    }

    /// A number of a customer's name (FNV-1a); two names share one by chance
    /// once in 10^19 pairs.
    private static long hash(Row row, int column) {
        long hash = 0xcbf29ce484222325L;
        for (byte letter : row.text(column).strip().getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ letter) * 0x100000001b3L;
        }
        return hash;
    }
}
