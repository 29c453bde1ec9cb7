package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Erasures;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.journey.JourneyRule;
import dev.corridor.engine.query.JourneyRules;
import dev.corridor.engine.store.JourneySelection;
import dev.corridor.engine.summary.Extent;
import dev.corridor.engine.summary.JourneyDurations;
import dev.corridor.engine.summary.OpenJourneys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// One data set: what makes a journey in it, what it holds, what was found, and who is to be forgotten.
@Controller
@Requires(Permission.IMPORT)
public class SetPage {
    private static final int UNPROCESSABLE = 422;
    private static final int LONGEST_DAYS = 36_500;

    private final DataSets sets;
    private final Stores stores;
    private final Imports imports;
    private final Erasures erasures;
    private final Pages pages;

    SetPage(DataSets sets, Stores stores, Imports imports, Erasures erasures, Pages pages) {
        this.sets = sets;
        this.stores = stores;
        this.imports = imports;
        this.erasures = erasures;
        this.pages = pages;
    }

    /// The journey rule as a form has it.
    ///
    /// @param kind `recipe`, `key`, `customer`, `gap`, `from-to` or `text`
    /// @param gap days without contact that end a journey
    /// @param from the touchpoint that begins a journey
    /// @param to the one that ends it; empty: none
    /// @param days a journey is at most so long
    /// @param again whether `from` begins the next journey
    /// @param text the rule in force where its duration is not of whole days, which the other fields cannot say
    public record RuleForm(
            Optional<String> kind,
            Optional<Long> gap,
            Optional<String> from,
            Optional<String> to,
            Optional<Long> days,
            Optional<Boolean> again,
            Optional<String> text) {
        private static final long GAP = 30;
        private static final long DAYS = 14;

        static RuleForm of(Optional<String> chosen, JourneyRule rule) {
            Optional<String> text = chosen.filter(_ -> !isOfDays(rule));
            String kind = switch (rule) {
                case JourneyRule.ByKey() -> "key";
                case JourneyRule.ByCustomer() -> "customer";
                case JourneyRule.ByGap _ -> "gap";
                case JourneyRule.FromTo _ -> "from-to";
            };
            Optional<Long> gap = rule instanceof JourneyRule.ByGap(Duration days)
                    ? Optional.of(Math.max(1, days.toDays()))
                    : Optional.empty();
            Optional<JourneyRule.FromTo> window =
                    rule instanceof JourneyRule.FromTo fromTo ? Optional.of(fromTo) : Optional.empty();
            return new RuleForm(
                    Optional.of(text.isPresent() ? "text" : chosen.isPresent() ? kind : "recipe"),
                    gap,
                    window.map(JourneyRule.FromTo::from),
                    window.flatMap(JourneyRule.FromTo::to),
                    window.map(fromTo -> Math.max(1, fromTo.timeout().toDays())),
                    window.map(JourneyRule.FromTo::reentry),
                    text);
        }

        private static boolean isOfDays(JourneyRule rule) {
            return switch (rule) {
                case JourneyRule.ByKey(), JourneyRule.ByCustomer() -> true;
                case JourneyRule.ByGap(Duration gap) -> isOfDays(gap);
                case JourneyRule.FromTo window -> isOfDays(window.timeout());
            };
        }

        private static boolean isOfDays(Duration duration) {
            return duration.equals(Duration.ofDays(duration.toDays())) && duration.toDays() <= LONGEST_DAYS;
        }

        public String chosen() {
            return kind.orElse("recipe");
        }

        public long gapDays() {
            return Math.clamp(gap.orElse(GAP), 1, LONGEST_DAYS);
        }

        public long longestDays() {
            return Math.clamp(days.orElse(DAYS), 1, LONGEST_DAYS);
        }

        /// The rule; empty: the recipe's.
        Optional<JourneyRule> rule() {
            return switch (chosen()) {
                case "key" -> Optional.of(new JourneyRule.ByKey());
                case "customer" -> Optional.of(new JourneyRule.ByCustomer());
                case "gap" -> Optional.of(new JourneyRule.ByGap(Duration.ofDays(gapDays())));
                case "from-to" ->
                    from.filter(text -> !text.isBlank())
                            .map(text -> new JourneyRule.FromTo(
                                    text,
                                    to.filter(end -> !end.isBlank()),
                                    Duration.ofDays(longestDays()),
                                    again.orElse(false)));
                case "text" -> text.map(JourneyRules::parse);
                default -> Optional.empty();
            };
        }
    }

    /// What a rule makes of the data.
    ///
    /// @param outside interactions that belong to no journey
    public record Effect(
            long journeys, OptionalLong customers, long open, long completed, long droppedOut, long outside) {
        static Effect of(Snapshot snapshot, JourneyRule rule) {
            JourneySelection all = snapshot.store().journeys(rule).all();
            Extent extent = Extent.of(all);
            JourneyDurations durations = JourneyDurations.of(all, new OpenJourneys(all.log()));
            return new Effect(
                    extent.journeys(),
                    extent.customers(),
                    durations.journeys(OpenJourneys.State.OPEN),
                    durations.journeys(OpenJourneys.State.COMPLETED),
                    durations.journeys(OpenJourneys.State.DROPPED_OUT),
                    all.log().outside());
        }
    }

