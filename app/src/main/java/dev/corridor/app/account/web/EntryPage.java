package dev.corridor.app.account.web;

import dev.corridor.app.account.EntryLinks;
import dev.corridor.app.account.EntryLinks.Link;
import dev.corridor.app.account.EntryLinks.Purpose;
import dev.corridor.app.account.Outcome;
import dev.corridor.app.account.Person;
import dev.corridor.app.account.Refusal;
import dev.corridor.app.account.SignIn;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The pages that one-time links open: set-up, invitation, new password. Looking does not use a link up.
@Controller
@Requires(Permission.ANYBODY)
public class EntryPage {
    private final EntryLinks links;
    private final SignIn signIn;
    private final CsrfTokenRepository formTokens;

    EntryPage(EntryLinks links, SignIn signIn, CsrfTokenRepository formTokens) {
        this.links = links;
        this.signIn = signIn;
        this.formTokens = formTokens;
    }

    /// The form as it is shown.
    ///
    /// @param name as it was typed, or that of the person whose password is renewed
    /// @param fixed whether the name stays as it is
    public record Form(Link link, String action, String name, boolean fixed, Optional<Refusal> refusal) {}

    @GetMapping("/set-up/{secret}")
    String setUp(@PathVariable String secret, Model model, HttpServletResponse response) {
        return show(Purpose.SET_UP, secret, model, response);
    }

    @PostMapping("/set-up/{secret}")
    String setUp(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return use(Purpose.SET_UP, secret, name, password, model, request, response);
    }

    @GetMapping("/invitations/{secret}")
    String invitation(@PathVariable String secret, Model model, HttpServletResponse response) {
        return show(Purpose.INVITATION, secret, model, response);
    }

    @PostMapping("/invitations/{secret}")
    String invitation(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return use(Purpose.INVITATION, secret, name, password, model, request, response);
    }

    @GetMapping("/new-password/{secret}")
    String newPassword(@PathVariable String secret, Model model, HttpServletResponse response) {
        return show(Purpose.NEW_PASSWORD, secret, model, response);
    }

    @PostMapping("/new-password/{secret}")
    String newPassword(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return use(Purpose.NEW_PASSWORD, secret, "", password, model, request, response);
    }

    private String show(Purpose purpose, String secret, Model model, HttpServletResponse response) {
        return form(purpose, secret, "", Optional.empty(), model, response);
    }

    private String use(
            Purpose purpose,
            String secret,
            String name,
            String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (links.use(purpose, secret, name, password)) {
            case Outcome.Done<Person>(Person person) -> {
                signIn.enter(person, request);
                formTokens.saveToken(null, request, response);
                yield "redirect:/";
            }
            case Outcome.Not<Person>(Refusal why) -> {
                response.setStatus(422);
                yield form(purpose, secret, name, Optional.of(why), model, response);
            }
        };
    }

    private String form(
            Purpose purpose,
            String secret,
            String name,
            Optional<Refusal> refusal,
            Model model,
            HttpServletResponse response) {
        Optional<Link> link = links.find(purpose, secret);
        if (link.isEmpty()) {
            response.setStatus(404);
            model.addAttribute("purpose", purpose);
            return "account/link-ended";
        }
        Optional<Person> person = links.personOf(link.get());
        model.addAttribute(
                "form",
                new Form(
                        link.get(),
                        purpose.path(secret),
                        person.map(Person::name).orElse(name),
                        person.isPresent(),
                        refusal));
        return "account/entry";
    }
}
