package dev.corridor.app.discovery.web;

import static dev.corridor.map.words.Plain.escape;

import dev.corridor.app.discovery.Query;
import dev.corridor.app.discovery.StretchList;
import dev.corridor.app.discovery.StretchPart;
import dev.corridor.app.discovery.StretchPart.Which;
import dev.corridor.app.discovery.StretchTimes;
import dev.corridor.app.discovery.StretchTimes.Cell;
import dev.corridor.app.discovery.StretchTimes.Quantile;
import dev.corridor.app.discovery.StretchTimes.Step;
import dev.corridor.app.shared.web.Page;
import dev.corridor.recipes.recipe.Recipe;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// What the page of times shows.
///
/// @param slowest the journeys that took longest; none where lists are closed to the reader
public record TimeView(Page page, Asked asked, StretchWish wish, StretchTimes times, List<StretchList.Row> slowest) {
    private static final int SHADES = 5;

    /// A group of times.
    ///
    /// @param marks where half and nine in ten have arrived
    /// @param bar its share of the fullest group, as SVG
    public record Bar(String name, String marks, String bar, String count, String share, String link) {}

    /// A row of the table of hours.
    public record Hour(String name, List<Field> fields) {}

    /// A field of the table of hours.
    ///
    /// @param shade from 0, nobody, to 5, most; -1 for totals
    /// @param side `longer`, `shorter` or empty
    public record Field(String time, String count, String link, int shade, String side, boolean few) {}

    public FilterBar bar() {
        return asked.bar().keeping(wish.text());
    }

    public Query query() {
        return asked.query();
    }

    private Recipe recipe() {
        return asked.answered().snapshot().origin().recipe();
    }

    private String stretch() {
        return wish.say(page, recipe());
    }

    // The answer in a sentence

    public String headline() {
        return Edges.sentence(said());
    }

    private String said() {
        if (asked.answered().report().journeys() == 0) {
            return page.say(bar().conditions().isEmpty() ? "journeys.none" : "journeys.none.filtered");
        }
        Optional<Quantile> median = times.median();
        if (median.isEmpty()) {
            return page.say(isHidden() ? "time.few" : wasNever() ? "time.none" : "time.untimed", stretch());
        }
        if (median.get().seconds().isEmpty()) {
            return page.say("time.h1.unknown", stretch());
        }
        String half = page.words().duration(median.get().seconds().getAsDouble());
        return times.ninth()
                .map(Quantile::seconds)
                .filter(OptionalDouble::isPresent)
                .map(ninth -> page.say("time.h1", stretch(), half, page.words().duration(ninth.getAsDouble())))
                .orElseGet(() -> page.say("time.h1.half", stretch(), half));
    }

    private boolean isHidden() {
        return times.few() || times.arrived().isEmpty();
    }

    private boolean wasNever() {
        return times.untimed().isPresent() && times.untimed().getAsLong() == 0;
    }

    /// How sure that is, and of how many it is, as HTML: each number leads to its journeys where there is a list.
    public List<String> facts() {
        List<String> facts = new ArrayList<>();
        times.median().flatMap(this::interval).ifPresent(range -> facts.add(page.say("time.interval.median", range)));
        times.ninth().flatMap(this::interval).ifPresent(range -> facts.add(page.say("time.interval.ninth", range)));
        facts.add(page.say("time.arrived", counted(times.arrived(), Which.ARRIVED)));
        said("time.open", times.open(), Which.OPEN).ifPresent(facts::add);
        said("time.never", times.never(), Which.NEVER).ifPresent(facts::add);
        said("time.without", times.untimed(), Which.UNTIMED).ifPresent(facts::add);
        return facts;
    }

    private Optional<String> interval(Quantile quantile) {
        if (quantile.seconds().isEmpty() || quantile.low().isEmpty()) {
            return Optional.empty();
        }
        String low = page.words().duration(quantile.low().getAsDouble());
        return Optional.of(
                quantile.high().isPresent()
                        ? page.say(
                                "scores.range",
                                low,
                                page.words().duration(quantile.high().getAsDouble()))
                        : page.say("time.interval.open", low));
    }

