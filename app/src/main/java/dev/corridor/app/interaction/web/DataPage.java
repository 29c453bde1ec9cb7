package dev.corridor.app.interaction.web;

import dev.corridor.answers.source.ShippedRecipes;
import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.SampleData;
import dev.corridor.app.interaction.Snapshot;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.engine.summary.Extent;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What data there are: data sets, imports, and the place to drop files.
@Controller
@Requires(Permission.IMPORT)
public class DataPage {

    private final DataSets sets;
    private final Imports imports;
    private final Stores stores;
    private final SampleData samples;
    private final Pages pages;

    DataPage(DataSets sets, Imports imports, Stores stores, SampleData samples, Pages pages) {
        this.sets = sets;
        this.imports = imports;
        this.stores = stores;
        this.samples = samples;
        this.pages = pages;
    }

    /// What the page shows.
    ///
    /// @param drafts imports that wait for somebody to go on with them
    /// @param imports all others, the latest first
    /// @param names of data sets by number
    /// @param last the latest import that counts
    public record View(
            List<Row> sets,
            List<Import> drafts,
            List<Import> imports,
            Map<DataSetId, String> names,
            List<Recipe> recipes,
            Optional<Import> last) {
        public View {
            sets = List.copyOf(sets);
            drafts = List.copyOf(drafts);
            imports = List.copyOf(imports);
            names = Map.copyOf(names);
            recipes = List.copyOf(recipes);
        }

        /// Interactions of all data sets.
        public long interactions() {
            return sets.stream().mapToLong(Row::interactions).sum();
        }

        public boolean isPreparing() {
            return sets.stream().anyMatch(Row::preparing);
        }
    }

    /// A data set.
    ///
    /// @param preparing whether its figures are being made, and how large it is is not known yet
    public record Row(
            DataSet set,
            boolean preparing,
            long interactions,
            long journeys,
            OptionalLong customers,
            OptionalLong first,
            OptionalLong last) {
        static Row of(Snapshot snapshot) {
            Extent extent = Extent.of(snapshot.store().journeys(snapshot.rule()).all());
            return new Row(
                    snapshot.set(),
                    false,
                    snapshot.store().interactions(),
                    extent.journeys(),
                    extent.customers(),
                    extent.first(),
                    extent.last());
        }

        static Row nothing(DataSet set, boolean preparing) {
            return new Row(set, preparing, 0, 0, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        }
    }

    @GetMapping("/data")
    String page(@RequestParam Optional<String> removed, Model model) {
        List<Import> all = imports.all();
        List<DataSet> present = sets.all();
        List<Row> rows = present.stream().map(set -> row(set, all)).toList();
        model.addAttribute(
                "view",
                new View(
                        rows,
                        all.stream()
                                .filter(each -> each.state() == Import.State.DRAFT)
                                .toList(),
                        all.stream()
                                .filter(each -> each.state() != Import.State.DRAFT)
                                .toList(),
                        present.stream().collect(Collectors.toMap(DataSet::id, DataSet::name)),
                        ShippedRecipes.NAMES.stream()
                                .flatMap(name -> ShippedRecipes.text(name).stream())
                                .map(RecipeParser::parse)
                                .toList(),
                        all.stream()
                                .filter(each -> each.state() == Import.State.DONE)
                                .findFirst()));
        model.addAttribute("removed", removed.isPresent());
        return "interaction/data";
    }

    /// Loads the sample company.
    @PostMapping("/data/sample")
    String sample(HttpServletRequest request) {
        Page page = pages.of(request);
        ImportId id = samples.load(SampleData.JOURNEYS, UploadFiles.by(page));
        return "redirect:/data/imports/" + id;
    }

    private Row row(DataSet set, List<Import> all) {
        boolean running = all.stream()
                .anyMatch(each -> each.set().equals(Optional.of(set.id()))
                        && (each.unfinished() || imports.isRunning(each.id())));
        Optional<Snapshot> snapshot = stores.held(set.id()).or(() -> running ? Optional.empty() : current(set));
        return snapshot.map(held -> Row.of(new Snapshot(set, held.version(), held.store(), held.origin())))
                .orElseGet(() ->
                        Row.nothing(set, running || stores.trouble(set.id()).isPresent()));
    }

    private Optional<Snapshot> current(DataSet set) {
        try {
            return Optional.of(stores.current(set.id()));
        } catch (CorridorException e) {
            return Optional.empty();
        }
    }
}