    /// What the page shows.
    ///
    /// @param snapshot empty where nothing is in the data set
    /// @param imports those of the data set, the latest first
    /// @param erased the erasure that was just done
    /// @param refused why something was not done
    public record View(
            DataSet set,
            Optional<Snapshot> snapshot,
            Optional<Effect> effect,
            RuleForm form,
            List<Import> imports,
            List<Erasures.Erasure> erasures,
            Optional<Erasures.Erasure> erased,
            Optional<Note> refused,
            String refusedAt) {
        public View {
            imports = List.copyOf(imports);
            erasures = List.copyOf(erasures);
        }

        public List<String> touchpoints() {
            return snapshot.map(held ->
                            held.store().touchpoints().all().stream().sorted().toList())
                    .orElse(List.of());
        }
    }

    @GetMapping("/data/sets/{set}")
    String page(@PathVariable long set, @RequestParam Optional<Long> erased, Model model) {
        model.addAttribute("view", view(new DataSetId(set), erased, Optional.empty(), ""));
        return "interaction/set";
    }

    /// What a rule would make of the data, before it is chosen.
    @GetMapping("/data/sets/{set}/rule")
    String effect(@PathVariable long set, @ModelAttribute RuleForm form, Model model) {
        Snapshot snapshot = stores.current(new DataSetId(set));
        JourneyRule rule = form.rule()
                .orElseGet(() -> JourneyRules.parse(snapshot.origin().recipe().journeys()));
        model.addAttribute("effect", Effect.of(snapshot, rule));
        return "interaction/rule-effect";
    }

    @PostMapping("/data/sets/{set}/rule")
    String choose(@PathVariable long set, @ModelAttribute RuleForm form) {
        DataSetId id = sets.require(new DataSetId(set)).id();
        sets.choose(id, form.rule().map(JourneyRules::text));
        return "redirect:/data/sets/" + set;
    }

    @PostMapping("/data/sets/{set}/name")
    String rename(@PathVariable long set, @RequestParam String name, Model model, HttpServletResponse response) {
        DataSetId id = sets.require(new DataSetId(set)).id();
        return attempt(id, "name", model, response, () -> {
            sets.rename(id, name);
            return "redirect:/data/sets/" + set;
        });
    }

    @PostMapping("/data/sets/{set}/erasures")
    @Requires(Permission.ERASE_CUSTOMERS)
    String erase(
            @PathVariable long set,
            @RequestParam String customer,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        DataSetId id = sets.require(new DataSetId(set)).id();
        return attempt(id, "erasure", model, response, () -> {
            erasures.erase(id, customer.strip(), UploadFiles.by(pages.of(request)));
            long erasure = erasures.all().stream()
                    .filter(each -> each.set().equals(id))
                    .mapToLong(Erasures.Erasure::id)
                    .max()
                    .orElseThrow();
            return "redirect:/data/sets/" + set + "?erased=" + erasure + "#erasures";
        });
    }

    @PostMapping("/data/sets/{set}/removal")
    String remove(@PathVariable long set, Model model, HttpServletRequest request, HttpServletResponse response) {
        DataSetId id = sets.require(new DataSetId(set)).id();
        return attempt(id, "removal", model, response, () -> {
            imports.remove(id, UploadFiles.by(pages.of(request)));
            return "redirect:/data?removed";
        });
    }

    /// Does it, or shows the page again with the reason why not.
    private String attempt(
            DataSetId id,
            String what,
            Model model,
            HttpServletResponse response,
            java.util.function.Supplier<String> work) {
        try {
            return work.get();
        } catch (CorridorException e) {
            response.setStatus(UNPROCESSABLE);
            model.addAttribute("view", view(id, Optional.empty(), Optional.of(Note.of(e)), what));
            return "interaction/set";
        }
    }

    private View view(DataSetId id, Optional<Long> erased, Optional<Note> refused, String refusedAt) {
        DataSet set = sets.require(id);
        Optional<Snapshot> snapshot = snapshot(id);
        List<Erasures.Erasure> ofSet =
                erasures.all().stream().filter(each -> each.set().equals(id)).toList();
        return new View(
                set,
                snapshot,
                snapshot.map(held -> Effect.of(held, held.rule())),
                RuleForm.of(set.rule(), snapshot.map(Snapshot::rule).orElseGet(JourneyRule.ByKey::new)),
                imports.all().stream()
                        .filter(each -> each.set().equals(Optional.of(id)))
                        .toList(),
                ofSet,
                erased.flatMap(number ->
                        ofSet.stream().filter(each -> each.id() == number).findFirst()),
                refused,
                refusedAt);
    }

    private Optional<Snapshot> snapshot(DataSetId id) {
        try {
            return Optional.of(stores.current(id));
        } catch (CorridorException e) {
            return Optional.empty();
        }
    }
}