    private Optional<String> said(String key, OptionalLong journeys, Which which) {
        return journeys.isPresent() && journeys.getAsLong() == 0
                ? Optional.empty()
                : Optional.of(page.say(key, counted(journeys, which)));
    }

    private String counted(OptionalLong journeys, Which which) {
        if (journeys.isEmpty()) {
            return page.say("time.hidden");
        }
        String number = page.words().number(journeys.getAsLong());
        return asked.small() && journeys.getAsLong() > 0
                ? "<a href=\"" + escape(list(StretchPart.of(which))) + "\">" + number + "</a>"
                : number;
    }

    private String list(StretchPart part) {
        return StretchListView.address(query(), wish, part);
    }

    /// Weekdays whose journeys take longer or less long than all, by more than chance.
    public Optional<String> weekdays() {
        if (times.hours().isEmpty()) {
            return Optional.empty();
        }
        List<Cell> days = times.hours().getLast();
        String said = String.join(" ", extreme(days, 1), extreme(days, -1)).strip();
        return said.isEmpty() ? Optional.empty() : Optional.of(said);
    }

    private String extreme(List<Cell> days, int side) {
        return IntStream.range(0, StretchTimes.DAYS)
                .boxed()
                .filter(day ->
                        days.get(day).side() == side && days.get(day).median().isPresent())
                .max(Comparator.comparingDouble(
                        day -> side * days.get(day).median().orElse(0)))
                .map(day -> Edges.sentence(page.say(
                        side > 0 ? "time.longest" : "time.shortest",
                        page.say("time.day." + (day + 1)),
                        page.words().duration(days.get(day).median().orElse(0)))))
                .orElse("");
    }

    // Choices

    /// Touchpoints to begin or end at, by name.
    ///
    /// @param end whether to end at
    public List<ScoreView.Choice> touchpoints(boolean end) {
        Optional<String> chosen = end ? wish.stretch().to() : wish.stretch().from();
        List<ScoreView.Choice> choices = new ArrayList<>();
        Collator collator = Collator.getInstance(Locale.of(page.language().tag()));
        asked.answered().snapshot().store().touchpoints().all().stream()
                .map(id -> new ScoreView.Choice(
                        id,
                        recipe().displayName(id, page.language().tag()),
                        chosen.filter(id::equals).isPresent()))
                .sorted(Comparator.comparing(ScoreView.Choice::name, collator))
                .forEach(choices::add);
        choices.addFirst(new ScoreView.Choice("", page.say(end ? "time.to.end" : "time.from.start"), chosen.isEmpty()));
        return choices;
    }

    public boolean between() {
        return wish.stretch().from().isPresent() && wish.stretch().to().isPresent();
    }

    public boolean directly() {
        return wish.stretch().directly();
    }

    public String steps() {
        return wish.steps();
    }

    /// Hidden fields that the form of choices keeps, in pairs of name and value.
    public List<String[]> kept() {
        List<String[]> kept = new ArrayList<>(query().fields());
        return kept;
    }

    /// Hidden fields that a new condition keeps.
    public List<String[]> choices() {
        List<String[]> kept = kept();
        kept.addAll(wish.fields());
        return kept;
    }

    // The distribution

    public List<Bar> bars() {
        long most = times.steps().stream()
                .mapToLong(step -> step.journeys().orElse(0))
                .max()
                .orElse(0);
        return times.steps().stream().map(step -> bar(step, most)).toList();
    }

    private Bar bar(Step step, long most) {
        long count = step.journeys().orElse(0);
        return new Bar(
                name(step),
                marks(step),
                String.format(
                        Locale.ROOT,
                        "<svg class=\"amount\" width=\"100%%\" height=\"14\" aria-hidden=\"true\">"
                                + "<rect x=\"0\" y=\"1\" width=\"%.2f%%\" height=\"12\"/></svg>",
                        most == 0 ? 0 : 100.0 * count / most),
                step.journeys().isPresent() ? page.words().number(count) : page.say("time.hidden"),
                step.journeys().isPresent() && times.arrived().isPresent()
                        ? page.words().share(count, times.arrived().getAsLong())
                        : "",
                asked.small() && count > 0 ? list(StretchPart.took(step.from(), step.to())) : "");
    }

