package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.interaction.Progress;
import dev.corridor.app.interaction.Stores;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.recipes.recipe.Recipe;
import dev.corridor.recipes.recipe.RecipeParser;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// An import on its way, and what became of it.
@Controller
@Requires(Permission.IMPORT)
public class ImportPage {
    private static final int REJECTS = 10;
    private static final int REJECTS_AT_ONCE = 5_000;
    private static final Duration EVERY = Duration.ofMillis(400);
    private static final Duration STREAM = Duration.ofMinutes(2);

    private final Imports imports;
    private final DataSets sets;
    private final Stores stores;
    private final DraftPage drafts;
    private final Pages pages;
    private final TemplateEngine templates;

    ImportPage(Imports imports, DataSets sets, Stores stores, DraftPage drafts, Pages pages, TemplateEngine templates) {
        this.imports = imports;
        this.sets = sets;
        this.stores = stores;
        this.drafts = drafts;
        this.pages = pages;
        this.templates = templates;
    }

    /// An import that runs.
    ///
    /// @param here whether this process runs it; another says nothing about how far it is
    public record Running(Import running, Progress progress, boolean here) {
        public int percent() {
            return (int) Math.floor(100 * Math.clamp(progress.share(), 0, 1));
        }
    }

    /// What became of an import.
    ///
    /// @param preparing whether its figures are still being made
    /// @param trouble why they cannot be made at the moment
    /// @param rejects the first ones
    public record Result(
            Import result,
            Optional<DataSet> set,
            Optional<Recipe> recipe,
            boolean preparing,
            Optional<Note> trouble,
            List<Imports.Rejected> rejects) {
        public Result {
            rejects = List.copyOf(rejects);
        }

        /// Why it did not work.
        public Optional<Note> failure() {
            return result.failure().map(Note::of);
        }

        public long rejected() {
            return result.reading().map(reading -> reading.rejected().rows()).orElse(0L);
        }
    }

    @GetMapping("/data/imports/{id}")
    String page(@PathVariable long id, Model model, HttpServletRequest request) {
        Import wanted = imports.require(new ImportId(id));
        return switch (wanted.state()) {
            case DRAFT -> drafts.show(wanted, model, request);
            case WAITING, RUNNING -> {
                model.addAttribute("view", running(wanted));
                yield "interaction/running";
            }
            case DONE, FAILED, CANCELLED, UNDONE -> {
                model.addAttribute("view", result(wanted));
                yield "interaction/result";
            }
        };
    }

    private Running running(Import wanted) {
        return new Running(wanted, imports.progress(wanted.id()), imports.isRunning(wanted.id()));
    }

    private Result result(Import wanted) {
        return new Result(
                wanted,
                wanted.set().flatMap(sets::find),
                recipe(wanted),
                imports.isRunning(wanted.id()),
                wanted.set().flatMap(stores::trouble).map(Note::of),
                imports.rejects(wanted.id(), 0, REJECTS));
    }

    private static Optional<Recipe> recipe(Import wanted) {
        try {
            return Optional.of(RecipeParser.parse(wanted.recipe()));
        } catch (CorridorException e) {
            return Optional.empty();
        }
    }

    /// Tells how far an import is until it is over; the last event leads to its result.
    @GetMapping(path = "/data/imports/{id}/progress", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter progress(@PathVariable long id, HttpServletRequest request) {
        ImportId wanted = new ImportId(id);
        imports.require(wanted);
        Page page = pages.of(request);
        SseEmitter stream = new SseEmitter(STREAM.plusMinutes(1).toMillis());
        Thread.ofVirtual().name("progress of import " + id).start(() -> tell(wanted, page, stream));
        return stream;
    }

    /// A stream ends after a while; the browser asks again, and shows thereby that it may still see it.
    private void tell(ImportId id, Page page, SseEmitter stream) {
        long until = System.nanoTime() + STREAM.toNanos();
        try {
            Optional<Import> now = imports.find(id);
            while (System.nanoTime() < until && now.filter(Import::unfinished).isPresent()) {
                StringOutput html = new StringOutput();
                templates.render("interaction/progress.jte", Map.of("page", page, "view", running(now.get())), html);
                stream.send(SseEmitter.event().name("progress").data(html.toString()));
                Thread.sleep(EVERY);
                now = imports.find(id);
            }
            if (now.filter(Import::unfinished).isEmpty()) {
                stream.send(SseEmitter.event().name("over").data("over"));
            }
            stream.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stream.complete();
        } catch (IOException | IllegalStateException e) {
            // The reader has gone.
            stream.complete();
        } catch (RuntimeException e) {
            stream.completeWithError(e);
        }
    }

    /// The first rejects and all others, one line each.
    @GetMapping("/data/imports/{id}/rejects.csv")
    void rejects(@PathVariable long id, HttpServletResponse response) throws IOException {
        Import wanted = imports.require(new ImportId(id));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"rejects-" + id + ".csv\"");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
            RejectsCsv.head(out);
            List<Imports.Rejected> some = imports.rejects(wanted.id(), 0, REJECTS_AT_ONCE);
            while (!some.isEmpty()) {
                for (Imports.Rejected reject : some) {
                    RejectsCsv.line(out, reject);
                }
                some = imports.rejects(wanted.id(), some.getLast().number(), REJECTS_AT_ONCE);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @PostMapping("/data/imports/{id}/cancellation")
    String cancel(@PathVariable long id, HttpServletRequest request) {
        Import wanted = imports.require(new ImportId(id));
        imports.cancel(wanted.id(), UploadFiles.by(pages.of(request)));
        return wanted.state() == Import.State.DRAFT ? "redirect:/data" : "redirect:/data/imports/" + id;
    }

    @PostMapping("/data/imports/{id}/undoing")
    String undo(@PathVariable long id, HttpServletRequest request) {
        imports.undo(new ImportId(id), UploadFiles.by(pages.of(request)));
        return "redirect:/data/imports/" + id;
    }

    @PostMapping("/data/imports/{id}/reopening")
    String reopen(@PathVariable long id) {
        imports.reopen(new ImportId(id));
        return "redirect:/data/imports/" + id;
    }
}
