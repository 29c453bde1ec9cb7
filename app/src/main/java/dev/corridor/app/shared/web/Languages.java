package dev.corridor.app.shared.web;

import dev.corridor.map.Language;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;

/// The language of a request: what it asks for, else what the browser chose before, else what it prefers, else English.
/// Asking with `language=` is remembered.
public final class Languages implements HandlerInterceptor {
    private static final String PARAMETER = "language";
    private static final int A_YEAR = 365 * 24 * 3600;

    public static Language of(HttpServletRequest request) {
        return asked(request).or(() -> chosen(request)).orElseGet(() -> preferred(request));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        asked(request)
                .ifPresent(language -> response.addHeader(
                        "Set-Cookie",
                        ResponseCookie.from(PARAMETER, language.tag())
                                .path("/")
                                .maxAge(A_YEAR)
                                .httpOnly(true)
                                .secure(request.isSecure())
                                .sameSite("Lax")
                                .build()
                                .toString()));
        return true;
    }

    /// From the address alone: to ask for a parameter would read an upload.
    private static Optional<Language> asked(HttpServletRequest request) {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(PARAMETER + "="))
                .findFirst()
                .flatMap(pair -> named(pair.substring(PARAMETER.length() + 1)));
    }

    private static Optional<Language> chosen(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(PARAMETER))
                        .findFirst()
                        .flatMap(cookie -> named(cookie.getValue()));
    }

    private static Language preferred(HttpServletRequest request) {
        for (Locale locale : Collections.list(request.getLocales())) {
            Optional<Language> language = named(locale.getLanguage());
            if (language.isPresent()) {
                return language.get();
            }
        }
        return Language.EN;
    }

    private static Optional<Language> named(@org.jspecify.annotations.Nullable String tag) {
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equals(tag))
                .findFirst();
    }
}
