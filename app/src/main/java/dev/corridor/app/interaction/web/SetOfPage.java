package dev.corridor.app.interaction.web;

import dev.corridor.app.interaction.DataSet;
import dev.corridor.app.interaction.DataSetId;
import dev.corridor.app.interaction.DataSets;
import dev.corridor.app.shared.web.SetInView;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Tells the frame which data set a page below `/sets/` is about, and which one is searched from all other pages: the
/// last that was looked at in this browser, else the latest.
@Configuration(proxyBeanMethods = false)
class SetOfPage implements WebMvcConfigurer {
    private static final Pattern PATH = Pattern.compile("(/data)?/sets/(\\d{1,18})(/.*)?");
    private static final String LAST = "set";
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final DataSets sets;

    SetOfPage(DataSets sets) {
        this.sets = sets;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        tell(request, response);
                        return true;
                    }
                })
                .addPathPatterns("/**")
                .excludePathPatterns("/api/**", "/assets/**", "/health/**", "/metrics");
    }

    private void tell(HttpServletRequest request, HttpServletResponse response) {
        Matcher path = PATH.matcher(request.getRequestURI());
        Optional<DataSet> about = path.matches() ? found(path.group(2)) : Optional.empty();
        about.ifPresent(set -> remember(set, request, response));
        about.filter(_ -> path.group(1) == null).ifPresent(set -> request.setAttribute(SetInView.ATTRIBUTE, view(set)));
        if (request.getUserPrincipal() != null) {
            about.or(() -> last(request).flatMap(this::found))
                    .or(() -> sets.all().stream().findFirst())
                    .ifPresent(set -> request.setAttribute(SetInView.SEARCHED, view(set)));
        }
    }

    private static SetInView view(DataSet set) {
        return new SetInView(set.id().value(), set.name());
    }

    private Optional<DataSet> found(String number) {
        return sets.find(new DataSetId(Long.parseLong(number)));
    }

    private static Optional<String> last(HttpServletRequest request) {
        Cookie @Nullable [] cookies = request.getCookies();
        return Stream.ofNullable(cookies)
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(LAST))
                .map(Cookie::getValue)
                .filter(value -> value.matches("\\d{1,18}"))
                .findFirst();
    }

    private static void remember(DataSet set, HttpServletRequest request, HttpServletResponse response) {
        String number = set.id().toString();
        if (last(request).filter(number::equals).isEmpty()) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(LAST, number)
                            .path("/")
                            .maxAge(A_YEAR)
                            .httpOnly(true)
                            .secure(request.isSecure())
                            .sameSite("Lax")
                            .build()
                            .toString());
        }
    }
}
