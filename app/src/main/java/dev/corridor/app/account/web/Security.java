package dev.corridor.app.account.web;

import dev.corridor.app.account.SessionContexts;
import dev.corridor.app.account.Tokens;
import dev.corridor.app.shared.access.Caller;
import dev.corridor.app.shared.access.Entered;
import dev.corridor.app.shared.web.PageError;
import dev.corridor.app.shared.web.Pages;
import dev.corridor.app.shared.web.Problem;
import dev.corridor.app.shared.web.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// What guards every request: who makes it, whether it comes from our own pages, and what browsers may do with the
/// answer. Whether the caller may do what it asks is the endpoint's `@Requires`.
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Security {
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// The token is in a cookie that scripts cannot read, and in every page that has forms.
    @Bean
    CsrfTokenRepository formTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieName("corridor-form");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax"));
        return tokens;
    }

    @Bean
    Pages.VisitorOf visitors() {
        return Security::visitor;
    }

    private static Optional<Visitor> visitor(Principal principal) {
        return principal instanceof Entered entered && entered.caller() instanceof Caller.Person person
                ? Optional.of(new Visitor(
                        person.name(), person.role().key(), person.role().permissions()))
                : Optional.empty();
    }

    @Bean
    SecurityFilterChain everything(
            HttpSecurity http,
            SessionContexts sessions,
            Tokens tokens,
            CsrfTokenRepository formTokens,
            MultipartProperties uploads) {
        return http.securityContext(contexts -> contexts.securityContextRepository(sessions))
                .addFilterBefore(new TokenFilter(tokens), CsrfFilter.class)
                .addFilterBefore(new UploadGuard(uploads.getMaxRequestSize()), CsrfFilter.class)
                .csrf(forms -> forms.csrfTokenRepository(formTokens)
                        .ignoringRequestMatchers(TokenFilter::isForToken)
                        .sessionAuthenticationStrategy((authentication, request, response) -> {}))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .exceptionHandling(problems -> problems.accessDeniedHandler(Security::refuse))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                        .crossOriginOpenerPolicy(policy -> policy.policy(
                                org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter
                                        .CrossOriginOpenerPolicy.SAME_ORIGIN)))
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .build();
    }

    /// A form without the token of its page. At sign-in the reader gets a fresh form instead: it lay open while they
    /// signed in elsewhere.
    private static void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (request.getRequestURI().equals("/sign-in")) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/sign-in?again");
            return;
        }
        Problem.leave(request, PageError.FORM_OUT_OF_DATE);
        response.sendError(PageError.FORM_OUT_OF_DATE.status());
    }
}
