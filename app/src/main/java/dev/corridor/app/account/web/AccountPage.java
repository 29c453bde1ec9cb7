package dev.corridor.app.account.web;

import dev.corridor.app.account.AuditTrail;
import dev.corridor.app.account.Outcome;
import dev.corridor.app.account.People;
import dev.corridor.app.account.Person;
import dev.corridor.app.account.PersonId;
import dev.corridor.app.account.Refusal;
import dev.corridor.app.account.Sessions;
import dev.corridor.app.account.SignIn;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// One's own account: password and sessions.
@Controller
@Requires(Permission.SIGNED_IN)
public class AccountPage {
    private final People people;
    private final Sessions sessions;
    private final SignIn signIn;
    private final AuditTrail audit;

    AccountPage(People people, Sessions sessions, SignIn signIn, AuditTrail audit) {
        this.people = people;
        this.sessions = sessions;
        this.signIn = signIn;
        this.audit = audit;
    }

    /// What the page shows.
    ///
    /// @param done what has just been done, as a key of the words; empty for nothing
    /// @param refusal why the password was not changed
    public record View(Person person, List<Sessions.Open> sessions, String done, Optional<Refusal> refusal) {
        public View {
            sessions = List.copyOf(sessions);
        }
    }

    @GetMapping("/account")
    String page(
            @RequestParam Optional<String> changed,
            @RequestParam Optional<String> ended,
            Model model,
            HttpServletRequest request) {
        String done = changed.map(any -> "account.changed")
                .or(() -> ended.map(any -> "account.ended"))
                .orElse("");
        return show(done, Optional.empty(), model, request);
    }

    @PostMapping("/account/password")
    String changePassword(
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (signIn.changePassword(me(), old, password, request)) {
            case Outcome.Done<Person> done -> "redirect:/account?changed";
            case Outcome.Not<Person>(Refusal why) -> {
                response.setStatus(422);
                yield show("", Optional.of(why), model, request);
            }
        };
    }

    @PostMapping("/account/sessions/{handle}/end")
    String end(@PathVariable String handle) {
        Person me = me();
        if (sessions.end(me.id(), handle)) {
            audit.record("session.ended", me.name());
        }
        return "redirect:/account?ended";
    }

    @PostMapping("/account/sessions/end-others")
    String endOthers(HttpServletRequest request) {
        Person me = me();
        sessions.endOthers(me.id(), session(request));
        audit.record("session.ended", me.name());
        return "redirect:/account?ended";
    }

    private String show(String done, Optional<Refusal> refusal, Model model, HttpServletRequest request) {
        Person me = me();
        model.addAttribute("view", new View(me, sessions.open(me.id(), session(request)), done, refusal));
        return "account/account";
    }

    private Person me() {
        if (Caller.current() instanceof Caller.Person caller) {
            return people.find(new PersonId(caller.id())).orElseThrow();
        }
        throw new IllegalStateException("only people have an account");
    }

    private static String session(HttpServletRequest request) {
        return Objects.requireNonNull(request.getSession(false)).getId();
    }
}
