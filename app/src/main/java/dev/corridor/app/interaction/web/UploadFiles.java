package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.DataError;
import dev.corridor.app.interaction.Import;
import dev.corridor.app.interaction.ImportId;
import dev.corridor.app.interaction.Imports;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Visitor;
import dev.corridor.engine.error.CorridorException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Takes files in: each as the body of a request of its own, written to disk as it arrives; or by a form, where the
/// browser runs no script.
@Controller
@Requires(Permission.IMPORT)
class UploadFiles {
    private static final int LONGEST_RECIPE = 1 << 20;

    private final Imports imports;
    private final Pages pages;

    UploadFiles(Imports imports, Pages pages) {
        this.imports = imports;
        this.pages = pages;
    }

    @GetMapping("/data/imports/new")
    String page() {
        return "interaction/new";
    }

    /// Begins a draft, for a script that then puts the files.
    @PostMapping("/data/imports/drafts")
    ResponseEntity<Void> draft(HttpServletRequest request) {
        return ResponseEntity.created(URI.create("/data/imports/" + begin(request)))
                .build();
    }

    @PostMapping("/data/imports")
    String upload(@RequestParam List<MultipartFile> files, HttpServletRequest request) throws IOException {
        ImportId id = begin(request);
        keep(id, files);
        return "redirect:/data/imports/" + id;
    }

    @PostMapping("/data/imports/{id}/files")
    String add(@PathVariable long id, @RequestParam List<MultipartFile> files) throws IOException {
        keep(new ImportId(id), files);
        return "redirect:/data/imports/" + id;
    }

    /// The name stands in the query, where any character may.
    @PutMapping("/data/imports/{id}/files")
    ResponseEntity<Void> put(@PathVariable long id, @RequestParam String name, HttpServletRequest request)
            throws IOException {
        imports.requireSize(request.getContentLengthLong());
        keep(new ImportId(id), name, request.getInputStream());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/data/imports/{id}/files/removal")
    String remove(@PathVariable long id, @RequestParam String name) {
        imports.withdraw(new ImportId(id), name);
        return "redirect:/data/imports/" + id;
    }

    private ImportId begin(HttpServletRequest request) {
        return imports.draft("", by(pages.of(request)));
    }

    /// Who asks, as people call them.
    static String by(Page page) {
        return page.visitor().map(Visitor::name).orElse("");
    }

    private void keep(ImportId id, List<MultipartFile> files) throws IOException {
        for (MultipartFile file : files) {
            String name = file.getOriginalFilename();
            if (name != null && !name.isBlank()) {
                try (InputStream content = file.getInputStream()) {
                    keep(id, name, content);
                }
            }
        }
    }

    /// A recipe becomes the draft's recipe; everything else is a file.
    private void keep(ImportId id, String name, InputStream content) throws IOException {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (ending.equals("yaml") || ending.equals("yml")) {
            byte[] text = content.readNBytes(LONGEST_RECIPE + 1);
            if (text.length > LONGEST_RECIPE) {
                throw new CorridorException(
                        DataError.RECIPE_TOO_LARGE,
                        "A recipe has at most 1 MB of text, and '" + name + "' has more.",
                        "Leave out what is no recipe, then hand it in again.");
            }
            Import draft = imports.require(id);
            imports.keep(id, draft.name(), new String(text, StandardCharsets.UTF_8), draft.set());
        } else {
            imports.upload(id, name, content);
        }
    }
}
