package dev.corridor.app.account.web;

import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import dev.corridor.app.shared.web.Pages;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Leads from the bare address to the first place that the reader may see.
@Controller
public class HomePage {
    private final Pages pages;

    HomePage(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/")
    @Requires(Permission.SIGNED_IN)
    String home(HttpServletRequest request) {
        String first = pages.of(request).places().stream()
                .findFirst()
                .map(Page.Shown::path)
                .orElse("/account");
        return "redirect:" + first;
    }
}