    private String name(Step step) {
        if (step.to().isEmpty()) {
            return page.say("time.step.from", Edges.say(page, step.from()));
        }
        String to = Edges.say(page, step.to().getAsLong());
        return step.from() == 0
                ? page.say("time.step.below", to)
                : page.say("time.step", Edges.say(page, step.from()), to);
    }

    private String marks(Step step) {
        List<String> marks = new ArrayList<>();
        times.median().filter(half -> holds(step, half)).ifPresent(_ -> marks.add(page.say("time.mark.half")));
        times.ninth().filter(ninth -> holds(step, ninth)).ifPresent(_ -> marks.add(page.say("time.mark.ninth")));
        return String.join(", ", marks);
    }

    private static boolean holds(Step step, Quantile quantile) {
        return quantile.seconds().isPresent()
                && quantile.seconds().getAsDouble() >= step.from()
                && (step.to().isEmpty()
                        || quantile.seconds().getAsDouble() < step.to().getAsLong());
    }

    // Weekdays and hours

    public List<String> days() {
        return IntStream.rangeClosed(1, StretchTimes.DAYS)
                .mapToObj(day -> page.say("time.day.short." + day))
                .toList();
    }

    public List<Hour> hours() {
        long most = times.hours().stream()
                .limit(StretchTimes.HOURS)
                .flatMap(row -> row.stream().limit(StretchTimes.DAYS))
                .mapToLong(cell -> cell.journeys().orElse(0))
                .max()
                .orElse(0);
        return IntStream.range(0, times.hours().size())
                .mapToObj(hour -> new Hour(
                        hour == StretchTimes.HOURS ? page.say("time.all.hours") : page.say("time.hour", hour),
                        IntStream.rangeClosed(0, StretchTimes.DAYS)
                                .mapToObj(day -> field(hour, day, most))
                                .toList()))
                .toList();
    }

    private Field field(int hour, int day, long most) {
        Cell cell = times.hours().get(hour).get(day);
        long count = cell.journeys().orElse(0);
        boolean total = hour == StretchTimes.HOURS || day == StretchTimes.DAYS;
        if (cell.journeys().isPresent() && count == 0) {
            return new Field("", "", "", total ? -1 : 0, "", false);
        }
        StretchPart part = StretchPart.began(
                day == StretchTimes.DAYS ? OptionalInt.empty() : OptionalInt.of(day + 1),
                hour == StretchTimes.HOURS ? OptionalInt.empty() : OptionalInt.of(hour));
        return new Field(
                cell.median().isPresent() ? page.words().duration(cell.median().getAsDouble()) : "–",
                cell.journeys().isPresent() ? page.words().number(count) : page.say("time.hidden.short"),
                asked.small() ? list(part) : "",
                total ? -1 : most == 0 ? 0 : (int) Math.ceil((double) SHADES * count / most),
                !total || cell.side() == 0 ? "" : cell.side() > 0 ? "longer" : "shorter",
                cell.few());
    }

    public List<StretchListView.Line> examples() {
        return StretchListView.lines(page, asked, slowest);
    }

    public String all() {
        return list(StretchPart.of(Which.ARRIVED));
    }

    // How it was counted

    public String how() {
        List<String> said = new ArrayList<>(List.of(page.say(
                wish.stretch().from().isEmpty() && wish.stretch().to().isEmpty()
                        ? "time.how.whole"
                        : directly() ? "time.how.directly" : "time.how.stretch")));
        said.add(page.say(times.censored() ? "time.how.open" : "time.how.closed"));
        said.add(page.say("time.how.hours"));
        if (!asked.small()) {
            said.add(page.say("time.how.limited"));
        }
        return String.join(" ", said);
    }
}
