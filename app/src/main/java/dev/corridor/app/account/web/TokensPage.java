package dev.corridor.app.account.web;

import dev.corridor.app.account.Outcome;
import dev.corridor.app.account.Refusal;
import dev.corridor.app.account.Tokens;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.shared.access.Scope;
import dev.corridor.app.shared.web.PageError;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The tokens of programs.
@Controller
@Requires(Permission.MANAGE_TOKENS)
public class TokensPage {
    /// How long a token may hold, in days, as the form offers it.
    static final List<Integer> LIFETIMES = List.of(7, 30, 90, 365);

    private final Tokens tokens;

    TokensPage(Tokens tokens) {
        this.tokens = tokens;
    }

    /// What the page shows.
    ///
    /// @param fresh the text of a token that was just made; it is shown this once
    public record View(
            List<Tokens.Token> tokens, List<Integer> lifetimes, Optional<String> fresh, Optional<Refusal> refusal) {
        public View {
            tokens = List.copyOf(tokens);
            lifetimes = List.copyOf(lifetimes);
        }
    }

    @GetMapping("/admin/tokens")
    String page(Model model) {
        return show(Optional.empty(), Optional.empty(), model);
    }

    @PostMapping("/admin/tokens")
    String create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam String role,
            @RequestParam(defaultValue = "") List<String> scope,
            @RequestParam int days,
            Model model,
            HttpServletResponse response) {
        Role wanted = Role.named(role).orElseThrow(() -> PageError.bad("There is no role " + role + "."));
        Set<Scope> scopes = scope.stream()
                .map(key -> Scope.named(key).orElseThrow(() -> PageError.bad("There is no scope " + key + ".")))
                .collect(Collectors.toSet());
        return switch (tokens.create(name, wanted, scopes, Duration.ofDays(days))) {
            case Outcome.Done<String>(String text) -> show(Optional.of(text), Optional.empty(), model);
            case Outcome.Not<String>(Refusal why) -> {
                response.setStatus(422);
                yield show(Optional.empty(), Optional.of(why), model);
            }
        };
    }

    @PostMapping("/admin/tokens/{id}/withdrawal")
    String withdraw(@PathVariable long id) {
        tokens.withdraw(id);
        return "redirect:/admin/tokens";
    }

    private String show(Optional<String> fresh, Optional<Refusal> refusal, Model model) {
        model.addAttribute("view", new View(tokens.all(), LIFETIMES, fresh, refusal));
        return "account/tokens";
    }
}
