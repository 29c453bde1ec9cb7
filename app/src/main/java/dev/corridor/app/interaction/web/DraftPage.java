package dev.corridor.app.interaction.web;

import dev.corridor.answers.source.ShippedRecipes;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.mapping.Mapping;
import dev.corridor.app.interaction.mapping.Meaning;
import dev.corridor.app.interaction.mapping.Preview;
import dev.corridor.app.interaction.mapping.Proposal;
import dev.corridor.app.interaction.mapping.Shape;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Languages;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.reader.Table;
import dev.corridor.recipes.reader.Tables;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import dev.corridor.recipes.recipe.RecipeWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A draft: what its columns mean, corrected with live effect, until it is started.
@Controller
@Requires(Permission.IMPORT)
class DraftPage {
    private static final int AT_ONCE = 2;
    private static final int UNPROCESSABLE = 422;
    private static final String FRAGMENT = "HX-Request";

    private final Imports imports;
    private final DataSets sets;
    private final Pages pages;
    private final Semaphore previews = new Semaphore(AT_ONCE);

    DraftPage(Imports imports, DataSets sets, Pages pages) {
        this.imports = imports;
        this.sets = sets;
        this.pages = pages;
    }

    /// The whole page.
    String show(Import draft, Model model, HttpServletRequest request) {
        model.addAttribute("view", view(draft, Optional.empty(), request));
        return "interaction/draft";
    }

    /// Takes what each column was said to mean; the answer is its effect.
    @PostMapping("/data/imports/{id}/mapping")
    @Nullable
    String map(
            @PathVariable long id,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return ofDraft(id, request, response, () -> {
            Import draft = imports.require(new ImportId(id));
            Tables.Found found = imports.tables(draft);
            List<Shape> shapes = Shape.of(found.tables());
            Recipe recipe = mapping(shapes, form).recipe(draft.name(), shapes);
            String text = recipe.interactions().isEmpty() ? "" : RecipeWriter.write(recipe);
            imports.keep(draft.id(), draft.name(), text, draft.set());
            return changed(draft.id(), "interaction/mapping-changed", model, request);
        });
    }

    /// Changes a draft. Where it is none any more, it was started meanwhile, perhaps by the same hand clicking twice:
    /// the answer leads to its page, which says how far it is.
    private @Nullable String ofDraft(
            long id, HttpServletRequest request, HttpServletResponse response, Supplier<String> change) {
        String page = "/data/imports/" + id;
        try {
            return change.get();
        } catch (CorridorException e) {
            if (isDraft(id)) {
                throw e;
            }
            if (request.getHeader(FRAGMENT) == null) {
                return "redirect:" + page;
            }
            response.setHeader("HX-Redirect", page);
            return null;
        }
    }

    private boolean isDraft(long id) {
        return imports.require(new ImportId(id)).state() == Import.State.DRAFT;
    }

    private static Mapping mapping(List<Shape> shapes, Map<String, String> form) {
        List<Map<String, Meaning>> meanings = new java.util.ArrayList<>();
        for (int shape = 0; shape < shapes.size(); shape++) {
            Map<String, Meaning> ofShape = new HashMap<>();
            List<String> columns = shapes.get(shape).shown();
            for (int column = 0; column < columns.size(); column++) {
                String name = columns.get(column);
                Optional.ofNullable(form.get("column-" + shape + "-" + column))
                        .flatMap(Meaning::of)
                        .ifPresent(meaning -> ofShape.put(name, meaning));
            }
            meanings.add(ofShape);
        }
        return new Mapping(meanings);
    }

    /// Takes a recipe as text; the answer is its effect, or where it cannot be read.
    @PostMapping("/data/imports/{id}/recipe")
    @Nullable
    String write(
            @PathVariable long id,
            @RequestParam String recipe,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return ofDraft(id, request, response, () -> {
            Import draft = imports.require(new ImportId(id));
            imports.keep(draft.id(), draft.name(), recipe, draft.set());
            return changed(draft.id(), "interaction/recipe-changed", model, request);
        });
    }

