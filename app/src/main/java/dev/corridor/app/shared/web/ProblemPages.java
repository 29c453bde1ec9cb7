package dev.corridor.app.shared.web;

import dev.corridor.app.database.Database;
import dev.corridor.app.shared.access.Permission;
import dev.corridor.app.shared.access.Refused;
import dev.corridor.app.shared.access.Requires;
import dev.corridor.engine.error.CorridorException;
import dev.corridor.map.Language;
import dev.corridor.map.words.Wording;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Says what went wrong: a page for people, a fragment for htmx, problem details (RFC 9457) for programs.
/// Who is not signed in is led to the sign-in page, and back afterwards.
@Controller
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
@Requires(Permission.ANYBODY)
class ProblemPages implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemPages.class);
    private static final String API = "/api/";
    private static final int REFERENCE_LENGTH = 8;

    private final Pages pages;
    private final ObjectProvider<Database> database;

    ProblemPages(Pages pages, ObjectProvider<Database> database) {
        this.pages = pages;
        this.database = database;
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    Object failed(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null;
        }
        response.resetBuffer();
        if (failure instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        }
        if (failure instanceof Refused refused) {
            PageError error = refused.unknown() ? PageError.NOT_SIGNED_IN : PageError.NOT_ALLOWED;
            return refused.unknown() && !isProgram(request, request.getRequestURI())
                    ? led(request)
                    : answer(Problem.of(error, words(request, request.getRequestURI())), request);
        }
        boolean program = isProgram(request, request.getRequestURI());
        Wording words = words(request, request.getRequestURI());
        Optional<CorridorException> trouble =
                Optional.ofNullable(database.getIfAvailable()).flatMap(Database::trouble);
        Problem problem = program ? Problem.forPrograms(failure, trouble, words) : Problem.of(failure, trouble, words);
        return answer(logged(problem, failure), request);
    }

    /// What filters and the container could not answer.
    @RequestMapping("/error")
    @Nullable
    Object error(HttpServletRequest request, HttpServletResponse response) {
        Object sent = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof Exception exception) {
            return failed(exception, request, response);
        }
        PageError error = Problem.left(request)
                .orElseGet(() -> sent instanceof Integer status ? Problem.ofStatus(status) : PageError.NOT_FOUND);
        return error == PageError.NOT_SIGNED_IN && !isProgram(request, path(request))
                ? led(request)
                : answer(Problem.of(error, words(request, path(request))), request);
    }

    private static Problem logged(Problem problem, Exception failure) {
        if (!problem.isOurs()) {
            return problem;
        }
        String reference = UUID.randomUUID().toString().substring(0, REFERENCE_LENGTH);
        LOG.error("{} {}, reference {}", problem.code(), problem.title(), reference, failure);
        return problem.under(reference);
    }

    private Object answer(Problem problem, HttpServletRequest request) {
        String path = path(request);
        if (isProgram(request, path)) {
            return details(problem, path);
        }
        ModelAndView shown = new ModelAndView(
                isFragment(request) ? "shared/problem-note" : "shared/problem",
                Map.of(
                        "page",
                        problem.isOurs() ? pages.withoutVisitor(request) : pages.of(request),
                        "problem",
                        problem));
        shown.setStatus(HttpStatusCode.valueOf(problem.status()));
        return shown;
    }

    private static ResponseEntity<ProblemDetail> details(Problem problem, String path) {
        ProblemDetail detail =
                ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(problem.status()), problem.sentence());
        detail.setTitle(problem.title());
        detail.setInstance(URI.create(path));
        detail.setProperty("code", problem.code());
        detail.setProperty("remedy", problem.remedy());
        problem.reference().ifPresent(reference -> detail.setProperty("reference", reference));
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == PageError.NOT_SIGNED_IN.status()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(detail);
    }

    /// To the sign-in page, which says so where a session has ended, and leads back to where one wanted.
    private static Object led(HttpServletRequest request) {
        boolean ended = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        String to =
                "/sign-in?to=" + URLEncoder.encode(wanted(request), StandardCharsets.UTF_8) + (ended ? "&ended" : "");
        if (isFragment(request)) {
            return ResponseEntity.status(PageError.NOT_SIGNED_IN.status())
                    .header("HX-Redirect", to)
                    .build();
        }
        return ResponseEntity.status(303).location(URI.create(to)).build();
    }

    /// The page that the reader sees or asked for; a form or a fragment is no page to come back to.
    private static String wanted(HttpServletRequest request) {
        if (isFragment(request) || !List.of("GET", "HEAD").contains(request.getMethod())) {
            return Optional.ofNullable(request.getHeader("HX-Current-URL"))
                    .or(() -> Optional.ofNullable(request.getHeader(HttpHeaders.REFERER)))
                    .flatMap(ProblemPages::local)
                    .orElse("/");
        }
        String query = request.getQueryString();
        return path(request) + (query == null ? "" : "?" + query);
    }

    private static Optional<String> local(String address) {
        try {
            URI uri = URI.create(address);
            String query = uri.getRawQuery();
            return Optional.ofNullable(uri.getRawPath()).map(path -> path + (query == null ? "" : "?" + query));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isFragment(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null && request.getHeader("HX-Boosted") == null;
    }

    /// Whether the caller is a program: it asks the API, comes with a token, or takes no page.
    private static boolean isProgram(HttpServletRequest request, String path) {
        String accept = Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT))
                .orElse("*/*")
                .toLowerCase(Locale.ROOT);
        return path.startsWith(API)
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || !(accept.contains("text/html") || accept.contains("*/*"));
    }

    private static Wording words(HttpServletRequest request, String path) {
        return Words.in(path.startsWith(API) ? Language.EN : Languages.of(request));
    }

    /// The address that was asked for, also in the container's own call of `/error`.
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
    }
}
