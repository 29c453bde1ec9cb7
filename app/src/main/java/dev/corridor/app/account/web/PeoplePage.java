package dev.corridor.app.account.web;

import dev.corridor.app.account.EntryLinks;
import dev.corridor.app.account.EntryLinks.Link;
import dev.corridor.app.account.EntryLinks.Purpose;
import dev.corridor.app.account.Outcome;
import dev.corridor.app.account.People;
import dev.corridor.app.account.Person;
import dev.corridor.app.account.PersonId;
import dev.corridor.app.account.Refusal;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.access.Role;
import dev.corridor.app.shared.web.PageError;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Who may sign in, and who is invited.
@Controller
@Requires(Permission.MANAGE_PEOPLE)
public class PeoplePage {
    private final People people;
    private final EntryLinks links;

    PeoplePage(People people, EntryLinks links) {
        this.people = people;
        this.links = links;
    }

    /// What the page shows.
    ///
    /// @param shown a link that was just made, to be handed on; it is shown this once
    /// @param refusal why the last wish was not done
    public record View(
            List<Person> people, List<Link> invitations, Optional<OneTime> shown, Optional<Refusal> refusal) {
        public View {
            people = List.copyOf(people);
            invitations = List.copyOf(invitations);
        }
    }

    /// A link to be handed on.
    ///
    /// @param name whom it is for; may be empty
    public record OneTime(Purpose purpose, String address, String name) {}

    @GetMapping("/admin")
    String administration() {
        return "redirect:/admin/people";
    }

    @GetMapping("/admin/people")
    String page(Model model) {
        return show(Optional.empty(), Optional.empty(), model);
    }

    @PostMapping("/admin/people/invitations")
    String invite(
            @RequestParam String role,
            @RequestParam(defaultValue = "") String note,
            Model model,
            HttpServletResponse response) {
        return handedOut(Purpose.INVITATION, links.invite(role(role), note), note.strip(), model, response);
    }

    @PostMapping("/admin/people/invitations/{id}/withdrawal")
    String withdraw(@PathVariable long id) {
        links.withdraw(id);
        return "redirect:/admin/people";
    }

    @PostMapping("/admin/people/{id}/role")
    String changeRole(@PathVariable long id, @RequestParam String role, Model model, HttpServletResponse response) {
        Role wanted = role(role);
        return changed(id, person -> people.changeRole(person, wanted), model, response);
    }

    @PostMapping("/admin/people/{id}/shut-out")
    String shutOut(@PathVariable long id, Model model, HttpServletResponse response) {
        return changed(id, people::shutOut, model, response);
    }

    @PostMapping("/admin/people/{id}/return")
    String letIn(@PathVariable long id, Model model, HttpServletResponse response) {
        return changed(id, people::letIn, model, response);
    }

    @PostMapping("/admin/people/{id}/new-password")
    String newPassword(@PathVariable long id, Model model, HttpServletResponse response) {
        String name = people.find(new PersonId(id)).map(Person::name).orElse("");
        return handedOut(Purpose.NEW_PASSWORD, links.newPassword(new PersonId(id)), name, model, response);
    }

    private String changed(
            long id, Function<PersonId, Outcome<Person>> change, Model model, HttpServletResponse response) {
        return switch (change.apply(new PersonId(id))) {
            case Outcome.Done<Person> done -> "redirect:/admin/people";
            case Outcome.Not<Person>(Refusal why) -> refused(why, model, response);
        };
    }

    private String handedOut(
            Purpose purpose, Outcome<String> made, String name, Model model, HttpServletResponse response) {
        return switch (made) {
            case Outcome.Done<String>(String secret) -> {
                String address = ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path(purpose.path(secret))
                        .toUriString();
                yield show(Optional.of(new OneTime(purpose, address, name)), Optional.empty(), model);
            }
            case Outcome.Not<String>(Refusal why) -> refused(why, model, response);
        };
    }

    private String refused(Refusal why, Model model, HttpServletResponse response) {
        if (why == Refusal.UNKNOWN_PERSON) {
            throw PageError.notFound("There is nobody with this number who may sign in.");
        }
        response.setStatus(422);
        return show(Optional.empty(), Optional.of(why), model);
    }

    private String show(Optional<OneTime> shown, Optional<Refusal> refusal, Model model) {
        model.addAttribute("view", new View(people.all(), links.invitations(), shown, refusal));
        return "account/people";
    }

    private static Role role(String key) {
        return Role.named(key).orElseThrow(() -> PageError.bad("There is no role " + key + "."));
    }
}
