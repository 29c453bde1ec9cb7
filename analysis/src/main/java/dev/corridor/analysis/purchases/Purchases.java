package dev.corridor.analysis.purchases;

import dev.corridor.analysis.purchases.PurchaseAnswer.Calibration;
import dev.corridor.analysis.purchases.PurchaseAnswer.Expected;
import dev.corridor.analysis.purchases.PurchaseAnswer.LeftOut;
import dev.corridor.analysis.purchases.PurchaseAnswer.Parameter;
import dev.corridor.analysis.purchases.PurchaseAnswer.Spending;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.Attribute;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.Filter;
import dev.corridor.engine.query.ResolvedFilter;
import dev.corridor.engine.store.JourneyLog;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.store.Journeys;
import dev.corridor.engine.store.Store;
import dev.corridor.statistics.Interval;
import dev.corridor.statistics.Note;
import dev.corridor.statistics.Result;
import dev.corridor.statistics.loyalty.BgNbd;
import dev.corridor.statistics.loyalty.GammaGamma;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// How often customers will buy again: the purchases of a store in the model of BG/NBD, with what each is worth by
/// Gamma-Gamma, and the model's forecast from the first part of the period against what happened in the rest.
///
/// A purchase is a day on which a customer passed the touchpoint of purchases. Of what a customer did only that is
/// used: the first day, the last, how many between, and the last day observed.
public final class Purchases {
    /// Touchpoints that are a purchase where nobody says which is one.
    public static final List<String> USUAL = List.of("purchase.made", "purchase", "order.placed", "contract.signed");

    private static final String USUAL_VALUE = "value";
    private static final int MOST_REPEATS = 7;
    private static final int FEW = 10;

    private final Store store;
    private final PurchaseQuestion question;
    private final int purchase;
    private final OptionalInt value;
    private final Histories histories = new Histories();
    private final List<Histories.Purchase> current = new ArrayList<>();
    private @Nullable Journeys currentPart;
    private int currentCustomer = -1;
    private int asOf;
    private int lastOfData;
    private long withoutCustomer;
    private long withoutTime;
    private long afterAsOf;

    private Purchases(Store store, PurchaseQuestion question) {
        this.store = store;
        this.question = question;
        purchase = purchaseTouchpoint();
        value = valueAttribute();
    }

    /// @throws CorridorException where no purchase, no customer or no time is known, or a day lies before the first
    ///     purchase
    public static PurchaseAnswer of(Store store, PurchaseQuestion question) {
        Purchases purchases = new Purchases(store, question);
        purchases.read();
        return purchases.answer();
    }