    /// Takes a shipped recipe, or what the columns look like.
    @PostMapping("/data/imports/{id}/proposal")
    @Nullable
    String propose(
            @PathVariable long id,
            @RequestParam String recipe,
            HttpServletRequest request,
            HttpServletResponse response) {
        return ofDraft(id, request, response, () -> {
            Import draft = imports.require(new ImportId(id));
            String text = ShippedRecipes.text(recipe).orElseGet(() -> {
                List<Table> tables = imports.tables(draft).tables();
                return tables.isEmpty()
                        ? ""
                        : Proposal.ofColumns(tables, Shape.of(tables)).orElse("");
            });
            imports.keep(draft.id(), "", text, draft.set());
            return "redirect:/data/imports/" + id;
        });
    }

    @PostMapping("/data/imports/{id}/start")
    String start(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam Optional<Long> set,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Import draft = imports.require(new ImportId(id));
        try {
            imports.keep(draft.id(), name, draft.recipe(), set.map(DataSetId::new));
            imports.start(draft.id(), UploadFiles.by(pages.of(request)));
            return "redirect:/data/imports/" + id;
        } catch (CorridorException e) {
            if (!isDraft(id)) {
                return "redirect:/data/imports/" + id;
            }
            response.setStatus(UNPROCESSABLE);
            Import kept = imports.require(draft.id());
            model.addAttribute("view", view(kept, Optional.of(Note.of(e)), request));
            return "interaction/draft";
        }
    }

    private String changed(ImportId id, String fragment, Model model, HttpServletRequest request) {
        if (request.getHeader(FRAGMENT) == null) {
            return "redirect:/data/imports/" + id;
        }
        model.addAttribute("view", view(imports.require(id), Optional.empty(), request));
        return fragment;
    }

    private DraftView view(Import draft, Optional<Note> refused, HttpServletRequest request) {
        Tables.Found found = new Tables.Found(List.of(), List.of());
        Optional<Note> broken = Optional.empty();
        try {
            found = imports.tables(draft);
        } catch (CorridorException e) {
            broken = Optional.of(Note.of(e));
        }
        List<Shape> shapes = Shape.of(found.tables());
        Import proposed = proposed(draft, found.tables(), shapes);
        Optional<Recipe> recipe = readable(proposed.recipe());
        return new DraftView(
                proposed,
                broken,
                shapes,
                found.unused(),
                recipe.isEmpty() && proposed.recipe().isBlank()
                        ? Optional.of(Mapping.guess(shapes))
                        : recipe.flatMap(known -> Mapping.of(known, shapes)),
                recipe,
                effect(proposed, found.tables(), Languages.of(request).tag()),
                sets.all(),
                ShippedRecipes.thatFits(found.tables()),
                refused);
    }

    /// The draft with a recipe proposed for its files, where it has none yet.
    private Import proposed(Import draft, List<Table> tables, List<Shape> shapes) {
        if (!draft.recipe().isBlank() || tables.isEmpty()) {
            return draft;
        }
        Optional<String> proposal = Proposal.of(tables, shapes);
        proposal.ifPresent(text -> imports.keep(draft.id(), draft.name(), text, draft.set()));
        return proposal.isPresent() ? imports.require(draft.id()) : draft;
    }

    private static Optional<Recipe> readable(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(RecipeParser.parse(text));
        } catch (CorridorException e) {
            return Optional.empty();
        }
    }

    private DraftEffect effect(Import draft, List<Table> tables, String language) {
        if (tables.isEmpty() || draft.recipe().isBlank()) {
            return new DraftEffect.Nothing(tables.isEmpty() ? "import.no-files" : "import.say-columns");
        }
        previews.acquireUninterruptibly();
        try {
            Recipe recipe = RecipeParser.parse(draft.recipe());
            draft.set().ifPresent(set -> imports.requireAgreement(set, recipe));
            return new DraftEffect.Works(recipe, Preview.of(tables, recipe, language));
        } catch (CorridorException e) {
            return new DraftEffect.Refused(Note.of(imports.named(draft, e)));
        } finally {
            previews.release();
        }
    }
}
