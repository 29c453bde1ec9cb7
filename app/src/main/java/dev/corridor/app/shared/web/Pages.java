package dev.corridor.app.shared.web;

import dev.corridor.map.words.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/// Makes the [Page] of a request.
@Component
public class Pages {
    /// What the pages of a data set are asked about, which goes along from one to the next.
    private static final List<String> ASKED = List.of("filter", "journeys", "as-of");

    private final List<Place> places;
    private final Assets assets;
    private final ObjectProvider<VisitorOf> visitors;

    /// Tells who is signed in; the accounts know.
    public interface VisitorOf extends Function<Principal, Optional<Visitor>> {}

    Pages(List<Place> places, Assets assets, ObjectProvider<VisitorOf> visitors) {
        this.places =
                places.stream().sorted(Comparator.comparingInt(Place::order)).toList();
        this.assets = assets;
        this.visitors = visitors;
    }

    public Page of(HttpServletRequest request) {
        Optional<Visitor> visitor = Optional.ofNullable(request.getUserPrincipal())
                .flatMap(principal ->
                        Optional.ofNullable(visitors.getIfAvailable()).flatMap(of -> of.apply(principal)));
        return of(request, visitor);
    }

    /// The page as somebody sees it who is not signed in; works without the database.
    Page withoutVisitor(HttpServletRequest request) {
        return of(request, Optional.empty());
    }

    private Page of(HttpServletRequest request, Optional<Visitor> visitor) {
        Wording words = Words.in(Languages.of(request));
        Optional<SetInView> set = set(request, SetInView.ATTRIBUTE);
        String query = request.getQueryString();
        String path = request.getRequestURI();
        List<Page.Shown> shown = places.stream()
                .filter(place ->
                        visitor.filter(reader -> reader.may(place.permission())).isPresent())
                .filter(place -> !place.ofSet() || set.isPresent())
                .map(place -> shown(place, words, set, path, place.ofSet() ? asked(request) : ""))
                .toList();
        CsrfToken csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return new Page(
                words,
                query == null ? path : path + "?" + query,
                visitor,
                shown,
                csrf == null ? "" : csrf.getToken(),
                assets.folder(),
                set,
                set.or(() -> set(request, SetInView.SEARCHED)));
    }

    private static Optional<SetInView> set(HttpServletRequest request, String attribute) {
        return Optional.ofNullable((SetInView) request.getAttribute(attribute));
    }

    private static String asked(HttpServletRequest request) {
        StringJoiner asked = new StringJoiner("&", "?", "").setEmptyValue("");
        for (String name : ASKED) {
            String @Nullable [] values = request.getParameterValues(name);
            for (String value : values == null ? new String[0] : values) {
                asked.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return asked.toString();
    }

    private static Page.Shown shown(Place place, Wording words, Optional<SetInView> set, String path, String asked) {
        String to = place.path()
                .replace(Place.SET, set.map(view -> Long.toString(view.id())).orElse(""));
        boolean current = path.equals(to)
                || (path.startsWith(to + "/")
                        && to.chars().filter(c -> c == '/').count() > (place.ofSet() ? 2 : 0));
        return new Page.Shown(words.say(place.key()), to + asked, current, place.ofSet());
    }
}