    private int purchaseTouchpoint() {
        List<String> names = question.purchase().map(List::of).orElse(USUAL);
        return names.stream()
                .map(name -> store.touchpoints().code(name))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty())
                .orElseThrow(() -> new CorridorException(
                        question.purchase().isPresent() ? PurchaseError.UNUSABLE_NAME : PurchaseError.NO_PURCHASE,
                        question.purchase().isPresent()
                                ? "--purchase names the touchpoint \"" + names.getFirst()
                                        + "\", which the data do not have."
                                : "No touchpoint is known to be a purchase (" + String.join(", ", names) + ").",
                        "Give --purchase TOUCHPOINT. There are "
                                + some(store.touchpoints().all()) + "."));
    }

    private static String some(List<String> names) {
        int most = 30;
        String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
    }

    private OptionalInt valueAttribute() {
        String name = question.value().orElse(USUAL_VALUE);
        int id = store.schema().idOf(name);
        Optional<Attribute> found = store.schema().attribute(name);
        boolean usable = found.filter(attribute ->
                        attribute.kind() == Attribute.Kind.NUMBER && attribute.level() != Attribute.Level.CUSTOMER)
                .isPresent();
        if (!usable && question.value().isPresent()) {
            List<String> numbers = store.schema().attributes().stream()
                    .filter(attribute ->
                            attribute.kind() == Attribute.Kind.NUMBER && attribute.level() != Attribute.Level.CUSTOMER)
                    .map(Attribute::name)
                    .toList();
            throw new CorridorException(
                    PurchaseError.UNUSABLE_NAME,
                    "--value names \"" + name + "\", which is no number of a purchase.",
                    numbers.isEmpty() ? "The data have none: leave it out." : "There are " + some(numbers) + ".");
        }
        return usable ? OptionalInt.of(id) : OptionalInt.empty();
    }

    // Reading

    private void read() {
        JourneyLog log = store.journeys(new JourneyRule.ByKey());
        JourneySelection selection = log.all();
        for (Filter filter : question.filters()) {
            selection = ResolvedFilter.of(filter, store, question.zone()).select(selection);
        }
        if (log.asOf().isEmpty()) {
            throw new CorridorException(
                    PurchaseError.UNUSABLE_DAY,
                    "No interaction has a time, so nobody knows when a customer bought.",
                    "Say in the recipe which column holds the time of a purchase.");
        }
        lastOfData = day(log.asOf().getAsLong());
        asOf = question.asOf().map(last -> (int) last.toEpochDay()).orElse(Math.min(lastOfData, (int)
                question.today().toEpochDay()));
        selection.fold(this, (purchases, visit) -> {
            purchases.read(visit.journeys(), visit.journey());
            return purchases;
        });
        finishCustomer();
        if (histories.customers() == 0) {
            throw withoutPurchases();
        }
    }

    private CorridorException withoutPurchases() {
        String touchpoint = store.touchpoints().name(purchase);
        if (withoutCustomer > 0) {
            return new CorridorException(
                    PurchaseError.NO_CUSTOMER,
                    "None of the " + withoutCustomer + " purchases at " + touchpoint + " has a known customer.",
                    "Say in the recipe which column holds the customer.");
        }
        return new CorridorException(
                PurchaseError.UNUSABLE_DAY,
                "No customer bought (" + touchpoint + ") up to " + LocalDate.ofEpochDay(asOf) + ".",
                "Give a later --as-of, another --purchase or another --filter.");
    }

    private int day(long second) {
        return (int) question.clock().day(second).toEpochDay();
    }

    private void read(Journeys part, int journey) {
        int customer = part.customer(journey);
        if (part != currentPart || customer != currentCustomer) {
            finishCustomer();
            currentPart = part;
            currentCustomer = customer;
        }
        boolean first = true;
        for (int i = part.offset(journey); i < part.offset(journey + 1); i++) {
            if (part.touchpoint(i) != purchase) {
                continue;
            }
            long second = part.second(i);
            if (customer < 0) {
                withoutCustomer++;
            } else if (second == Journeys.UNTIMED) {
                withoutTime++;
            } else if (day(second) > asOf) {
                afterAsOf++;
            } else {
                current.add(new Histories.Purchase(day(second), paid(part, journey, i, first)));
                first = false;
            }
        }
    }

    /// What was paid; the value of a key belongs to its first purchase.
    private double paid(Journeys part, int journey, int interaction, boolean first) {
        if (value.isEmpty()) {
            return Double.NaN;
        }
        int attribute = value.getAsInt();
        if (store.schema().attributes().get(attribute).level() == Attribute.Level.INTERACTION) {
            return part.interactionNumber(attribute, interaction);
        }
        return first ? part.number(attribute, journey) : Double.NaN;
    }

    private void finishCustomer() {
        if (!current.isEmpty()) {
            histories.add(current);
            current.clear();
        }
    }

    // The answer

    private PurchaseAnswer answer() {
        int from = Integer.MAX_VALUE;
        long ofLastDay = 0;
        List<BgNbd.History> all = new ArrayList<>();
        for (int customer = 0; customer < histories.customers(); customer++) {
            from = Math.min(from, histories.firstDay(customer));
            if (histories.firstDay(customer) == asOf) {
                ofLastDay++;
            } else {
                all.add(histories.history(customer, asOf, question.unit().days()));
            }
        }
        int until = calibrateUntil(from);
        int horizon = question.horizon().orElse(Math.max(1, asOf - until));
        Result<BgNbd.Fit> result = BgNbd.fit(all);
        Optional<BgNbd.Fit> fit = result.answer();
        List<Expected> expected =
                fit.map(found -> expected(found.model(), all, horizon)).orElse(List.of());
        return new PurchaseAnswer(
                store.touchpoints().name(purchase),
                question.unit().name().toLowerCase(Locale.ROOT),
                LocalDate.ofEpochDay(from),
                LocalDate.ofEpochDay(asOf),
                horizon,
                fit.map(found -> found.model().r()).orElse(null),
                fit.map(found -> found.model().alpha()).orElse(null),
                fit.map(found -> found.model().a()).orElse(null),
                fit.map(found -> b(found.model())).orElse(null),
                fit.map(BgNbd.Fit::logLikelihood).orElse(null),
                fit.map(Purchases::parameters).orElse(List.of()),
                all.size(),
                all.stream().filter(history -> history.repeats() > 0).count(),
                new LeftOut(withoutCustomer, withoutTime, afterAsOf, histories.sameDay(), ofLastDay),
                expected,
                fit.isPresent()
                        ? (Double) expected.stream()
                                .mapToDouble(row -> row.expected() * row.customers())
                                .sum()
                        : null,
                calibration(until),
                spending(),
                reason(result),
                fit.map(found -> found.parameters().getFirst().assumptions()).orElse(List.of()),
                warnings(fit));
    }

    private int calibrateUntil(int from) {
        if (question.calibrateUntil().isEmpty()) {
            return from + (asOf - from) / 2;
        }
        LocalDate until = question.calibrateUntil().get();
        if (until.toEpochDay() <= from || until.toEpochDay() >= asOf) {
            throw new CorridorException(
                    PurchaseError.UNUSABLE_DAY,
                    "--calibrate-until " + until + " does not lie between the first purchase on "
                            + LocalDate.ofEpochDay(from) + " and the last day observed, " + LocalDate.ofEpochDay(asOf)
                            + ".",
                    "Give a day between the two.");
        }
        return (int) until.toEpochDay();
    }

    private List<Note> warnings(Optional<BgNbd.Fit> fit) {
        List<Note> notes = new ArrayList<>(fit.map(BgNbd.Fit::warnings).orElse(List.of()));
        if (asOf > lastOfData) {
            notes.add(new Note(
                    "as-of-after-data",
                    "The data end on " + LocalDate.ofEpochDay(lastOfData) + " and are seen as of "
                            + LocalDate.ofEpochDay(asOf)
                            + ": purchases that are missing in between look like lost customers."));
        }
        if (lastOfData > question.today().toEpochDay()) {
            notes.add(new Note(
                    "future-dates",
                    "The data reach to " + LocalDate.ofEpochDay(lastOfData) + ", after today: purchases after "
                            + LocalDate.ofEpochDay(asOf)
                            + " are left out. Mend the dates at the source."));
        }
        if (question.clock().assumed()) {
            notes.add(new Note(
                    "days-of-utc",
                    "Times are instants and the recipe names no zone: days are those of UTC. Say zone: in the"
                            + " recipe."));
        }
        return notes;
    }

    /// `b`, which means nothing where nobody leaves.
    private static @Nullable Double b(BgNbd model) {
        return model.a() == 0 ? null : (Double) model.b();
    }

    private static List<Parameter> parameters(BgNbd.Fit fit) {
        List<String> names = List.of("r", "alpha", "a", "b");
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < fit.parameters().size(); i++) {
            var estimate = fit.parameters().get(i);
            parameters.add(new Parameter(
                    names.get(i),
                    estimate.value(),
                    estimate.interval().low(),
                    estimate.interval().high()));
        }
        return parameters;
    }

    /// Repeats that still have a row of their own, so that the last row has not too few customers.
    private static int mostRepeats(List<BgNbd.History> all) {
        int most = MOST_REPEATS;
        while (most > 1 && count(all, most) < FEW) {
            most--;
        }
        return most;
    }

    private static long count(List<BgNbd.History> all, int least) {
        return all.stream().filter(history -> history.repeats() >= least).count();
    }

    private List<Expected> expected(BgNbd model, List<BgNbd.History> all, int horizon) {
        double time = (double) horizon / question.unit().days();
        int most = mostRepeats(all);
        double[] active = new double[most + 1];
        for (BgNbd.History history : all) {
            active[(int) Math.min(most, history.repeats())] += model.probabilityActive(history);
        }
        return model.calibration(all, new long[all.size()], time, most).stream()
                .map(row -> new Expected(
                        row.repeats(),
                        row.repeats() == most,
                        row.customers(),
                        active[(int) row.repeats()] / row.customers(),
                        row.expected()))
                .toList();
    }

    private Calibration calibration(int until) {
        double unit = question.unit().days();
        int days = asOf - until;
        List<BgNbd.History> before = new ArrayList<>();
        List<Long> after = new ArrayList<>();
        for (int customer = 0; customer < histories.customers(); customer++) {
            if (histories.firstDay(customer) < until) {
                before.add(histories.history(customer, until, unit));
                after.add(histories.later(customer, until, asOf));
            }
        }
        LocalDate lastDay = LocalDate.ofEpochDay(until);
        Result<BgNbd.Fit> result = BgNbd.fit(before);
        if (result.answer().isEmpty() || days < 1) {
            Note reason = days < 1
                    ? new Note("no-rest", "Nothing is left of the period after its first part.")
                    : reason(result);
            return new Calibration(lastDay, days, null, null, null, null, before.size(), List.of(), null, null, reason);
        }
        BgNbd model = result.orElseThrow().model();
        int most = mostRepeats(before);
        List<Calibration.Row> rows =
                model
                        .calibration(
                                before,
                                after.stream().mapToLong(Long::longValue).toArray(),
                                days / unit,
                                most)
                        .stream()
                        .map(row -> new Calibration.Row(
                                row.repeats(),
                                row.repeats() == most,
                                row.customers(),
                                row.expected(),
                                row.actual(),
                                row.interval().map(Interval::low).orElse(null),
                                row.interval().map(Interval::high).orElse(null)))
                        .toList();
        return new Calibration(
                lastDay,
                days,
                model.r(),
                model.alpha(),
                model.a(),
                b(model),
                before.size(),
                rows,
                rows.stream()
                        .mapToDouble(row -> row.expected() * row.customers())
                        .sum(),
                after.stream().mapToLong(Long::longValue).sum(),
                null);
    }

    private Spending spending() {
        if (value.isEmpty()) {
            return new Spending(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    new Note("no-value", "The data name no value of a purchase (--value ATTRIBUTE)."),
                    List.of());
        }
        String name = store.schema().attributes().get(value.getAsInt()).name();
        Result<GammaGamma.Fit> result = GammaGamma.fit(histories.spending());
        return result.answer()
                .map(fit -> new Spending(
                        name,
                        fit.model().p(),
                        fit.model().q(),
                        fit.model().v(),
                        fit.logLikelihood(),
                        fit.model().expectedValue(new GammaGamma.Spending(0, 0)),
                        fit.correlation(),
                        fit.customers(),
                        null,
                        fit.warnings()))
                .orElseGet(() -> new Spending(name, null, null, null, null, null, null, 0, reason(result), List.of()));
    }

    private static @Nullable Note reason(Result<?> result) {
        return switch (result) {
            case Result.Answer<?> answer -> null;
            case Result.Suppressed<?>(long n, Note reason) -> reason;
            case Result.NotPossible<?>(long n, Note reason) -> reason;
        };
    }
}
