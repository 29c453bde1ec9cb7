package dev.corridor.app.account.web;

import dev.corridor.app.account.SignIn;
import dev.corridor.app.account.SignIn.Result;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The way in and the way out.
@Controller
@Requires(Permission.ANYBODY)
public class SignInPage {
    private final SignIn signIn;
    private final CsrfTokenRepository formTokens;

    SignInPage(SignIn signIn, CsrfTokenRepository formTokens) {
        this.signIn = signIn;
        this.formTokens = formTokens;
    }

    /// The sign-in page as it is shown.
    ///
    /// @param to where to go afterwards
    /// @param name as it was typed
    /// @param notice why one is here, as a key of the words; empty for none
    /// @param wrong whether name or password were wrong
    /// @param pause how long, after too many attempts
    public record Form(String to, String name, String notice, boolean wrong, Optional<Duration> pause) {}

    @GetMapping("/sign-in")
    String page(
            @RequestParam(defaultValue = "/") String to,
            @RequestParam Optional<String> ended,
            @RequestParam Optional<String> again,
            @RequestParam Optional<String> out,
            Model model) {
        if (Caller.current() instanceof Caller.Person) {
            return "redirect:" + LocalPath.of(to);
        }
        String notice = ended.map(any -> "sign-in.ended")
                .or(() -> again.map(any -> "sign-in.again"))
                .or(() -> out.map(any -> "sign-in.out"))
                .orElse("");
        model.addAttribute("form", new Form(LocalPath.of(to), "", notice, false, Optional.empty()));
        return "account/sign-in";
    }

    @PostMapping("/sign-in")
    String attempt(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "/") String to,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        String target = LocalPath.of(to);
        return switch (signIn.attempt(name, password, request)) {
            case Result.SignedIn(var person) -> {
                formTokens.saveToken(null, request, response);
                yield "redirect:" + target;
            }
            case Result.Wrong wrong -> {
                response.setStatus(422);
                model.addAttribute("form", new Form(target, name, "", true, Optional.empty()));
                yield "account/sign-in";
            }
            case Result.TooMany(Duration pause) -> {
                response.setStatus(429);
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds() + 1));
                model.addAttribute("form", new Form(target, name, "", false, Optional.of(pause)));
                yield "account/sign-in";
            }
        };
    }

    @PostMapping("/sign-out")
    @Requires(Permission.SIGNED_IN)
    String out(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        formTokens.saveToken(null, request, response);
        return "redirect:/sign-in?out";
    }
}
