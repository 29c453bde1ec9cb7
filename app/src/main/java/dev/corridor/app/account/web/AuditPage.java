package dev.corridor.app.account.web;

import dev.corridor.app.account.AuditTrail;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.app.shared.web.Page;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/// Who changed what.
@Controller
@Requires(Permission.READ_AUDIT)
public class AuditPage {
    private static final int ON_A_PAGE = 50;

    private final AuditTrail audit;

    AuditPage(AuditTrail audit) {
        this.audit = audit;
    }

    /// What the page shows.
    ///
    /// @param from first day, as typed
    /// @param until last day, as typed
    /// @param filtered whether anything is left out
    /// @param first whether these are the newest
    /// @param older the address of the entries before; empty at the end
    public record View(
            AuditTrail.Answer answer,
            AuditTrail.Question question,
            Optional<LocalDate> from,
            Optional<LocalDate> until,
            boolean filtered,
            boolean first,
            Optional<String> older,
            ZoneId zone) {
        /// The groups of actions that the words know, as the filter offers them.
        public List<String> groups(Page page) {
            return page.words().all().keySet().stream()
                    .filter(key -> key.startsWith("audit.group."))
                    .map(key -> key.substring("audit.group.".length()))
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .toList();
        }

        /// What was done, in words where there are some.
        public String action(Page page, AuditTrail.Entry entry) {
            String key = "audit." + entry.action();
            return page.words().all().containsKey(key) ? page.say(key) : entry.action();
        }

        /// The details, in words where there are some: `role: viewer`.
        public String details(Page page, AuditTrail.Entry entry) {
            return entry.details().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(detail -> worded(page, "audit.detail." + detail.getKey(), detail.getKey()) + ": "
                            + worded(
                                    page,
                                    "role." + detail.getValue(),
                                    worded(page, "audit.value." + detail.getValue(), detail.getValue())))
                    .collect(Collectors.joining(", "));
        }

        private static String worded(Page page, String key, String otherwise) {
            return page.words().all().containsKey(key) ? page.say(key) : otherwise;
        }
    }

    @GetMapping("/admin/audit")
    String page(
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String what,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> until,
            @RequestParam Optional<Long> before,
            Model model) {
        ZoneId zone = ZoneId.systemDefault();
        AuditTrail.Question question = new AuditTrail.Question(
                who.strip(),
                what.strip(),
                subject.strip(),
                from.map(day -> day.atStartOfDay(zone).toInstant()),
                until.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                before);
        AuditTrail.Answer answer = audit.read(question, ON_A_PAGE);
        boolean filtered = !(question.who() + question.what() + question.subject()).isEmpty()
                || from.isPresent()
                || until.isPresent();
        Optional<String> older = answer.next()
                .map(next -> UriComponentsBuilder.fromPath("/admin/audit")
                        .queryParam("who", "{who}")
                        .queryParam("what", "{what}")
                        .queryParam("subject", "{subject}")
                        .queryParam("from", "{from}")
                        .queryParam("until", "{until}")
                        .queryParam("before", next)
                        .encode()
                        .buildAndExpand(
                                question.who(),
                                question.what(),
                                question.subject(),
                                from.map(LocalDate::toString).orElse(""),
                                until.map(LocalDate::toString).orElse(""))
                        .toUriString());
        model.addAttribute("view", new View(answer, question, from, until, filtered, before.isEmpty(), older, zone));
        return "account/audit";
    }
}
